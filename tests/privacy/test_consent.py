"""Test that storage needs a person's own yes, which is taken back as easily as it was given."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import func, select

import handlers
from bot.app import App
from chat.messages import Kind
from domain.privacy import consent
from storage.columns import Base
from storage.tables.challenge import Answer
from storage.tables.goals import Goal, GoalProposal
from storage.tables.reflect import JournalEntry
from storage.tables.remind import Reminder
from storage.tables.repair import Repair
from storage.tables.thanks import Thanks
from storage.tables.unsorted import Unsorted
from tests.support.couples import code_of, consented, linked, member_of, paired, settled
from tests.support.people import START, Person, Time

SUNDAY = date(2026, 3, 8)
YES = "Yes, keep what I write"
ASKED = "May I keep what you write?"
WRITING = (
    "/challenge",
    "/reflect It was a long day",
    "/thanks For the soup",
    "/goals Walk more",
    "/remind me water the plants tomorrow at 9:00",
    "/repair",
)


@pytest.mark.clients
async def test_consent_is_asked_right_after_the_first_question_and_kept_with_its_time(
    alice: Person, app: App
) -> None:
    await alice.says("/start")
    await alice.says("The garden")
    alice.sees(ASKED, "at least 18")
    assert await consent_of(alice, app) == (None, None)
    await alice.presses(YES)
    alice.sees("in your journal now")
    assert await consent_of(alice, app) == (consent.VERSION, START)


async def test_it_is_asked_in_ones_own_language(alice: Person) -> None:
    alice.language = "es"
    await alice.says("/challenge")
    alice.sees("¿Puedo guardar lo que escribes?", "18 años")
    await alice.presses("Sí, guarda lo que escribo")
    assert any("Gracias" in each.text for each in alice.screen)


@pytest.mark.parametrize("words", WRITING)
async def test_nothing_is_kept_before_a_yes(alice: Person, app: App, words: str) -> None:
    """Without the guard: rows of the journal, reminders and so on."""
    await alice.says(words)
    alice.sees(ASKED)
    assert await kept(app) == 0


async def test_only_the_first_answer_and_what_follows_it_waits_for_the_yes_for_an_hour(
    alice: Person, app: App, clock: Time
) -> None:
    """Nothing else is held before a yes; `tests/start/test_first_minute.py` says more of it."""
    await alice.says("/start")
    await alice.says("The garden")
    await alice.says("And the soup")
    for words in WRITING:
        await alice.says(words)
    assert await kept(app) == 2
    assert await kept(app, JournalEntry, Answer, Goal, GoalProposal, Reminder, Repair, Thanks) == 0
    await clock.advance(hours=1)
    assert await kept(app) == 0


async def test_a_persons_first_words_get_the_hello_and_are_not_stored(
    alice: Person, app: App
) -> None:
    await alice.says("Just some words that nobody asked for")
    alice.sees("I kept nothing", "I’m Same Side")
    assert await kept(app) == 0


async def test_words_before_consent_are_reported_as_not_stored_and_may_be_repeated(
    alice: Person,
) -> None:
    await alice.says("/reflect It was a long day")
    alice.sees("didn’t keep that")
    await alice.presses(YES)
    await alice.says("It was a long day")
    await alice.says("/journal")
    alice.sees("It was a long day", "1 of 1")


async def test_an_edit_keeps_nothing_new_after_a_no(alice: Person) -> None:
    """Without the guard around editors: the journal takes the new words."""
    await settled(alice, "Berlin")
    await alice.says("/reflect First words", message="own-first")
    await withdraws(alice)
    await alice.edits("own-first", "Newer words")
    await alice.says("/journal")
    alice.sees("First words")
    alice.sees_not("Newer words")


async def test_a_yes_goes_on_with_what_was_asked_for_once(alice: Person) -> None:
    await alice.says("/reflect")
    yes = alice.button(YES)
    await alice.presses_button(yes, alice.last.id)
    alice.sees_changed("Nobody but you can read it")
    before = len(alice.screen)
    await alice.presses_button(yes, alice.screen[0].id)
    assert len(alice.screen) == before


async def test_a_no_leaves_the_ways_that_keep_nothing_new(alice: Person) -> None:
    await alice.says("/challenge")
    await alice.presses("Not now")
    alice.sees_changed("keep nothing new")
    for command in ("/start", "/help", "/support", "/journal", "/export", "/settings", "/pair"):
        await alice.says(command)
        assert all(ASKED not in each.text for each in alice.looks()), command


def test_every_way_to_write_waits_for_a_yes() -> None:
    """Without the guard: handlers that run with no yes."""
    guarded = handlers.collect_features().router.handlers
    free = {
        name
        for (kind, name), handler in guarded.items()
        if kind == Kind.COMMAND
        if "guarded" not in handler.__qualname__
    }
    asks = {"challenge", "reflect", "thanks", "goals", "remind", "repair"}
    assert not free & asks


async def test_the_joiner_says_both_on_one_button(alice: Person, bob: Person, app: App) -> None:
    await bob.says(f"/pair {await code_of(alice)}")
    bob.sees("invites you", "keep what you write", "delete everything", "at least 18")
    await bob.presses("Yes, link us and keep what I write")
    assert await consent_of(bob, app) == (consent.VERSION, START)


async def test_an_invitation_does_not_ask_people_who_consented_before(
    alice: Person, bob: Person
) -> None:
    await consented(bob)
    await bob.says(f"/pair {await code_of(alice)}")
    assert bob.buttons() == ["Yes, link us", "Not now"]
    assert "at least 18" not in bob.last.text


async def test_the_first_round_waits_for_ones_own_yes(alice: Person, bob: Person) -> None:
    await linked(alice, bob)
    await alice.presses("Start now")
    alice.sees(ASKED)
    bob.sees_nothing_new()
    await alice.presses(YES)
    await alice.presses("Start now")
    for person in (alice, bob):
        person.sees("Your week on the same side")


@pytest.mark.clients("telegram")
async def test_a_prompt_asks_instead_once_and_a_yes_brings_the_card(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Without the look at consent in `_push_card`: the card comes to who never said yes."""
    await paired(alice, bob)
    await let_ask_anew(alice, app)
    await clock.until(SUNDAY, time(19))
    shown = [each.text for each in alice.looks()]
    assert len(shown) == 1
    assert ASKED in shown[0]
    assert shown[0].splitlines()[0] == "Your week on the same side"
    await alice.presses(YES)
    alice.sees("One question, each on your own")


