"""Takes the interactions that Discord sends to our own address, signed with its key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.clock import Clock
from bot.inbox.store import Arrival
from bot.platforms.adapter import Accept
from bot.platforms.discord.events import INTERACTION, PLATFORM, Dispatch, InteractionType
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.surrogates import replace_lone_surrogates
from bot.settings import DISCORD_PATH
from storage.errors import database_error_code

log = structlog.get_logger(__name__)

SIGNATURE_HEADER, TIMESTAMP_HEADER = "X-Signature-Ed25519", "X-Signature-Timestamp"
PONG = 1
"""The answer to a PING, by which Discord tries the address."""
MAX_AGE_SECONDS = 300.0
"""A call that was signed longer ago is a replay."""


@dataclass
class InteractionCalls:
    """Stores an interaction before it is acknowledged; the answer goes over Discord's API."""

    key: Ed25519PublicKey
    accept: Accept
    interactions: OpenInteractions
    clock: Clock
    on_contact: Callable[[], None]
    path: str = DISCORD_PATH

    async def take(self, request: web.Request) -> web.Response:
        """Check the signature, answer a PING, and commit anything else before 202."""
        body = await request.read()
        if not self._is_signed(request, body):
            return web.Response(status=401)
        self.on_contact()
        try:
            raw = replace_lone_surrogates(json.loads(body))
            if raw["type"] == InteractionType.PING:
                return web.json_response({"type": PONG})
            dispatch = Dispatch.read({"t": INTERACTION, "d": raw})
            arrival = _build_arrival(dispatch) if dispatch else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return web.Response(status=400)
        if dispatch and arrival:
            return await self._store(dispatch, arrival)
        return web.Response(status=202)

    async def close(self) -> None:
        """Do nothing: what was taken is stored."""

    async def _store(self, dispatch: Dispatch, arrival: Arrival) -> web.Response:
        try:
            await self.accept([arrival])
        except Exception as error:
            name, code = type(error).__name__, database_error_code(error)
            log.error("arrivals_not_kept", error_class=name, reason=code)
            return web.Response(status=503)
        self.interactions.on_received(dispatch)
        self.interactions.on_stored(dispatch)
        return web.Response(status=202)

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        signature = request.headers.get(SIGNATURE_HEADER, "")
        timestamp = request.headers.get(TIMESTAMP_HEADER, "")
        try:
            self.key.verify(bytes.fromhex(signature), timestamp.encode() + body)
            age = self.clock.now().timestamp() - float(timestamp)
        except (InvalidSignature, ValueError):
            return False
        return abs(age) <= MAX_AGE_SECONDS


def _build_arrival(dispatch: Dispatch) -> Arrival:
    body = json.dumps({"t": dispatch.kind, "d": dispatch.body}).encode()
    return Arrival(dispatch.event_id, PLATFORM, dispatch.sender, body, has_files=dispatch.has_files)
