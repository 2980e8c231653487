"""Test kind replies to unrequested words, with nothing lost."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import consented, member_of, paired, unlinked
from tests.support.people import DirectPlatform, Person


@pytest.fixture
def german(app: App, platform: DirectPlatform) -> Person:
    return Person("Alice", app, platform, "1001", language="de-DE")


@pytest.mark.clients
async def test_words_that_nobody_asked_for_are_kept_until_their_author_decides(
    alice: Person,
) -> None:
    await consented(alice)
    await alice.says("What a day.")
    alice.sees("wasn’t sure where this belongs", "I’ll delete it in a week")
    assert alice.buttons() == ["Keep for me", "Make it a reminder", "Delete"]
    await alice.presses("Keep for me")
    await alice.says("/journal")
    alice.sees("What a day.")


async def test_words_that_nobody_asked_for_can_be_deleted(alice: Person) -> None:
    await consented(alice)
    await alice.says("What a day.")
    await alice.presses("Delete")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_twenty_thousand_characters_out_of_the_blue_are_not_lost(alice: Person) -> None:
    await consented(alice)
    words = " ".join(str(number) for number in range(4_200))[:20_000]
    await alice.says(words)
    await alice.presses("Keep for me")
    await alice.says("/journal")
    shown = "".join(each.text for each in alice.looks())
    assert words[-20:] in shown


@pytest.mark.clients("telegram")
async def test_only_somebody_with_a_partner_can_thank_with_them(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("You were kind today, thank you.")
    assert "Send it as a note of thanks" in alice.buttons()
    bob.sees_nothing_new()
    await unlinked(alice)
    await alice.says("You were kind today, thank you.")
    assert "Send it as a note of thanks" not in alice.buttons()


async def test_a_sticker_is_not_kept_and_an_open_question_stays_open(german: Person) -> None:
    await consented(german)
    await german.sends_a_sticker()
    german.sees("not this kind of file")
    await german.says("/reflect")
    await german.sends_a_sticker()
    german.sees("still open")
    await german.says("In words, then")
    german.sees("In your journal")


async def test_an_unknown_command_leaves_an_open_question_open(german: Person) -> None:
    await consented(german)
    await german.says("/reflect")
    await german.says("/dance")
    german.sees("don’t know that command", "/help")
    await german.says("An answer")
    german.sees("In your journal")


@pytest.mark.clients("telegram")
async def test_forged_and_forgotten_buttons_do_nothing_but_say_so(
    alice: Person, bob: Person
) -> None:
    await consented(alice)
    await alice.forges_a_button()
    alice.sees("no longer works")
    await alice.says("Mine alone.")
    await bob.presses_button(alice.button("Delete"))
    bob.sees("not here any more")
    await alice.says("/journal")
    alice.sees("Mine alone.")


async def test_an_edit_of_a_message_that_nothing_came_of_is_passed_over(alice: Person) -> None:
    await alice.edits("own-99", "Something else")
    alice.sees_nothing_new()


@pytest.mark.clients("telegram", elsewhere=False)
async def test_blocking_the_bot_stops_messages_and_returning_is_noticed(
    alice: Person, app: App
) -> None:
    await alice.says("/help")
    await alice.blocks()
    async with app.database.read() as session:
        assert not (await member_of(session, alice, app)).reachable
    await alice.unblocks()
    alice.sees_nothing_new()
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).reachable
