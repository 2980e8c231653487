"""Handles new goals that wait for a yes: lists them, puts them off, and ends them."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import member
from domain.goals import proposals, waiting
from handlers.goals import news, view
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter()


async def waiting_buttons(turn: Turn) -> list[Row]:
    """Return buttons for the person's own proposals and the partner's; several share one button."""
    own = await waiting.own_new_goals(turn.ctx, turn.member)
    received = await waiting.received_new_goals(turn.ctx, turn.member)
    if len(received) < 2:
        await news.mark_seen(turn, *received)
        return [await view.goal_button(turn, goal) for goal in (*own, *received)]
    received_button = button(
        "goals-button-waiting", "goals:waiting", name=await turn.partner_name()
    )
    return [*[await view.goal_button(turn, goal) for goal in own], received_button]


@router.button("goals:waiting")
async def show_received(turn: Turn) -> Replies:
    received = await waiting.received_new_goals(turn.ctx, turn.member)
    await news.mark_seen(turn, *received)
    buttons = [await view.goal_button(turn, goal) for goal in received]
    key = "goals-waiting" if received else "goals-waiting-none"
    return turn.edit(key, *buttons, view.ALL_BUTTON, name=await turn.partner_name())


@router.button("goals:later")
async def put_off(turn: Turn) -> Replies:
    """Take a proposal off the reader's list for good; its author reads what silence would bring."""
    proposal, goal = await proposals.find_proposal(turn.ctx, turn.member, turn.event.subject)
    waiting.put_off(turn.member, proposal)
    await news.mark_seen(turn, goal)
    return turn.edit("goals-put-off", view.ALL_BUTTON)


@router.due(proposals.LAPSE_DUE)
async def end_lapsed(turn: Turn) -> Replies:
    """End a proposal after four weeks; its author reads the same after a no as after silence."""
    goal = await waiting.lapsed_goal(turn.ctx, turn.member, turn.event.subject)
    if goal is None:
        return []
    kind = "goal" if goal.state == proposals.PROPOSED else "change"
    words = (await proposals.plan_of(turn.ctx, goal)).words
    await proposals.end_pending(turn.ctx, goal)
    if not member.can_be_pushed(turn.member, turn.now):
        return []
    text = turn.text("goals-lapsed", None, kind=kind, goal=words)
    return turn.send(
        text,
        view.ALL_BUTTON,
        preview="goals-preview",
        priority=Priority.NUDGE,
        silent=True,
        subject=goal.couple_id,
    )
