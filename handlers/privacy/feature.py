"""Declares the feature of /whatcansee, /export and /forget."""

from __future__ import annotations

from domain.privacy import export as privacy_export
from handlers.feature import Feature
from handlers.privacy import (
    choice,
    export,
    export_settings,
    forget,
    hide,
    lock_screen,
    whatcansee,
    word,
)

FEATURE = Feature(
    "privacy",
    (
        choice.router,
        lock_screen.router,
        whatcansee.router,
        word.router,
        export.router,
        hide.router,
        forget.router,
    ),
    commands=("whatcansee", "export", "forget"),
    help_group="private",
    export=(privacy_export.PROFILE,),
    export_page=export_settings.SECTIONS,
)
