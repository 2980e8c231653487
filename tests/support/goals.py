"""Play what Alice and Bob do with shared goals."""

from __future__ import annotations

from datetime import time, timedelta

from tests.challenge.test_week import SUNDAY
from tests.support.people import Person, Time
from tests.support.storage import snapshots

DANCE = "Learn to dance, just a little"
STEP = "Find one song that we both like"


async def drafts(person: Person, words: str = DANCE, step: str = STEP) -> None:
    """Write a goal up to where it could be proposed."""
    await person.says(f"/goals {words}")
    await person.says(step)
    await person.presses("Both of us")


async def proposes(person: Person, words: str = DANCE, step: str = STEP) -> None:
    await drafts(person, words, step)
    await person.presses("Propose it")


async def agreed(author: Person, other: Person, words: str = DANCE) -> None:
    """Agree on a goal: one proposes and the other says yes."""

    async def play() -> None:
        await proposes(author, words)
        await other.presses("Agree")
        for person in (author, other):
            person.looks()

    await snapshots.play_once(("agreed", words), (author, other), play)


async def opens(person: Person, words: str = DANCE) -> None:
    """Open one goal from the list."""
    await person.says("/goals")
    await person.presses(words[:20])


async def agreed_with_check_in(author: Person, other: Person, words: str = DANCE) -> None:
    """Agree on a goal and on looking at it once a week."""

    async def play() -> None:
        await agreed(author, other, words)
        for person in (author, other):
            await opens(person, words)
            await person.presses("Ask me once a week")
            person.looks()

    await snapshots.play_once(("checking", words), (author, other), play)


async def until_sunday(clock: Time, weeks: int = 0) -> None:
    """Move to a minute after seven on a Sunday evening, when the bot asks."""
    await clock.until(SUNDAY + timedelta(weeks=weeks), time(19))


async def answers(person: Person, how: str = "It went well", note: str = "") -> None:
    """Open the week's check-in and share how it went."""
    await person.presses(how)
    if note:
        await person.presses("Add a line")
        await person.says(note)
    await person.presses("Share when both are in")
