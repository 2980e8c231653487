"""Test that sharing a private answer takes two taps, and that an unanswered share returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.challenge.test_challenge import CANARY, in_a_round, shares
from tests.support.couples import unlinked
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

QUESTION = "Share it?"
HERS = "My sister, mostly."


async def keeps(person: Person, words: str = CANARY) -> None:
    await person.presses("Answer")
    await person.says(words)
    await person.presses("Keep private")


async def bob_keeps(alice: Person, bob: Person) -> None:
    """Let Bob keep his answer private after Alice has shared: one tap would show his words."""
    await in_a_round(alice, bob)
    await shares(alice, HERS)
    await keeps(bob)


@pytest.mark.parametrize("look", ["/challenge", "/history"])
async def test_a_private_answer_is_shared_after_a_question(
    alice: Person, bob: Person, look: str
) -> None:
    await bob_keeps(alice, bob)
    await bob.says(look)
    bob.sees(CANARY)
    assert bob.buttons() == ["Edit"]
    await bob.presses("Edit")
    await bob.presses("Share")
    bob.sees_changed(CANARY, "right away", QUESTION)
    alice.sees_not(CANARY)
    await bob.presses("No")
    alice.sees_not(CANARY)
    assert bob.buttons() == ["Edit"]
    await bob.presses("Edit")
    await bob.presses("Share")
    await bob.presses("Yes")
    alice.sees(CANARY)
    bob.sees(HERS)


async def test_the_question_is_the_same_whether_the_partner_has_shared_or_not(
    alice: Person, bob: Person
) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    await bob.presses("Share")
    asked = bob.last.text, bob.buttons()
    await alice.presses("Take it back")
    await bob.says("/history")
    await bob.presses("Edit")
    await bob.presses("Share")
    assert (bob.last.text, bob.buttons()) == asked


async def test_old_buttons_do_not_share_a_meanwhile_private_answer(
    alice: Person, bob: Person
) -> None:
    """*Share* and *Take it back* of a draft that was kept private meanwhile."""
    await in_a_round(alice, bob)
    await shares(alice, HERS)
    await bob.presses("Answer")
    await bob.says(CANARY)
    share = bob.button("Share when both are in")
    back = type(share)("", "challenge:back", share.id)
    await bob.presses("Keep private")
    await bob.presses_button(back)
    await bob.presses_button(share)
    bob.sees(QUESTION)
    alice.sees_not(CANARY)


@pytest.mark.parametrize(
    "add",
    [
        lambda bob: bob.edits("his", "the yellow bicycle."),
        lambda bob: bob.replies(".", to=CANARY),
        lambda bob: _writes_again(bob),
    ],
    ids=["edit", "reply", "write again"],
)
async def test_a_private_answer_stays_private_when_it_is_changed(
    alice: Person, bob: Person, add: Callable[[Person], Awaitable[None]]
) -> None:
    """Adding a dot does not turn it into a draft that one tap shares."""
    await in_a_round(alice, bob)
    await shares(alice, HERS)
    await bob.presses("Answer")
    await bob.says(CANARY, message="his")
    await bob.presses("Keep private")
    await add(bob)
    await bob.presses("Share")
    bob.sees_changed(QUESTION)
    alice.sees_not(CANARY)
    await bob.presses("Yes")
    alice.sees(CANARY)


async def _writes_again(bob: Person) -> None:
    await bob.presses("Edit")
    await bob.says(f"{CANARY}, and more")


@pytest.mark.parametrize("words", ["Share when both are in", "share", "yes", "Yes, share it"])
async def test_typing_share_never_shares_what_was_kept(
    alice: Person, bob: Person, words: str
) -> None:
    await bob_keeps(alice, bob)
    await bob.says("/history")
    await bob.says(words)
    await bob.says("/history")
    await bob.presses("Edit")
    await bob.says(words)
    alice.sees_not(CANARY)


async def test_typing_the_button_of_the_question_counts(alice: Person, bob: Person) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    await bob.says("Share when both are in")
    bob.sees(QUESTION)
    await bob.says("yes")
    alice.sees_not(CANARY)
    await bob.says("Yes, share it")
    alice.sees(CANARY)


async def test_a_yes_is_for_the_words_that_were_shown(alice: Person, bob: Person) -> None:
    await in_a_round(alice, bob)
    await shares(alice, HERS)
    await bob.presses("Answer")
    await bob.says("Nothing much.", message="his")
    await bob.presses("Keep private")
    await bob.presses("Edit")
    await bob.presses("Share")
    yes = bob.button("Yes, share it")
    await bob.edits("his", CANARY)
    await bob.presses_button(yes)
    bob.sees(CANARY, QUESTION)
    alice.sees_not(CANARY)


async def test_a_yes_that_comes_twice_or_from_somebody_else(
    alice: Person, bob: Person, carol: Person
) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    await bob.presses("Share")
    yes = bob.button("Yes, share it")
    for other in (alice, carol):
        await other.presses_button(yes)
        other.sees_not(CANARY)
    await bob.presses_button(yes)
    await bob.presses_button(yes)
    bob.sees("already")
    assert len([each for each in alice.screen if "Both answers are in" in each.text]) == 1


async def test_a_yes_that_comes_after_the_round_was_closed(
    alice: Person, bob: Person, clock: Time
) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    await bob.presses("Share")
    yes = bob.button("Yes, share it")
    await clock.advance(days=12)
    await bob.presses_button(yes)
    alice.sees(CANARY)


@pytest.mark.parametrize("leaves", ["unlinks", "is forgotten", "is forgotten himself"])
async def test_a_yes_that_comes_after_the_two_parted(
    alice: Person, bob: Person, leaves: str
) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    share = bob.button("Share")
    await bob.presses("Share")
    yes = bob.button("Yes, share it")
    if leaves == "unlinks":
        await unlinked(alice)
    else:
        who = bob if leaves == "is forgotten himself" else alice
        await who.says("/forget")
        await who.presses("Go on")
        await who.says("forget me")
    for button in (yes, share):
        await bob.presses_button(button)
        bob.sees("May I keep what you write?" if "himself" in leaves else "not here any more")
    alice.sees_not(CANARY)


async def test_a_draft_that_its_week_closed_over_asks_first(
    alice: Person, bob: Person, clock: Time
) -> None:
    """The same holds for an answer that has been in /history since spring."""
    await in_a_round(alice, bob)
    await shares(alice, HERS)
    await bob.presses("Answer")
    await bob.says(CANARY)
    await clock.advance(days=14)
    await bob.says("/history")
    await bob.presses("Older")
    await bob.presses("Share")
    bob.sees_changed(QUESTION)
    alice.sees_not(CANARY)
    await bob.presses("Yes")
    alice.sees(CANARY)


async def history_of_first_week(person: Person) -> str:
    """Return the first round's page, without the arrows to others."""
    await person.says("/history")
    while "Older ▶" in [each.label for each in person.last.buttons]:
        await person.presses("Older")
    return person.last.text


