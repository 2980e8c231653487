"""The readers of a column, declared with the column: the groups behind /whatcansee."""

from __future__ import annotations

from enum import StrEnum


class PartnerReads(StrEnum):
    """Groups of columns that the partner comes to read, in the order of /whatcansee."""

    NAME = "name"
    ANSWERS = "answers"
    LINES = "lines"
    THANKS = "thanks"
    QUESTIONS = "questions"
    WISHES = "wishes"
    GOALS = "goals"
    CHECK_INS = "check-ins"
    REMINDERS = "reminders"
    REPAIR = "repair"
    EVENINGS = "evenings"
    DATES = "dates"
    LETTERS = "letters"
    PLAN = "plan"


class AuthorOnly(StrEnum):
    """Groups that only their author reads here; an operator could, since they hold the keys."""

    JOURNAL = "journal"
    UNSORTED = "unsorted"
    ANSWERS = "answers"
    DRAFTS = "drafts"
    CHECK_INS = "check-ins"
    REMINDERS = "reminders"
    REPAIR = "repair"
    EVENINGS = "evenings"
    DATES = "dates"
    LETTERS = "letters"
    WISHES = "wishes"
    TASTE = "taste"
    REFUSALS = "refusals"
    SETTINGS = "settings"


Readers = PartnerReads | AuthorOnly


def read_as(readers: Readers) -> dict[str, Readers]:
    """Return the `info` of an unsealed column that tells something about a person."""
    return {"readers": readers}
