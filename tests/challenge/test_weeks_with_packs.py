"""Test that no card comes twice before all have come, with packs among the bot's own."""

from __future__ import annotations

from collections import Counter

import pytest

from content.challenges import FITS
from handlers.turn import Content
from tests.challenge import kinds
from tests.challenge.test_week import plays_every_week
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

NOT_LIMITED = 3


@pytest.fixture(scope="module")
def shelf(shelf: Content) -> Content:
    """Return the content with the example packs."""
    return kinds.with_example_packs(shelf)


async def test_one_card_a_week_with_packs_and_no_card_twice_in_two_languages(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await plays_every_week(alice, bob, clock, shelf)


def next_after(shelf: Content, done: list[str]) -> str:
    theme = shelf.library.theme_id_of(done[-1]) if done else None
    return shelf.library.choose_next(done, theme, NOT_LIMITED)


def test_all_cards_come_before_one_comes_again(shelf: Content) -> None:
    done: list[str] = []
    for _ in shelf.library.challenges:
        done.append(next_after(shelf, done))
    assert Counter(done) == Counter(each.id for each in shelf.library.challenges)
    assert any(shelf.library.is_from_pack(each) for each in done)
    assert next_after(shelf, done) in done


@pytest.mark.parametrize("wish", FITS)
def test_no_card_comes_twice_when_others_are_wished_for_each_week(
    shelf: Content, wish: str
) -> None:
    """Seen to fail when a wish may bring a challenge that the two have had."""
    done: list[str] = []
    while len(done) < len(shelf.library.challenges):
        done.append(next_after(shelf, done))
        other = shelf.library.choose_swap(done[-1], done, NOT_LIMITED, [wish])
        if other != done[-1]:
            assert FITS[wish](shelf.library.challenge(other, "en"))
            done.append(other)
        assert len(set(done)) == len(done)


def test_the_two_of_a_couple_get_the_same_card_in_their_languages(shelf: Content) -> None:
    for each in shelf.library.challenges:
        spanish = shelf.library.challenge(each.id, "es")
        assert (spanish.place, spanish.cost, spanish.children, spanish.minutes) == (
            each.place,
            each.cost,
            each.children,
            each.minutes,
        )
