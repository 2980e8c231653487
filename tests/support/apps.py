"""Build the bot for a scenario: it sends without a pace, and its chance repeats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import handlers
from bot.app import App, build_app, open_server_keys
from bot.clock import Clock, ClockWatch
from bot.pace import Rates
from bot.parts import Parts
from bot.platforms.adapter import Adapter
from handlers.turn import Content
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys

FAST = Rates(all=1e6, chat=1e6)


async def open_scenario_app(
    database: Database,
    ring: KeyRing,
    content: Content,
    adapters: Mapping[str, Adapter],
    clock: Clock,
    *,
    server_keys: ServerKeys | None = None,
    forgotten: Path | None = None,
) -> App:
    """Build the bot on a migrated database, and open the server keys unless they are given."""
    parts = Parts(
        database=database,
        ring=ring,
        server_keys=server_keys or await open_server_keys(database, ring),
        features=handlers.collect_features(),
        content=content,
        adapters=adapters,
        clock=ClockWatch(clock),
        chance=Random(7),
    )
    return build_app(parts, FAST, forgotten=forgotten)
