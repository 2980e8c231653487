"""Check the schedule: each week of a couple has its round, each reminder's occurrence its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address
from storage.tables.challenge import Reveal, Round
from storage.tables.goals import Goal, GoalPart
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due, Outbox
from storage.tables.remind import ReminderOccurrence, ReminderRecipient
from tests.chaos.couples import (
    SUNDAY,
    ConfirmedReminder,
    SimulatedCouple,
)
from tests.chaos.people import SimulatedPerson
from tests.chaos.world import World

CARD_TIME = time(19)
LATE_CARD = timedelta(hours=6)
"""A card that is later than this counts for the week in which it comes."""
CATCH_UP_TIME = timedelta(minutes=30)
OCCURRENCES_KEPT = timedelta(days=50)
"""Occurrences are kept for 60 days, rows of what was sent for 30."""
SENT_KEPT = timedelta(days=25)


class ScheduleCheck:
    """An independent calculation of everything due, compared with what came of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._since: dict[object, datetime] = {}

    async def compare(self, session: AsyncSession, members: Mapping[Address, Member]) -> list[str]:
        """Return one line for each week, card, reveal or occurrence that is missing or too many."""
        found: list[str] = []
        for life in self._world.simulated_couples:
            alice, bob = (members.get(hand.phone.address) for hand in life.people)
            if not alice or not bob or not life.paired:
                continue
            if alice.couple_id is None or alice.couple_id != bob.couple_id:
                found.append("two who have paired are no couple")
                continue
            couple = await session.get_one(Couple, alice.couple_id)
            found += await self._rounds(session, life, couple, (alice, bob))
            for rhythm in life.reminders:
                for hand, member in zip(life.people, (alice, bob), strict=True):
                    found += await self._check_occurrences(session, life, rhythm, hand, member)
        return found

    async def _rounds(
        self, session: AsyncSession, life: SimulatedCouple, couple: Couple, both: Sequence[Member]
    ) -> list[str]:
        rounds = (await session.scalars(select(Round).where(Round.couple_id == couple.id))).all()
        found = [*await self._check_planned(session, couple, both)]
        if life.steady and couple.stopped_on is None:
            since = self._since.setdefault(couple.id, self._world.now)
            found += [
                f"the week of {slot:%Y-%m-%d} has no round"
                for slot in occurrences(since, self._world.now, CARD_TIME, SUNDAY, life.alice.zone)
                if not self._has_round(slot, rounds)
            ]
        if life.steady:
            found += await self._check_written(session, life, rounds, both)
        return found

    async def _check_written(
        self,
        session: AsyncSession,
        life: SimulatedCouple,
        rounds: Sequence[Round],
        both: Sequence[Member],
    ) -> list[str]:
        """Check that each of the two was written the cards whose hour has come, and the reveals."""
        keys = set(await session.scalars(select(Outbox.dedup_key)))
        revealed = set(await session.scalars(select(Reveal.round_id)))
        kept = [each for each in rounds if each.opened_at > self._world.now - SENT_KEPT]
        expected = [
            *(("card", each) for each in kept if not self._lies_ahead(each, life)),
            *(("reveal", each) for each in kept if each.id in revealed),
        ]
        return [
            f"the {kind} of {round_.day}, opened at {round_.opened_at} and closed at"
            f" {round_.closed_at}, was never written for {hand.name}; now it is {self._world.now}"
            for kind, round_ in expected
            for hand, member in zip(life.people, both, strict=True)
            if f"{kind}:{round_.id}:{member.id}" not in keys
        ]

    def _lies_ahead(self, round_: Round, life: SimulatedCouple) -> bool:
        """Return whether a round's cards are still to come, at seven in the evening of its date.

        The bot decides a round when its date begins anywhere on earth, more than a day earlier. On
        another weekday a round was started by hand or comes late, and its cards come at once.
        """
        cards_at = datetime.combine(round_.day, CARD_TIME, ZoneInfo(life.alice.zone))
        return round_.day.weekday() == SUNDAY and self._world.now < cards_at

    async def _check_planned(
        self, session: AsyncSession, couple: Couple, both: Sequence[Member]
    ) -> list[str]:
        """Check that the next card and check-in of each person are planned, and lie ahead."""
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
        """Return whether a round is in its week or, after hours of downtime, right behind it.

        A round that was opened before the downtime and had reached nobody moves to the day on which
        its cards come.
        """
        week = "{0.year}-W{0.week:02}".format(slot.isocalendar())
        if any(round_.week == week for round_ in rounds):
            return True
        up = [
            end
            for begin, end in self._world.downtimes
            if begin <= slot <= end - LATE_CARD + CATCH_UP_TIME
        ]
        return any(
            end <= round_.opened_at <= end + CATCH_UP_TIME
            or end.date() <= round_.day <= (end + CATCH_UP_TIME).date()
            for end in up
            for round_ in rounds
        )

    async def _check_occurrences(
        self,
        session: AsyncSession,
        life: SimulatedCouple,
        rhythm: ConfirmedReminder,
        hand: SimulatedPerson,
        member: Member,
    ) -> list[str]:
        share = (
            ReminderRecipient.reminder_id == rhythm.reminder_id,
            ReminderRecipient.member_id == member.id,
        )
        if await session.scalar(select(ReminderRecipient.state).where(*share)) != "on":
            return []
        now = self._world.now
        since = self._since.setdefault((rhythm.reminder_id, member.id), now)
        due = occurrences(
            max(since, now - OCCURRENCES_KEPT), now, rhythm.at, rhythm.weekday, hand.zone
        )
        mine = (
            ReminderOccurrence.reminder_id == rhythm.reminder_id,
            ReminderOccurrence.member_id == member.id,
        )
        stored = {
            occurrence.at: occurrence
            for occurrence in await session.scalars(select(ReminderOccurrence).where(*mine))
        }
        expected = {slot.astimezone(UTC) for slot in due}
        begin = max(since, now - OCCURRENCES_KEPT)
        return [
            *(f"{rhythm.words!r} of {at} was skipped" for at in expected - stored.keys()),
            *(
                f"{rhythm.words!r} rang at {at}, and no one had asked for that"
                for at in stored.keys() - expected
                if at > begin
            ),
            *(
                f"{rhythm.words!r} of {at} was missed while the bot was up"
                for at, occurrence in stored.items()
                if occurrence.state == "missed" and life.steady and not self._world.was_down_at(at)
            ),
            *await self._check_notified(session, stored.values(), now),
        ]

    async def _check_notified(
        self, session: AsyncSession, occurrences: Iterable[ReminderOccurrence], now: datetime
    ) -> list[str]:
        """Check that an occurrence that waits for an answer has rung."""
        open_ones = {
            f"ring:{each.id}:0": each
            for each in occurrences
            if each.state == "open" and each.at > now - SENT_KEPT
        }
        told = set(
            await session.scalars(select(Outbox.dedup_key).where(Outbox.dedup_key.in_(open_ones)))
        )
        return [
            f"the occurrence of {each.at} was never written to anybody"
            for key, each in open_ones.items()
            if key not in told
        ]


def occurrences(
    since: datetime, until: datetime, at: time, weekday: int | None, zone: str
) -> Iterator[datetime]:
    """Yield each moment after `since`, up to `until`, at which a clock there shows this."""
    here = ZoneInfo(zone)
    day = since.astimezone(here).date()
    while (slot := datetime.combine(day, at, here)) <= until:
        if slot > since and weekday in (None, day.weekday()):
            yield slot
        day += timedelta(days=1)
