"""Wires the parts of Discord: one client, the senders that use it, and the listener."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import SystemRandom

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.clock import Clock
from bot.platforms.adapter import Accept
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.components import build_button_styles
from bot.platforms.discord.forms import Modals
from bot.platforms.discord.gateway import Gateway
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interaction_calls import InteractionCalls
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.missing_access import MissingAccess
from bot.platforms.discord.session_store import SessionStore
from content.texts import Texts
from handlers.turn import FeatureRouter
from storage.database import Database
from storage.sealing import ServerKeys


@dataclass(frozen=True)
class DiscordParts:
    """The parts that sending and listening share."""

    adapter: DiscordAdapter
    http: DiscordHttp
    interactions: OpenInteractions
    clock: Clock
    renewal_asked: asyncio.Event

    def build_gateway(
        self, accept: Accept, on_contact: Callable[[], None], database: Database
    ) -> Gateway:
        """Return the gateway that listens to Discord and hands over people's events."""
        return Gateway(
            self.http,
            accept,
            self.interactions,
            SystemRandom(),
            self.clock,
            on_contact=on_contact,
            session_store=SessionStore(database),
            renewal_asked=self.renewal_asked,
        )

    def build_interaction_calls(
        self, public_key: bytes, accept: Accept, on_contact: Callable[[], None]
    ) -> InteractionCalls:
        """Return what takes interactions that Discord sends to our own address."""
        key = Ed25519PublicKey.from_public_bytes(public_key)
        return InteractionCalls(key, accept, self.interactions, self.clock, on_contact)


def build_parts(
    http: DiscordHttp,
    server_keys: ServerKeys,
    features: FeatureRouter,
    texts: Texts,
    clock: Clock,
    *,
    is_called: bool = False,
) -> DiscordParts:
    """Put the parts together; nothing is opened yet."""
    renewal_asked = asyncio.Event()
    requests = features.longest_answers, features.media_requests
    modals = Modals(*requests, server_keys.signer, texts, clock.now)
    interactions = OpenInteractions(http, texts, clock, modals.for_dispatch)
    access = MissingAccess(clock, renewal_asked.set)
    styles = build_button_styles(features.main_actions, features.destructive_actions)
    adapter = DiscordAdapter(http, server_keys, interactions, access, styles, is_called=is_called)
    return DiscordParts(adapter, http, interactions, clock, renewal_asked)
