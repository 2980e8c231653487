"""What keeps the bot from running, in words for the person who runs it."""

from __future__ import annotations


class OperatorError(Exception):
    """The text is one line that says what is wrong and how to mend it."""
