"""Test what goes wrong with the newer kinds: forged, stale, doubled and late taps, and edits."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from chat.buttons import Button
from handlers.turn import Content
from storage.tables.challenge import Answer, Reveal
from tests.challenge import kinds
from tests.challenge.kinds import in_a_round_of
from tests.support.couples import settled, unlinked
from tests.support.people import Person, Time

SHARE = "Share when both are in"
GONE = "not here any more"
TAPPED = {
    kinds.RANK: ("Play", "Rest"),
    kinds.PICK: ("Music", "A walk", "Done"),
    kinds.PAIRS: ("Sea", "No plan", "Cooking", "Only us", "Train"),
    kinds.CHOSEN_GUESS: ("Sleeping in", "A slow coffee"),
}
"""By kind: the taps that make a whole answer."""
SHOWN = {
    kinds.RANK: "1. Play\n2. Rest\n3. Time to work",
    kinds.PICK: "• Music\n• A walk",
    kinds.PAIRS: "Sea\nNo plan\nCooking\nOnly us\nTrain",
    kinds.CHOSEN_GUESS: "Sleeping in\n\nYour guess: A slow coffee",
}


@pytest.fixture(scope="module")
def shelf(shelf: Content) -> Content:
    """Return the content with one challenge of each kind."""
    return kinds.with_example_packs(shelf)


async def answers_by_taps(person: Person, kind: str) -> None:
    await person.presses("Answer")
    for label in TAPPED[kind]:
        await person.presses(label)


async def states(person: Person) -> list[str]:
    """Return the states of all answers with words."""
    async with person.app.database.read() as session:
        rows = select(Answer.state).where(Answer.text.is_not(None))
        return sorted((await session.scalars(rows)).all())


async def reveals(person: Person) -> int:
    async with person.app.database.read() as session:
        return len((await session.scalars(select(Reveal))).all())


FORGED = {
    kinds.RANK: ("9", "00", "0-", "012", "²"),
    kinds.PICK: ("9", "00", "12345678", "-"),
    kinds.PAIRS: ("", "lr", "xxxxx", "-----l"),
    kinds.CHOSEN_GUESS: ("4", "01", "-"),
}
"""States in which the question cannot be, or has no more taps."""


@pytest.mark.parametrize("kind", FORGED)
async def test_a_forged_tap_keeps_nothing(alice: Person, bob: Person, kind: str) -> None:
    """Seen to fail when a state is taken as it comes."""
    await in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    tap = alice.last.buttons[0]
    tag, state, option = tap.choice.split(".")
    forged = [f"{tag}.{each}.{option}" for each in FORGED[kind]]
    forged += [f"{tag}.{state}.{each}" for each in ("99", "", "-1", "u", "d")]
    forged += ["", tag, f"{tag}.{state}", f"0000.{state}.{option}", "...", f"{tap.choice}.0"]
    for choice in forged:
        if choice == tap.choice:
            continue
        try:
            button = replace(tap, choice=choice)
        except ValueError:
            continue  # no platform could carry it
        await alice.presses_button(button)
        alice.sees(GONE)
    assert await states(alice) == []


@pytest.mark.parametrize("kind", FORGED)
async def test_an_answer_of_another_kind_is_not_taken(
    alice: Person, bob: Person, kind: str
) -> None:
    await in_a_round_of(kind, alice, bob)
    answer = alice.button("Answer")
    for choice in ("rest", "1", "music", ""):
        await alice.presses_button(Button("", "challenge:pick", answer.id, choice))
        alice.sees(GONE)
    await alice.submits(Button("", "challenge:answer", answer.id), "words for a form")
    assert await states(alice) == []


@pytest.mark.parametrize("kind", TAPPED)
async def test_each_tap_twice_is_the_same_as_once(alice: Person, bob: Person, kind: str) -> None:
    await in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    for label in TAPPED[kind]:
        tap = alice.button(label)
        await alice.presses_button(tap)
        await alice.presses_button(tap)
    alice.sees(SHOWN[kind])
    assert await states(alice) == ["draft"]


@pytest.mark.parametrize("kind", TAPPED)
async def test_the_last_tap_again_after_sharing_leaves_it_shared(
    alice: Person, bob: Person, kind: str
) -> None:
    """Seen to fail: a tap that came twice made a shared answer a draft again."""
    await in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    for label in TAPPED[kind]:
        last = alice.button(label)
        await alice.presses(label)
    await alice.presses(SHARE)
    await alice.presses_button(last)
    alice.sees("Yours is in")
    assert await states(alice) == ["shared"]


async def test_a_tap_from_before_a_swap_answers_nothing(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PAIRS, alice, bob)
    await alice.presses("Answer")
    old = alice.button("Sea")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    await alice.presses_button(old)
    alice.sees(GONE)
    assert await states(alice) == []


@pytest.mark.parametrize("kind", TAPPED)
async def test_a_tap_after_the_reveal_changes_nothing(
    alice: Person, bob: Person, kind: str
) -> None:
    await in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    old = alice.last.buttons[0]
    for label in TAPPED[kind]:
        last = alice.button(label)
        await alice.presses(label)
    await alice.presses(SHARE)
    await answers_by_taps(bob, kind)
    await bob.presses(SHARE)
    revealed = bob.last.text
    for tap in (old, last):
        await alice.presses_button(tap)
        alice.sees("You’ve both seen these answers already")
    await bob.says("/challenge")
    assert bob.last.text == revealed


async def test_a_tap_of_a_stranger_or_an_ex_partner_is_refused(
    alice: Person, bob: Person, carol: Person
) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.presses("Answer")
    tap = alice.button("Play")
    await settled(carol, "Berlin")
    await carol.presses_button(tap)
    carol.sees(GONE)
    await unlinked(bob)
    await bob.presses_button(tap)
    bob.sees(GONE)
    assert await states(alice) == []


async def test_a_late_answer_of_a_new_kind_is_still_revealed(
    alice: Person, bob: Person, clock: Time
) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await answers_by_taps(alice, kinds.RANK)
    await alice.presses(SHARE)
    await clock.advance(days=8)
    await bob.says("/history")
    if "Older ▶" in bob.buttons():
        await bob.presses("Older")
    await answers_by_taps(bob, kinds.RANK)
    await bob.presses(SHARE)
    for person in (alice, bob):
        assert any("1. Play\n2. Rest\n3. Time to work" in each.text for each in person.screen[-3:])
    assert await reveals(alice) == 1


@pytest.mark.parametrize("kind", [*TAPPED, kinds.TYPED_GUESS, kinds.FINISH])
async def test_both_share_in_the_same_instant_and_each_gets_one_reveal(
    alice: Person, bob: Person, kind: str
) -> None:
    """The locks under several bots are in `tests/inbox/test_races.py`; here it is each kind."""
    await in_a_round_of(kind, alice, bob)
    for person in (alice, bob):
        if kind in TAPPED:
            await answers_by_taps(person, kind)
        else:
            await person.presses("Answer")
            await person.says(f"{person.name}’s own")
        if kind == kinds.TYPED_GUESS:
            await person.says("a guess")
    shares = [person.button(SHARE) for person in (alice, bob)]
    await asyncio.gather(alice.presses_button(shares[0]), bob.presses_button(shares[1]))
    assert await reveals(alice) == 1
    for person in (alice, bob):
        assert sum("Face to face" in each.text for each in person.screen) == 1


async def test_both_tap_their_last_tap_in_the_same_instant(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.CHOSEN_GUESS, alice, bob)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.presses("Sleeping in")
    taps = [person.button("A slow coffee") for person in (alice, bob)]
    await asyncio.gather(alice.presses_button(taps[0]), bob.presses_button(taps[1]))
    assert await states(alice) == ["draft", "draft"]


@pytest.mark.clients
@pytest.mark.parametrize("kind", [kinds.RANK, kinds.PICK])
async def test_an_answer_is_edited_and_taken_back_before_the_reveal(
    alice: Person, bob: Person, kind: str
) -> None:
    await in_a_round_of(kind, alice, bob)
    await answers_by_taps(alice, kind)
    await alice.presses(SHARE)
    await alice.presses("Take it back")
    assert await states(alice) == ["draft"]
    await answers_by_taps(bob, kind)
    await bob.presses(SHARE)
    assert await reveals(alice) == 0
    await alice.presses("Edit")
    changes, shown = {
        kinds.RANK: (("Time to work", "Play"), "1. Time to work\n2. Play\n3. Rest"),
        kinds.PICK: (("✓ Music", "Holding hands", "Done"), "• A walk\n• Holding hands"),
    }[kind]
    for label in changes:
        await alice.presses(label)
    await alice.presses(SHARE)
    for person in (alice, bob):
        person.sees(shown, SHOWN[kind])


async def test_pairs_begin_with_what_was_chosen_before(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PAIRS, alice, bob)
    await answers_by_taps(alice, kinds.PAIRS)
    await alice.presses("Edit")
    assert "✓ Sea" in alice.buttons()
    await alice.presses("Hills")
    alice.sees_changed("Hills\nNo plan\nCooking\nOnly us\nTrain")


async def test_the_message_of_a_typed_answer_can_be_edited(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.says("3, 1, 2", message="mine")
    await alice.presses(SHARE)
    for bad in ("1, 1, 2", "1, 2, 3, 4", "no idea", "🙂", "1"):
        await alice.edits("mine", bad)
        alice.sees("couldn’t read that as an answer")
    await alice.edits("mine", "2, 1, 3")
    alice.sees("I changed your answer as well")
    await bob.says("1, 2, 3")
    await bob.presses(SHARE)
    bob.sees("1. Time to work\n2. Rest\n3. Play")
    await alice.edits("mine", "1, 2, 3")
    alice.sees("You’ve both seen these answers already")


async def test_a_typed_guess_can_be_edited_by_its_messages(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.TYPED_GUESS, alice, bob)
    await alice.presses("Answer")
    await alice.says("The coat", message="own")
    await alice.says("The soup", message="guess")
    await alice.edits("guess", "The walk")
    alice.sees("The coat", "Your guess: The walk")
    await alice.edits("own", "The note")
    alice.sees("The note", "Your guess: The walk")


@pytest.mark.parametrize(
    "words",
    ["1, 2, 3, 3", "2, 2", "rest and rest", "1 1 1", "4, 5, 6", "0, 1, 2"],
)
async def test_a_rank_with_a_tie_or_a_missing_place_is_not_kept(
    alice: Person, bob: Person, words: str
) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.presses("Answer")
    await alice.says(words)
    alice.sees("such as 2, 1, 3")
    assert await states(alice) == []


async def test_one_place_alone_waits_for_the_others(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.says("Answer")
    await alice.says("play")
    assert "① Play" in alice.buttons()
    assert await states(alice) == []


@pytest.mark.parametrize("kind", TAPPED)
async def test_a_whole_round_by_typing_alone(alice: Person, bob: Person, kind: str) -> None:
    await in_a_round_of(kind, alice, bob)
    for person in (alice, bob):
        await person.says("answer")
        for label in TAPPED[kind]:
            await person.says(label.casefold())
        await person.says("share when both are in")
    for person in (alice, bob):
        assert any("Face to face" in each.text for each in person.screen)
    assert await reveals(alice) == 1


@pytest.mark.parametrize("kind", [kinds.TYPED_GUESS, kinds.FINISH])
@pytest.mark.parametrize(
    "words",
    ["x" * 5_000, "🙂" * 2_500, "<b>bold</b> & *stars*", "מתוק 🙂", "\n\n…\n", "\x1eforged\x1e"],
    ids=["long", "long emoji", "markup", "right to left", "only an ellipsis", "our own mark"],
)
async def test_odd_words_are_kept_as_they_are(
    alice: Person, bob: Person, kind: str, words: str
) -> None:
    await in_a_round_of(kind, alice, bob)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(words)
        if kind == kinds.TYPED_GUESS:
            await person.says(words)
        await person.presses(SHARE)
    assert await reveals(alice) == 1
    shown = "".join(each.text for each in bob.screen[-4:])
    assert words.replace("\x1e", "").strip()[:9] in shown
    assert "\x1e" not in shown


@pytest.mark.parametrize("words", ["", "   ", "\n", "\x1e"])
async def test_an_empty_guess_is_asked_for_again(alice: Person, bob: Person, words: str) -> None:
    await in_a_round_of(kinds.TYPED_GUESS, alice, bob)
    await alice.presses("Answer")
    await alice.says("The note")
    await alice.submits(alice.button("My guess"), words)
    assert SHARE not in alice.buttons()
    await alice.says("The soup")
    assert SHARE in alice.buttons()
