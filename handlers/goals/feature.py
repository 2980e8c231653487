"""Declares the feature of /goals."""

from __future__ import annotations

from domain.goals import export, nudge as goals_nudge
from handlers.feature import Feature, Nudge
from handlers.goals import (
    check_in,
    draft,
    edited_message,
    export_page,
    milestones,
    nudge,
    overview,
    waiting,
    year,
)

FEATURE = Feature(
    "goals",
    (
        *(overview.router, draft.router, edited_message.router, waiting.router, check_in.router),
        *(milestones.router, year.router),
    ),
    commands=("goals",),
    after_consent=overview.begin,
    export=(export.GOALS, export.CHECK_INS),
    export_page=export_page.SECTIONS,
    nudges=(Nudge("goals", goals_nudge.has_goal, nudge.nudge_to_step),),
)
