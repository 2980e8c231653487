"""The weekly budget of unsolicited messages, and the choice of its one nudge.

A card comes once a round, and rounds are a week or more apart; so do the one
nudge, which is chosen here, and the reveal, which has a row of its own for ever. All other
messages were asked for, or written by the partner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from domain import member as members, thanks
from domain.challenge import answers, reach
from domain.context import Context
from domain.goals import proposals
from storage.tables.challenge import Round
from storage.tables.goals import Goal, GoalPart
from storage.tables.member import Member
from storage.tables.pair import Couple

NUDGE_DUE = "nudge"
NUDGE_AFTER = timedelta(days=3)
"""From one's own card to the nudge."""
CHALLENGE, THANKS, GOALS = "challenge", "thanks", "goals"
NUDGE_TOPICS = (CHALLENGE, THANKS, GOALS)
"""What a nudge can be about; the first that is wanted and fits takes the one place."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most unsolicited messages of each kind, and the number of weeks that this counts for."""

    prompts: int = 0
    nudges: int = 0
    reveals: int = 0
    weeks: int = 1

    @property
    def total(self) -> int:
        return self.prompts + self.nudges + self.reveals


async def budget(ctx: Context, member: Member, couple: Couple | None) -> Budget:
    """Return the budget that the person's settings, and the couple's, allow."""
    if couple is None or not members.can_be_pushed(member, ctx.now):
        return Budget()
    if await reach.is_resting(ctx, member):
        return Budget()
    return Budget(1, 1 if wanted_topics(member) else 0, 1, couple.every_weeks)


def wanted_topics(member: Member) -> Sequence[str]:
    """Return the topics that the person wants to be nudged about."""
    return [about for about in NUDGE_TOPICS if about in member.nudges.split()]


async def choose_topic(ctx: Context, member: Member, round_: Round) -> str | None:
    """Return the topic of the round's one nudge; None when there is nothing to say.

    A round closes at the same moment for both, before the next one has reached either.
    """
    if round_.closed_at is not None or round_ != await reach.current_round(ctx, member):
        return None
    for about in wanted_topics(member):
        if await CAN_NUDGE[about](ctx, member, round_):
            return about
    return None


async def goal_to_nudge(ctx: Context, member: Member, round_: Round) -> Goal | None:
    """Return an active goal that the person is in; with several, they take turns by the week."""
    left = select(GoalPart.goal_id).where(GoalPart.member_id == member.id, GoalPart.left)
    rows = select(Goal).where(
        Goal.couple_id == member.couple_id, Goal.state == proposals.ACTIVE, Goal.id.not_in(left)
    )
    active = (await ctx.session.scalars(rows.order_by(Goal.at, Goal.id))).all()
    return active[round_.day.toordinal() // 7 % len(active)] if active else None


async def _has_not_thanked(ctx: Context, member: Member, round_: Round) -> bool:
    return not await thanks.has_given(ctx, member, round_.opened_at)


async def _has_goal(ctx: Context, member: Member, round_: Round) -> bool:
    return await goal_to_nudge(ctx, member, round_) is not None


CAN_NUDGE = {CHALLENGE: answers.needs_nudge, THANKS: _has_not_thanked, GOALS: _has_goal}
