"""Test *Another one*: what the other challenge should be like, and what that tells nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.app import App
from chat.buttons import Button
from domain import calendar
from handlers.turn import Content
from storage.tables.challenge import Round
from tests.challenge.kinds import in_a_round_of
from tests.support.couples import settled, unlinked
from tests.support.people import Person, Time

FIRST = "perspectives-same-plan"
ONLY_OUTDOORS = "guidance-doors"
"""The only challenge of its theme for outdoors, so that there is no other one."""
NONE_LIKE_THAT = "no other one like that"
SWAPPED = "Swapped by one of you"
NO_LONGER = {"challenge:other", "challenge:pick", "challenge:answer", "challenge:open"}
LABELS = ["Surprise me", "5 minutes", "Outdoors", "With the kids", "Keep this one"]


async def now_open(app: App) -> tuple[str, str | None]:
    """Return the challenge of the couple's round, and the one it was swapped for."""
    async with app.database.read() as session:
        round_ = (await session.scalars(select(Round).where(Round.closed_at.is_(None)))).one()
        return round_.challenge, round_.swapped_from


def fits(content: Content, challenge: str, wish: str) -> bool:
    """Return whether a challenge is what a button asks for."""
    found = content.library.challenge(challenge, "en")
    as_wished = {
        "5 minutes": found.minutes <= 5,
        "Outdoors": found.place == "out",
        "With the kids": found.children,
    }
    return as_wished.get(wish, True)


@pytest.mark.clients
async def test_another_one_asks_first_and_swaps_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    card = alice.last.text
    await alice.presses("Another one")
    alice.sees_changed("What should the other one be like?")
    assert alice.buttons() == LABELS
    bob.sees_nothing_new()
    await alice.presses("Keep this one")
    assert alice.last.text == card
    assert "Another one" in alice.buttons()
    assert await now_open(app) == (FIRST, None)


WISHES = {
    "5 minutes": ("something short, please", "5"),
    "Outdoors": ("OUTSIDE! 🌳", "al aire libre"),
    "With the kids": ("one with our kids",),
    "Surprise me": ("lo que sea",),
}


@pytest.mark.parametrize("wish", WISHES)
async def test_a_tapped_wish_brings_one_that_fits(
    alice: Person, bob: Person, app: App, shelf: Content, wish: str
) -> None:
    """Seen to fail when the wish is not looked at."""
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    await alice.presses(wish)
    challenge, before = await now_open(app)
    assert before == FIRST
    assert challenge.startswith("perspectives-")
    assert fits(shelf, challenge, wish)
    alice.sees_changed(SWAPPED, shelf.library.challenge(challenge, "en").title)


