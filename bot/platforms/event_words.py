"""Reads typed words as a command or a text, the same on every platform."""

from __future__ import annotations

from typing import Any

from chat.commands import read_command
from chat.messages import Kind


def read_words(text: str) -> dict[str, Any]:
    """Return the fields of an event for typed words: a command's, or else a text's."""
    if command := read_command(text):
        name, words = command
        return {"kind": Kind.COMMAND, "name": name, "text": words}
    return {"kind": Kind.TEXT, "text": text}
