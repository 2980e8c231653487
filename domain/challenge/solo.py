"""The weekly challenge of a person without a partner."""

from __future__ import annotations

from datetime import datetime

from content.library import Library
from domain import calendar


def weekly_challenge(library: Library, now: datetime, zone: str | None) -> str:
    """Return the id of the challenge for the ISO week, in the person's zone or UTC.

    The nine themes take turns; each time a theme comes round, its next challenge is chosen.
    """
    week = calendar.to_local(now, zone or "UTC").isocalendar().week
    challenges = library.themes[week % len(library.themes)].challenges
    return challenges[week // len(library.themes) % len(challenges)].id
