"""The one place that wires everything: `run`, the demo and the tests all start it here."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Error as SQLiteError

import structlog
from sqlalchemy import func, select

from bot.clock import ClockWatch, SharedClock
from bot.inbox.arrival_order import HOLD_SECONDS
from bot.inbox.dispatcher import Dispatcher
from bot.inbox.fetcher import Fetcher
from bot.inbox.store import FETCH, Arrival, store_arrivals
from bot.ops.metrics import Metrics
from bot.ops.process_metrics import ProcessMetrics
from bot.outbox.building import build_delivery
from bot.outbox.delivery import Delivery
from bot.pace import Rates
from bot.parts import Parts
from bot.platforms.adapter import Adapter
from bot.role import Role
from bot.wake_up import INBOX, OUTBOX, WakeUp
from bot.wakeable_loop import WakeableLoop
from content.problems import ContentBroken
from content.texts import Texts
from scheduler.backup import make_daily_copy
from scheduler.erase_files import scrub
from scheduler.heartbeat import build_scheduler
from scheduler.inactivity import plan_for_inactive
from scheduler.retention import sweep
from scheduler.tick import tick
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.queues import Due, Inbox, Outbox

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class App:
    """All running parts, wired together."""

    parts: Parts
    fetcher: Fetcher
    dispatcher: Dispatcher
    delivery: Delivery
    fetch_loop: WakeableLoop
    dispatch_loop: WakeableLoop
    delivery_loop: WakeableLoop
    metrics: Metrics
    process_metrics: ProcessMetrics
    wake_up: WakeUp
    forgotten: Path | None = None
    """The file that names the people whom a restored backup must not bring back."""
    backups: Path | None = None
    """The folder for the daily copy of a SQLite database."""
    shared: SharedClock | None = None
    """The clock, if it follows the database's."""
    role: Role = Role.ALL

    async def run(self, stop: asyncio.Event) -> None:
        """Handle events, send messages and move due moments until `stop` is set.

        The platforms' receivers run beside it.
        """
        jobs = build_scheduler(self.run_heartbeat, self.sweep, self.metrics.log_summary)
        jobs.start()
        self.metrics.set_running(True)
        try:
            await WakeableLoop("listening", self._listen).once(stop)
            await WakeableLoop("recovering", self.delivery.recover).once(stop)
            await WakeableLoop("heartbeat", self.run_heartbeat).once(stop)
            await asyncio.gather(*self._loops(stop))
            # The last events may have handed over replies after the sending loop had ended.
            await self.delivery.drain()
        finally:
            await self.delivery.close()
            await self.wake_up.close()
            self.metrics.set_running(False)
            jobs.shutdown(wait=False)

    def _loops(self, stop: asyncio.Event) -> Iterator[Coroutine[None, None, None]]:
        if self.role.works:
            yield self.fetch_loop.run(stop)
            yield self.dispatch_loop.run(stop)
            yield self._prepare_gazetteer()
        if self.role.sends:
            yield self.delivery_loop.run(stop)
        if self.role is Role.RECEIVE:
            yield _wait(stop)

    async def _listen(self) -> None:
        """Wake up when another process has stored or written something."""
        loops = {INBOX: (self.fetch_loop, self.dispatch_loop), OUTBOX: (self.delivery_loop,)}

        def hear(news: str) -> None:
            if news == OUTBOX:
                self.delivery.expect_rows()
            for loop in loops.get(news, ()):
                loop.wake()

        await self.database.identity.listen(hear)

    @property
    def database(self) -> Database:
        return self.parts.database

    @property
    def server_keys(self) -> ServerKeys:
        return self.parts.server_keys

    @property
    def clock(self) -> ClockWatch:
        return self.parts.clock

    @property
    def adapters(self) -> Mapping[str, Adapter]:
        return self.parts.adapters

    @property
    def menu(self) -> Sequence[str]:
        return self.parts.features.menu

    @property
    def texts(self) -> Texts:
        return self.parts.content.texts

    async def _prepare_gazetteer(self) -> None:
        """Make what the first search for a city needs, so that nobody waits for it later."""
        # A fault in those files concerns only a person who names a city, and that is later.
        with suppress(ContentBroken, OSError):
            await asyncio.to_thread(self.parts.content.gazetteer.prepare)

    def stop(self, stop: asyncio.Event) -> None:
        """End `run` after the work in hand."""
        stop.set()
        self.fetcher.stop()
        self.dispatcher.stop()
        self.delivery.stop()
        self.fetch_loop.wake()
        self.dispatch_loop.wake()
        self.delivery_loop.wake()

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Commit what a platform handed over, before the platform is told that we have it.

        Raises the database's errors; until the commit succeeds the bot is not ready.
        """
        platforms = {each.platform for each in arrivals}
        try:
            held = await store_arrivals(self.database, self.server_keys, self.clock, arrivals)
        except Exception:
            self.metrics.record_store(platforms, is_stored=False)
            raise
        self.metrics.record_store(platforms, is_stored=True)
        self._expect_events(is_for_others=len(arrivals) > 1)
        if held:
            asyncio.get_running_loop().call_later(HOLD_SECONDS, self._expect_events)

    def _expect_events(self, *, is_for_others: bool = False) -> None:
        """Look for events that can be handled now, here or in another process."""
        self.fetch_loop.wake()
        self.dispatch_loop.wake()
        if not self.role.works or is_for_others or self.dispatcher.is_busy:
            # Another process can handle what this one cannot handle at once.
            self.wake_up.tell_others(INBOX)

    async def run_heartbeat(self) -> None:
        """Move everything that is due into the inbox, unless the clock has just jumped."""
        if self.shared:
            await self.shared.synchronize()
        await self.delivery.settle_abandoned()
        self._note_received_elsewhere()
        if not (self._believed() and self.role.works):
            return
        moved, begun, ranks = 0, self.clock.monotonic(), self.parts.features.router.due_ranks
        while count := await tick(self.database, self.server_keys, self.clock.now(), ranks):
            moved += count
        self.metrics.record_heartbeat(self.clock.monotonic() - begun)
        if moved:
            self.dispatch_loop.wake()
            self.wake_up.tell_others(INBOX)
        await scrub(self.database, self.forgotten)

    def _note_received_elsewhere(self) -> None:
        """Count each platform as heard if another process is the one that listens."""
        if not self.role.receives:
            for platform in self.adapters:
                self.metrics.record_poll(platform)

    def _believed(self) -> bool:
        """Return whether the clock can be trusted, and log once when that changes."""
        believed = self.clock.is_trusted()
        if believed != self.metrics.clock_is_trusted:
            self.metrics.record_clock(trusted=believed)
            if believed:
                log.warning("clock_believed_again")
            else:
                log.error("clock_jumped")
        return believed

    async def sweep(self) -> None:
        """Delete what is no longer needed and make the daily backup, if the clock is trusted."""
        if not (self.clock.is_trusted() and self.role.works):
            return
        await sweep(self.database, self.clock.now())
        await plan_for_inactive(self.database, self.clock.now())
        await self.back_up()

    async def back_up(self) -> None:
        """Make the day's backup. A failure is logged as an alarm, and tried again an hour later."""
        file = self.database.engine.url.database
        if not (self.backups and self.database.is_sqlite and file):
            return
        try:
            if await make_daily_copy(Path(file), self.backups, self.clock.now()):
                log.info("backup_made")
        except (OSError, SQLiteError) as error:
            log.error("backup_failed", error_class=type(error).__name__)

    async def run_until_idle(self) -> None:
        """Return when everything that can be handled and sent now is done."""
        await self.run_heartbeat()
        while True:
            await self.fetcher.drain()
            await self.dispatcher.drain()
            await self.delivery.drain()
            if not await self._busy():
                return
            await asyncio.sleep(0)

    async def next_moment(self) -> datetime | None:
        """Return when there will be work again: a due moment or a retry."""
        now = self.clock.now()
        waiting = Inbox.state.in_(("new", FETCH)), Inbox.not_before > now
        looks = (
            select(func.min(Due.at)),
            select(func.min(Inbox.not_before)).where(*waiting),
            select(func.min(Outbox.not_before)).where(
                Outbox.state == "new", Outbox.not_before > now
            ),
        )
        async with self.database.read() as session:
            moments = [await session.scalar(look) for look in looks]
        return min(filter(None, moments), default=None)

    async def _busy(self) -> bool:
        # A server's look for work leaves out the people whose events are being handled.
        if self.dispatcher.is_busy or await self.dispatcher.has_work():
            return True
        if await self.delivery.has_work():
            return True
        return await self.fetcher.has_work()


