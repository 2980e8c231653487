"""A button carries its whole meaning, and a tag that shows it was made for this person."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

ACTION_PATTERN = re.compile(r"[a-z]+(?:-[a-z]+)*(?::[a-z]+(?:-[a-z]+)*)?")
CHOICE_PATTERN = re.compile(r"[A-Za-z0-9_.:+-]*")
WIRE_BYTES = 64
"""Telegram's limit for callback data (Bot API, InlineKeyboardButton); Discord allows 100."""
TAG_BYTES = 8

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what pressing it means: an action, at most one row's id, one short choice."""

    label: str
    action: str
    id: UUID | None = None
    choice: str = ""

    def __post_init__(self) -> None:
        if not ACTION_PATTERN.fullmatch(self.action) or not CHOICE_PATTERN.fullmatch(self.choice):
            raise ValueError(f"a button's action or choice has a wrong form: {self.action}")
        if len(self._meaning()) + 1 + _encoded_length(TAG_BYTES) > WIRE_BYTES:
            raise ValueError(f"a button's meaning is over {WIRE_BYTES} bytes: {self.action}")

    def to_wire(self, sign: Sign) -> str:
        """Return the text that the platform keeps for us; `sign` must be bound to its recipient."""
        meaning = self._meaning()
        return f"{meaning}|{_encode(sign(meaning.encode())[:TAG_BYTES])}"

    def _meaning(self) -> str:
        row = _encode(self.id.bytes) if self.id else ""
        return f"{self.action}|{row}|{self.choice}"


def from_wire(wire: str, sign: Sign) -> Button | None:
    """Return the pressed button without its label, or None if the bot did not make it.

    Nothing that a stranger puts behind a button raises an error.
    """
    meaning, _, tag = wire.rpartition("|")
    ours = _encode(sign(_to_bytes(meaning))[:TAG_BYTES])
    if not hmac.compare_digest(_to_bytes(tag), ours.encode()):
        return None
    try:
        action, row, choice = meaning.split("|")
        return Button("", action, _decode_row_id(row), choice)
    except ValueError:
        # Signed by us, but in the form of another release.
        return None


def action_of(wire: str) -> str:
    """Return the action of one of our own wires; text from outside goes through `from_wire`."""
    return wire.partition("|")[0]


def with_label(button: Button, label: str) -> Button:
    """Return the button with the label that the platform shows."""
    return replace(button, label=label)


def _decode_row_id(row: str) -> UUID | None:
    return UUID(bytes=urlsafe_b64decode(row + "==")) if row else None


def _to_bytes(text: str) -> bytes:
    # JSON may hold half a character, which UTF-8 has no bytes for.
    return text.encode(errors="surrogatepass")


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _encoded_length(size: int) -> int:
    return -(-size * 4 // 3)
