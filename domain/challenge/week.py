"""Loads what a couple's week depends on: for one couple or for many, in the same few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain import calendar
from domain.challenge.reach import has_reached
from storage.tables.ask import AskedQuestion, QuestionAnswer
from storage.tables.challenge import Rating, Reveal, Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Due
from storage.tables.wishes import WishDeck

OPENING_DUE = "opening"
"""The moment at which a date is decided for the couple."""
PROMPT_DUE = "prompt"
PLANNED_KINDS = OPENING_DUE, PROMPT_DUE

IDS: BindParameter[UUID] = bindparam("couples", expanding=True)
SIDE, OTHER_SIDE, FORMER, OTHER_FORMER = (aliased(CoupleMember) for _ in range(4))
LATER_ROUND = aliased(Round)
COUPLES = (
    select(Couple)
    .where(Couple.id.in_(IDS))
    .order_by(Couple.id)
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
"""In one order everywhere, so that no two transactions lock crosswise."""
MEMBERS = select(Member).where(Member.couple_id.in_(IDS)).order_by(Member.id)
COUPLE_MEMBERS = select(CoupleMember).where(CoupleMember.couple_id.in_(IDS))
LATER_DAY = select(LATER_ROUND.id).where(
    LATER_ROUND.couple_id == Round.couple_id, LATER_ROUND.day > Round.day
)
NEWEST_ROUNDS = select(Round).where(Round.couple_id.in_(IDS), ~LATER_DAY.exists())
PAST = (
    select(
        Round.couple_id,
        Round.day,
        Round.swapped_from,
        Round.challenge,
        Reveal.round_id.is_not(None).label("is_revealed"),
    )
    .join(Reveal, Reveal.round_id == Round.id, isouter=True)
    .where(Round.couple_id.in_(IDS))
    .order_by(Round.day)
)
LAST_DAYS = (
    select(SIDE.couple_id, func.max(Round.day).label("day"))
    .join(OTHER_SIDE, OTHER_SIDE.couple_id == SIDE.couple_id)
    .join(FORMER, FORMER.member_id == SIDE.member_id)
    .join(OTHER_FORMER, OTHER_FORMER.couple_id == FORMER.couple_id)
    .join(Round, Round.couple_id == FORMER.couple_id)
    .where(
        SIDE.couple_id.in_(IDS),
        SIDE.member_id < OTHER_SIDE.member_id,
        OTHER_FORMER.member_id == OTHER_SIDE.member_id,
    )
    .group_by(SIDE.couple_id)
)
"""The newest date on which the same two had a card, also under an earlier link."""
RATINGS = (
    select(Member.couple_id, Rating.challenge, Rating.liking)
    .join(Rating, Rating.member_id == Member.id)
    .where(Member.couple_id.in_(IDS))
)
UNTOLD_QUESTIONS = (
    select(AskedQuestion, QuestionAnswer)
    .join(QuestionAnswer, QuestionAnswer.ask_id == AskedQuestion.id)
    .where(
        AskedQuestion.couple_id.in_(IDS),
        AskedQuestion.revealed.is_(False),
        QuestionAnswer.told.is_(False),
    )
)
WISH_DECKS = (
    select(WishDeck)
    .where(WishDeck.couple_id.in_(IDS))
    .order_by(WishDeck.member_id)
    .execution_options(populate_existing=True)
)
PLANNED = select(Due).where(Due.couple_id.in_(IDS), Due.kind.in_(PLANNED_KINDS))


class PastRound(NamedTuple):
    """A round that the couple has had, as far as later cards depend on it."""

    day: date
    swapped_from: str | None
    challenge: str
    is_revealed: bool


@dataclass
class Week:
    """All that one couple's week depends on; their row is locked until the transaction ends."""

    couple: Couple
    both: Sequence[Member]
    """The two people, always in the same order."""
    couple_members: Mapping[UUID | None, CoupleMember]
    newest: Round | None
    """The couple's newest round, which one or both of them may not have reached yet."""
    past: list[PastRound]
    """All rounds that the couple has had, oldest first, with the newest."""
    last_day: date | None
    """The newest date on which these two had a card, also under an earlier link."""
    ratings: Sequence[tuple[str, str]]
    """Challenges, and how one of the two liked each."""
    planned: Sequence[Due]
    questions: Sequence[tuple[AskedQuestion, QuestionAnswer]]
    """Questions without a reveal, with each side whose card has not said yet that it is over."""

    wish_decks: Sequence[WishDeck]
    """The wishes of each of the two, sealed, in a fixed order."""

    @property
    def opened(self) -> Round | None:
        """The round that is decided and not over, whichever of the two has reached it."""
        return self.newest if self.newest and self.newest.closed_at is None else None

    @property
    def past_challenges(self) -> list[str]:
        """The challenges that the couple has had, oldest first, including swapped ones."""
        return challenges_of(self.past)

    def reached(self, member: Member, day: date) -> bool:
        """Return whether what was decided for a date has come to this person."""
        couple_member = self.couple_members.get(member.id)
        return couple_member is not None and has_reached(couple_member, day)

    @property
    def is_revealed(self) -> bool:
        """Whether both answers of the newest round were opened."""
        return bool(self.past) and self.past[-1].is_revealed

    def follows_reveal(self, round_: Round) -> bool:
        """Return whether the round before this one was revealed.

        Only then does a card say that it is closed. Both know of a reveal; said after any other
        round, the line would tell one of them, or a person who looks on, that somebody wrote
        something.
        """
        earlier = self._before(round_)
        return bool(earlier) and earlier[-1].is_revealed

    def is_first_repeat(self, round_: Round) -> bool:
        """Return whether this round is the first that brings something back."""
        had = challenges_of(self._before(round_))
        return round_.challenge in had and len(set(had)) == len(had)

    def add(self, opened: Round) -> None:
        """Note the round that was created."""
        self.newest = opened
        self.past.append(PastRound(opened.day, None, opened.challenge, is_revealed=False))
        self.last_day = opened.day

    def move(self, newest: Round, day: date) -> None:
        """Give the newest round another date, which is later."""
        newest.day, newest.week = day, calendar.week_of(day)
        self.past[-1] = self.past[-1]._replace(day=day)
        self.last_day = day

    def _before(self, round_: Round) -> Sequence[PastRound]:
        return [each for each in self.past if each.day < round_.day]