async def _wait(stop: asyncio.Event) -> None:
    await stop.wait()


async def open_server_keys(database: Database, ring: KeyRing) -> ServerKeys:
    """Open the server keys. Raises CannotOpen if the key ring is not the one that sealed them."""
    async with database.write_exclusively() as session:
        return await Vault(session, ring).server_keys()


def build_app(
    parts: Parts,
    rates: Rates,
    *,
    forgotten: Path | None = None,
    backups: Path | None = None,
    shared: SharedClock | None = None,
    role: Role = Role.ALL,
) -> App:
    """Put the parts together; the database must be migrated already."""
    delivery, metrics = build_delivery(parts, rates, role, is_shared=shared is not None)
    sending, wake_up = WakeableLoop("sending", delivery.drain), WakeUp(parts.database.identity)

    def wake_delivery() -> None:
        sending.wake()
        if not role.sends:
            wake_up.tell_others(OUTBOX)

    dispatcher = Dispatcher(parts, delivery, wake_delivery)
    handling = WakeableLoop("handling", dispatcher.drain)
    identity, slots = parts.database.identity, delivery.rate_limiter.slots
    measured = metrics, ProcessMetrics(identity, slots, role, shared)
    fetcher = Fetcher(parts, handling.wake)
    loops = WakeableLoop("fetching", fetcher.drain), handling, sending
    app = App(parts, fetcher, dispatcher, delivery, *loops, *measured, wake_up, role=role)
    return replace(app, forgotten=forgotten, backups=backups, shared=shared)
