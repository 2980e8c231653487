"""Test that a whole sentence that asks for a reminder makes one, despite any open question."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders, reminds

PASSPORT = "/remind me next month to renew passport"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients
async def test_two_sentences_are_two_reminders(alice: Person, app: App) -> None:
    await alice.says(PASSPORT)
    assert "to renew passport" not in alice.last.text
    await alice.says("remind me to buy flowers tomorrow at 6pm")
    alice.sees("aside", "buy flowers", "Thursday, 5 March 2026, 18:00")
    assert "buy flowers" in alice.last.text
    await alice.presses("Confirm")
    await alice.presses("Finish that one")
    await alice.says("18 March 9:00")
    alice.sees("I’ll remind you", "renew passport", "Wednesday, 18 March 2026, 09:00")
    assert len(await active_reminders(app)) == 2


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("remind Bob to buy flowers tomorrow at 6pm", "For Bob"),
        ("can you remind us to buy flowers tomorrow at 6pm?", "For you and Bob"),
        ("Remind me, please, to buy flowers", "What"),
    ],
)
async def test_the_other_says_for_whom_it_is_as_well(alice: Person, said: str, shown: str) -> None:
    await alice.says("/remind me renew passport in a while")
    await alice.says(said)
    alice.sees("aside")
    await alice.presses("Finish that one")
    await alice.says("tomorrow 9:00")
    alice.sees("I’ll remind you: renew passport", "Thursday, 5 March 2026, 09:00")


async def test_the_one_that_waits_can_be_dropped(alice: Person, app: App) -> None:
    await alice.says("/remind me renew passport")
    await alice.says("remind me to buy flowers tomorrow")
    await alice.presses("Never mind")
    await alice.says("6pm")
    alice.sees("buy flowers", "Thursday, 5 March 2026, 18:00")
    assert len(await active_reminders(app)) == 1


async def test_the_answer_may_be_a_whole_sentence(alice: Person) -> None:
    await alice.says("/remind")
    await alice.presses("Me")
    await alice.says("remind us to buy flowers tomorrow at 6pm")
    alice.sees("Is this right?", "buy flowers", "For you and Bob", "Thursday, 5 March 2026, 18:00")
    alice.sees_not("waits until")


async def test_new_words_for_one_are_no_second_one_unless_they_say_so(alice: Person) -> None:
    await alice.says("/remind me renew passport tomorrow 9:00")
    await alice.presses("Change")
    await alice.presses("The words")
    await alice.says("remind me to buy flowers tomorrow at 6pm")
    alice.sees("aside", "buy flowers")


async def test_it_is_heard_while_a_later_time_is_asked(alice: Person, clock: Time) -> None:
    await reminds(alice, "me call mum in 20 minutes")
    await clock.advance(minutes=21)
    await alice.presses("Later")
    await alice.presses("Another time")
    await alice.says("remind me to buy flowers tomorrow at 6pm")
    alice.sees("Is this right?", "buy flowers", "Thursday, 5 March 2026, 18:00")


async def test_in_spanish_as_well(alice: Person) -> None:
    await alice.says("/settings")
    await alice.presses("Language")
    await alice.presses("Español")
    await alice.says("/remind para mí: renovar el pasaporte")
    await alice.says("recuérdale a Bob comprar flores mañana a las 18:00")
    alice.sees("Dejé “renovar el pasaporte”", "comprar flores", "Para Bob", "5 de marzo")
