"""Declare what the page needs of a kind of chat on any platform."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from playground.shared.media import SAMPLES, Media, photo, seconds_of
from playground.shared.recordings import as_voice_note

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


def files_of(body: Body) -> dict[str, list[Media]]:
    """Return the uploaded files by their names; raise TypeError or ValueError for anything else."""
    files = body.get("files", {})
    if not isinstance(files, dict):
        raise TypeError("files are wanted by their names")
    return {name: [_file(each) for each in several] for name, several in files.items()}


def media_of(body: Body) -> Media:
    """Return the uploaded file, as a phone sends one of that kind; raise TypeError without one."""
    files, kind = files_of(body).get("file"), text_of(body, "kind")
    if not files or kind not in SAMPLES:
        raise TypeError("a file and its kind are wanted")
    (file, *_) = files
    if kind == "photo":
        return photo(file.content)
    content = as_voice_note(file.content) if kind == "voice" else file.content
    seconds = number_of(body, "seconds") if body.get("seconds") else seconds_of(content)
    if kind == "voice":
        return Media(kind, content, seconds=seconds)
    return replace(file, kind=kind, seconds=seconds)


def _file(raw: Body) -> Media:
    content = b64decode(text_of(raw, "content"), validate=True)
    return Media("document", content, text_of(raw, "name"), text_of(raw, "type", ""))


def reply_of(body: Body) -> int | None:
    """Return the id of the message that this one answers, if it is a reply."""
    return number_of(body, "reply") if body.get("reply") is not None else None
