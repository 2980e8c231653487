"""Declares the feature of /remind and /reminders."""

from __future__ import annotations

from domain.remind import export
from handlers.feature import Feature
from handlers.remind import (
    create,
    export_page,
    missed,
    occurrences,
    overview,
    sharing,
    time_answer,
    undo,
)

FEATURE = Feature(
    "remind",
    (
        create.router,
        time_answer.router,
        occurrences.router,
        sharing.router,
        overview.router,
        missed.router,
        undo.router,
    ),
    commands=("remind", "reminders"),
    help_group="reminders",
    after_consent=create.begin,
    export=(export.REMINDERS,),
    export_page=export_page.SECTIONS,
)
