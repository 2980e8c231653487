"""What time owes: each week of a couple has its round, each occurrence of a reminder its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address
from storage.models import (
    Couple,
    Due,
    Goal,
    GoalPart,
    Member,
    Outbox,
    ReminderShare,
    Reveal,
    Ring,
    Round,
)
from tests.chaos.hands import Hand
from tests.chaos.lives import SUNDAY, Life, Rhythm
from tests.chaos.world import World

HOUR = time(19)
LATE = timedelta(hours=6)
"""A card that is later than this counts for the week in which it comes."""
SOON = timedelta(minutes=30)
LISTED = timedelta(days=50)
"""Occurrences are kept for 60 days, rows of what was sent for 30."""
SENT_KEPT = timedelta(days=25)


class Weeks:
    """Reckons by itself when something was due, and looks for what became of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._since: dict[object, datetime] = {}

    async def compare(self, session: AsyncSession, members: Mapping[Address, Member]) -> list[str]:
        """One line for each week, card, reveal or occurrence that is missing or too many."""
        found: list[str] = []
        for life in self._world.lives:
            alice, bob = (members.get(hand.phone.address) for hand in life.both)
            if not alice or not bob or not life.paired:
                continue
            if alice.couple_id is None or alice.couple_id != bob.couple_id:
                found.append("two who have paired are no couple")
                continue
            couple = await session.get_one(Couple, alice.couple_id)
            found += await self._rounds(session, life, couple, (alice, bob))
            for rhythm in life.rhythms:
                for hand, member in zip(life.both, (alice, bob), strict=True):
                    found += await self._rings(session, life, rhythm, hand, member)
        return found

    async def _rounds(
        self, session: AsyncSession, life: Life, couple: Couple, both: Sequence[Member]
    ) -> list[str]:
        rounds = (await session.scalars(select(Round).where(Round.couple_id == couple.id))).all()
        found = [*await self._plans(session, couple, both)]
        if life.steady and couple.stopped_on is None:
            since = self._since.setdefault(couple.id, self._world.now)
            found += [
                f"the week of {slot:%Y-%m-%d} has no round"
                for slot in occurrences(since, self._world.now, HOUR, SUNDAY, life.alice.zone)
                if not self._has_round(slot, rounds)
            ]
        keys = set(await session.scalars(select(Outbox.key)))
        revealed = set(await session.scalars(select(Reveal.round_id)))
        for held in rounds:
            if life.steady and held.opened_at > self._world.now - SENT_KEPT:
                for kind in ("card", "reveal") if held.id in revealed else ("card",):
                    found += [
                        f"a {kind} of {held.week} was never written for one of the two"
                        for member in both
                        if f"{kind}:{held.id}:{member.id}" not in keys
                    ]
        return found

    async def _plans(
        self, session: AsyncSession, couple: Couple, both: Sequence[Member]
    ) -> list[str]:
        """The next card and the next check-in of each are planned, and lie ahead."""
        found = []
        for member in both:
            asked = (
                select(GoalPart.id)
                .join(Goal)
                .where(GoalPart.member_id == member.id, GoalPart.check_in, Goal.checking)
            )
            checking = await session.scalar(asked.limit(1))
            for kind, wanted in (("prompt", couple.stopped_on is None), ("check-in", checking)):
                rows = select(Due.at).where(Due.member_id == member.id, Due.kind == kind)
                planned = (await session.scalars(rows)).all()
                if wanted and (len(planned) != 1 or planned[0] <= self._world.now):
                    found.append(f"the next {kind} is planned for {planned}")
        return found

    def _has_round(self, slot: datetime, rounds: Sequence[Round]) -> bool:
        """On its week, or, where the bot was down for hours, once it was up again."""
        week = "{0.year}-W{0.week:02}".format(slot.isocalendar())
        if any(held.week == week for held in rounds):
            return True
        up = [end for begin, end in self._world.downtimes if begin <= slot <= end - LATE + SOON]
        return any(end <= held.opened_at <= end + SOON for end in up for held in rounds)

    async def _rings(
        self, session: AsyncSession, life: Life, rhythm: Rhythm, hand: Hand, member: Member
    ) -> list[str]:
        share = ReminderShare.reminder_id == rhythm.row, ReminderShare.member_id == member.id
        if await session.scalar(select(ReminderShare.state).where(*share)) != "on":
            return []
        now = self._world.now
        since = self._since.setdefault((rhythm.row, member.id), now)
        due = occurrences(max(since, now - LISTED), now, rhythm.at, rhythm.weekday, hand.zone)
        mine = Ring.reminder_id == rhythm.row, Ring.member_id == member.id
        rings = {ring.at: ring for ring in await session.scalars(select(Ring).where(*mine))}
        expected = {slot.astimezone(UTC) for slot in due}
        begin = max(since, now - LISTED)
        return [
            *(f"{rhythm.words!r} of {at} was skipped" for at in expected - rings.keys()),
            *(
                f"{rhythm.words!r} rang at {at}, and no one had asked for that"
                for at in rings.keys() - expected
                if at > begin
            ),
            *(
                f"{rhythm.words!r} of {at} was missed while the bot was up"
                for at, ring in rings.items()
                if ring.state == "missed" and life.steady and not self._world.was_down_at(at)
            ),
            *await self._unsaid(session, rings.values(), now),
        ]

    async def _unsaid(
        self, session: AsyncSession, rings: Iterable[Ring], now: datetime
    ) -> list[str]:
        """An occurrence that waits for a tick has been told."""
        open_ones = {
            f"ring:{each.id}:0": each
            for each in rings
            if each.state == "open" and each.at > now - SENT_KEPT
        }
        told = set(await session.scalars(select(Outbox.key).where(Outbox.key.in_(open_ones))))
        return [
            f"the occurrence of {each.at} was never written to anybody"
            for key, each in open_ones.items()
            if key not in told
        ]


def occurrences(
    since: datetime, until: datetime, at: time, weekday: int | None, zone: str
) -> Iterator[datetime]:
    """Each moment after `since`, up to `until`, at which a clock there shows this."""
    here = ZoneInfo(zone)
    day = since.astimezone(here).date()
    while (slot := datetime.combine(day, at, here)) <= until:
        if slot > since and weekday in (None, day.weekday()):
            yield slot
        day += timedelta(days=1)
