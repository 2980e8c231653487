"""The shape of an export's JSON file, documented in `docs/export.md`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ExportedPart(BaseModel):
    """A piece of an export; nothing is added to it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Profile(ExportedPart):
    """Facts about you, and the settings that you chose."""

    name: str
    platform: str
    language: str
    time_zone: str | None
    hour: str = Field(description="When your weekly card comes, on your own clock: HH:MM.")
    quiet_from: str
    quiet_until: str
    depth: int = Field(description="How deep your challenges may go, 1 to 3.")
    nudges: str
    from_partner: str = Field(
        description="When what your partner sends you comes: now, with the card, or off: only "
        "where you look."
    )
    paused_until: datetime | None
    reachable: bool
    joined_on: date
    hides_words: bool = Field(description="Whether what comes by itself is hidden until a tap.")
    clears_words: bool = Field(
        description="Whether what you write for yourself is taken out of the chat."
    )
    keeps_unsorted: bool = Field(
        description="Whether words that you do not sort go into your journal after a week."
    )
    hides: list[str] = Field(
        description="Earlier partners of whom you have hidden what you had; it is in here."
    )
    partner: str | None = Field(description="The name of the one you are linked with now.")
    weekday: int | None = Field(description="The day of the weekly card for both; 0 is Monday.")
    every_weeks: int | None = Field(description="So many weeks lie between two cards.")
    takes_up: Literal["yes", "no"] | None = Field(
        description="What you said to taking up what you two had before, while that is open."
    )
    consent: str | None = Field(
        description="The version of the words that you said yes to; “no” if you said no."
    )
    consented_at: datetime | None


class ExportedEntry(ExportedPart):
    """One entry of your journal; the day is the one on which you wrote it, where you were."""

    begun_at: datetime
    day: date
    challenge: str | None
    words: str


class ExportedUnsorted(ExportedPart):
    """Words of yours that wait until you choose what becomes of them."""

    day: date
    words: str


class ExportedAnswer(ExportedPart):
    """Your words on one challenge, and whether they were shared."""

    challenge: str
    title: str
    words: str
    state: str


class ExportedReaction(ExportedPart):
    """A tap or a line after a reveal."""

    mine: bool
    kind: str
    line: str | None


class ExportedWeek(ExportedPart):
    """One round of yours with your partner; `theirs` only where it was revealed to you."""

    day: date
    challenge: str
    title: str
    question: str
    partner: str
    mine: list[ExportedAnswer]
    theirs: str | None
    reactions: list[ExportedReaction]


class ExportedThanks(ExportedPart):
    """A sentence from your jar."""

    mine: bool = Field(description="Whether you gave it; else you got it.")
    other: str
    words: str
    on: date | None = Field(
        description="The day on which you gave it. When your partner wrote theirs is not told."
    )
    put_away: bool = Field(description="Whether you took it out of your jar.")


class ExportedGoal(ExportedPart):
    """A goal of you two, a draft of one, or a change to one that waits for a yes."""

    state: str
    partner: str
    words: str
    reason: str | None
    until: date | None
    step: str | None
    step_by: Literal["me", "other", "both"] | None = Field(description="Who does the next step.")
    left: bool = Field(description="Whether you have left your part of it.")
    weekly: bool = Field(description="Whether you want to be asked about it once a week.")


class ExportedCheckIn(ExportedPart):
    """How you found a goal's week; `theirs` only where both had said theirs.

    Each begins with `well`, `some` or `notyet`; the line that goes with it follows.
    """

    goal: int = Field(description="Its place in `goals`, counted from 0.")
    week: str = Field(description="The ISO week, as in 2026-W48.")
    mine: str
    theirs: str | None


class ExportedReminder(ExportedPart):
    """A reminder of yours, or one that was shared with you."""

    words: str
    audience: str
    mine: bool = Field(description="Whether you made it.")
    partner: str = Field(description="The one it is shared with; empty for one of yours alone.")
    mode: str = Field(description="Who ticks one for both: each, both or either.")
    clock: str = Field(description="“same” for one moment for both, “own” for each one's clock.")
    state: str = Field(
        description="How it stands for you: draft, asked, on, muted or off; “past” when its only "
        "moment is over, “ended” when you two are not linked any more, and “passed” for one that "
        "is for your partner alone."
    )
    when: str | None = Field(description="When it comes, in words and by your own clock.")
    at: datetime | None
    time_zone: str
    rule: str | None = Field(description="How it returns: an RRULE of RFC 5545.")


class ExportedRepair(ExportedPart):
    """A way back after a quarrel; `theirs` only once both had seen both."""

    partner: str = Field(description="The one you quarrelled with; empty for one of yours alone.")
    mine: dict[str, str]
    theirs: dict[str, str] | None
    trial: str | None = Field(description="What you both said yes to trying, or try alone.")
    proposed_by_me: str | None = Field(description="What you propose to try.")
    proposed_by_other: str | None = Field(description="What your partner proposes to try.")


class ExportedLiking(ExportedPart):
    """How you liked a challenge."""

    challenge: str
    title: str
    liking: str


class Export(ExportedPart):
    """Everything of yours, and what your partner has shown you; never what they have not."""

    format: Literal["same-side-export"] = "same-side-export"
    version: Literal[3] = 3
    made_at: datetime
    profile: Profile
    journal: list[ExportedEntry]
    unsorted: list[ExportedUnsorted]
    weeks: list[ExportedWeek]
    thanks: list[ExportedThanks]
    goals: list[ExportedGoal]
    check_ins: list[ExportedCheckIn]
    reminders: list[ExportedReminder]
    repairs: list[ExportedRepair]
    likings: list[ExportedLiking]
