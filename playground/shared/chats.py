"""Declare what the page needs of a kind of chat on any platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Event = dict[str, Any]
"""A change as the page reads it: `type`, and the fields of that type."""
Body = dict[str, Any]


class Chats(Protocol):
    """One chat of each person, in the page's words."""

    name: str

    def people(self) -> Mapping[str, str]:
        """Return the names of those who have it, by the word for their phone."""

    def state(self, who: str) -> dict[str, Any]:
        """Return all that a phone shows of the chat."""

    def act(self, who: str, name: str, body: Body) -> Mapping[str, Any]:
        """Do what somebody did on the page; raise KeyError when nobody can.

        BotBlocked, NothingThere, TypeError and ValueError say why it was not done.
        """

    def listen(self, send: Callable[[Event], object], reset: Callable[[], object]) -> None:
        """Send each change from now on; call `reset` when everything has to be shown again."""


def text_of(body: Body, name: str, otherwise: str | None = None) -> str:
    """Return a required text, or `otherwise` if given; raise TypeError for anything else."""
    value = body.get(name, otherwise)
    if not isinstance(value, str):
        raise TypeError(f"a text is wanted: {name}")
    return value


def number_of(body: Body, name: str) -> int:
    """Return a required number; ids may be texts. Raise TypeError for anything else."""
    value = body.get(name)
    if not isinstance(value, str | int) or not str(value).isdecimal():
        raise TypeError(f"a number is wanted: {name}")
    return int(value)


def reply_of(body: Body) -> int | None:
    """Return the id of the message that this one answers, if it is a reply."""
    return number_of(body, "reply") if body.get("reply") is not None else None
