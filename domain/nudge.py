"""The weekly budget of unsolicited messages, and the choice of its one nudge.

A card comes once a round, and rounds are a week or more apart; so do the one
nudge, which is chosen here, and the reveal, which has a row of its own for ever. All other
messages were asked for, or written by the partner.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain import member as members
from domain.challenge import reach
from domain.context import Context
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple

NUDGE_DUE = "nudge"
NUDGE_AFTER = timedelta(days=3)
"""From one's own card to the nudge."""
CanNudge = Callable[[Context, Member, Round], Awaitable[bool]]
"""Says whether there is something in a round that a person can be nudged about."""


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
    return Budget(1, 1 if member.nudges else 0, 1, couple.every_weeks)


def wanted_topics(member: Member, topics: Sequence[str]) -> Sequence[str]:
    """Return which of these topics the person wants to be nudged about."""
    return [about for about in topics if about in member.nudges.split()]


async def choose_topic(
    ctx: Context, member: Member, round_: Round, can_nudge: Mapping[str, CanNudge]
) -> str | None:
    """Return the topic of the round's one nudge; None when there is nothing to say.

    A round closes at the same moment for both, before the next one has reached either.
    """
    if round_.closed_at is not None or round_ != await reach.current_round(ctx, member):
        return None
    for about in wanted_topics(member, list(can_nudge)):
        if await can_nudge[about](ctx, member, round_):
            return about
    return None
