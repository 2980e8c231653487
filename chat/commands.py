"""Reads a typed command, however people punctuate it."""

from __future__ import annotations

import re

COMMAND_PATTERN = re.compile(r"\s*[/／]([a-z][a-z0-9_]*)(?:@\w+)?(?:(?![\w/／])(.*))?", re.I | re.S)  # noqa: RUF001 - a full-width slash is one, too
PUNCTUATION = ' \t\r\n.,:;!?…·*_~)"”»-–—'
"""Marks that may stand between a command and the words behind it, and belong to neither."""


def read_command(text: str) -> tuple[str, str] | None:
    """Split a command into its name and the words behind it: "/thanks, for the soup", "/help!".

    Return None for other text, including a path such as "/etc/passwd".
    """
    found = COMMAND_PATTERN.fullmatch(text)
    if found is None:
        return None
    return found[1].lower(), (found[2] or "").lstrip(PUNCTUATION).strip()
