"""Send interactions to the bot's own address instead of the gateway, signed as Discord does."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from playground.discord.ledger import EventRecord

ANSWER_SECONDS = 3.0
"""How long Discord waits for an answer."""


class InteractionSender:
    """The bot's address, and the calls that are on their way to it; no call is repeated."""

    def __init__(self) -> None:
        self.url = ""
        """Where interactions go; "" for the gateway."""
        self._key = Ed25519PrivateKey.generate()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def public_key(self) -> str:
        """The key that the owner finds on the application's page, in hexadecimal."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def send(self, body: dict[str, Any], record: EventRecord) -> None:
        """Send an interaction in the background; one that is not accepted is lost."""
        task = asyncio.create_task(self._send(body, record))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def sign(self, body: bytes, timestamp: str) -> dict[str, str]:
        """Return the headers of a signed call."""
        signature = self._key.sign(timestamp.encode() + body).hex()
        return {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": timestamp}

    async def close(self) -> None:
        """End the calls that are on their way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send(self, body: dict[str, Any], record: EventRecord) -> None:
        raw = json.dumps(body).encode()
        headers = self.sign(raw, str(int(time.time()))) | {"Content-Type": "application/json"}
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as http,
                http.post(self.url, data=raw, headers=headers) as answer,
            ):
                accepted = 200 <= answer.status < 300
        except (aiohttp.ClientError, TimeoutError):
            accepted = False
        if record.outcome == "waiting":
            record.record_outcome("confirmed" if accepted else "lost")
