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
    from aiohttp import web

    from bot.platforms.telegram.adapter import TelegramAdapter


class Receiver(Protocol):
    """Receives people's events from a platform."""

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set. Raises OperatorError if listening is no longer possible."""


class CallHandler(Protocol):
    """Takes the calls that a platform makes to us at one path."""

    @property
    def path(self) -> str: ...

    async def take(self, request: web.Request) -> web.Response:
        """Return the answer to one call."""

    async def close(self) -> None:
        """End what goes on beside the calls."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, and the messages for the operator when it refuses us or does not answer."""

    adapter: PlatformConnection
    build_receiver: Callable[[Accept, Metrics, Database], Receiver]
    """Builds what one process of a database does at a time."""
    token_refused_message: str
    no_answer_message: str
    build_call_handler: Callable[[Accept, Metrics], CallHandler] | None = None
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
        found.append(_telegram_platform(tokens.telegram, settings, server_keys, features))
    if tokens.discord:
        found.append(
            _discord_platform(tokens.discord, settings, server_keys, features, texts, clock)
        )
    return found


async def platforms_without_token(database: Database, platforms: Collection[str]) -> list[str]:
    """Return the other platforms where people's messages wait for a bot with a token."""
    others = select(Member.platform).where(Member.platform.not_in(platforms), Member.reachable)
    async with database.read() as session:
        return sorted(await session.scalars(others.distinct()))


# Each library takes a while to import, and most bots are on one platform alone.


def _telegram_platform(
    token: str, settings: Settings, server_keys: ServerKeys, features: FeatureRouter
) -> Platform:
    from bot.platforms.telegram.adapter import TelegramAdapter
    from bot.platforms.telegram.keyboards import InlineKeyboards, build_button_styles
    from bot.platforms.telegram.polling import Poller

    base_url = settings.telegram_base_url
    styles = build_button_styles(features.main_actions, features.destructive_actions)
    adapter = TelegramAdapter(token, base_url, server_keys, InlineKeyboards(styles))

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
    from bot.platforms.telegram.webhook import WebhookCalls, WebhookKeeper, WebhookSettings

    secret = settings.webhook_secret.get_secret_value()
    webhook = WebhookSettings(settings.webhook_url, secret)

    def build_keeper(_: Accept, metrics: Metrics, __: Database) -> Receiver:
        on_contact = partial(metrics.record_poll, adapter.platform)
        return WebhookKeeper(webhook, adapter.bot, SystemRandom(), on_contact)

    def build_calls(accept: Accept, metrics: Metrics) -> CallHandler:
        on_contact = partial(metrics.record_poll, adapter.platform)
        intake = UpdateIntake(adapter.bot, accept, may_overtake=True)
        return WebhookCalls(webhook, intake, on_contact)

    return replace(platform, build_receiver=build_keeper, build_call_handler=build_calls)


def _discord_platform(
    token: str,
    settings: Settings,
    server_keys: ServerKeys,
    features: FeatureRouter,
    texts: Texts,
    clock: Clock,
) -> Platform:
    from bot.platforms.discord.errors import WRONG_TOKEN
    from bot.platforms.discord.http import DiscordHttp
    from bot.platforms.discord.parts import build_parts

    base_url, public_key = settings.discord_base_url, settings.read_discord_key()
    http = DiscordHttp(token, base_url)
    parts = build_parts(http, server_keys, features, texts, clock, is_called=bool(public_key))

    def build_gateway(accept: Accept, metrics: Metrics, database: Database) -> Receiver:
        return parts.build_gateway(accept, _contact(metrics, parts.adapter), database)

    def build_calls(accept: Accept, metrics: Metrics) -> CallHandler:
        on_contact = _contact(metrics, parts.adapter)
        return parts.build_interaction_calls(public_key, accept, on_contact)

    return Platform(
        parts.adapter,
        build_gateway,
        WRONG_TOKEN,
        f"{base_url} does not answer: look at the network, and at DISCORD_BASE_URL",
        build_calls if public_key else None,
    )


def _contact(metrics: Metrics, adapter: PlatformConnection) -> Callable[[], None]:
    """Return what notes a sign of life of the adapter's platform."""
    return partial(metrics.record_contact, adapter.platform)
