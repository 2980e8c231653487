"""Declares the feature of /settings and /pause."""

from __future__ import annotations

from handlers.feature import Feature
from handlers.settings import overview, privacy, pronoun, times, week

FEATURE = Feature(
    "settings",
    (overview.router, week.router, times.router, privacy.router, pronoun.router),
    commands=("settings", "pause"),
    help_group="settings",
)
