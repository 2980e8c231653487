"""What a person can do: one module a feature, listed here in the order of the menu."""

from __future__ import annotations

from handlers import reflect, start, support, thanks, unsent, unsorted, zone
from handlers.challenge import (
    answers,
    history,
    later,
    preferences,
    private_answers,
    reactions,
    solo,
    waiting,
    week,
)
from handlers.goals import check_in, draft, edited_message, overview, waiting as goals_waiting
from handlers.pair import again, linking
from handlers.privacy import choice, consent, export, forget, hide, lock_screen, whatcansee, word
from handlers.remind import (
    create,
    missed,
    occurrences,
    overview as remind_overview,
    sharing,
    time_answer,
)
from handlers.repair import steps, trial
from handlers.settings import overview as settings_overview, privacy, week as settings_week
from handlers.turn import FeatureRouter

FEATURES = (
    start,
    zone,
    linking,
    again,
    week,
    answers,
    private_answers,
    reactions,
    later,
    history,
    solo,
    waiting,
    preferences,
    reflect,
    thanks,
    unsent,
    unsorted,
    overview,
    draft,
    edited_message,
    goals_waiting,
    check_in,
    create,
    time_answer,
    occurrences,
    sharing,
    remind_overview,
    missed,
    steps,
    trial,
    support,
    settings_overview,
    settings_week,
    privacy,
    choice,
    lock_screen,
    whatcansee,
    word,
    export,
    hide,
    forget,
)

MENU = (
    "start",
    "pair",
    "challenge",
    "history",
    "reflect",
    "journal",
    "thanks",
    "goals",
    "remind",
    "reminders",
    "repair",
    "support",
    "settings",
    "pause",
    "unpair",
    "whatcansee",
    "export",
    "forget",
    "help",
    "cancel",
)
"""The commands that a platform's menu offers; `command-<name>` is what it says of each."""


def features() -> FeatureRouter:
    """Every feature's handlers in one table."""
    everything = FeatureRouter()
    for feature in FEATURES:
        everything.include(feature.router)
    return consent.guard(everything)
