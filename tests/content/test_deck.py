"""Test the cards for an evening: enough of each, checked like all content, packs mixed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import content
from bot.cli.content import load_base_content
from bot.startup import load_packs_for
from chat import markup
from content import packs
from content.challenges import THEME_IDS
from content.deck.card import MOODS, OWN_MOOD, DeckChoice
from content.deck.deck import BEGINNING, OWN_PREFIX, Deck
from content.lint.run import check_folder
from handlers.turn import Content
from tests.support.content_copy import add_german, append_text, copy_content, replace_text

pytestmark = pytest.mark.long

FILE = "cards/en/goals.toml"
EXAMPLE = Path(__file__).parents[2] / "docs/example-packs"
CARD = """
[[card]]
id = "goals-extra"
mood = "light"
intensity = 1
minutes = 2
kind = "question"
text = "Which kite would you fly on a day with a lot of wind?"
"""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return Deck.load(content.FOLDER)


def test_there_are_enough_of_each_mood_and_theme(deck: Deck) -> None:
    assert len(deck.cards) >= 150
    assert all(count >= 45 for count in Counter(each.mood for each in deck.cards).values())
    for theme in THEME_IDS:
        assert {each.mood for each in deck.cards if each.theme == theme} == set(MOODS)


def order(deck: Deck, choice: DeckChoice, count: int, own: Sequence[str] = ()) -> Iterator[str]:
    position = BEGINNING
    for _ in range(count):
        card, position = deck.choose_next(choice, 3, 11, position, own)
        yield card


def test_cards_of_a_pack_take_their_place_and_none_comes_twice(deck: Deck, shelf: Content) -> None:
    """Also when the pack is added, or taken away, in the middle of the deck."""
    with_pack = load_packs_for(shelf, EXAMPLE).deck
    added = {each.id for each in with_pack.cards} - {each.id for each in deck.cards}
    assert added
    assert all(with_pack.is_from_pack(each) for each in added)
    choice = DeckChoice(with_pack.card(min(added), "en").mood)
    size = len(with_pack.pool(choice, 3, 11))
    assert len({*order(with_pack, choice, size)}) == size
    position, seen = BEGINNING, []
    for number in range(size - len(added)):
        now = with_pack if number % 20 < 10 else deck
        card, position = now.choose_next(choice, 3, 11, position)
        seen.append(card)
    assert len(set(seen)) == len(seen)


def test_with_a_pack_and_own_questions_no_card_comes_twice(deck: Deck, shelf: Content) -> None:
    """Also when own questions come and go in the middle of the deck."""
    with_pack, choice = load_packs_for(shelf, EXAMPLE).deck, DeckChoice(OWN_MOOD)
    own = [f"{OWN_PREFIX}{number:032x}" for number in range(12)]
    size = len(with_pack.pool(choice, 3, 11)) + len(own)
    assert {*own} < {*order(with_pack, choice, size, own)}
    assert len({*order(with_pack, choice, size, own)}) == size
    position, seen = BEGINNING, []
    for number in range(size - len(own)):
        card, position = with_pack.choose_next(choice, 3, 11, position, own[number % 20 :])
        seen.append(card)
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    "choice",
    [
        *(DeckChoice("light"), DeckChoice("deep"), DeckChoice("closer", "goals")),
        *(DeckChoice("closer", minutes=2), DeckChoice("closer", for_one=True)),
    ],
)
def test_own_questions_are_among_the_closer_ones_alone(deck: Deck, choice: DeckChoice) -> None:
    own = f"{OWN_PREFIX}{1:032x}"
    assert own not in {*order(deck, choice, len(deck.cards), [own])}
    assert own in {*order(deck, DeckChoice("closer", minutes=5), len(deck.cards), [own])}


FAULTS = {
    "a second card of one id": (CARD + CARD, "goals-extra: this id stands twice"),
    "a theme that it does not belong to": (
        CARD.replace("goals-extra", "intimacy-extra"),
        "intimacy-extra: belongs to another theme",
    ),
    "no theme": (CARD.replace("goals-extra", "money-extra"), "the id names no theme"),
    "light and deep at the same time": (
        CARD.replace("intensity = 1", "intensity = 3"),
        "a light card of another intensity",
    ),
    "too long": (CARD.replace("Which", "Which " * 40), "keep it to 200"),
    "banned words": (CARD.replace("you fly", "his wife fly"), "says “wife”"),
    "stiff words": (CARD.replace("would", "shall"), "says “shall”"),
    "open markup": (CARD.replace("kite", "*kite"), "markup"),
    "an unknown mood": (CARD.replace('"light"', '"raw"'), "Input should be"),
    "a twin": (
        CARD.replace(
            "Which kite would you fly on a day with a lot of wind?",
            "Which tiny win of this week really deserves a fanfare?",
        ),
        "nearly the same as goals-tiny-win",
    ),
    "no translation": (CARD, "goals-extra: missing, but English has it"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_card_is_found_with_its_file(name: str, tmp_path: Path) -> None:
    added, found = FAULTS[name]
    folder = add_german(copy_content(tmp_path))
    append_text(folder / FILE, added)
    said = [str(each) for each in check_folder(folder, markup.check)]
    assert any(found in each for each in said), said


def test_a_translation_of_another_make_is_found(tmp_path: Path) -> None:
    folder = add_german(copy_content(tmp_path))
    replace_text(folder / "cards/de/goals.toml", "intensity = 2", "intensity = 3")
    said = [str(each) for each in check_folder(folder, markup.check)]
    (found,) = [each for each in said if each.startswith("cards/de/goals.toml")]
    assert "field intensity: differs from English" in found


def test_a_theme_with_too_few_of_a_mood_is_found(tmp_path: Path) -> None:
    folder = add_german(copy_content(tmp_path))
    for language in ("en", "de"):
        path = folder / f"cards/{language}/goals.toml"
        cards = path.read_text("utf-8").split("\n\n")
        path.write_text("\n\n".join(each for each in cards if "deep" not in each), "utf-8")
    said = [str(each) for each in check_folder(folder, markup.check)]
    assert any("0 cards of the mood deep" in each for each in said)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("appreciation-last-bite", "appreciation-useless-superpower", "a card of this id already"),
        ("last bite", "last bite of his wife", "says “wife”"),
    ],
)
def test_a_pack_with_a_faulty_card_is_refused(
    old: str, new: str, found: str, tmp_path: Path
) -> None:
    for language in ("en", "es"):
        text = (EXAMPLE / f"two-small-things/{language}.toml").read_text("utf-8")
        append_text(tmp_path / f"small/{language}.toml", text.replace(old, new))
    loaded = packs.load_packs(tmp_path, load_base_content())
    assert any(found in str(each) for each in loaded.refused["small"])
    assert not loaded.names
