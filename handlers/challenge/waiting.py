"""Leads from the weekly card, or a line in its place, to what waits from the partner."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from chat.messages import Priority, Replies
from chat.targets import EditPressed, NewMessage
from content.texts import Rendered
from domain import member as members, pushes
from domain.challenge import reach
from domain.errors import NotFound
from handlers import evenings, thanks
from handlers.ask import questions as ask
from handlers.cards import choose
from handlers.challenge import history
from handlers.dates import overview as dates
from handlers.goals import overview
from handlers.letter import overview as letter
from handlers.pushes import render_for_card
from handlers.remind import overview as remind_overview
from handlers.repair import steps
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter()

LIST_HANDLERS: dict[str, Callable[[Turn], Awaitable[Replies]]] = {
    "thanks": thanks.show_jar,
    "goals": overview.show_all,
    "reminders": remind_overview.show_list,
    "repair": steps.show,
    "history": history.show,
    "ask": ask.show_list,
    "cards": choose.begin,
    "evenings": evenings.begin,
    "dates": dates.show_all,
    "letter": letter.read_newest,
}


@router.due(pushes.WAITS_DUE)
async def say_what_waits(turn: Turn) -> Replies:
    """Say what waits, since no card that could say it comes while challenges rest."""
    if not await reach.is_resting(turn.ctx, turn.member):
        return []
    if not members.can_be_pushed(turn.member, turn.now):
        await pushes.plan_line(turn.ctx, turn.member)
        return []
    side = await reach.current_couple_member(turn.ctx, turn.member)
    lines, rows = await render_for_card(turn, side, turn.member)
    if side is None or not lines:
        return []
    return turn.send(
        Rendered("\n\n".join(lines)),
        *rows,
        preview="challenge-waits-preview",
        priority=Priority.PROMPT,
        silent=True,
        key=f"waits:{turn.event.id}:{turn.member.id}",
        subject=side.couple_id,
    )


@router.button("challenge:waits")
async def show_list(turn: Turn) -> Replies:
    """Show a list as a message of its own, so that the card keeps its place."""
    if turn.event.choice not in LIST_HANDLERS:
        raise NotFound
    show_chosen = LIST_HANDLERS[turn.event.choice]
    turn.event = replace(turn.event, choice="", subject=None)
    return [
        replace(each, target=NewMessage()) if each.target == EditPressed() else each
        for each in await show_chosen(turn)
    ]
