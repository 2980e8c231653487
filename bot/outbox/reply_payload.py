"""Builds the payload that the outbox stores for a reply, and names the message it changes."""

from __future__ import annotations

from bot.outbox.payload import MessagePayload
from chat.messages import Event, Kind, Reply
from chat.targets import (
    NEW_MESSAGE,
    DeleteMessage,
    DeletePressed,
    EditEarlier,
    EditMessage,
    EditPressed,
    React,
    ReplyTarget,
    StoredTarget,
)


def payload_of(reply: Reply, event: Event, *, own: bool) -> MessagePayload:
    """Return the payload before it is made to fit; `own` if the event is the reader's own."""
    return MessagePayload(
        reply.text,
        reply.rows,
        _stored_target(reply.target, event, own=own),
        reply.silent,
        attachment=reply.attachment,
        gallery=reply.gallery,
        respects_quiet_hours=not (own or reply.during_quiet_hours or reply.edits_earlier),
        answers_event=event.id if own else "",
        picker=reply.picker,
    )


def _stored_target(target: ReplyTarget, event: Event, *, own: bool) -> StoredTarget:
    """Return the target by a message's key or id; a person who did nothing gets only an edit."""
    pressed = event.message if event.kind is Kind.PRESS else ""
    match target:
        case EditEarlier(key):
            return EditEarlier(key, only=not own)
        case DeleteMessage() | React():
            return target
        case EditPressed() if pressed:
            return EditMessage(pressed)
        case DeletePressed() if pressed:
            return DeleteMessage(pressed)
        case _:
            return NEW_MESSAGE


def target_name(target: StoredTarget) -> str | None:
    """Return the key or the platform's id of the message that changes."""
    match target:
        case EditEarlier(name) | EditMessage(name) | DeleteMessage(name):
            return name
        case _:
            return None
