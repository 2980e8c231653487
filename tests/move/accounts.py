"""Give people a second account, and let them move to it."""

from __future__ import annotations

import re

from tests.support.people import Person

CODE = re.compile(r"/move ([0-9A-Z]{5}-[0-9A-Z]{5})")


def second_account(person: Person, *, beside: Person | None = None, id: str = "2001") -> Person:
    """Return an account that the bot has never seen, on the person's platform or another's."""
    return Person(person.name, person.app, (beside or person).platform, id)


async def code_for_moving(person: Person) -> str:
    """Return the code that the bot shows in the old chat."""
    await person.says("/move")
    await person.presses("Show me a code")
    found = CODE.search(person.last.text)
    assert found, person.last.text
    return found[1]


async def moved(person: Person, account: Person) -> None:
    """Move a person to an account, as they would."""
    code = await code_for_moving(person)
    await account.says(f"/move {code}")
    account.sees("everything that’s yours is here now")
