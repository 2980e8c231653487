"""Defines what each platform's adapter must do, and the ways in which a send can fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.inbox.store import Arrival
from chat.media import IncomingFile, MediaMark
from chat.messages import Address, Attachment, ButtonRows, Event, Gallery, PersonPicker, PicturePage
from chat.targets import NEW_MESSAGE, PlatformTarget
from content.texts import Texts


@dataclass(frozen=True, slots=True)
class OutboundMedia:
    """A kept file that a message brings; it becomes its attachment when its turn comes."""

    mark: MediaMark
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """One message as an adapter sends it, in our own markup.

    `target` says which message it becomes or changes. `nonce` is the same for every try of one
    message. `answers_event` is the id of the reader's event that this answers; "" if nobody asked
    for it. One that `stays_in_chat` cannot be forwarded or saved, where the platform can do that.
    """

    text: str
    rows: ButtonRows = ()
    target: PlatformTarget = NEW_MESSAGE
    silent: bool = False
    nonce: str = ""
    attachment: Attachment | None = None
    answers_event: str = ""
    media: OutboundMedia | None = None
    gallery: Gallery | None = None
    picker: PersonPicker | None = None
    page: PicturePage | None = None
    """Becomes its attachment when its turn comes."""
    stays_in_chat: bool = False


Accept = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Commits what a platform handed over, before the platform is told that it arrived."""


class Adapter(Protocol):
    """The connection to one platform, as the rest of the bot uses it."""

    platform: str
    picks_people: bool
    """Whether a key below the chat lets people choose a person from their contacts."""
    keeps_in_chat: bool
    """Whether messages can be kept from being forwarded and saved."""

    def split_text(self, text: str, reserved_units: int) -> list[str]:
        """Split a text into messages, each with `reserved_units` UTF-16 units to spare."""

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        """Return a raw arrival as an event; None if it is not for us."""

    async def fetch(self, file: IncomingFile, max_bytes: int) -> bytes:
        """Load a file that a person sent. Raises FileTooLarge, FileGone and SendFailed."""

    async def send(self, to: Address, message: OutboundMessage) -> str:
        """Send once and return the platform's message id. Raises SendFailed."""

    def on_no_reply(self, event: str) -> None:
        """Note that a person's event is done and brings them nothing new to read."""

    async def probe(self) -> bool:
        """Return whether the platform accepts our token."""

    def link(self, payload: str) -> str:
        """Return the address that opens the bot with a payload, or "" if there is none.

        Without a payload, it is the address where people who do not know the bot yet find it.
        """


class PlatformConnection(Adapter, Protocol):
    """An adapter with its connections, its identity and its commands."""

    username: str
    """The bot's own name there; "" before `fetch_identity`."""

    async def open(self) -> None:
        """Open the connections, but use none of them yet."""

    async def close(self) -> None:
        """Close the connections and end all that is on its way."""

    async def fetch_identity(self) -> None:
        """Ask who the token belongs to. Raises SendFailed."""

    async def setup_advice(self) -> str:
        """Return advice on the platform's settings of the bot for its owner, or "".

        Raises OperatorError for a setting with which the bot does not work, and SendFailed.
        """

    async def describe_profile(self, texts: Texts) -> str:
        """Return what people see of the bot before they write to it. Raises SendFailed."""

    async def register_commands(self, texts: Texts, commands: Iterable[str]) -> None:
        """Introduce the bot, and let the platform offer its commands. Raises SendFailed."""


class SendFailed(Exception):
    """A send failed; the subclass says what may be done next."""


class NotDelivered(SendFailed):
    """Certainly not sent: no connection, or the platform asked us to wait (in seconds)."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("not sent")
        self.retry_after = retry_after


class DeliveryUnknown(SendFailed):
    """Perhaps sent: the connection broke after sending began."""


class Unreachable(SendFailed):
    """The person has blocked the bot, or is gone."""


class Rejected(SendFailed):
    """The platform refuses this message for good, through a bug in the bot.

    `reason` is what it said of it, without people's words.
    """

    def __init__(self, reason: str = "") -> None:
        super().__init__("rejected")
        self.reason = reason


class TokenRefused(SendFailed):
    """The platform does not accept our token: everything waits."""


class ContentGone(SendFailed):
    """The file that the message was to bring is deleted; nothing is sent in its place."""


class FileGone(Exception):
    """The platform has the file no longer, or will never hand it over."""


class FileTooLarge(Exception):
    """The file is larger than allowed, even if the platform named a smaller size."""


async def is_token_accepted(fetch: Awaitable[None]) -> bool:
    """Return whether a platform accepts our token; one that does not answer has not refused it."""
    try:
        await fetch
    except SendFailed as failed:
        return not isinstance(failed, TokenRefused)
    return True