@pytest.mark.parametrize(
    ("wish", "words"), [(wish, words) for wish, all in WISHES.items() for words in all]
)
async def test_typing_alone_is_enough(
    alice: Person, bob: Person, app: App, shelf: Content, wish: str, words: str
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    shown = len(alice.screen) - 1
    await alice.says("another one")
    await alice.says(words)
    challenge, before = await now_open(app)
    assert before == FIRST
    assert fits(shelf, challenge, wish)
    alice.sees(SWAPPED, shelf.library.challenge(challenge, "en").title)
    assert not any(NO_LONGER & set(map(_action, each.buttons)) for each in alice.screen[shown:-1])


async def test_two_wishes_at_once_can_be_typed(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.says("another one")
    await alice.says("outdoors, with the kids")
    challenge, _ = await now_open(app)
    assert fits(shelf, challenge, "Outdoors")
    assert fits(shelf, challenge, "With the kids")


@pytest.mark.parametrize("by_typing", [False, True], ids=["tapped", "typed"])
async def test_where_nothing_fits_the_card_stays_and_the_swap_is_not_spent(
    alice: Person, bob: Person, app: App, by_typing: bool
) -> None:
    """Seen to fail when a challenge of another kind comes instead."""
    await in_a_round_of(ONLY_OUTDOORS, alice, bob)
    if by_typing:
        await alice.says("another one")
        await alice.says("something outdoors")
    else:
        await alice.presses("Another one")
        await alice.presses("Outdoors")
    alice.sees(NONE_LIKE_THAT)
    assert await now_open(app) == (ONLY_OUTDOORS, None)
    bob.sees_nothing_new()
    await alice.presses("With the kids")
    assert (await now_open(app))[1] == ONLY_OUTDOORS


async def test_a_challenge_that_the_two_had_does_not_come_for_a_wish(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    """Seen to fail when a challenge counts that was done before."""
    await in_a_round_of(FIRST, alice, bob)
    async with app.database.write() as session:
        round_ = (await session.scalars(select(Round))).one()
        for at, each in enumerate(shelf.library.challenges, 1):
            if each.id.startswith("perspectives-") and each.minutes <= 5:
                session.add(_past_round(round_, each.id, at))
    await alice.presses("Another one")
    await alice.presses("5 minutes")
    alice.sees(NONE_LIKE_THAT)
    assert await now_open(app) == (FIRST, None)


@pytest.mark.clients
@pytest.mark.parametrize("wish", ["Outdoors", "With the kids"])
async def test_the_partner_sees_only_the_new_card(alice: Person, bob: Person, wish: str) -> None:
    await in_a_round_of(FIRST, alice, bob)
    messages = len(bob.screen)
    await alice.presses("Another one")
    await alice.presses(wish)
    bob.sees_nothing_new()
    assert len(bob.screen) == messages
    changed = [each for each in bob.screen if SWAPPED in each.text]
    assert [each.text.partition("\n\n")[2] for each in changed] == [alice.last.text]
    bob.sees_not("What should", "asked for", "wish")
    await bob.says("/challenge")
    assert "Another one" not in bob.buttons()


async def test_a_forged_wish_swaps_nothing(alice: Person, bob: Person, app: App) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    wish = alice.button("Outdoors")
    for choice in ("", "cheap", "out"):
        await alice.presses_button(replace(wish, choice=choice))
        alice.sees("not here any more")
    assert await now_open(app) == (FIRST, None)


async def test_a_stranger_and_an_ex_partner_swap_nothing(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    wish, stay = alice.button("Outdoors"), alice.button("Keep this one")
    await settled(carol, "Berlin")
    for each in (wish, stay):
        await carol.presses_button(each)
        carol.sees("not here any more")
    await unlinked(bob)
    await bob.presses_button(wish)
    bob.sees("not here any more")
    async with app.database.read() as session:
        assert (await session.scalars(select(Round))).one().challenge == FIRST


async def test_a_wish_that_is_tapped_twice_swaps_once(alice: Person, bob: Person, app: App) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    wish = alice.button("Outdoors")
    await alice.presses_button(wish)
    swapped = await now_open(app)
    await alice.presses_button(wish)
    alice.sees("swapped once already")
    assert await now_open(app) == swapped


@pytest.mark.parametrize("late", [False, True])
async def test_words_that_are_no_wish_go_where_unasked_words_go(
    alice: Person, bob: Person, app: App, clock: Time, late: bool
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    if late:
        await clock.advance(hours=2)
    await alice.says("I thought of our first winter here.")
    alice.sees("wasn’t sure where this belongs")
    assert await now_open(app) == (FIRST, None)
    bob.sees_nothing_new()


@pytest.mark.parametrize(
    "words",
    ["We should go outdoors more", "not with the kids", "5 of them", "outdoors " + "x" * 60],
)
async def test_a_sentence_that_only_holds_a_wish_swaps_nothing(
    alice: Person, bob: Person, app: App, words: str
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    await alice.says(words)
    alice.sees("couldn’t tell what you’d like")
    assert await now_open(app) == (FIRST, None)
    await alice.says("outdoors")
    alice.sees(SWAPPED)


async def test_a_wish_after_the_others_swap_is_answered_kindly(
    alice: Person, bob: Person, app: App
) -> None:
    await in_a_round_of(FIRST, alice, bob)
    await alice.presses("Another one")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    swapped = await now_open(app)
    await alice.says("outdoors")
    alice.sees("swapped once already")
    assert await now_open(app) == swapped


def _action(button: Button) -> str:
    return button.action


def _past_round(like: Round, challenge: str, weeks_ago: int) -> Round:
    day = like.day - timedelta(weeks=weeks_ago)
    return Round(
        id=uuid4(),
        couple_id=like.couple_id,
        week=calendar.week_of(day),
        day=day,
        challenge=challenge,
        opened_at=like.opened_at,
        closed_at=like.opened_at,
    )
