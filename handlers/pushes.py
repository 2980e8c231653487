"""Sends what comes from the partner, as far as its reader wants it; the sender cannot tell."""

from __future__ import annotations

from typing import Unpack

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import pushes
from domain.pushes import News, Way
from handlers.turn import How, Row, Turn


async def push(turn: Turn, news: News, text: Rendered, *rows: Row, **how: Unpack[How]) -> Replies:
    """A message to the partner, a change of the one they have, or nothing."""
    if turn.partner is None:
        return []
    way = await pushes.way_to(turn.session, turn.partner, news, turn.now)
    if way is Way.NONE:
        return []
    how |= {"edits": news.key} if way is Way.IN_PLACE else {"key": news.key}
    how["priority"] = Priority.REVEAL
    return turn.send(text, *rows, to=turn.partner, **how)
