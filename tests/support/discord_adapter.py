"""A Discord adapter for tests that do without a receiver."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import SystemClock
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.missing_access import MissingAccess
from storage.sealing import ServerKeys
from tests.support.examples import strict_content
from tests.support.people import FakeClock


def build_discord_adapter(
    token: str,
    base_url: str,
    server_keys: ServerKeys,
    clock: FakeClock | None = None,
    renew_session: Callable[[], None] = lambda: None,
) -> DiscordAdapter:
    """Return an adapter that shows no forms."""
    http, time = DiscordHttp(token, base_url), clock or SystemClock()
    interactions = OpenInteractions(http, strict_content().texts, time, lambda _: None)
    return DiscordAdapter(http, server_keys, interactions, MissingAccess(time, renew_session))
