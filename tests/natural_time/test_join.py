"""Test that a moment said little by little becomes one moment in the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.calendar import to_local
from domain.natural_time import merge
from domain.natural_time.merge import of_moment, on_day
from domain.natural_time.parser import Unclear, Understood, read
from domain.remind.packed import pack, unpack

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"
"""Wednesday, 10:00 there."""
EIGHTH = on_day(date(2026, 3, 8))
ANSWERS = [
    ("en", "tomorrow", "at 10pm", "2026-03-05T22:00"),
    ("en", "tomorrow", "10pm", "2026-03-05T22:00"),
    ("en", "tomorrow", "22:00", "2026-03-05T22:00"),
    ("en", "tomorrow", "let’s say 10pm please", "2026-03-05T22:00"),
    ("en", "tomorrow", "Friday 10pm", "2026-03-06T22:00"),
    ("en", "tomorrow", "in 2 hours", "2026-03-04T12:00"),
    ("en", "tomorrow", "noon", "2026-03-05T12:00"),
    ("en", "tomorrow", "22", "2026-03-05T22:00"),
    ("en", "tomorrow evening", "at 8", "2026-03-05T20:00"),
    ("en", "tomorrow at 7", "in the evening", "2026-03-05T19:00"),
    ("en", "tomorrow at 7", "evening", "2026-03-05T19:00"),
    ("en", "tomorrow at 7", "pm", "2026-03-05T19:00"),
    ("en", "tomorrow at 7", "the morning", "2026-03-05T07:00"),
    ("en", "on the 8th", "10pm", "2026-03-08T22:00"),
    ("en", "on 8 March", "10pm", "2026-03-08T22:00"),
    ("en", "on Sunday", "10pm", "2026-03-08T22:00"),
    ("en", "every Sunday", "10pm", "2026-03-08T22:00 FREQ=WEEKLY;BYDAY=SU"),
    ("en", "every day", "8:00", "2026-03-05T08:00 FREQ=DAILY"),
    ("en", "every week", "Friday 9:00", "2026-03-06T09:00 FREQ=WEEKLY;BYDAY=FR"),
    ("en", "every week at 9:00", "Friday", "2026-03-06T09:00 FREQ=WEEKLY;BYDAY=FR"),
    ("en", "every month at 9:00", "the 5th", "2026-03-05T09:00 FREQ=MONTHLY;BYMONTHDAY=5"),
    (
        "en",
        "every month on the 31st at 9:00",
        "the 28th",
        "2026-03-28T09:00 FREQ=MONTHLY;BYMONTHDAY=28",
    ),
    ("en", "every year at 9:00", "14 July", "2026-07-14T09:00 FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14"),
    ("en", "every weekend at 10:00", "Saturday", "2026-03-07T10:00 FREQ=WEEKLY;BYDAY=SA"),
    (
        "en",
        "every second Tuesday at 9:00",
        "every 2 weeks",
        "2026-03-10T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    ),
    ("en", "on 30 February 9:00", "28 March", "2026-03-28T09:00"),
    ("en", "yesterday 9:00", "tomorrow", "2026-03-05T09:00"),
    ("en", "03/04 9:00", "3 April", "2026-04-03T09:00"),
    ("en", "next Friday at 9:00", "13 March", "2026-03-13T09:00"),
    ("en", "before Friday 9:00", "Thursday", "2026-03-05T09:00"),
    ("en", "tonight", "23:00", "2026-03-04T23:00"),
    ("en", "at 9:00", "tomorrow", "2026-03-05T09:00"),
    ("es", "mañana", "a las 10 de la noche", "2026-03-05T22:00"),
    ("es", "mañana", "22:00", "2026-03-05T22:00"),
    ("es", "mañana a las 7", "de la tarde", "2026-03-05T19:00"),
    ("es", "mañana por la tarde", "a las 7", "2026-03-05T19:00"),
    ("es", "el día 8", "a las 22:00", "2026-03-08T22:00"),
    ("es", "el domingo", "a las 22:00", "2026-03-08T22:00"),
    ("es", "todos los domingos", "a las 22:00", "2026-03-08T22:00 FREQ=WEEKLY;BYDAY=SU"),
    ("es", "cada semana a las 9:00", "el viernes", "2026-03-06T09:00 FREQ=WEEKLY;BYDAY=FR"),
    ("es", "el 30 de febrero a las 9:00", "el 28 de marzo", "2026-03-28T09:00"),
]


def shown(found: Understood) -> str:
    at = f"{to_local(found.at, found.zone):%Y-%m-%dT%H:%M}"
    return f"{at} {found.rule.rule}" if found.rule else at


@pytest.mark.parametrize(("language", "first", "answer", "meant"), ANSWERS)
def test_an_answers_gaps_are_filled_from_what_was_said_before(
    language: str, first: str, answer: str, meant: str
) -> None:
    before = read(f"x {first}", NOW, BERLIN, language)
    assert isinstance(before, Unclear), before
    assert before.said
    kept = merge.load(merge.dump(before.said))
    found = read(answer, NOW, BERLIN, language, kept)
    assert isinstance(found, Understood), found
    assert shown(found) == meant


@pytest.mark.parametrize(
    ("answers", "meant"),
    [
        (["10pm"], "2026-03-08T22:00"),
        (["at 7", "in the evening"], "2026-03-08T19:00"),
        (["9", "am"], "2026-03-08T09:00"),
        (["what?", "10pm"], "2026-03-08T22:00"),
        (["the 9th", "10pm"], "2026-03-09T22:00"),
    ],
)
def test_a_day_that_was_tapped_stays_until_another_is_said(answers: list[str], meant: str) -> None:
    kept = EIGHTH
    for answer in answers:
        found = read(answer, NOW, BERLIN, "en", kept)
        kept = found.said or kept
    assert isinstance(found, Understood)
    assert shown(found) == meant


def test_tomorrow_is_counted_from_when_it_was_said() -> None:
    before = read("x tomorrow", NOW, BERLIN, "en")
    found = read("10pm", NOW + timedelta(days=1), BERLIN, "en", before.said)
    assert isinstance(found, Understood)
    assert shown(found) == "2026-03-05T22:00"


def test_an_hour_that_is_over_on_the_day_that_was_chosen_is_asked_about() -> None:
    found = read("8:00", NOW, BERLIN, "en", on_day(date(2026, 3, 4)))
    assert isinstance(found, Unclear)
    assert (found.why, [shown(each) for each in found.choices]) == ("past", ["2026-03-05T08:00"])


def test_another_day_for_what_recurs_can_be_meant_in_two_ways() -> None:
    held = read("x every Sunday 9:00", NOW, BERLIN, "en")
    assert isinstance(held, Understood)
    kept = of_moment(to_local(held.at, BERLIN), held.rule)
    time = read("10:00", NOW, BERLIN, "en", kept)
    assert isinstance(time, Understood)
    assert shown(time) == "2026-03-08T10:00 FREQ=WEEKLY;BYDAY=SU"
    day = read("Monday", NOW, BERLIN, "en", kept)
    assert isinstance(day, Unclear)
    assert [shown(each) for each in day.choices] == [
        "2026-03-09T09:00 FREQ=WEEKLY;BYDAY=MO",
        "2026-03-09T09:00",
    ]


@pytest.mark.parametrize("kept", ["", "no form of ours", '{"clock": 7}', None])
def test_a_state_stored_by_another_release_is_ignored(kept: str | None) -> None:
    assert merge.load(kept) is None


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow 8:30",
        "every day 8:00",
        "every 3 hours",
        "every Monday and Thursday 9:00",
        "every 2 weeks on Monday 9:00",
        "last Friday of the month 18:00",
        "every month on the last day at 9:00",
        "every second Monday of the month 9:00",
        "every 5 years on 14 February at 9:00",
        "on 29 March 2026 at 02:30",
        "14 February 2035 9:00",
        "every 20 minutes",
        "1st and 15th of every month at 9:00",
        "first and third Friday of the month 18:00",
        "every day at 8:00 and 20:00",
        "every Monday and Friday at 8:00, 12:00 and 20:00",
        "every last Sunday in October at 10:00",
    ],
)
def test_a_button_carries_any_moment(words: str) -> None:
    found = read(words, NOW, BERLIN, "en")
    assert isinstance(found, Understood)
    packed = pack(found)
    assert len(packed) <= 16
    assert unpack(packed, NOW, BERLIN) == Understood("", found.at, found.rule, BERLIN)


@pytest.mark.parametrize(
    "packed", ["", "1", "zz", "9" * 16, "!" * 6, "z" * 16, "0" * 16, "r000000", "r!00000"]
)
def test_no_other_letters_are_a_moment(packed: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        unpack(packed, NOW, BERLIN)
