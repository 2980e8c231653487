"""Test that deleted and private words leave the screen, as far as the app allows."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.challenge.test_challenge import in_a_round
from tests.challenge.test_reaction import LINE, revealed
from tests.privacy.test_screen import SECRET, own_words, switches
from tests.repair.test_repair import writes
from tests.support.couples import paired, settled
from tests.support.goals import drafts
from tests.support.people import Person, Time
from tests.support.phones.telegram import TelegramPhone

pytestmark = pytest.mark.long

SUNDAY = date(2026, 3, 8)
CLEAR = "Clear what I write for myself"


def shown(person: Person) -> list[str]:
    """Return what the bot's messages still say of the secret."""
    return [each.text for each in person.screen if SECRET in each.text]


@pytest.mark.clients
async def test_words_deleted_after_a_quarrel_are_in_no_message_of_the_bot(
    alice: Person, clock: Time
) -> None:
    """Without `retract`: “Only you can see this: …” stays above “is deleted”."""
    await settled(alice, "Berlin")
    await writes(alice, clock, f" {SECRET}")
    await alice.says("/repair")
    await alice.presses("Stop here")
    await alice.presses("Yes, delete it")
    alice.sees_changed("is deleted", "lines you typed above are yours to delete")
    assert shown(alice) == []


@pytest.mark.clients("telegram")
async def test_with_the_switch_ones_own_lines_of_a_quarrel_go_as_well(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await switches(alice, CLEAR)
    await writes(alice, clock, f" {SECRET}")
    await alice.presses("Stop here")
    await alice.presses("Yes, delete it")
    if isinstance(alice, TelegramPhone):
        assert own_words(alice) == []
    assert shown(alice) == []


@pytest.mark.clients("telegram")
async def test_a_private_answer_leaves_the_chat_on_request(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without `delete_silently_if_wanted`: the answer stays, and the first draft of two."""
    await paired(alice, bob)
    await switches(alice, CLEAR)
    await clock.until(SUNDAY, time(19))
    await alice.presses("Answer")
    await alice.says(f"{SECRET} one")
    await alice.says(f"{SECRET} two")
    await alice.presses("Keep private")
    if isinstance(alice, TelegramPhone):
        assert own_words(alice) == []
    assert shown(alice) == []


async def test_a_deleted_page_is_gone_wherever_it_was_shown(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says(f"/reflect {SECRET}")
    await alice.presses("Done")
    await alice.says("/journal")
    await alice.says("/journal")
    await alice.presses("Delete")
    await alice.presses("Yes, delete")
    alice.sees_changed("gone from your journal", "yours to delete")
    assert shown(alice) == []


async def test_a_page_that_was_turned_since_stays_as_it_is(alice: Person, clock: Time) -> None:
    """A message that showed the deleted page once, and now shows another one."""
    await settled(alice, "Berlin")
    for words in (f"{SECRET} first", "the second"):
        await alice.says(f"/reflect {words}")
        await alice.presses("Done")
        await clock.advance(minutes=1)
    await alice.says("/journal")
    await alice.presses("Older")
    await alice.presses("Newer")
    turned = alice.last.id
    await alice.says("/journal")
    await alice.presses("Older")
    await alice.presses("Delete")
    await alice.presses("Yes, delete")
    assert shown(alice) == []
    assert "the second" in next(each.text for each in alice.screen if each.id == turned)


async def test_drafts_that_are_let_go_are_gone_from_the_screen(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await drafts(alice, f"{SECRET} goal", f"{SECRET} step")
    await alice.presses("Why")
    await alice.says(f"{SECRET} reason")
    await alice.presses("Never mind")
    assert shown(alice) == []
    await alice.says(f"remind me to {SECRET} tomorrow 9:00")
    await alice.presses("Change")
    await alice.presses("Back")
    await alice.presses("Never mind")
    alice.sees_changed("yours to delete")
    assert shown(alice) == []


async def test_a_private_answer_that_is_looked_at_again_leaves_once_its_author_is_done(
    alice: Person, bob: Person
) -> None:
    """Seen to fail: /challenge, /history, *Edit* and *Share* showed it, and it stayed there."""
    await in_a_round(alice, bob)
    await switches(alice, CLEAR)
    await alice.says("/challenge")
    await alice.presses("Answer")
    await alice.says(f"{SECRET} one")
    await alice.presses("Keep private")
    await alice.says("/challenge")
    await alice.says("/history")
    await alice.presses("Edit")
    await alice.says(f"{SECRET} two")
    assert len(shown(alice)) == 1
    await alice.says("/history")
    await alice.presses("Edit")
    await alice.presses("Share")
    await alice.presses("No")
    assert shown(alice) == []


async def test_a_line_for_the_partner_that_is_discarded_is_gone_from_the_screen(
    alice: Person, bob: Person
) -> None:
    """Seen to fail: “This goes to Alice: …” stayed above “is deleted”."""
    await revealed(alice, bob)
    await bob.presses(LINE)
    await bob.says(f"{SECRET} one")
    await bob.presses("Edit")
    await bob.says(f"{SECRET} two")
    await bob.presses("Discard")
    assert shown(bob) == []
