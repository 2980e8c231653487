"""Puts together the parts that send messages."""

from __future__ import annotations

from bot.media.loading import MediaLoader
from bot.ops.metrics import Metrics
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.outbox.delivery import Delivery
from bot.outbox.outcomes import OutcomeRecorder
from bot.outbox.sender import Sender
from bot.pace import Rates, build_rate_limiter
from bot.parts import Parts
from bot.role import Role


def build_delivery(
    parts: Parts, rates: Rates, role: Role, *, is_shared: bool
) -> tuple[Delivery, Metrics]:
    """Return what sends, and the figures that it is counted in."""
    database, adapters, clock = parts.database, parts.adapters, parts.clock
    breaker = CircuitBreaker(database, adapters, clock)
    rate_limiter = build_rate_limiter(parts, rates, is_shared=is_shared)
    metrics = Metrics(database, clock, list(adapters), lambda: breaker.any_open)
    recorder = OutcomeRecorder(breaker, clock, parts.chance)
    media = MediaLoader(database, parts.ring, parts.content.pages)
    sender = Sender(database, adapters, rate_limiter, breaker, recorder, media, metrics.record_send)
    return Delivery(parts, rate_limiter, breaker, recorder, sender, sends=role.sends), metrics
