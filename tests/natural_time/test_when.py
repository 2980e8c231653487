"""Test reading moments: what people write, what is understood, and what has to be asked."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from content import FOLDER, when as spoken
from domain.calendar import to_local, to_utc
from domain.natural_time.lexicon import lexicon
from domain.natural_time.parser import (
    Reading,
    Recurrence,
    Unclear,
    Understood,
    read,
    read_moment,
    read_time,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = "Europe/Berlin"
PHRASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "when_phrases.toml").read_text("utf-8")
)["said"]
UNDERSTOOD = [(group, *row) for group in PHRASES for row in group["understood"]]
ASKED = [(group, *row) for group in PHRASES for row in group["asked"]]
ZONES = st.sampled_from(
    [
        *(BERLIN, "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kathmandu"),
        *("America/Santiago", "Africa/Casablanca", "Pacific/Apia", "UTC"),
    ]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
LANGUAGES = st.sampled_from(["en", "es"])


def shown(found: Understood) -> str:
    """Return the table's form of a moment: as a clock there shows it, its rule, and if it moved."""
    at = to_local(found.at, found.zone)
    words = [at.isoformat(timespec="seconds" if at.second else "minutes")]
    words += [found.rule.rule] if found.rule else []
    return " ".join([*words, "shifted"] if found.shifted else words)


def said(group: dict[str, Any], words: str) -> Reading:
    return read(words, datetime.fromisoformat(group["now"]), group["zone"], group["language"])


def understood(words: str, language: str = "en", now: datetime = NOW) -> Understood:
    found = read(words, now, BERLIN, language)
    assert isinstance(found, Understood), found
    return found


def test_clear_times_are_understood() -> None:
    misread: list[object] = []
    for group, words, title, moment in UNDERSTOOD:
        found = said(group, words)
        if not isinstance(found, Understood) or (found.title, shown(found)) != (title, moment):
            misread.append((words, found))
    assert misread == []


def test_ambiguous_times_are_asked_about_with_choices() -> None:
    misread: list[object] = []
    for group, words, title, why, *choices in ASKED:
        found = said(group, words)
        if not isinstance(found, Unclear) or _asked(found) != (title, why, choices):
            misread.append((words, found))
    assert misread == []


def _asked(found: Unclear) -> tuple[str, str, list[str]]:
    return found.title, found.why, [shown(choice) for choice in found.choices]


@pytest.mark.parametrize(
    ("rows", "language", "least"),
    [(UNDERSTOOD, "en", 150), (UNDERSTOOD, "es", 100), (ASKED, "en", 60), (ASKED, "es", 40)],
)
def test_the_tables_are_long_enough_to_rely_on(
    rows: list[tuple[dict[str, Any], str]], language: str, least: int
) -> None:
    assert len({row[1] for row in rows if row[0]["language"] == language}) >= least


def test_a_choice_can_be_taken_as_it_is() -> None:
    found = read("dinner at 7", NOW, BERLIN, "en")
    assert isinstance(found, Unclear)
    assert {choice.title for choice in found.choices} == {"dinner"}


def test_unreadable_times_suggest_nothing() -> None:
    found = read("dinner with Bob", NOW, BERLIN, "en")
    assert isinstance(found, Unclear)
    assert found.choices == ()


@pytest.mark.parametrize(
    "title", ["x" * 4_000, "word " * 4_000 + "end", "9 " * 2_000 + "x", "🙏" * 900]
)
def test_a_title_may_be_as_long_as_it_likes(title: str) -> None:
    found = understood(f"{title} tomorrow 8:30")
    assert found.title == title
    assert shown(found) == "2026-11-24T08:30+01:00"


@pytest.mark.parametrize("language", ["de", "es-MX", "es_AR", "xx", ""])
def test_a_language_without_words_is_read_as_the_nearest_that_has_some(language: str) -> None:
    words = "cena mañana a las 8:30" if language.startswith("es") else "dinner tomorrow 8:30"
    assert shown(understood(words, language)) == "2026-11-24T08:30+01:00"


