"""Measures the bot's state: what its running parts report, and how old waiting work is.

Where two people run a bot for themselves, one of them reads these figures about the other. So no
figure says that one message came or went: ages are whole minutes, counts whole hundreds, and
nothing is told apart by kind, command or person. Alarms alone are exact; the log has each of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.inbox.store import DUE
from bot.outbox.queries import is_for_open_platform
from storage.database import Database
from storage.tables.queues import Due, Inbox, Outbox

log = structlog.get_logger(__name__)

MAX_BACKLOG_AGE = timedelta(minutes=5)
"""How long work may wait while none of it moves, before that is a fault."""
MAX_SILENCE_SECONDS = 120.0
"""A poll ends after 30 seconds at most, and Discord gives a sign every 41; after this many
without one the connection counts as lost."""
TELEGRAM, DISCORD = "telegram", "discord"
DATABASE_TIMEOUT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of the bot: one word for the fault, "" for none; coarse counts, ages in seconds."""

    reason: str
    undelivered: int = 0
    undelivered_age: int = 0
    unhandled: int = 0
    unhandled_age: int = 0
    due_age: int = 0
    poll_age: int = 0
    gateway_age: int = 0


@dataclass(frozen=True, slots=True)
class _Backlog:
    undelivered: int
    undelivered_since: datetime | None
    unhandled: int
    unhandled_since: datetime | None
    due_since: datetime | None


class Metrics:
    """Notes of the running parts; moments are the clock's monotonic seconds."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        platforms: Sequence[str],
        token_refused: Callable[[], bool],
    ) -> None:
        self._database = database
        self._clock = clock
        self._platforms = platforms
        self._token_refused = token_refused
        self._running = False
        self._contacted_at: dict[str, float] = {}
        self._unstored_platforms: set[str] = set()
        """The platforms whose latest arrivals could not be stored."""
        self._last_sent_at = clock.monotonic()
        self.sent = 0
        """Messages since the start; only ever shown in whole hundreds."""
        self.clock_is_trusted = True
        self.longest_heartbeat = 0.0
        """The longest heartbeat in seconds, since the last hourly line."""
        self.longest_stall = 0.0
        """The longest stall of the loop in seconds, since the start."""

    def set_running(self, running: bool) -> None:
        self._running = running
        self._last_sent_at = self._clock.monotonic()

    def record_contact(self, platform: str) -> None:
        """Record that the platform gave a sign of life, or that listening to it begins."""
        self._contacted_at[platform] = self._clock.monotonic()

    def record_store(self, platforms: Iterable[str], *, is_stored: bool) -> None:
        """Record whether the arrivals of these platforms were stored, or have to be tried again."""
        self._unstored_platforms = self._unstored_platforms.difference(platforms).union(
            () if is_stored else platforms
        )

    def record_poll(self, platform: str) -> None:
        """Record that a poll ended well and all it brought is stored, or that polling begins."""
        self.record_contact(platform)
        self.record_store([platform], is_stored=True)

    def record_send(self) -> None:
        self.sent += 1
        self._last_sent_at = self._clock.monotonic()

    def record_heartbeat(self, seconds: float) -> None:
        self.longest_heartbeat = max(self.longest_heartbeat, seconds)

    def record_stall(self, seconds: float) -> None:
        self.longest_stall = max(self.longest_stall, seconds)

    def record_clock(self, *, trusted: bool) -> None:
        self.clock_is_trusted = trusted

    async def take_snapshot(self) -> Snapshot:
        """Return the present state; never raises."""
        silence = (
            round_to_minutes(self._seconds_since_contact(TELEGRAM)),
            round_to_minutes(self._seconds_since_contact(DISCORD)),
        )
        try:
            async with asyncio.timeout(DATABASE_TIMEOUT_SECONDS), self._database.read() as session:
                backlog = await _load_backlog(session, self._clock.now(), self._platforms)
        except Exception:
            # The drivers raise errors of many families, and all mean the same here.
            return Snapshot("database", 0, 0, 0, 0, 0, *silence)
        ages = self._compute_ages(backlog)
        return Snapshot(
            self._first_fault(ages),
            round_to_hundreds(backlog.undelivered),
            round_to_minutes(ages.undelivered.total_seconds()),
            round_to_hundreds(backlog.unhandled),
            round_to_minutes(ages.unhandled.total_seconds()),
            round_to_minutes(ages.due.total_seconds()),
            *silence,
        )

    async def log_summary(self) -> None:
        """Write the hourly line of the log."""
        snapshot = await self.take_snapshot()
        figures = asdict(snapshot) | {"reason": snapshot.reason or "ready"}
        longest = round(self.longest_heartbeat, 1)
        log.info(
            "heartbeat", **figures, sent=round_to_hundreds(self.sent), longest_heartbeat=longest
        )
        self.longest_heartbeat = 0.0

    def _compute_ages(self, backlog: _Backlog) -> _Ages:
        now = self._clock.now()
        since = backlog.undelivered_since, backlog.unhandled_since, backlog.due_since
        return _Ages(*(now - moment if moment else timedelta() for moment in since))

    def _seconds_since_contact(self, platform: str) -> float:
        """Return the seconds since the platform's last sign of life; 0 if it is not listened to."""
        now = self._clock.monotonic()
        return now - self._contacted_at.get(platform, now)

    def _first_fault(self, ages: _Ages) -> str:
        """Return the first fault found, the deeper causes first."""
        since_last_send = timedelta(seconds=self._clock.monotonic() - self._last_sent_at)
        faults = {
            "stopped": not self._running,
            "database": bool(self._unstored_platforms),
            "token": self._token_refused(),
            "polling": self._seconds_since_contact(TELEGRAM) > MAX_SILENCE_SECONDS,
            "gateway": self._seconds_since_contact(DISCORD) > MAX_SILENCE_SECONDS,
            "clock": not self.clock_is_trusted,
            "due": ages.due > MAX_BACKLOG_AGE,
            "handling": ages.unhandled > MAX_BACKLOG_AGE,
            "sending": min(ages.undelivered, since_last_send) > MAX_BACKLOG_AGE,
        }
        return next((word for word, is_so in faults.items() if is_so), "")


