"""The platforms that the bot is on: what sends to each, and what receives from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from bot.app import App
from bot.platforms.adapter import PlatformConnection
from bot.settings import Settings
from storage.database import Database
from storage.sealing import ServerKeys
from storage.tables.member import Member

if TYPE_CHECKING:
    from bot.platforms.discord.adapter import DiscordAdapter
    from bot.platforms.discord.gateway import Gateway


class Receiver(Protocol):
    """Hands over what people did."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Raises OperatorError when nothing more can be heard."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, and what to tell the operator when it does not let us in."""

    adapter: PlatformConnection
    build_receiver: Callable[[App], Receiver]
    token_refused_message: str
    no_answer_message: str


def configured_platforms(settings: Settings, server_keys: ServerKeys) -> list[Platform]:
    """Returns a platform for each token in the settings. Raises SettingsBroken without any."""
    tokens = settings.tokens()
    found = []
    if tokens.telegram:
        found.append(_telegram_platform(tokens.telegram, settings.telegram_base_url, server_keys))
    if tokens.discord:
        found.append(_discord_platform(tokens.discord, settings.discord_base_url, server_keys))
    return found


async def platforms_without_token(database: Database, platforms: Collection[str]) -> list[str]:
    """On which other platforms there are people whose messages wait for a bot with its token."""
    others = select(Member.platform).where(Member.platform.not_in(platforms), Member.reachable)
    async with database.read() as session:
        return sorted(await session.scalars(others.distinct()))


# Each library takes a while to import, and most are on one platform alone.


def _telegram_platform(token: str, base_url: str, server_keys: ServerKeys) -> Platform:
    from bot.platforms.telegram.adapter import TelegramAdapter
    from bot.platforms.telegram.polling import Poller

    adapter = TelegramAdapter(token, base_url, server_keys)
    return Platform(
        adapter,
        lambda app: Poller(
            adapter.bot,
            app.accept,
            SystemRandom(),
            on_polled=lambda: app.metrics.record_poll(adapter.platform),
        ),
        "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather (/token)",
        f"{base_url} does not answer: look at the network, and at TELEGRAM_BASE_URL",
    )


def _discord_platform(token: str, base_url: str, server_keys: ServerKeys) -> Platform:
    from bot.platforms.discord.adapter import DiscordAdapter
    from bot.platforms.discord.errors import WRONG_TOKEN

    adapter = DiscordAdapter(token, base_url, server_keys)
    return Platform(
        adapter,
        lambda app: _build_gateway(app, adapter, server_keys),
        WRONG_TOKEN,
        f"{base_url} does not answer: look at the network, and at DISCORD_BASE_URL",
    )


def _build_gateway(app: App, adapter: DiscordAdapter, server_keys: ServerKeys) -> Gateway:
    from bot.platforms.discord.components import button_styles
    from bot.platforms.discord.forms import Modals
    from bot.platforms.discord.gateway import Gateway
    from bot.platforms.discord.session_store import SessionStore

    features = app.dispatcher.features.router
    adapter.button_styles = button_styles(features.main_actions, features.destructive_actions)
    interactions = adapter.answer_interactions(app.dispatcher.content.texts, app.clock)
    interactions.modal_for = Modals(
        features.longest_answers, server_keys.signer, app.clock.now
    ).for_dispatch
    app.dispatcher.on_no_reply = interactions.on_no_reply
    gateway = Gateway(
        adapter.http,
        app.accept,
        interactions,
        SystemRandom(),
        app.clock,
        on_contact=lambda: app.metrics.record_contact(adapter.platform),
        session_store=SessionStore(app.database),
    )
    adapter.missing_access.renew_session = gateway.renew_session
    return gateway