def challenges_of(past: Iterable[PastRound]) -> list[str]:
    """Return the challenges of rounds, each after the one that it was swapped from."""
    pairs = ((each.swapped_from, each.challenge) for each in past)
    return [challenge for pair in pairs for challenge in pair if challenge]


async def load_week(session: AsyncSession, couple: UUID) -> Week:
    """Lock a couple, so that changes by a clock or by either person come one at a time."""
    return (await load_weeks(session, [couple]))[couple]


async def load_weeks(session: AsyncSession, couples: Collection[UUID]) -> Mapping[UUID, Week]:
    """Lock these couples, and return the week of each that is still there."""
    ids = {"couples": list(couples)}
    locked = (await session.scalars(COUPLES, ids)).all()
    members = _by_couple((await session.scalars(MEMBERS, ids)).all())
    couple_members = _by_couple((await session.scalars(COUPLE_MEMBERS, ids)).all())
    newest = _by_couple((await session.scalars(NEWEST_ROUNDS, ids)).all())
    past = _by_couple((await session.execute(PAST, ids)).all())
    last_days = _by_couple((await session.execute(LAST_DAYS, ids)).all())
    ratings = _by_couple((await session.execute(RATINGS, ids)).all())
    planned = _by_couple((await session.scalars(PLANNED, ids)).all())
    wish_decks = _by_couple((await session.scalars(WISH_DECKS, ids)).all())
    questions: dict[UUID, list[tuple[AskedQuestion, QuestionAnswer]]] = defaultdict(list)
    for question, side in (await session.execute(UNTOLD_QUESTIONS, ids)).all():
        questions[question.couple_id].append((question, side))
    return {
        couple.id: Week(
            couple,
            members[couple.id],
            {each.member_id: each for each in couple_members[couple.id]},
            next(iter(newest[couple.id]), None),
            [PastRound(*row[1:]) for row in past[couple.id]],
            next((row.day for row in last_days[couple.id]), None),
            [(row.challenge, row.liking) for row in ratings[couple.id]],
            planned[couple.id],
            questions[couple.id],
            wish_decks[couple.id],
        )
        for couple in locked
    }


def _by_couple(rows: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.couple_id].append(row)
    return grouped