async def says_nothing(bob: Person) -> None:
    """Let Bob never answer."""


async def is_forgotten(bob: Person) -> None:
    await bob.says("/forget")
    await bob.presses("Go on")
    await bob.says("forget me")


@pytest.mark.parametrize("bob_does", [says_nothing, keeps, unlinked, is_forgotten])
async def test_a_share_that_found_no_answer_comes_back(
    alice: Person, bob: Person, clock: Time, bob_does: Callable[[Person], Awaitable[None]]
) -> None:
    """It comes on the same day with the same words in every case: the week closes on 15 March."""
    await in_a_round(alice, bob)
    await shares(alice, CANARY)
    await bob_does(bob)
    await clock.advance(days=24, hours=14)
    assert "Yours is in" in await history_of_first_week(alice)
    pushed = len(alice.platform.pushes[alice.id])
    await clock.advance(hours=2)
    assert len(alice.platform.pushes[alice.id]) == pushed
    page = await history_of_first_week(alice)
    assert page.partition("\n\n")[2].partition("\n\n")[2] == COME_BACK


COME_BACK = f"""Yours alone again:
{CANARY}

It waited until its time was up, and no second answer came. So it’s back with you, and \
nobody has read it."""


async def test_a_returned_answer_is_private_again(alice: Person, bob: Person, clock: Time) -> None:
    """A dot typed in week 20 does not open what was meant for March."""
    await in_a_round(alice, bob)
    await shares(alice, CANARY)
    await clock.advance(days=26)
    await history_of_first_week(bob)
    await shares(bob, ".")
    bob.sees_changed("Yours is in")
    bob.sees_not(CANARY)
    await history_of_first_week(alice)
    await alice.presses("Edit")
    await alice.presses("Share")
    alice.sees_changed(QUESTION)
    await alice.presses("Yes")
    bob.sees(CANARY)


async def test_a_late_share_waits_a_week_at_least(alice: Person, bob: Person, clock: Time) -> None:
    await in_a_round(alice, bob)
    await keeps(alice)
    await clock.advance(days=60)
    await history_of_first_week(alice)
    await alice.presses("Edit")
    await alice.presses("Share")
    await alice.presses("Yes")
    alice.sees_changed("a week at least")
    await clock.advance(days=6)
    assert "Yours is in" in await history_of_first_week(alice)
    await clock.advance(days=2)
    assert "Yours alone again" in await history_of_first_week(alice)


async def test_a_revealed_or_withdrawn_answer_does_not_change(
    alice: Person, bob: Person, clock: Time
) -> None:
    await in_a_round(alice, bob)
    await shares(alice, CANARY)
    await alice.presses("Take it back")
    await clock.advance(days=30)
    assert "not shared" in await history_of_first_week(alice)
    await alice.says("/challenge")
    if "Answer" in alice.buttons():
        await shares(alice, "Hers.")
        await bob.says("/challenge")
        await shares(bob, "His.")
        await clock.advance(days=30)
        await alice.says("/history")
    alice.sees_not("it’s back with you")


async def test_sharing_is_explained_at_the_first_time(
    alice: Person, bob: Person, clock: Time
) -> None:
    await in_a_round(alice, bob)
    await alice.presses("Answer")
    await alice.says(CANARY)
    alice.sees("you’ll each read both", "taken back", "when your partner shares", "haven’t")
    await alice.presses("Share when both are in")
    alice.sees_changed("yours alone again", "two weeks")
    await clock.advance(days=12)
    await alice.presses("Answer")
    await alice.says("Another week.")
    assert "when your partner shares" not in alice.last.text


async def test_an_emoji_under_a_private_answer_shares_nothing(alice: Person, bob: Person) -> None:
    await bob_keeps(alice, bob)
    await bob.presses("Edit")
    await bob.presses("Share")
    for emoji in ("👍", "❤️", "✅"):
        await bob.reacts(emoji, to=QUESTION)
    alice.sees_not(CANARY)
