"""What a platform must be able to do for us, and the ways in which a send can fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.inbox.store import Arrival
from chat.messages import Address, Attachment, ButtonRows, Event
from chat.targets import NEW_MESSAGE, PlatformTarget
from content.texts import Texts


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """One message as an adapter sends it, in our own markup.

    `target` says which message it becomes or changes. `nonce` is the same for every try of one
    message. `answers_event` is the id of the reader's event that this answers; "" if nobody asked
    for it.
    """

    text: str
    rows: ButtonRows = ()
    target: PlatformTarget = NEW_MESSAGE
    silent: bool = False
    nonce: str = ""
    attachment: Attachment | None = None
    answers_event: str = ""


Accept = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Commits what a platform handed over, before the platform is told that we have it."""


class Adapter(Protocol):
    """One platform."""

    platform: str

    def split_text(self, text: str, reserved_units: int) -> list[str]:
        """Splits a text into messages, each with `reserved_units` UTF-16 units to spare."""

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        """What came in, as an event; None for what is not for us."""

    async def send(self, to: Address, message: OutboundMessage) -> str:
        """Sends once and gives the platform's message id. Raises SendFailed."""

    def on_no_reply(self, event: str) -> None:
        """Hear that a person's event is done and brings them nothing new to read."""

    async def probe(self) -> bool:
        """Whether the platform accepts our token."""

    def link(self, payload: str) -> str:
        """The address that opens the bot with a payload, or "" where there is none.

        Without a payload it is where somebody who does not know the bot yet finds it.
        """


class PlatformConnection(Adapter, Protocol):
    """A platform and the connections to it."""

    username: str
    """The bot's own name there; "" before it was introduced."""

    async def open(self) -> None:
        """Opens the connections, but uses none of them yet."""

    async def close(self) -> None:
        """Ends whatever is on its way."""

    async def fetch_identity(self) -> None:
        """Asks who the token belongs to. Raises SendFailed."""

    async def setup_advice(self) -> str:
        """What its owner may want to change in the platform's settings of the bot, or "".

        Raises OperatorError for a setting with which it does not work, and SendFailed.
        """

    async def register_commands(self, texts: Texts, commands: Iterable[str]) -> None:
        """Introduces the bot and lets the platform offer its commands. Raises SendFailed."""


class SendFailed(Exception):
    """A send did not end well; the kind says what may be done next."""


class NotDelivered(SendFailed):
    """Certainly not sent: no connection, or the platform asked us to wait (in seconds)."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("not sent")
        self.retry_after = retry_after


class DeliveryUnknown(SendFailed):
    """Nobody knows: the connection broke after sending began."""


class Unreachable(SendFailed):
    """The person has blocked the bot, or is gone."""


class Rejected(SendFailed):
    """The platform refuses this message for good: a fault of ours.

    `reason` is what it said of it, without people's words.
    """

    def __init__(self, reason: str = "") -> None:
        super().__init__("rejected")
        self.reason = reason


class TokenRefused(SendFailed):
    """The platform does not accept our token: everything waits."""


async def is_token_accepted(fetch: Awaitable[None]) -> bool:
    """Whether a platform knows us; one that does not answer has not refused us."""
    try:
        await fetch
    except SendFailed as failed:
        return not isinstance(failed, TokenRefused)
    return True