@dataclass(frozen=True, slots=True)
class _Ages:
    undelivered: timedelta
    unhandled: timedelta
    due: timedelta


async def _load_backlog(session: AsyncSession, now: datetime, platforms: Sequence[str]) -> _Backlog:
    """Return all that could have been handled or sent by now.

    Leave out all that waits for a morning or a date, or for a platform that this bot is not on.
    """
    tried = and_(Outbox.state == "new", Outbox.attempts > 0)
    untried = and_(Outbox.state.in_(("new", "sending")), Outbox.not_before <= now)
    since = func.min(case((tried, Outbox.made_at), else_=Outbox.not_before))
    late = select(func.count(), since).select_from(Outbox).where(or_(tried, untried))
    outbox = late.where(is_for_open_platform()).params(open=platforms)
    # Thousands may come due at once; the ages are those of people's events, which go first.
    oldest_from_people = func.min(case((Inbox.priority == 0, Inbox.received_at)))
    new = select(func.count(), oldest_from_people).select_from(Inbox).where(Inbox.state == "new")
    inbox = new.where(Inbox.platform.in_([DUE, *platforms]))
    due = select(func.min(Due.at)).where(Due.at <= now)
    undelivered, undelivered_since = (await session.execute(outbox)).one()
    unhandled, unhandled_since = (await session.execute(inbox)).one()
    due_since = await session.scalar(due)
    return _Backlog(undelivered, undelivered_since, unhandled, unhandled_since, due_since)


def round_to_minutes(seconds: float) -> int:
    """Return the seconds, rounded down to whole minutes."""
    return int(seconds // 60) * 60


def round_to_hundreds(count: int) -> int:
    """Return the count, rounded down to hundreds: one message more or less does not show."""
    return count // 100 * 100
