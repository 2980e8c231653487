"""The one budget: what may reach a person by itself in a week, and what its one nudge is about.

A card comes once a round, and rounds are a week or more apart (`domain.challenge`); so do the one
nudge, which is chosen here, and the reveal, which has a row of its own for ever. Whatever else
comes by itself was asked for, or written by the partner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import challenge_answers as answers
from domain import challenge_reach, goals, people, thanks
from storage.models import Couple, Goal, GoalPart, Member, Round

NUDGE = "nudge"
AFTER = timedelta(days=3)
"""From one's own card to the nudge."""
CHALLENGE, THANKS, GOALS = "challenge", "thanks", "goals"
ABOUT = (CHALLENGE, THANKS, GOALS)
"""What a nudge can be about; the first that is wanted and fits takes the one place."""


@dataclass(frozen=True, slots=True)
class Budget:
    """So many messages of each kind, at most, come by themselves in so many weeks."""

    prompts: int = 0
    nudges: int = 0
    reveals: int = 0
    weeks: int = 1

    @property
    def total(self) -> int:
        return self.prompts + self.nudges + self.reveals


async def budget(
    session: AsyncSession, member: Member, couple: Couple | None, now: datetime
) -> Budget:
    """What the person's settings, and the couple's, let through by themselves."""
    if couple is None or not people.can_be_pushed(member, now):
        return Budget()
    if await challenge_reach.rests_for(session, member):
        return Budget()
    return Budget(1, 1 if wanted(member) else 0, 1, couple.every_weeks)


def wanted(member: Member) -> Sequence[str]:
    """What the person wants to be nudged about."""
    return [about for about in ABOUT if about in member.nudges.split()]


async def choose(session: AsyncSession, member: Member, held: Round) -> str | None:
    """What the round's one nudge is about; None when there is nothing to say.

    A round is closed at the same moment for both, before the next one has come to either.
    """
    if held.closed_at is not None or held != await challenge_reach.open_for(session, member):
        return None
    for about in wanted(member):
        if await FITS[about](session, member, held):
            return about
    return None


async def goal_of(session: AsyncSession, member: Member, held: Round) -> Goal | None:
    """An active goal that the person is in; with several of them, each week another one's turn."""
    left = select(GoalPart.goal_id).where(GoalPart.member_id == member.id, GoalPart.left)
    rows = select(Goal).where(
        Goal.couple_id == member.couple_id, Goal.state == goals.ACTIVE, Goal.id.not_in(left)
    )
    active = (await session.scalars(rows.order_by(Goal.at, Goal.id))).all()
    return active[held.day.toordinal() // 7 % len(active)] if active else None


async def _has_not_thanked(session: AsyncSession, member: Member, held: Round) -> bool:
    return not await thanks.has_given(session, member, held.opened_at)


async def _has_goal(session: AsyncSession, member: Member, held: Round) -> bool:
    return await goal_of(session, member, held) is not None


FITS = {CHALLENGE: answers.needs_nudge, THANKS: _has_not_thanked, GOALS: _has_goal}
