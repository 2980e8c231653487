"""The parts that the dispatcher and the delivery share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bot.clock import ClockWatch
from bot.platforms.adapter import Adapter
from domain.remind import reminders
from handlers.feature import Features
from handlers.turn import Content, Turn
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that one process of the bot is built from."""

    database: Database
    ring: KeyRing
    server_keys: ServerKeys
    features: Features[Turn]
    content: Content
    adapters: Mapping[str, Adapter]
    clock: ClockWatch
    chance: Random
    for_partner: int = reminders.MAX_FOR_PARTNER
    """How many reminders for their partner one person may have waiting."""
    media_mb_each: int = 200
    """How many megabytes of voice notes, photos and videos one person may keep."""
