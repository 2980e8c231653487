"""Errors for what the rules forbid, each with the key of the text that answers the person."""

from __future__ import annotations


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
