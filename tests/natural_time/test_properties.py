"""Test what holds for any sentence: its moments lie ahead, and other words change nothing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import FrameType

import pytest
from hypothesis import assume, given, settings, strategies as st

from domain.calendar import to_local, to_utc
from domain.natural_time.parser import Reading, Understood, read
from tests.natural_time.phrases import Phrase, read_table

PHRASES = [phrase for phrase in read_table() if phrase.half == "seen" and not phrase.is_timeless]
BEHIND = [phrase for phrase in PHRASES if phrase.is_certain and phrase.place == "behind"]
ZONES = st.sampled_from(
    [
        *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "UTC"),
        *("Asia/Kathmandu", "America/Santiago", "Africa/Casablanca", "Pacific/Apia"),
    ]
)
NOWS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    datetime(2035, 12, 31),  # noqa: DTZ001 - hypothesis wants naive bounds
    timezones=st.just(UTC),
)
OTHER_WORDS = st.sampled_from(
    ["zebra", "pancakes", "violin", "Grandma’s", "ñandú", "🌻", "שלום", "guitarra", "tomatoes"]
)
UNHURRIED = settings(deadline=None, max_examples=300)
MOST_STEPS = 80_000
"""For a sentence of any length; without the limit on words 1,000 letters took 481,262."""


def moments_of(reading: Reading) -> list[tuple[datetime, object]]:
    found = (reading,) if isinstance(reading, Understood) else reading.choices
    return [(each.at, each.rule) for each in found]


@UNHURRIED
@given(phrase=st.sampled_from(PHRASES), now=NOWS, zone=ZONES)
def test_every_moment_lies_ahead_and_exists_in_its_zone(
    phrase: Phrase, now: datetime, zone: str
) -> None:
    reading = read(phrase.said, now, zone, phrase.language)
    for at, rule in moments_of(reading):
        assert at > now
        wall = to_local(at, zone)
        exists = to_local(to_utc(wall.date(), wall.time(), zone), zone)
        assert rule or exists.replace(tzinfo=None) == wall.replace(tzinfo=None)


@UNHURRIED
@given(phrase=st.sampled_from(BEHIND), word=OTHER_WORDS, now=NOWS, zone=ZONES)
def test_a_word_that_is_no_time_never_changes_the_moment(
    phrase: Phrase, word: str, now: datetime, zone: str
) -> None:
    before = read(phrase.said, now, zone, phrase.language)
    assume(isinstance(before, Understood))
    after = read(f"{word} {phrase.said}", now, zone, phrase.language)
    assert isinstance(after, Understood)
    assert moments_of(after) == moments_of(before)
    assert after.title == f"{word} {before.title}".strip()


def steps(sentence: str, language: str) -> int:
    """Return how many functions of the parser are called, or go on, to read a sentence."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and "natural_time" in frame.f_code.co_filename

    sys.setprofile(note)
    try:
        read(sentence, datetime(2026, 3, 4, 10, tzinfo=UTC), "Europe/Berlin", language)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "word", ["7 ", "every ", "cada ", "Monday and ", "5 de ", "at 9 or ", "12:30 ", "a las 8 y "]
)
def test_the_steps_grow_no_faster_than_the_sentence(language: str, word: str) -> None:
    steps("tomorrow 9:00", language)  # the rules are compiled once
    counts = [steps((word * 4000)[:length], language) for length in (1000, 2000, 4000)]
    assert max(counts) <= MOST_STEPS, counts
    assert counts[2] <= 2.2 * counts[1], counts


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_hundred_numbers_in_four_thousand_letters_cost_no_more(language: str) -> None:
    sentence = " ".join(f"{number} {'x' * 15}" for number in range(200, 400))[:4000]
    assert steps(sentence, language) <= MOST_STEPS
