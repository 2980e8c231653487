"""Limits what a glance at the phone may show: first lines, covered answers, removed messages."""

from __future__ import annotations

from uuid import UUID

from chat import markup
from chat.messages import Replies
from chat.targets import DeleteMessage, DeletePressed, EditPressed, RetractRow
from content.texts import Rendered
from domain.privacy import word
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.member import Member

router = FeatureRouter(needs_consent=False)

REMOVE_BUTTON = button("privacy-button-remove", "privacy:remove")
"""For messages that nobody else should find on this phone."""


@router.button("privacy:remove")
async def remove_message(turn: Turn) -> Replies:
    """Delete the pressed message, or replace it with one neutral line where that is impossible."""
    await word.close(turn.ctx, turn.member)
    return turn.send(turn.text("privacy-removed"), target=DeletePressed())


def as_spoiler(reader: Member, words: str) -> Rendered:
    """Return words as their reader likes them: open, or hidden until a tap.

    `Turn.send` hides all of a message that comes automatically; this is for words that stay hidden
    after that.
    """
    text = words if isinstance(words, Rendered) else Rendered(markup.quote(words))
    if not reader.hides_words or not text.strip():
        return text
    return Rendered(markup.as_spoiler(text))


def delete_silently(turn: Turn, *messages: str) -> Replies:
    """Delete the reader's own messages, and say nothing about those that have to stay."""
    name = f"out:{turn.member.id}"
    return [
        reply
        for each in messages
        if each
        for reply in turn.send(Rendered(""), target=DeleteMessage(each), key=f"{name}:{each}")
    ]


def retract(turn: Turn, subject_id: UUID) -> Replies:
    """Take what the bot showed of a row's words off the screen; say first what became of them."""
    return turn.send(turn.text("privacy-gone"), target=RetractRow(subject_id))


def retract_if_wanted(turn: Turn, subject_id: UUID) -> Replies:
    """Do as `retract` does, for words that are kept, if their author wants them off the screen."""
    return retract(turn, subject_id) if turn.member.clears_words else []


def delete_silently_if_wanted(turn: Turn, *messages: str) -> Replies:
    """Do as `delete_if_wanted` does, for words still in progress: only the end says what stays."""
    return delete_silently(turn, *messages) if turn.member.clears_words else []


def say_deleted(turn: Turn, key: str, *rows: Row, subject: UUID) -> Replies:
    """Say that words are deleted, take them off the screen, and name what cannot be removed."""
    state = "on" if turn.member.clears_words else "off"
    text = Rendered(f"{turn.text(key)}\n\n{turn.text('privacy-typed', None, state=state)}")
    return [*turn.send(text, *rows, target=EditPressed()), *retract(turn, subject)]


def delete_if_wanted(turn: Turn, *messages: str) -> Replies:
    """Delete the reader's own messages once their words are kept, if the reader wants that.

    A line says so if the platform no longer allows it.
    """
    if not turn.member.clears_words:
        return []
    text = turn.text("reflect-not-cleared")
    return [
        reply for each in messages if each for reply in turn.send(text, target=DeleteMessage(each))
    ]