@pytest.mark.parametrize(
    ("words", "language", "moment"),
    [
        ("in 2 hours", "en", "2026-11-23T15:00+01:00"),
        ("2 hours", "en", "2026-11-23T15:00+01:00"),
        ("20 min", "en", "2026-11-23T13:20+01:00"),
        ("half an hour", "en", "2026-11-23T13:30+01:00"),
        ("tomorrow 9:00", "en", "2026-11-24T09:00+01:00"),
        ("tonight at 9", "en", "2026-11-23T21:00+01:00"),
        ("en 2 horas", "es", "2026-11-23T15:00+01:00"),
        ("2 horas", "es", "2026-11-23T15:00+01:00"),
        ("mañana a las 9:00", "es", "2026-11-24T09:00+01:00"),
    ],
)
def test_a_moment_alone_is_read_for_a_snooze(words: str, language: str, moment: str) -> None:
    found = read_moment(words, NOW, BERLIN, language)
    assert isinstance(found, Understood), found
    assert shown(found) == moment


@pytest.mark.parametrize(
    "words",
    ["", "every day 8:00", "every day at 7", "call mum tomorrow 8:30", "x" * 20_000, "2", "soon?"],
)
def test_more_or_less_than_a_moment_is_not_a_moment(words: str) -> None:
    found = read_moment(words, NOW, BERLIN, "en")
    assert isinstance(found, Unclear)
    assert all(choice.rule is None for choice in found.choices)


@pytest.mark.parametrize(
    ("words", "language", "times"),
    [
        ("7:30", "en", [(7, 30)]),
        ("19:30", "en", [(19, 30)]),
        ("7:30 pm", "en", [(19, 30)]),
        ("at 7.30pm", "en", [(19, 30)]),
        ("7", "en", [(7, 0), (19, 0)]),
        ("19", "en", [(19, 0)]),
        ("half past 8 in the evening", "en", [(20, 30)]),
        ("noon", "en", [(12, 0)]),
        ("midnight", "en", [(0, 0)]),
        ("a las 7 de la tarde", "es", [(19, 0)]),
        ("las 7 y media", "es", [(7, 30), (19, 30)]),
        ("7", "es", [(7, 0), (19, 0)]),
        ("12 am", "en", [(0, 0)]),
        ("tomorrow 9:00", "en", []),
        ("every day 9:00", "en", []),
        ("25:00", "en", []),
        ("seven-ish", "en", []),
        ("", "en", []),
        ("9" * 20_000, "en", []),
    ],
)
def test_a_time_alone_is_read_as_all_that_it_may_mean(
    words: str, language: str, times: list[tuple[int, int]]
) -> None:
    assert read_time(words, language) == tuple(hour * 60 + minute for hour, minute in times)


def vocabulary(language: str) -> list[str]:
    _, known = lexicon(language)
    return [*known.phrases, *known.means]


SHAPES = [
    "7",
    "24:00",
    "8:30",
    "19h",
    "03/04",
    "31",
    "29",
    "2026-02-29",
    "5th",
    "1º",
    "0",
    "99",
    "7pm",
]
PIECES = {
    language: st.sampled_from(vocabulary(language) + SHAPES * 9) | st.text(max_size=6)
    for language in ("en", "es")
}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language, and a sentence in it full of expressions of time."""
    language = draw(LANGUAGES)
    return language, " ".join(draw(st.lists(PIECES[language], min_size=1, max_size=9)))


@settings(max_examples=300, deadline=None)
@given(sentences(), INSTANTS, ZONES)
def test_any_sentence_gives_future_moments_or_a_question(
    sentence: tuple[str, str], now: datetime, zone: str
) -> None:
    language, words = sentence
    found = read(words, now, zone, language)
    for each in (found,) if isinstance(found, Understood) else found.choices:
        assert each.at > now
        assert each.at.utcoffset() == timedelta(0)
        assert each.zone == zone
        assert each.rule is None or each.rule.next_after(now, zone) == each.at
        assert each.rule is None or Recurrence.load(each.rule.dump()) == each.rule
    assert found == read(words, now, zone, language)
    read_moment(words, now, zone, language)
    read_time(words, language)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), INSTANTS, ZONES, LANGUAGES)
def test_any_text_at_all_gets_an_answer(
    words: str, now: datetime, zone: str, language: str
) -> None:
    assert isinstance(read(words, now, zone, language), (Understood, Unclear))


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Draw any recurrence that can be said, from any day on."""
    start = datetime.combine(draw(st.dates(date(2020, 1, 1), date(2028, 12, 28))), time())
    start += timedelta(minutes=draw(st.integers(0, 24 * 60 - 1)))
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    every = draw(st.integers(1, 4))
    return draw(
        st.sampled_from(
            [
                Recurrence("elapsed", start, every * 45),
                Recurrence("day", start, every),
                Recurrence("week", start, every, weekdays),
                Recurrence(
                    "month",
                    start,
                    every,
                    weekdays[:1],
                    draw(st.sampled_from([(1,), (2,), (-1,), (1, 3)])),
                ),
                Recurrence(
                    "month",
                    start,
                    every,
                    monthdays=draw(st.sampled_from([(1,), (28,), (31,), (-1,), (1, 15)])),
                ),
                Recurrence("year", start, 1, monthdays=(28,), month=2),
                Recurrence("year", start, 1, monthdays=(29,), month=2),
            ]
        )
    )