@pytest.mark.parametrize("how", ["silent", "unasked", "refused"])
async def test_to_the_partner_a_missing_yes_is_a_silence_like_any_other(
    alice: Person, bob: Person, clock: Time, app: App, how: str
) -> None:
    """The words and the minutes are the same in all three cases."""
    await paired(alice, bob)
    if how == "unasked":
        await let_ask_anew(alice, app)
    if how == "refused":
        await withdraws(alice)
    bob.looks()
    await clock.until(SUNDAY, time(19))
    await bob.presses("Answer")
    await bob.says("Words of Bob")
    await bob.presses("Share when both are in")
    assert bob.last.text.startswith("Yours is in.")
    bob.looks()
    await clock.advance(days=7)
    (card,) = [each.text for each in bob.looks()]
    assert card.splitlines()[0] == "Your week on the same side"
    assert "is closed" not in card


async def test_after_a_no_nothing_comes_unrequested(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without `people.can_be_pushed` looking at it: Bob's thanks, which wait in her jar."""
    await paired(alice, bob)
    await withdraws(alice)
    await clock.advance(days=21)
    await bob.says("/thanks For the soup")
    await bob.presses("Send")
    alice.sees_nothing_new()


async def test_taking_it_back_takes_back_what_nobody_has_seen(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Without `_unshare_unseen`: Bob's answer brings the reveal, with Alice's words."""
    await paired(alice, bob)
    await clock.until(SUNDAY, time(19))
    for person in (alice, bob):
        await answers(person)
    await alice.presses("Share when both are in")
    await withdraws(alice)
    await bob.presses("Share when both are in")
    bob.sees_changed("Yours is in")
    bob.sees_not("Words of Alice")
    alice.sees_not("Words of Bob")
    await alice.says("/history")
    alice.sees("Words of Alice", "not shared")


async def test_one_tap_says_yes_again(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await withdraws(alice)
    assert (await consent_of(alice, app))[0] == consent.REFUSED
    await alice.presses(YES)
    await alice.says("/reflect Here I am again")
    alice.sees("Saved in your journal")


async def test_new_words_ask_again_and_an_old_yes_does_not_count(
    alice: Person, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the version on the button: the old message's yes is a yes to the new words."""
    await alice.says("/challenge")
    old = alice.button(YES)
    await alice.presses(YES)
    monkeypatch.setattr(consent, "VERSION", "2")
    await alice.says("/start")
    await alice.says("/reflect")
    alice.sees(ASKED)
    await alice.presses_button(old)
    alice.sees(ASKED)
    assert (await consent_of(alice, app))[0] == "1"
    await alice.presses(YES)
    assert (await consent_of(alice, app))[0] == "2"


async def consent_of(person: Person, app: App) -> tuple[str | None, object]:
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        return member.consent, member.consented_at


async def let_ask_anew(person: Person, app: App) -> None:
    """Make somebody one who came before consent was asked for."""
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        member.consent = member.consented_at = None
    person.looks()


async def withdraws(person: Person) -> None:
    await person.says("/settings")
    await person.presses("Privacy")
    await person.presses("Stop keeping")
    person.looks()


async def answers(person: Person) -> None:
    await person.presses("Answer")
    await person.says(f"Words of {person.name}")


async def kept(app: App, *some: type[Base]) -> int:
    """Count the rows of everything that a person may write, or of some of it."""
    written = (Answer, JournalEntry, Goal, GoalProposal, Reminder, Repair, Thanks, Unsorted)
    tables = some or written
    async with app.database.read() as session:
        counts = [await session.scalar(select(func.count()).select_from(each)) for each in tables]
    return sum(each or 0 for each in counts)
