"""The messages between people and features: an event in, replies out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Literal
from uuid import UUID

from chat.buttons import Button
from chat.media import IncomingFile, MediaKind, MediaMark
from chat.targets import NEW_MESSAGE, EditEarlier, ReplyTarget


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached: the platform and the id that it gives them.

    `channel` is where their chat with the bot is, on a platform that numbers it apart; it says
    nothing about who they are. Of a group it is the topic, where it has topics.
    """

    platform: str
    id: str
    channel: str = field(default="", compare=False)


class Kind(StrEnum):
    """The kind of an event."""

    COMMAND = "command"
    PRESS = "press"
    TEXT = "text"
    FORM = "form"
    REACTION = "reaction"
    EDIT = "edit"
    MEDIA = "media"
    GROUP = "group"
    LEFT = "left"
    BACK = "back"
    DUE = "due"
    CHOSEN = "chosen"


NOT_GREETED_KINDS = (Kind.LEFT, Kind.GROUP, Kind.REACTION)
"""The kinds of events for which a person who is not known to us is not welcomed."""


class GroupEvent(StrEnum):
    """The name of an event of `Kind.GROUP`.

    Somebody spoke to the bot, or the bot was added, got other rights or was removed;
    or the group goes on under another id.
    """

    ADDRESSED = "addressed"
    JOINED = "joined"
    CHANGED = "changed"
    LEFT = "left"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person did, or one moment that came due.

    `name` is the command, the button's action or the kind of due moment; an empty name on a
    press means that the bot did not make the button. `subject` is the row that it speaks of, `day`
    the local date that a returning moment was meant for. A form is a press and the words that it
    asked for, in one.

    `at` is when the bot received it and `said` when the person said it, where the platform tells.
    `reply_to` is the platform's id of the message that it replies to, and `reply_buttons` are
    those under it. `forwarded` words are somebody else's. `media` names what came along with the
    words, such as "photo", and `album` what belongs together. `location` is a spot on the map
    that the person sent, as latitude and longitude in degrees; nothing of it is kept. `files` are
    what can be loaded from the platform. Those that are kept have their marks in the `text`, and
    `refused` names why others are not. Typed words that mean a button are a press, and
    `button_message` is the platform's id of the message with that button. A reaction is to a
    `message` from the bot, and its `text` is the emoji.

    `chosen` is the person whom the sender chose from their contacts.

    In a group, whose `address` it is, `name` is a `GroupEvent`. `text` is then a command that was
    not said to be for us, or the group's next id.
    """

    id: str
    kind: Kind
    at: datetime
    address: Address | None = None
    name: str = ""
    text: str = ""
    subject: UUID | None = None
    choice: str = ""
    message: str = ""
    language: str = ""
    nickname: str = ""
    member: UUID | None = None
    couple: UUID | None = None
    day: date | None = None
    said: datetime | None = None
    reply_to: str = ""
    reply_buttons: tuple[Button, ...] = ()
    forwarded: bool = False
    media: str = ""
    album: str = ""
    location: tuple[float, float] | None = None
    button_message: str = ""
    files: tuple[IncomingFile, ...] = ()
    refused: str = ""
    chosen: Address | None = None


class Priority(IntEnum):
    """The order of sending when the platform limits the rate; smaller goes first."""

    ANSWER = 0
    REVEAL = 1
    PROMPT = 2
    NUDGE = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes out with a reply.

    `kind` is "" for a document. A `hidden` picture is covered until its reader taps it.
    """

    name: str
    content: bytes
    kind: MediaKind | Literal[""] = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReplyMedia:
    """A kept file that goes out ahead of a reply; the `caption` names it as the words do."""

    mark: MediaMark
    caption: str


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """A kept file on a page, and what it is called there."""

    mark: MediaMark
    name: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """A page of kept files that goes out as a file; it is made when it is sent.

    `name` is that of the file, without its ending.
    """

    name: str
    title: str
    language: str
    items: tuple[GalleryItem, ...]


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page in plain words that goes out as a picture; it is drawn when it is sent.

    The `title` stands large, the `lines` below it and the `footer` at the end. A `hidden` one is
    covered until its reader taps it.
    """

    heading: str
    title: str
    lines: tuple[str, ...]
    footer: tuple[str, ...]
    hidden: bool = False


ButtonRows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonPicker:
    """A key below the chat that lets the reader choose a person; without a label it is removed.

    It takes the place of a message's buttons. A platform without a list of contacts ignores it.
    """

    label: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message on its way out, in our own markup (see `chat.markup`).

    `to` is the member who reads it. `target` says what happens to the messages on their screen.
    `key` names the message for ever: two replies with one key are one message. `subject` is the
    row that the message speaks of, so that everything pending about it can be cancelled at once.
    A `page` goes out ahead of it, too.
    `shows` names the rows whose words stand in it, and `media` what goes out ahead of it, each as a
    message of its own. A message comes `during_quiet_hours` if its
    reader chose the hour, or is waiting for it. One that `may_leave_chat` is there to be forwarded,
    as an invitation is; others stay if the reader wants that.
    """

    text: str
    rows: ButtonRows = ()
    to: UUID | None = None
    target: ReplyTarget = NEW_MESSAGE
    shows: tuple[UUID, ...] = ()
    silent: bool = False
    priority: Priority = Priority.ANSWER
    key: str = ""
    subject: UUID | None = None
    during_quiet_hours: bool = False
    expires: datetime | None = None
    attachment: Attachment | None = None
    media: tuple[ReplyMedia, ...] = ()
    gallery: Gallery | None = None
    page: PicturePage | None = None
    picker: PersonPicker | None = None
    may_leave_chat: bool = False

    @property
    def edits_earlier(self) -> bool:
        """Return whether it changes something that stands further up in the chat."""
        return isinstance(self.target, EditEarlier)


Replies = Sequence[Reply]