@settings(max_examples=200, deadline=None)
@given(rules(), INSTANTS, ZONES, st.integers(0, 99))
def test_the_next_time_is_the_first_after_and_the_same_from_anywhere_before_it(
    rule: Recurrence, now: datetime, zone: str, percent: int
) -> None:
    found = rule.next_after(now, zone)
    later = rule.next_after(found, zone)
    assert now < found < later
    between = found + (later - found) * percent / 100
    assert rule.next_after(between, zone) == later
    assert rule.next_after(found - timedelta(seconds=1), zone) == found


@settings(max_examples=200, deadline=None)
@given(rules().filter(lambda rule: rule.freq != "elapsed"), INSTANTS, ZONES)
def test_a_rule_of_days_keeps_what_the_clock_shows(
    rule: Recurrence, now: datetime, zone: str
) -> None:
    found = rule.next_after(now, zone)
    wall = to_local(found, zone).replace(tzinfo=None, fold=0)
    earlier = [wall.date() - timedelta(days=ahead) for ahead in (0, 1)]
    skipped = any(found == to_utc(day, rule.at, zone) for day in earlier)
    assert wall.time() == rule.at or skipped
    assert not rule.weekdays or skipped or wall.weekday() in rule.weekdays


@settings(max_examples=200, deadline=None)
@given(rules().filter(lambda rule: rule.interval == 1), INSTANTS, ZONES)
def test_no_occurrence_is_left_out(rule: Recurrence, now: datetime, zone: str) -> None:
    """Day by day, by what the rule says, there is none between now and the one that was found."""
    if rule.freq == "elapsed" or now.replace(tzinfo=None) < rule.start:
        return
    found = rule.next_after(now, zone)
    first = to_local(now, zone).date() - timedelta(days=1)
    days = (first + timedelta(days=n) for n in range((found - now).days + 4))
    fitting = (to_utc(day, rule.at, zone) for day in days if fits(rule, day))
    assert next(at for at in fitting if at > now) == found


def fits(rule: Recurrence, day: date) -> bool:
    """Return whether a day matches a rule without an interval, by the calendar alone."""
    nth_from_start, nth_from_end = (day.day + 6) // 7, -((last_of(day) - day.day) // 7 + 1)
    return (
        (not rule.weekdays or day.weekday() in rule.weekdays)
        and (not rule.nths or not {nth_from_start, nth_from_end}.isdisjoint(rule.nths))
        and (
            not rule.monthdays
            or not {day.day, day.day - last_of(day) - 1}.isdisjoint(rule.monthdays)
        )
        and rule.month in (None, day.month)
    )


def last_of(day: date) -> int:
    return monthrange(day.year, day.month)[1]


@given(rules())
def test_a_rule_comes_back_from_its_column_as_it_was(rule: Recurrence) -> None:
    assert Recurrence.load(rule.dump()) == rule


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "\nRRULE:", "RRULE:FREQ=DAILY", "DTSTART:x\nRRULE:FREQ=DAILY"),
        "DTSTART:20261123T090000\nRRULE:FREQ=SECONDLY",
        "DTSTART:20261123T090000\nRRULE:FREQ=DAILY;COUNT=3",
        "DTSTART:20261123T090000\nRRULE:FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_anything_else_in_the_column_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Recurrence.load(text)


