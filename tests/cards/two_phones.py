"""Play what people do with cards for an evening on two phones."""

from __future__ import annotations

from bot.app import App
from tests.support.couples import member_of
from tests.support.people import Person


async def begins(person: Person, mood: str = "Light") -> None:
    """Lay out cards on both phones."""
    await person.says("/cards")
    await person.presses(mood)
    await person.presses("On both phones")


async def puts_in(person: Person, words: str) -> None:
    """Answer the card that is there, and put the answer in."""
    await person.says(words)
    await person.presses("Put it in")


async def hears_of_evenings(person: Person, app: App, when: str) -> None:
    """Choose when invitations to an evening come: now, with the card or off."""
    async with app.database.write() as session:
        (await member_of(session, person, app)).extras_from_partner = when
