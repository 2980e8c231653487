"""Loads the files of events before they are handled, outside of transactions, and cleans them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row, Select, select

from bot.inbox.event_transaction import load_event
from bot.inbox.fetched import dump_fetched
from bot.inbox.queries import CAN_BE_FETCHED, LEASE, MARK_FETCHED, RETRY_FETCH
from bot.media import refusals
from bot.media.cleaning import clean
from bot.media.refusals import FileRefused
from bot.parts import Parts
from bot.platforms.adapter import FileGone, FileTooLarge, SendFailed
from chat.media import IncomingFile
from chat.messages import Address, Event
from domain.context import Context
from domain.media import kept as media
from domain.media.kept import MAX_BYTES, MAX_SECONDS, CleanedFile
from domain.privacy import consent
from storage.sealing import Vault
from storage.tables.media import KeptFile
from storage.tables.member import Member

log = structlog.get_logger(__name__)

MAX_AT_ONCE = 4
LEASE_FOR = timedelta(seconds=90)
"""When another process may try again, if this one dies while it loads."""
GIVE_UP_AFTER = timedelta(hours=1)
FIRST_RETRY_SECONDS, MAX_RETRY_SECONDS = 2.0, 300.0

LoadedFile = tuple[bytes, CleanedFile]
"""A file as it was sent, and as it may be kept."""


class Later(Exception):
    """The files could not be loaded now; it may go better in a while."""


@dataclass
class Fetcher:
    """Loads what a person sent, and lets the dispatcher handle the event then.

    Nothing is kept of people who have not said yes, so their files are not even loaded.
    """

    parts: Parts
    wake_dispatcher: Callable[[], None]
    stopping: bool = False
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_AT_ONCE))

    def stop(self) -> None:
        """Finish the files in hand, and begin no other."""
        self.stopping = True

    async def has_work(self) -> bool:
        """Return whether there is a file that could be loaded now."""
        return bool(await self._find(1))

    async def drain(self) -> None:
        """Load all that can be loaded now; one that fails waits, longer each time."""
        while not self.stopping and (rows := await self._find(MAX_AT_ONCE)):
            await asyncio.gather(*(self._fetch_row(row) for row in rows))

    async def _find(self, most: int) -> Sequence[Row[Any]]:
        now, sources = self.parts.clock.now(), list(self.parts.adapters)
        async with self.parts.database.read() as session:
            found = {"now": now, "sources": sources, "most": most}
            return (await session.execute(CAN_BE_FETCHED, found)).all()

    async def _fetch_row(self, row: Row[Any]) -> None:
        if not await self._lease(row):
            return
        try:
            await self._finish(row, await self._fetch(row))
        except Later:
            await self._retry_later(row)
        except Exception as error:
            # On any error at all, as of a full disk: the words that came along must not be lost.
            log.error("fetch_failed", error_class=type(error).__name__, seq=row.seq)
            await self._retry_later(row)

    async def _lease(self, row: Row[Any]) -> bool:
        now = self.parts.clock.now()
        async with self.parts.database.write() as session:
            values = {"row": row.seq, "now": now, "until": now + LEASE_FOR}
            changed = await (await session.connection()).execute(LEASE, values)
        return changed.rowcount == 1

    async def _fetch(self, row: Row[Any]) -> list[LoadedFile | str]:
        """Return each file, or the reason why it is refused. Raises Later."""
        event = load_event(self.parts, row)
        if event is None or not event.files:
            return []
        if not await self._may_keep(event):
            return [refusals.CONSENT]
        return [await self._load_or_refuse(event, each) for each in event.files]

    async def _may_keep(self, event: Event) -> bool:
        async with self.parts.database.read() as session:
            member = await session.scalar(self._sender(event))
            return member is not None and consent.has_agreed(member)

    def _sender(self, event: Event) -> Select[Member]:
        lookup = self.parts.server_keys.lookup(_sender_address(event))
        return select(Member).where(Member.lookup == lookup)

    async def _load_or_refuse(self, event: Event, file: IncomingFile) -> LoadedFile | str:
        if file.size > MAX_BYTES:
            return refusals.TOO_BIG
        if file.seconds > max(MAX_SECONDS.values()):
            return refusals.TOO_LONG
        adapter = self.parts.adapters[_sender_address(event).platform]
        try:
            sent = await adapter.fetch(file, MAX_BYTES)
            return sent, await clean(sent)
        except FileRefused as refused:
            return refused.reason
        except FileTooLarge:
            return refusals.TOO_BIG
        except FileGone:
            return refusals.GONE
        except SendFailed:
            raise Later from None

    async def _retry_later(self, row: Row[Any]) -> None:
        now = self.parts.clock.now()
        if now - row.received_at >= GIVE_UP_AFTER:
            log.warning("fetch_given_up", seq=row.seq)
            await self._finish(row, [refusals.LATE])
            return
        wait = min(FIRST_RETRY_SECONDS * 2 ** min(row.attempts, 10), MAX_RETRY_SECONDS)
        async with self.parts.database.write() as session:
            values = {"row": row.seq, "until": now + timedelta(seconds=wait)}
            await (await session.connection()).execute(RETRY_FETCH, values)

    async def _finish(self, row: Row[Any], found: Sequence[LoadedFile | str]) -> None:
        """Keep the files and hand the event over, in one transaction: nothing is half kept."""
        now, event = self.parts.clock.now(), load_event(self.parts, row)
        async with self.parts.database.write() as session:
            ctx = Context(session, Vault(session, self.parts.ring), now)
            kept = [await self._keep(ctx, event, each) for each in found]
            values = {"row": row.seq, "found": dump_fetched(kept), "now": now}
            changed = await (await session.connection()).execute(MARK_FETCHED, values)
            if changed.rowcount != 1:
                await session.rollback()
        self.wake_dispatcher()

    async def _keep(
        self, ctx: Context, event: Event | None, loaded: LoadedFile | str
    ) -> KeptFile | str:
        """Return the kept file, or why it is refused."""
        if isinstance(loaded, str):
            return loaded
        member = await ctx.session.scalar(self._sender(event)) if event else None
        if event is None or member is None or not consent.has_agreed(member):
            return refusals.CONSENT
        sent, cleaned = loaded
        used = await media.used_bytes(ctx, member)
        if used + len(cleaned.content) > self.parts.media_mb_each * media.MB:
            return refusals.FULL
        keys = self.parts.server_keys
        return await media.keep(ctx, keys, member, cleaned, sent, event.message)


def _sender_address(event: Event) -> Address:
    if event.address is None:
        raise TypeError("only a person's event has files")
    return event.address
