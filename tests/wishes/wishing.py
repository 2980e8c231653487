"""Play wishes: a deck that is answered, a wish of one's own, and the cards that tell."""

from __future__ import annotations

from datetime import date, time, timedelta

from tests.challenge.test_week import SUNDAY
from tests.support.people import Person, Time

DONE = "That’s your deck"
LABELS = ("Yes", "Maybe one day", "No", "Skip")
COUNTED = time(12)
"""On the day before the card, by now each yes is counted."""
CARD = time(20)


async def opens_deck(person: Person) -> str:
    """Open the deck, and return the wish that it shows first."""
    await person.says("/wishes")
    await person.presses("Open my deck")
    return wish_in(person)


def wish_in(person: Person) -> str:
    text = person.last.text
    return text[text.index("“") + 1 : text.index("”")]


async def votes(person: Person, wish: str, label: str) -> None:
    """Go through the deck with *Skip* up to a wish, and vote on it."""
    shown = await opens_deck(person)
    while shown != wish:
        await person.presses("Skip")
        shown = wish_in(person)
    await person.presses(label)


async def answers_deck(person: Person, *wanted: str) -> None:
    """Say yes to these wishes of the deck and skip the others."""
    shown = await opens_deck(person)
    while DONE not in person.last.text:
        await person.presses("Yes" if shown in wanted else "Skip")
        shown = "" if DONE in person.last.text else wish_in(person)


async def writes_wish(person: Person, words: str) -> None:
    await person.says("/wishes")
    await person.presses("Add a wish")
    await person.says(words)
    await person.presses("Add it, I agree")


async def until_counted(clock: Time, weeks: int = 0) -> None:
    await clock.until(SUNDAY + timedelta(weeks=weeks, days=-1), COUNTED)


async def until_card(clock: Time, weeks: int = 0) -> date:
    day = SUNDAY + timedelta(weeks=weeks)
    await clock.until(day, CARD)
    return day


async def remembers(person: Person, wish: str, line: str) -> None:
    """Write a line about one of the newest two wishes that both said yes to."""
    await person.says("/wishes")
    await person.presses("What we both want")
    if wish not in person.last.text:
        await person.presses("Older ▶")
    await person.presses("Write a line")
    await person.says(line)
    await person.presses("Keep it")
