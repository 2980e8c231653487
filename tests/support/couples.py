"""Set up and pair two people, for scenarios that begin after that."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from chat.messages import Address
from domain import member
from storage.tables.member import Member
from tests.support.contexts import context
from tests.support.people import Person
from tests.support.storage import snapshots

CODE = re.compile(r"/pair ([0-9A-Z]{5}-[0-9A-Z]{5})")


async def settled(person: Person, city: str) -> None:
    """Leave the first question, set the clock by a city and agree to being kept."""
    await person.says("/start")
    await person.presses("Not now")
    await person.says(city)
    await person.presses(city)
    await person.presses("Yes, keep what I write")
    await person.presses("Not now")


async def asked_where(person: Person) -> None:
    """Let the bot ask a person for their city."""
    await person.says("/settings")
    await person.presses("Where I am")


async def consented(person: Person) -> None:
    """Agree to being stored, and do nothing else."""
    await person.says("/challenge")
    for button in person.last.buttons:
        if button.action == "privacy:agree":
            await person.presses_button(button, person.last.id)
    person.looks()


async def paired(
    alice: Person, bob: Person, *_: App, cities: tuple[str, str] = ("Berlin",) * 2
) -> None:
    """Pair the two: Alice invites, Bob accepts, Alice confirms."""

    async def play() -> None:
        for person, city in zip((alice, bob), cities, strict=True):
            await settled(person, city)
        await linked(alice, bob)

    await snapshots.play_once(("paired", *cities), (alice, bob), play)


async def paired_in_two_languages(alice: Person, bob: Person) -> None:
    """Do the same as `paired`, but Bob's app and the bot's messages to him are in Spanish."""
    bob.language = "es"

    async def play() -> None:
        await settled(alice, "Berlin")
        await bob.says("/start")
        await bob.presses("Ahora no")
        await bob.says("Berlín")
        await bob.presses("Berlín")
        await bob.presses("Sí, guarda lo que escribo")
        await bob.presses("Ahora no")
        await bob.says(f"/pair {await code_of(alice)}")
        await bob.presses("Sí, adelante")
        await alice.presses("Yes, that’s us")
        for person in (alice, bob):
            person.looks()

    await snapshots.play_once("two languages", (alice, bob), play)


async def linked(alice: Person, bob: Person) -> None:
    """Make a couple of two people who have settled in."""
    await bob.says(f"/pair {await code_of(alice)}")
    await bob.presses("Yes, link us")
    await alice.presses("Yes, that’s us")
    for person in (alice, bob):
        person.looks()


async def code_of(inviter: Person) -> str:
    """Return the code of a fresh invitation, as it is shown."""
    await inviter.says("/pair")
    return code_in(inviter.last.text)


def code_in(invitation: str) -> str:
    """Return the code that an invitation shows."""
    found = CODE.search(invitation)
    assert found, invitation
    return found[1]


async def unlinked(person: Person, *_: App) -> None:
    """Unlink the couple: one of them leaves."""
    await person.says("/unpair")
    await person.presses("Yes, unlink")


async def member_of(session: AsyncSession, person: Person, app: App) -> Member:
    """Return the row of a person who wrote before."""
    found = await member.by_address(
        context(session), app.server_keys, Address(person.platform.platform, person.id)
    )
    assert found
    return found
