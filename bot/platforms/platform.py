"""Builds the platforms that the bot is on, each with an adapter and a receiver."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from random import SystemRandom
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from bot.clock import Clock
from bot.ops.metrics import Metrics
from bot.platforms.adapter import Accept, PlatformConnection
from bot.settings import Settings
from content.texts import Texts
from handlers.turn import FeatureRouter
from storage.database import Database
from storage.sealing import ServerKeys
from storage.tables.member import Member

if TYPE_CHECKING:
    from bot.platforms.telegram.adapter import TelegramAdapter


class Receiver(Protocol):
    """Receives people's events from a platform."""

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set. Raises OperatorError if listening is no longer possible."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, and the messages for the operator when it refuses us or does not answer."""

    adapter: PlatformConnection
    build_receiver: Callable[[Accept, Metrics, Database], Receiver]
    """Builds what one process of a database does at a time."""
    token_refused_message: str
    no_answer_message: str
    build_server: Callable[[Accept, Metrics], Receiver] | None = None
    """Builds what every process that receives does, if the platform calls us."""


def configured_platforms(
    settings: Settings,
    server_keys: ServerKeys,
    features: FeatureRouter,
    texts: Texts,
    clock: Clock,
) -> list[Platform]:
    """Return a platform for each token in the settings. Raises InvalidSettings without any."""
    tokens = settings.read_tokens()
    found = []
    if tokens.telegram:
        found.append(_telegram_platform(tokens.telegram, settings, server_keys))
    if tokens.discord:
        found.append(
            _discord_platform(
                tokens.discord, settings.discord_base_url, server_keys, features, texts, clock
            )
        )
    return found


async def platforms_without_token(database: Database, platforms: Collection[str]) -> list[str]:
    """Return the other platforms where people's messages wait for a bot with a token."""
    others = select(Member.platform).where(Member.platform.not_in(platforms), Member.reachable)
    async with database.read() as session:
        return sorted(await session.scalars(others.distinct()))


# Each library takes a while to import, and most bots are on one platform alone.


def _telegram_platform(token: str, settings: Settings, server_keys: ServerKeys) -> Platform:
    from bot.platforms.telegram.adapter import TelegramAdapter
    from bot.platforms.telegram.polling import Poller

    base_url = settings.telegram_base_url
    adapter = TelegramAdapter(token, base_url, server_keys)

    def build_poller(accept: Accept, metrics: Metrics, _: Database) -> Poller:
        on_polled = partial(metrics.record_poll, adapter.platform)
        return Poller(adapter.bot, accept, SystemRandom(), on_polled=on_polled)

    platform = Platform(
        adapter,
        build_poller,
        "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather (/token)",
        f"{base_url} does not answer: look at the network, and at TELEGRAM_BASE_URL",
    )
    return _with_webhook(platform, adapter, settings) if settings.webhook_url else platform


def _with_webhook(platform: Platform, adapter: TelegramAdapter, settings: Settings) -> Platform:
    """Return the platform with a webhook in place of polling."""
    from bot.platforms.telegram.intake import UpdateIntake
    from bot.platforms.telegram.webhook import WebhookKeeper, WebhookServer, WebhookSettings

    secret = settings.webhook_secret.get_secret_value()
    webhook = WebhookSettings(settings.webhook_url, secret, settings.webhook_port)

    def build_keeper(_: Accept, metrics: Metrics, __: Database) -> Receiver:
        on_contact = partial(metrics.record_poll, adapter.platform)
        return WebhookKeeper(webhook, adapter.bot, SystemRandom(), on_contact)

    def build_server(accept: Accept, metrics: Metrics) -> Receiver:
        on_received = partial(metrics.record_poll, adapter.platform)
        return WebhookServer(webhook, UpdateIntake(adapter.bot, accept), on_received)

    return replace(platform, build_receiver=build_keeper, build_server=build_server)


def _discord_platform(
    token: str,
    base_url: str,
    server_keys: ServerKeys,
    features: FeatureRouter,
    texts: Texts,
    clock: Clock,
) -> Platform:
    from bot.platforms.discord.errors import WRONG_TOKEN
    from bot.platforms.discord.http import DiscordHttp
    from bot.platforms.discord.parts import build_parts

    parts = build_parts(DiscordHttp(token, base_url), server_keys, features, texts, clock)
    platform = parts.adapter.platform

    def build_gateway(accept: Accept, metrics: Metrics, database: Database) -> Receiver:
        return parts.build_gateway(accept, partial(metrics.record_contact, platform), database)

    return Platform(
        parts.adapter,
        build_gateway,
        WRONG_TOKEN,
        f"{base_url} does not answer: look at the network, and at DISCORD_BASE_URL",
    )
