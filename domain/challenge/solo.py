"""What one person alone is given this week."""

from __future__ import annotations

from datetime import datetime

from content.library import Library
from domain import calendar


def weekly_challenge(library: Library, now: datetime, zone: str | None) -> str:
    """The id of the challenge whose theme the ISO week picks, in the person's zone or UTC.

    The nine themes take turns; each time round, it is the next challenge of the theme.
    """
    week = calendar.to_local(now, zone or "UTC").isocalendar().week
    challenges = library.themes[week % len(library.themes)].challenges
    return challenges[week // len(library.themes) % len(challenges)].id
