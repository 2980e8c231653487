"""Test challenges that ask for a photo or a voice note, for which words do as well."""

from __future__ import annotations

import pytest

from content.questions.sheets import ask_for_words
from handlers.turn import Content
from tests.challenge.kinds import in_a_round_of
from tests.media import samples
from tests.support.people import Person

PHOTO, VOICE = "appreciation-kept-things", "differences-name-that-hum"
SHARE = "Share when both are in"
COUNT_THE_SAME = "both count the same"


@pytest.mark.clients
async def test_a_photo_and_words_answer_the_same_card(alice: Person, bob: Person) -> None:
    await in_a_round_of(PHOTO, alice, bob)
    await alice.presses("Answer")
    alice.sees("Send the photo here", COUNT_THE_SAME)
    await alice.sends_photo(samples.photo(), "The mended cup")
    await alice.presses(SHARE)
    await bob.presses("Answer")
    await bob.says("The green mug")
    await bob.presses(SHARE)
    for person in (alice, bob):
        person.sees("The mended cup", "The green mug", "📷 Photo")
        assert person.sees_photo()


async def test_a_hum_and_words_answer_the_same_card(alice: Person, bob: Person) -> None:
    await in_a_round_of(VOICE, alice, bob)
    await alice.presses("Answer")
    alice.sees("Send the voice note here", COUNT_THE_SAME)
    await alice.sends_voice(samples.voice())
    await alice.presses(SHARE)
    await bob.presses("Answer")
    await bob.says("La Paloma")
    await bob.presses(SHARE)
    for person in (alice, bob):
        person.sees("🎤 Voice note", "La Paloma")
        assert person.hears_voice()


def test_in_both_languages_there_are_eight_such_cards_and_each_takes_words(shelf: Content) -> None:
    for language, words in (("en", COUNT_THE_SAME), ("es", "cuenta igual")):
        asked = [
            shelf.library.challenge(each.id, language).question for each in shelf.library.challenges
        ]
        takes = [each for each in asked if each.takes]
        assert sorted({each.takes or "" for each in takes}) == ["photo", "voice"]
        assert len(takes) >= 8
        assert all(words in ask_for_words(shelf.texts, language, each) for each in takes)
