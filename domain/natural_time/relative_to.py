"""Reads words some time after they were said: "tomorrow" counts from when they were said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.natural_time.results import Reading, Unclear, Understood

LONG_AGO = timedelta(days=1)
"""A moment said longer ago than this is asked about, never taken."""


def read_late(read: Callable[[datetime], Reading], said: datetime, now: datetime) -> Reading:
    """Read words that were `said` before `now`; `read` reads them at a moment.

    A moment that is over by now is asked about, and a recurring one begins with the next time.
    """
    found = read(said)
    if isinstance(found, Unclear):
        ahead = tuple(choice for choice in found.choices if choice.at > now)
        return replace(found, choices=ahead)
    if found.at <= now:
        again = read(now) if found.rule else None
        if not isinstance(again, Understood):
            return Unclear(found.title, "meanwhile")
        found = again
    return Unclear(found.title, "long-ago", (found,)) if now - said > LONG_AGO else found
