"""What the page wants of a kind of chat, whichever platform it is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Event = dict[str, Any]
"""A change as the page reads it: `type`, and what belongs to that type."""
Body = dict[str, Any]


class Chats(Protocol):
    """One chat of each person, in the page's words."""

    name: str

    def people(self) -> Mapping[str, str]:
        """The names of those who have it, by the word for their phone."""

    def state(self, who: str) -> dict[str, Any]:
        """All that a phone shows of it."""

    def act(self, who: str, name: str, body: Body) -> Mapping[str, Any]:
        """Does what somebody did on the page; KeyError when nobody can.

        BotBlocked, NothingThere, TypeError and ValueError say why it was not done.
        """

    def listen(self, send: Callable[[Event], object], reset: Callable[[], object]) -> None:
        """Sends each change from now on; `reset` is called when everything has to be shown anew."""


def text_of(body: Body, name: str, otherwise: str | None = None) -> str:
    """A text that must be there, unless there is another for it; TypeError for anything else."""
    value = body.get(name, otherwise)
    if not isinstance(value, str):
        raise TypeError(f"a text is wanted: {name}")
    return value


def number_of(body: Body, name: str) -> int:
    """A number that must be there; ids may be texts. TypeError for anything else."""
    value = body.get(name)
    if not isinstance(value, str | int) or not str(value).isdecimal():
        raise TypeError(f"a number is wanted: {name}")
    return int(value)


def reply_of(body: Body) -> int | None:
    """The id of the message that this one answers, if it is a reply."""
    return number_of(body, "reply") if body.get("reply") is not None else None
