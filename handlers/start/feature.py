"""Declares the feature of /start, /help and /cancel."""

from __future__ import annotations

from handlers.feature import Feature
from handlers.start import fallbacks, first_question, help_page, welcome

FEATURE = Feature(
    "start",
    (welcome.router, first_question.router, help_page.router, fallbacks.router),
    commands=("start", "help", "cancel"),
    help_group="settings",
    after_consent=first_question.go_on,
)
