"""How the bot is: what its running parts note about themselves, and how old what waits is.

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
from bot.outbox.queries import of_platforms
from storage.database import Database
from storage.tables.queues import Due, Inbox, Outbox

log = structlog.get_logger(__name__)

TOO_LONG = timedelta(minutes=5)
"""So long nothing that can be handled or sent may wait while nothing of it moves."""
SILENT_SECONDS = 120.0
"""A poll ends after 30 seconds at most, and Discord says every 41 that it is there; after so many
without such a sign nobody is heard."""
TELEGRAM, DISCORD = "telegram", "discord"
DATABASE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How it stands: one word of what is wrong, "" for nothing; coarse counts, ages in seconds."""

    reason: str
    undelivered: int = 0
    undelivered_age: int = 0
    unhandled: int = 0
    unhandled_age: int = 0
    due_age: int = 0
    poll_age: int = 0
    gateway_age: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    undelivered: int
    undelivered_since: datetime | None
    unhandled: int
    unhandled_since: datetime | None
    due_since: datetime | None


class Metrics:
    """Moments are the clock's monotonic seconds."""

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
        self._heard: dict[str, float] = {}
        self._unstored: set[str] = set()
        """The platforms whose latest arrivals could not be stored."""
        self._sent_at = clock.monotonic()
        self.sent = 0
        """Messages since the start; to be shown in whole hundreds only."""
        self.clock_is_trusted = True
        self.longest_beat = 0.0
        """Seconds that moving what came due took at most, since the last hourly line."""
        self.longest_stall = 0.0
        """Seconds that the loop kept others waiting at most, since the start."""

    def set_running(self, running: bool) -> None:
        self._running = running
        self._sent_at = self._clock.monotonic()

    def record_contact(self, platform: str) -> None:
        """It said that it is there, or the listening begins."""
        self._heard[platform] = self._clock.monotonic()

    def record_store(self, platforms: Iterable[str], *, well: bool) -> None:
        """What these handed over was stored, or could not be and will be tried again."""
        self._unstored = self._unstored.difference(platforms).union(() if well else platforms)

    def record_poll(self, platform: str) -> None:
        """A poll ended well, and nothing that it brought waits to be stored; or polling begins."""
        self.record_contact(platform)
        self.record_store([platform], well=True)

    def record_send(self) -> None:
        self.sent += 1
        self._sent_at = self._clock.monotonic()

    def record_tick(self, seconds: float) -> None:
        self.longest_beat = max(self.longest_beat, seconds)

    def record_stall(self, seconds: float) -> None:
        self.longest_stall = max(self.longest_stall, seconds)

    def record_clock(self, *, trusted: bool) -> None:
        self.clock_is_trusted = trusted

    async def snapshot(self) -> Snapshot:
        """How it stands now; never raises."""
        silence = minutes(self._silence(TELEGRAM)), minutes(self._silence(DISCORD))
        try:
            async with asyncio.timeout(DATABASE_SECONDS), self._database.read() as session:
                waiting = await _waiting(session, self._clock.now(), self._platforms)
        except Exception:
            # The drivers raise errors of many families, and each means the same here.
            return Snapshot("database", 0, 0, 0, 0, 0, *silence)
        ages = self._ages(waiting)
        return Snapshot(
            self._reason(ages),
            hundreds(waiting.undelivered),
            minutes(ages.undelivered.total_seconds()),
            hundreds(waiting.unhandled),
            minutes(ages.unhandled.total_seconds()),
            minutes(ages.due.total_seconds()),
            *silence,
        )

    async def log_summary(self) -> None:
        """The line that the log gets once an hour."""
        report = await self.snapshot()
        figures = asdict(report) | {"reason": report.reason or "ready"}
        beat = round(self.longest_beat, 1)
        log.info("heartbeat", **figures, sent=hundreds(self.sent), longest_beat=beat)
        self.longest_beat = 0.0

    def _ages(self, waiting: _Waiting) -> _Ages:
        now = self._clock.now()
        since = waiting.undelivered_since, waiting.unhandled_since, waiting.due_since
        return _Ages(*(now - moment if moment else timedelta() for moment in since))

    def _silence(self, platform: str) -> float:
        """In seconds; none for a platform that is not listened to."""
        now = self._clock.monotonic()
        return now - self._heard.get(platform, now)

    def _reason(self, ages: _Ages) -> str:
        """The first that is wrong, the deeper causes first."""
        quiet = timedelta(seconds=self._clock.monotonic() - self._sent_at)
        wrong = {
            "stopped": not self._running,
            "database": bool(self._unstored),
            "token": self._token_refused(),
            "polling": self._silence(TELEGRAM) > SILENT_SECONDS,
            "gateway": self._silence(DISCORD) > SILENT_SECONDS,
            "clock": not self.clock_is_trusted,
            "due": ages.due > TOO_LONG,
            "handling": ages.unhandled > TOO_LONG,
            "sending": min(ages.undelivered, quiet) > TOO_LONG,
        }
        return next((word for word, is_so in wrong.items() if is_so), "")


@dataclass(frozen=True, slots=True)
class _Ages:
    undelivered: timedelta
    unhandled: timedelta
    due: timedelta


async def _waiting(session: AsyncSession, now: datetime, platforms: Sequence[str]) -> _Waiting:
    """What could have gone on by now; what waits for a morning or a date is none of it.

    Nor is what waits for a platform that this bot is not on.
    """
    tried = and_(Outbox.state == "new", Outbox.attempts > 0)
    untried = and_(Outbox.state.in_(("new", "sending")), Outbox.not_before <= now)
    since = func.min(case((tried, Outbox.made_at), else_=Outbox.not_before))
    late = select(func.count(), since).select_from(Outbox).where(or_(tried, untried))
    outbox = late.where(of_platforms()).params(open=platforms)
    # What comes due by itself may be thousands at once; what people wrote is handled before it.
    own = func.min(case((Inbox.priority == 0, Inbox.received_at)))
    new = select(func.count(), own).select_from(Inbox).where(Inbox.state == "new")
    inbox = new.where(Inbox.platform.in_([DUE, *platforms]))
    due = select(func.min(Due.at)).where(Due.at <= now)
    undelivered, undelivered_since = (await session.execute(outbox)).one()
    unhandled, unhandled_since = (await session.execute(inbox)).one()
    due_since = await session.scalar(due)
    return _Waiting(undelivered, undelivered_since, unhandled, unhandled_since, due_since)


def minutes(seconds: float) -> int:
    """Seconds again, in whole minutes."""
    return int(seconds // 60) * 60


def hundreds(count: int) -> int:
    """0 for less than a hundred: one message more or less does not show."""
    return count // 100 * 100