def times_of(rule: Recurrence, now: datetime, zone: str, count: int) -> list[str]:
    found = []
    for _ in range(count):
        now = rule.next_after(now, zone)
        found.append(to_local(now, zone).strftime("%m-%d %H:%M"))
    return found


def rule_of(words: str, now: datetime = NOW) -> Recurrence:
    rule = understood(words, now=now).rule
    assert rule is not None
    return rule


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change() -> None:
    now = datetime(2026, 10, 23, 12, tzinfo=UTC)
    rule = rule_of("x every day 9:00", now)
    assert times_of(rule, now, BERLIN, 3) == ["10-24 09:00", "10-25 09:00", "10-26 09:00"]


def test_a_time_that_the_clock_skips_comes_once_right_after_and_not_at_all_a_second_time() -> None:
    now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    rule = rule_of("x every day 2:30", now)
    assert times_of(rule, now, BERLIN, 3) == ["03-28 02:30", "03-29 03:00", "03-30 02:30"]


def test_a_time_that_the_clock_shows_twice_comes_once() -> None:
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    rule = rule_of("x every day 2:30", now)
    first = rule.next_after(now, BERLIN)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert rule.next_after(first, BERLIN) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_moving_keeps_the_wall_clock_time() -> None:
    rule = rule_of("x every Sunday 9:00")
    assert times_of(rule, NOW, "Pacific/Auckland", 1) == ["11-29 09:00"]


def test_every_second_week_goes_on_from_its_first_and_not_from_today() -> None:
    rule = rule_of("x every 2 weeks on Monday and Thursday 9:00")
    assert times_of(rule, NOW, BERLIN, 4) == [
        "11-26 09:00",
        "12-07 09:00",
        "12-10 09:00",
        "12-21 09:00",
    ]
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert times_of(rule, later, BERLIN, 2) == ["01-04 09:00", "01-07 09:00"]


def test_the_31st_comes_only_where_there_is_one_if_that_was_chosen() -> None:
    found = read("x every month on the 31st 9:00", NOW, BERLIN, "en")
    assert isinstance(found, Unclear)
    last, rare = (choice.rule for choice in found.choices)
    assert last is not None
    assert rare is not None
    assert times_of(last, NOW, BERLIN, 3) == ["11-30 09:00", "12-31 09:00", "01-31 09:00"]
    assert times_of(rare, NOW, BERLIN, 3) == ["12-31 09:00", "01-31 09:00", "03-31 09:00"]


def test_every_three_hours_is_three_hours_by_any_clock() -> None:
    now = datetime(2026, 10, 24, 23, tzinfo=UTC)
    rule = rule_of("x every 3 hours", now)
    assert rule.next_after(now, BERLIN) - now == timedelta(hours=3)
    assert rule.next_after(now + timedelta(hours=3), "Asia/Kathmandu") - now == timedelta(hours=6)


def test_a_rule_tells_what_a_confirmation_needs() -> None:
    rule = rule_of("x last Friday of the month 18:00")
    assert (rule.freq, rule.interval, rule.weekdays, rule.nths) == ("month", 1, (4,), (-1,))
    assert (rule.at, rule.minute) == (time(18), 18 * 60)


def test_all_words_of_all_languages_can_be_used() -> None:
    found, problems = spoken.read(FOLDER)
    assert (sorted(found), problems) == (["en", "es"], [])
    assert all(lexicon(language)[0] == language for language in found)


def test_broken_words_are_told_with_their_place(tmp_path: Path) -> None:
    folder = tmp_path / "when"
    folder.mkdir()
    (folder / "en.toml").write_text("weekdays = [['Monday']]\n", "utf-8")
    (folder / "de.toml").write_text("=", "utf-8")
    _, problems = spoken.read(tmp_path)
    assert {problem.file for problem in problems} == {"when/en.toml", "when/de.toml"}


def test_missing_words_are_reported(tmp_path: Path) -> None:
    assert [problem.where for problem in spoken.read(tmp_path)[1]] == ["en"]
