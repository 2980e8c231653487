"""Declares the feature of /challenge and /history."""

from __future__ import annotations

from domain.challenge import answers as challenge_answers, export
from handlers.challenge import (
    answers,
    export_page,
    guess,
    history,
    later,
    preferences,
    private_answers,
    reactions,
    solo,
    swap,
    taps,
    waiting,
    week,
)
from handlers.feature import Feature, Nudge

FEATURE = Feature(
    "challenge",
    (
        week.router,
        swap.router,
        answers.router,
        guess.router,
        taps.router,
        private_answers.router,
        reactions.router,
        later.router,
        history.router,
        solo.router,
        waiting.router,
        preferences.router,
    ),
    commands=("challenge", "history"),
    after_consent=week.show,
    export=(export.WEEKS, export.LIKINGS),
    export_page=export_page.SECTIONS,
    nudges=(Nudge("challenge", challenge_answers.needs_nudge, week.nudge_to_answer),),
)
