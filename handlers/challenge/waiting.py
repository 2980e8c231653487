"""Leads from the weekly card to what waits from the partner, in the list where it belongs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from chat.messages import Replies
from chat.targets import EditPressed, NewMessage
from domain.errors import NotFound
from handlers import evenings, thanks
from handlers.ask import questions as ask
from handlers.cards import choose
from handlers.challenge import history
from handlers.dates import overview as dates
from handlers.goals import overview
from handlers.letter import overview as letter
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
    "letter": letter.show_all,
}


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
