"""From the weekly card to what waits from the partner: each where one looks for it anyway."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from chat.messages import Replies
from domain.errors import NotFound
from handlers import challenge_history, goals, remind_list, repair, thanks
from handlers.turn import Features, Turn

router = Features()

LISTS: dict[str, Callable[[Turn], Awaitable[Replies]]] = {
    "thanks": thanks.look_into_the_jar,
    "goals": goals.show_all,
    "reminders": remind_list.show_list,
    "repair": repair.show,
    "history": challenge_history.show,
}


@router.button("challenge:waits")
async def show(turn: Turn) -> Replies:
    """As a message of its own: the card keeps its place."""
    if turn.event.choice not in LISTS:
        raise NotFound
    look = LISTS[turn.event.choice]
    turn.event = replace(turn.event, choice="", subject=None)
    return [replace(each, replaces=False) for each in await look(turn)]
