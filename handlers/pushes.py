"""Sends what comes from the partner as its reader prefers; the sender cannot tell which way."""

from __future__ import annotations

from typing import Unpack

from chat.messages import Priority, Replies
from chat.targets import EditEarlier
from content.texts import Rendered
from domain import member, pushes
from domain.pushes import News, PushMode, Topic
from handlers.turn import ButtonSpec, ReplyOptions, Row, Turn, button
from storage.tables.member import Member
from storage.tables.pair import CoupleMember

COMMAND_BY_TOPIC = {
    Topic.THANKS: "thanks",
    Topic.GOAL: "goals",
    Topic.REMINDER: "reminders",
    Topic.REPAIR: "repair",
    Topic.REACTION: "history",
    Topic.QUESTION: "ask",
    Topic.CARDS: "cards",
    Topic.EVENINGS: "evenings",
    Topic.DATE: "dates",
    Topic.LETTER: "letter",
}
"""By topic: the command that shows where it waits."""


async def push(
    turn: Turn,
    news: News,
    text: Rendered,
    *rows: Row,
    preview: str = "",
    **options: Unpack[ReplyOptions],
) -> Replies:
    """Send the partner a message, change the one they have, or do nothing, as they prefer."""
    if turn.partner is None:
        return []
    mode = await pushes.decide_push(turn.ctx, turn.partner, news)
    if mode is PushMode.NONE:
        return []
    options |= {"target": EditEarlier(news.key)} if mode is PushMode.EDIT else {"key": news.key}
    options["priority"] = Priority.REVEAL
    return turn.send(text, *rows, to=turn.partner, preview=preview, **options)


async def render_for_card(
    turn: Turn, side: CoupleMember | None, reader: Member
) -> tuple[list[Rendered], list[Row]]:
    """Return one line about what waits with the card, and buttons that lead to it.

    Only what a reader chose to get with the card is among them.
    """
    names = [COMMAND_BY_TOPIC[each] for each in pushes.take_topics_for_card(side, reader)]
    specs = [_waiting_button(each) for each in names]
    rows: list[Row] = [specs[at : at + 2] for at in range(0, len(specs), 2)]
    # The card itself shows new thanks; the button leads to the earlier ones.
    listed = [each for each in names if each != COMMAND_BY_TOPIC[Topic.THANKS]]
    if not listed:
        return [], rows
    name = await member.partner_name(turn.ctx, reader, reader.couple_id)
    topics = tuple(turn.text(f"challenge-waits-{each}", reader) for each in listed)
    return [turn.text("challenge-waits", reader, name=name, what=topics)], rows


def _waiting_button(name: str) -> ButtonSpec:
    return button(f"challenge-button-waits-{name}", "challenge:waits", choice=name)
