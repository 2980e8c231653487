"""The platforms that the bot is on: what sends to each, and what receives from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from bot.adapter import Connection
from bot.app import App
from bot.settings import Settings
from storage.database import Database
from storage.models import Member
from storage.sealing import House

if TYPE_CHECKING:
    from bot.discord_adapter import DiscordAdapter
    from bot.discord_gateway import Gateway


class Receiver(Protocol):
    """Hands over what people did."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Raises Hindrance when nothing more can be heard."""


@dataclass(frozen=True, slots=True)
class Line:
    """One platform, and what to tell the operator when it does not let us in."""

    adapter: Connection
    receiver: Callable[[App], Receiver]
    refused: str
    silent: str


def lines_of(settings: Settings, house: House) -> list[Line]:
    """One for each token that is given. Raises SettingsBroken when there is none."""
    tokens = settings.tokens()
    found = []
    if tokens.telegram:
        found.append(_telegram(tokens.telegram, settings.telegram_base_url, house))
    if tokens.discord:
        found.append(_discord(tokens.discord, settings.discord_base_url, house))
    return found


async def left_out(database: Database, platforms: Collection[str]) -> list[str]:
    """On which other platforms there are people whose messages wait for a bot with its token."""
    others = select(Member.platform).where(Member.platform.not_in(platforms), Member.reachable)
    async with database.read() as session:
        return sorted(await session.scalars(others.distinct()))


# Each library takes a while to import, and most are on one platform alone.


def _telegram(token: str, base_url: str, house: House) -> Line:
    from bot.telegram_adapter import TelegramAdapter
    from bot.telegram_polling import Poller

    adapter = TelegramAdapter(token, base_url, house)
    return Line(
        adapter,
        lambda app: Poller(
            adapter.bot,
            app.accept,
            SystemRandom(),
            polled=lambda: app.vitals.polls(adapter.platform),
        ),
        "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather (/token)",
        f"{base_url} does not answer: look at the network, and at TELEGRAM_BASE_URL",
    )


def _discord(token: str, base_url: str, house: House) -> Line:
    from bot.discord_adapter import DiscordAdapter
    from bot.discord_errors import WRONG_TOKEN

    adapter = DiscordAdapter(token, base_url, house)
    return Line(
        adapter,
        lambda app: _gateway(app, adapter, house),
        WRONG_TOKEN,
        f"{base_url} does not answer: look at the network, and at DISCORD_BASE_URL",
    )


def _gateway(app: App, adapter: DiscordAdapter, house: House) -> Gateway:
    from bot.bookmark import Bookmark
    from bot.discord_forms import Forms
    from bot.discord_gateway import Gateway
    from bot.discord_rows import styles

    features = app.dispatcher.features
    adapter.styles = styles(features.main, features.destructive)
    interactions = adapter.converse(app.dispatcher.shelf.texts, app.clock)
    interactions.form = Forms(features.asks, house.signer, app.clock.now).of
    app.dispatcher.unanswered = interactions.unanswered
    gateway = Gateway(
        adapter.http,
        app.accept,
        interactions,
        SystemRandom(),
        app.clock,
        heard=lambda: app.vitals.hears(adapter.platform),
        bookmark=Bookmark(app.database),
    )
    adapter.access.renew = gateway.renew
    return gateway
