"""Test that messages stay in the chat where a person wants that and the platform can do it."""

from __future__ import annotations

import pytest

from tests.media import samples
from tests.support.couples import consented, paired
from tests.support.people import Person

ON, OFF = "Stop forwarding and saving", "Allow forwarding and saving"


async def opens_privacy(person: Person) -> None:
    await person.says("/settings")
    await person.presses("Privacy")


@pytest.mark.clients("telegram")
async def test_a_person_may_want_that_nothing_leaves_the_chat(alice: Person) -> None:
    await consented(alice)
    await alice.says("/journal")
    assert not alice.last.stays_in_chat
    await opens_privacy(alice)
    await alice.presses(ON)
    await alice.says("/journal")
    assert alice.last.stays_in_chat
    await opens_privacy(alice)
    await alice.presses(OFF)
    await alice.says("/journal")
    assert not alice.last.stays_in_chat


async def test_photos_stay_too_and_the_partner_chooses_for_themselves(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await opens_privacy(alice)
    await alice.presses(ON)
    await bob.says("/thanks")
    await bob.sends_photo(samples.photo())
    await bob.presses("Send")
    received = [each for each in alice.screen if each.media]
    assert [each.stays_in_chat for each in received] == [True]
    assert not any(each.stays_in_chat for each in bob.screen)


@pytest.mark.clients("telegram")
async def test_what_is_there_to_leave_the_chat_can_leave_it(alice: Person) -> None:
    """Without the exceptions, nobody could forward an invitation or save their own export."""
    await consented(alice)
    await opens_privacy(alice)
    await alice.presses(ON)
    await alice.says("/pair")
    assert [each.stays_in_chat for each in alice.looks()[-2:]] == [True, False]
    await alice.says("/export")
    files = [each for each in alice.screen if each.attachment]
    assert files
    assert not any(each.stays_in_chat for each in files)


async def test_a_platform_that_cannot_do_it_does_not_offer_it(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await opens_privacy(bob)
    assert ON not in bob.buttons()
    bob.sees_not("Forwarding:")
