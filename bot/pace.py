"""Chooses who keeps the pace of each token: this process alone, or all that share a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outbox.rate_limiter import RateLimiter
from bot.outbox.send_slots import LocalSendSlots, SendSlots
from bot.outbox.shared_send_slots import SharedSendSlots
from bot.parts import Parts


@dataclass(frozen=True)
class Rates:
    """Messages a second: in all, and to one person."""

    all: float
    chat: float


def build_rate_limiter(parts: Parts, rates: Rates, *, is_shared: bool) -> RateLimiter:
    """Return the limiter; slots that other processes may share come from the server."""
    return RateLimiter(parts.clock, rates.chat, _make_slots(parts, rates, is_shared=is_shared))


def _make_slots(parts: Parts, rates: Rates, *, is_shared: bool) -> Mapping[str, SendSlots]:
    if not is_shared:
        return {platform: LocalSendSlots(parts.clock, rates.all) for platform in parts.adapters}
    return {
        platform: SharedSendSlots(
            platform, parts.database, parts.clock, rates.all, parts.server_keys.ordering_key
        )
        for platform in parts.adapters
    }
