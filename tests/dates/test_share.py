"""Test the sharing of dates: a yes is for what was shown, and silence tells nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.app import App
from storage.tables.dates import DateShare
from tests.privacy.test_forget import count, forgets
from tests.support.couples import linked, member_of, paired, unlinked
from tests.support.people import Person, Time, reads

pytestmark = pytest.mark.long

DAY = "our anniversary"
ANNIVERSARY = f"/dates {DAY} is 14 May 2018"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person) -> None:
    await paired(alice, bob)


async def chooses_at_once(person: Person, app: App) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).extras_from_partner = "now"


async def proposes(author: Person, words: str = ANNIVERSARY) -> None:
    await author.says(words)
    await author.presses("Share it with")
    await author.presses("Yes, ask")


async def agreed(author: Person, other: Person) -> None:
    await proposes(author)
    await opens_received(other)
    await other.presses("Yes, for both of us")
    for person in (author, other):
        person.looks()


async def opens_received(person: Person) -> None:
    await person.says("/dates")
    await person.presses(next(each for each in person.buttons() if " shares: " in each))


async def opens(person: Person) -> None:
    await person.says("/dates")
    await person.presses(DAY)


async def has_none(person: Person) -> None:
    await person.says("/dates")
    assert "Which days matter to you" in person.last.text
    assert not any(" shares: " in each for each in person.buttons())


@pytest.mark.clients
async def test_a_date_is_its_authors_until_both_agree(alice: Person, bob: Person, app: App) -> None:
    for person in (alice, bob):
        await chooses_at_once(person, app)
    await alice.says(ANNIVERSARY)
    bob.sees_nothing_new()
    await alice.presses("Share it with Bob")
    reads(alice, "Bob would see this, and only this", f"“{DAY}”, 14 May 2018")
    bob.sees_nothing_new()
    await alice.presses("Yes, ask Bob")
    reads(alice, "You’ve asked Bob to share it")
    assert bob.last.text.startswith("Something about a day that matters.\n\n")
    reads(bob, "Alice would like to share a day with you", f"“{DAY}”")
    await bob.presses("Yes, for both of us")
    reads(bob, "Now you both have it")
    reads(alice, "Bob said yes")
    for person in (alice, bob):
        await opens(person)
        reads(person, "together for 8 years")
    reads(alice, "You and Bob both have it")
    reads(bob, "Alice shares this with you")


async def test_by_default_it_is_one_line_on_the_next_card(
    alice: Person, bob: Person, clock: Time
) -> None:
    await alice.presses("Start now")
    bob.looks()
    await proposes(alice)
    bob.sees_nothing_new()
    await clock.until(date(2026, 3, 15), time(20))
    reads(bob, "Waiting for you from Alice: a day to share.")
    await bob.presses("Days to share")
    await bob.presses("Alice shares:")
    await bob.presses("Not now")
    reads(bob, "Nobody is told")


async def test_not_now_and_silence_read_the_same(alice: Person, bob: Person) -> None:
    await proposes(alice)
    await opens(alice)
    page = alice.last.text
    await opens_received(bob)
    await bob.presses("Not now")
    await has_none(bob)
    await opens(alice)
    assert alice.last.text == page


async def test_what_was_put_off_stays_off_when_it_is_asked_again(
    alice: Person, bob: Person, app: App
) -> None:
    """Seen to fail without looking for the earlier one."""
    await chooses_at_once(bob, app)
    await proposes(alice)
    await bob.presses("Not now")
    bob.looks()
    for _ in range(3):
        await alice.presses("Take it back")
        await alice.presses("Share it with")
        await alice.presses("Yes, ask")
    bob.sees_nothing_new()
    await has_none(bob)


async def test_changed_words_ask_again(alice: Person, bob: Person) -> None:
    await proposes(alice)
    await opens_received(bob)
    await alice.presses("Change it")
    await alice.presses("Its name")
    await alice.says("the day you promised")
    await bob.presses("Yes, for both of us")
    reads(bob, "changed in the meantime")
    await alice.presses("Share it with")
    await alice.presses("Yes, ask")
    await opens_received(bob)
    reads(bob, "the day you promised")


async def test_what_both_agreed_to_stays_as_it_was_until_the_next_yes(
    alice: Person, bob: Person
) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Change it")
    await alice.presses("Its year")
    await alice.says("2017")
    reads(alice, "You changed it after Bob said yes")
    await bob.says("/dates")
    assert "together for 8 years" in bob.last.text
    await alice.presses("Share it with")
    await alice.presses("Yes, ask")
    await opens_received(bob)
    await bob.presses("Yes, for both of us")
    await bob.says("/dates")
    assert bob.last.text.count(DAY) == 1
    assert "together for 9 years" in bob.last.text


async def test_a_stale_button_shares_nothing_but_what_it_stood_under(
    alice: Person, bob: Person
) -> None:
    """Seen to fail without the tag."""
    await alice.says(ANNIVERSARY)
    await alice.presses("Share it with")
    ask = alice.button("Yes, ask")
    await opens(alice)
    await alice.presses("Change it")
    await alice.presses("Its name")
    await alice.says("something else")
    await alice.presses_button(ask)
    reads(alice, "Bob would see this", "something else")
    await has_none(bob)


async def test_both_writing_the_same_have_it_once(alice: Person, bob: Person, app: App) -> None:
    await proposes(alice)
    await proposes(bob, "/dates Our anniversary 14 May 2018")
    reads(bob, "You and Alice both have it")
    for person in (alice, bob):
        await person.says("/dates")
        assert person.last.text.lower().count(DAY) == 1
    assert await count(app, DateShare) == 1


async def test_each_hears_of_it_as_they_chose_and_the_other_does_not_learn(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed(alice, bob)
    await opens(bob)
    await bob.presses("Add a note")
    await bob.says("wants the blue scarf")
    await opens(bob)
    await bob.presses("When to tell me")
    await bob.presses("The day before")
    for person in (alice, bob):
        person.looks()
    await clock.until(date(2026, 5, 13), time(20))
    reads(bob, DAY, "tomorrow", "wants the blue scarf")
    await opens(alice)
    alice.sees_not("blue scarf", "day before")


async def test_deleting_it_leaves_the_others(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Delete it")
    bob.sees_nothing_new()
    await opens(bob)
    reads(bob, DAY)
    await bob.presses("Take it off my list")
    await has_none(bob)


async def test_three_wait_at_most(alice: Person) -> None:
    for name in ("kite", "boat", "song", "moon"):
        await proposes(alice, f"/dates {name} 14 May")
    reads(alice, "3 of your days are waiting")


async def test_a_proposal_ends_after_four_weeks(alice: Person, bob: Person, clock: Time) -> None:
    await proposes(alice)
    await clock.advance(days=29)
    await has_none(bob)
    await opens(alice)
    reads(alice, "Only you see it")


async def test_after_unlinking_each_has_their_own_and_hears_of_nothing_shared(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await agreed(alice, bob)
    await proposes(alice, "/dates Mum’s birthday 16 April")
    for person in (alice, bob):
        await opens(person)
        await person.presses("When to tell me")
        await person.presses("A week before")
    await unlinked(bob)
    assert await count(app, DateShare) == 1
    await has_none(bob)
    await bob.says("/settings")
    await bob.presses("My hour")
    await bob.says("18:00")
    for person in (alice, bob):
        person.looks()
    await clock.until(date(2026, 5, 7), time(20))
    reads(alice, DAY)
    bob.sees_nothing_new()
    await linked(alice, bob)
    await has_none(bob)
    await opens(alice)
    reads(alice, "Only you see it")
    await alice.presses("Share it with Bob")
    await alice.presses("Yes, ask Bob")
    await opens_received(bob)
    reads(bob, DAY)


async def test_forgetting_takes_ones_own_and_leaves_what_was_shared(
    alice: Person, bob: Person, app: App
) -> None:
    await agreed(alice, bob)
    await proposes(alice, "/dates Mum’s birthday 16 April")
    await forgets(alice)
    assert await count(app, DateShare) == 1


async def test_the_ex_and_a_stranger_reach_nothing(
    alice: Person, bob: Person, carol: Person
) -> None:
    await proposes(alice)
    await opens_received(bob)
    buttons = [each for each in bob.last.buttons if each.id]
    await unlinked(alice)
    for person in (bob, carol):
        for button in buttons:
            person.looks()
            await person.presses_button(replace(button, label=""))
            person.sees_not("Now you both have it")
    carol.sees_not(DAY)
