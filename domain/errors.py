"""Errors for what the rules forbid, and the rule that most words share: some, but not too many."""

from __future__ import annotations

from chat.media import count_characters
from content.normalize import is_blank


class RuleBroken(Exception):
    """A person asked for what the rules forbid; `key` names the text that tells them kindly."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotFound(RuleBroken):
    """The row is not there, or not theirs: both are told in the same words."""

    def __init__(self) -> None:
        super().__init__("not-found")


def require_words(words: str, longest: int, *, empty: str, too_long: str) -> str:
    """Return the words without surrounding blanks; the marks of files do not count as length.

    Raise RuleBroken with the key `empty` or `too_long`; the text of the latter can name `longest`,
    and `over`, by how many characters they are too long.
    """
    kept = words.strip()
    if is_blank(kept):
        raise RuleBroken(empty)
    if (over := count_characters(kept) - longest) > 0:
        raise RuleBroken(too_long, longest=longest, over=over)
    return kept
