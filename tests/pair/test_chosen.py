"""Test an invitation for a person whom the inviter chose: nobody else can use it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from storage.tables.pair import Invite
from tests.conftest import World
from tests.support.couples import code_in, settled
from tests.support.people import Person, Time

pytestmark = pytest.mark.long


@pytest.fixture
def bob(carol: Person) -> Person:
    """Bob on Alice's platform, since nobody can be chosen elsewhere."""
    return Person("Bob", carol.app, carol.platform, "1012")


async def chosen(alice: Person, bob: Person) -> str:
    """Let Alice choose Bob; return the code of the invitation."""
    await alice.says("/pair")
    await alice.presses("Choose your partner")
    await alice.chooses(bob)
    return code_in(alice.last.text)


async def test_two_taps_and_the_chosen_one_is_linked_without_a_confirmation(
    alice: Person, bob: Person
) -> None:
    for person in (alice, bob):
        await settled(person, "Berlin")
    code = await chosen(alice, bob)
    alice.sees("Only they can use it", f"/pair {code}")
    assert not alice.platform.keys[alice.id]
    await bob.says(f"/pair {code}")
    await bob.presses("Yes, link us")
    bob.sees("You and Alice are on the same side")
    alice.sees("You and Bob are on the same side")
    assert not any("that’s us" in each for each in alice.buttons())


async def test_for_anybody_else_it_is_like_one_that_cannot_be_used(
    alice: Person, bob: Person, carol: Person
) -> None:
    for person in (alice, bob, carol):
        await settled(person, "Berlin")
    code = await chosen(alice, bob)
    await carol.says(f"/pair {code}")
    carol.sees("can’t be made right now")
    carol.sees_not("Alice", "somebody else")
    alice.sees_nothing_new() if not alice.looks() else None
    await bob.says(f"/pair {code}")
    await bob.presses("Yes, link us")
    bob.sees("You and Alice")


async def test_the_earlier_code_for_anybody_stops_working(
    alice: Person, bob: Person, carol: Person
) -> None:
    for person in (alice, carol):
        await settled(person, "Berlin")
    await alice.says("/pair")
    open_code = code_in(alice.last.text)
    await alice.presses("Choose your partner")
    await alice.chooses(bob)
    await carol.says(f"/pair {open_code}")
    carol.sees("don’t know that code")


async def test_the_choice_stays_when_the_invitation_changes_its_language(
    alice: Person, bob: Person, carol: Person
) -> None:
    for person in (alice, carol):
        await settled(person, "Berlin")
    await chosen(alice, bob)
    await alice.presses("in Spanish")
    (code,) = {code_in(each.text) for each in alice.screen[-1:]}
    await carol.says(f"/pair {code}")
    carol.sees("can’t be made right now")


async def test_only_an_hmac_of_the_chosen_account_is_kept(
    alice: Person, bob: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    await chosen(alice, bob)
    async with app.database.read() as session:
        invite = (await session.scalars(select(Invite))).one()
    assert invite.only_for
    assert len(invite.only_for) == 32
    assert bob.id.encode() not in invite.only_for


async def test_the_key_goes_with_cancel_with_words_and_with_oneself(
    alice: Person, bob: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    for ends in ("/cancel", "not now, thanks"):
        await alice.says("/pair")
        await alice.presses("Choose your partner")
        assert alice.platform.keys[alice.id] == "Choose your partner"
        await alice.says(ends)
        assert not alice.platform.keys[alice.id]
    await alice.says("/pair")
    await alice.presses("Choose your partner")
    await alice.chooses(alice)
    alice.sees("That’s you")
    assert not alice.platform.keys[alice.id]


async def test_where_nobody_can_be_chosen_there_is_no_button(world: World) -> None:
    """Discord has no contacts to choose from."""
    bob = world.there("Bob", "1002")
    await settled(bob, "Berlin")
    await bob.says("/pair")
    assert not any("Choose your partner" in each for each in bob.buttons())
