"""Writes the week's nudge about a goal."""

from __future__ import annotations

from chat.messages import Replies
from domain.errors import NotFound
from domain.goals import nudge, proposals
from handlers.goals import view
from handlers.turn import Turn, button
from storage.tables.challenge import Round


async def nudge_to_step(turn: Turn, round_: Round) -> Replies:
    """Say which goal is waiting for a step. Raise NotFound if there is none."""
    goal = await nudge.goal_to_nudge(turn.ctx, turn.member, round_)
    if goal is None:
        raise NotFound
    plan = await proposals.plan_of(turn.ctx, goal)
    shown = await view.plan_text(turn, plan, goal.couple_id, turn.member)
    show = button("challenge-button-goal", "goals:show", goal.id)
    return turn.say("challenge-nudge-goal", show, goal=shown)
