"""What a person can do: one module a feature, listed here in the order of the menu."""

from __future__ import annotations

from handlers import (
    challenge,
    challenge_history,
    challenge_later,
    challenge_order,
    challenge_reaction,
    challenge_reveal,
    challenge_solo,
    goals,
    goals_check_in,
    goals_draft,
    goals_edit,
    pair,
    pair_again,
    privacy_choice,
    privacy_consent,
    privacy_export,
    privacy_forget,
    privacy_screen,
    privacy_whatcansee,
    reflect,
    remind,
    remind_list,
    remind_missed,
    remind_ring,
    remind_share,
    remind_when,
    repair,
    repair_trial,
    settings,
    settings_privacy,
    settings_week,
    start,
    support,
    thanks,
    unsorted,
    zone,
)
from handlers.turn import Features

FEATURES = (
    start,
    zone,
    pair,
    pair_again,
    challenge,
    challenge_reveal,
    challenge_reaction,
    challenge_later,
    challenge_history,
    challenge_solo,
    challenge_order,
    reflect,
    thanks,
    unsorted,
    goals,
    goals_draft,
    goals_edit,
    goals_check_in,
    remind,
    remind_when,
    remind_ring,
    remind_share,
    remind_list,
    remind_missed,
    repair,
    repair_trial,
    support,
    settings,
    settings_week,
    settings_privacy,
    privacy_choice,
    privacy_screen,
    privacy_whatcansee,
    privacy_export,
    privacy_forget,
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


def features() -> Features:
    """Every feature's handlers in one table."""
    everything = Features()
    for feature in FEATURES:
        everything.include(feature.router)
    return privacy_consent.guard(everything)
