"""The effects of an outgoing message on the messages that are on its reader's screen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Goes out as a message of its own.

    It takes the buttons off all messages about the row that it `ends`, or off all that have a
    button of the action that it `ends`.
    """

    ends: UUID | str = ""


@dataclass(frozen=True, slots=True)
class EditPressed:
    """Edits the message whose button was pressed; after anything but a press it is a new one."""


@dataclass(frozen=True, slots=True)
class DeletePressed:
    """Deletes the message whose button was pressed; where it has to stay, it gets the text."""


@dataclass(frozen=True, slots=True)
class EditEarlier:
    """Edits the message with this key, without a push.

    Where that message is gone from the screen, the text becomes a new one, unless it is `only`
    an edit.
    """

    key: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class EditMessage:
    """Edits the message with the platform's id; the rest is as for `EditEarlier`."""

    id: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    """Deletes the message with the platform's id, which may be the reader's own.

    Where the platform does not allow that, the text takes its place or becomes a new message;
    without a text the message just stays.
    """

    id: str


@dataclass(frozen=True, slots=True)
class React:
    """Puts an emoji on the reader's own message with the platform's id; nothing is pushed.

    Where the platform refuses that, the text becomes a new message.
    """

    id: str
    emoji: str


@dataclass(frozen=True, slots=True)
class RemoveButtons:
    """Takes the buttons off the message with the platform's id, which keeps its words."""

    id: str


@dataclass(frozen=True, slots=True)
class RemoveButtonsEarlier:
    """Takes the buttons off the message with this key, which keeps its words."""

    key: str


@dataclass(frozen=True, slots=True)
class RetractRow:
    """Puts the text in the place of every message that still shows the words of the row."""

    id: UUID


NEW_MESSAGE = NewMessage()

ReplyTarget = (
    NewMessage
    | EditPressed
    | DeletePressed
    | EditEarlier
    | DeleteMessage
    | React
    | RemoveButtons
    | RetractRow
)
"""The targets that a feature can name."""
StoredTarget = (
    NewMessage
    | EditMessage
    | EditEarlier
    | DeleteMessage
    | React
    | RemoveButtons
    | RemoveButtonsEarlier
)
"""The targets in the outbox: a pressed message has an id, an earlier one may have none yet."""
PlatformTarget = NewMessage | EditMessage | DeleteMessage | React | RemoveButtons
"""The targets that a platform is given."""
