"""Play what Alice and Bob do with thanks, in giving and in the jar."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from tests.support.couples import member_of
from tests.support.people import Person

KIND = "Thank you for the tea at four in the morning."


async def gives(person: Person, words: str = KIND) -> None:
    await person.says(f"/thanks {words}")
    await person.presses("Send")


async def looks_into_the_jar(person: Person) -> None:
    await person.says("/thanks")
    await person.presses("Look into the jar")


async def choose_thanks_delivery(person: Person, app: App, when: str) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).from_partner = when


async def pauses(person: Person, app: App, days: int) -> None:
    async with app.database.write() as session:
        until = app.clock.now() + timedelta(days=days)
        (await member_of(session, person, app)).paused_until = until
