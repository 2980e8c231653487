"""Tells the other processes of the database that there is something to handle or to send."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import structlog

from storage.identity import Identity

log = structlog.get_logger(__name__)

INBOX, OUTBOX = "inbox", "outbox"
"""The news: there are events to handle, or messages to send."""


@dataclass
class WakeUp:
    """Sends each piece of news once, however often it was told while the last was on its way.

    News may be lost: each process looks at the tables every two seconds as well.
    """

    identity: Identity
    _news: set[str] = field(default_factory=set)
    _sending: asyncio.Task[None] | None = None

    def tell_others(self, news: str) -> None:
        """Tell all other processes; return at once."""
        self._news.add(news)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def close(self) -> None:
        """Wait for what is on its way."""
        if self._sending:
            await asyncio.wait([self._sending])

    async def _send(self) -> None:
        while self._news:
            news = self._news.pop()
            try:
                await self.identity.notify(news)
            except Exception as error:
                log.debug("others_not_told", error_class=type(error).__name__)
