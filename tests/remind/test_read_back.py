"""Test that the bot reads its own sentences about a moment as the same moment and rule."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

import handlers
from chat import markup
from chat.messages import Event, Kind
from domain.calendar import to_local, to_utc
from domain.context import Context
from domain.natural_time.parser import Understood, read
from domain.recurrence import Freq, Recurrence
from handlers.remind import text as remind_text
from handlers.turn import Content, Turn
from storage.sealing import ServerKeys, Vault
from storage.tables.member import Member

pytestmark = pytest.mark.long

FEATURES = handlers.collect_features()
ZONES = (
    *("Europe/Berlin", "America/New_York", "America/Mexico_City", "Australia/Lord_Howe", "UTC"),
    *("Asia/Kathmandu", "America/Santiago", "Africa/Casablanca", "Pacific/Apia", "Europe/London"),
)
TITLES = {"en": ("call mum", "buy bread and milk", "yoga"), "es": ("llamar a mamá", "comprar pan")}
MINUTE = timedelta(minutes=1)
NOWS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    datetime(2035, 12, 31),  # noqa: DTZ001 - hypothesis wants naive bounds
    timezones=st.just(UTC),
).map(lambda at: at.replace(second=0, microsecond=0))
WEEKDAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(
    lambda days: tuple(sorted(days))
)
NTHS = st.lists(st.sampled_from([1, 2, 3, 4, -1]), min_size=1, max_size=2, unique=True).map(
    lambda nths: tuple(sorted(nths, key=lambda nth: (nth < 0, nth)))
)
MONTHDAYS = st.lists(st.sampled_from([*range(1, 32), -1]), min_size=1, max_size=3, unique=True).map(
    lambda days: tuple(sorted(days, key=lambda day: (day < 0, day)))
)


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Draw a rule of each kind that people can say."""
    start = draw(NOWS).replace(tzinfo=None)
    freq: Freq = draw(st.sampled_from(["elapsed", "day", "week", "month", "year"]))
    if freq == "elapsed":
        return Recurrence(freq, start, draw(st.sampled_from([15, 20, 45, 60, 90, 120, 180, 720])))
    interval = draw(st.sampled_from([1, 1, 2, 3, 5]))
    match freq:
        case "day":
            return Recurrence(freq, start, interval, hours=draw(hours(start.hour)))
        case "week":
            days = draw(WEEKDAYS)
            return Recurrence(freq, start, interval, days, hours=draw(hours(start.hour)))
    month = draw(st.integers(1, 12)) if freq == "year" else None
    if draw(st.booleans()):
        days = (draw(st.integers(0, 6)),)
        nths = draw(NTHS) if freq == "month" else (draw(st.sampled_from([1, 2, 3, 4, -1])),)
        return Recurrence(freq, start, interval, days, nths, month=month)
    days = draw(MONTHDAYS) if freq == "month" else (draw(st.integers(1, 28)),)
    return Recurrence(freq, start, interval, monthdays=days, month=month)


def hours(first: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw up to two more hours of a day, after the first."""
    later = st.integers(first + 1, 23) if first < 23 else st.nothing()
    several = st.lists(later, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    return several if first < 23 else st.just(())


@pytest.fixture(params=["en", "es"], scope="module")
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def turn_in(shelf: Content, language: str, zone: str, now: datetime) -> Turn:
    """Make a turn without a database: the sentence is made of the moment alone."""
    return Turn(
        Event("1", Kind.COMMAND, now, language=language),
        Member(id=uuid4(), platform="telegram", language=language, zone=zone),
        None,
        Context(cast(AsyncSession, None), cast(Vault, None), now),
        cast(ServerKeys, None),
        FEATURES,
        shelf,
        random.Random(1),
        {},
    )


def read_back(turn: Turn, title: str, found: Understood) -> Understood:
    """Read the sentence that confirms a moment, from its first word on."""
    when = remind_text.meaning_text(turn, found)
    sentence = markup.to_plain(turn.text("remind-kept-me", None, words=title, when=when))
    said = remind_text.without_own_place(turn, sentence[sentence.index(title) :])
    again = read(said, turn.now, found.zone, turn.member.language)
    assert isinstance(again, Understood), (said, again)
    assert again.title == title, said
    return again


RELAXED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)


@RELAXED
@given(now=NOWS, ahead=st.integers(2, 60 * 24 * 1000), zone=st.sampled_from(ZONES), at=st.data())
def test_a_moment_reads_back_as_itself(
    now: datetime, ahead: int, zone: str, at: st.DataObject, language: str, shelf: Content
) -> None:
    moment = now + ahead * MINUTE
    wall = to_local(moment, zone)
    assume(to_utc(wall.date(), wall.time(), zone) == moment)  # not the second of two such hours
    turn = turn_in(shelf, language, zone, now)
    title = at.draw(st.sampled_from(TITLES[language]))
    again = read_back(turn, title, Understood(title, moment, None, zone))
    assert (again.at, again.rule) == (moment, None)


@RELAXED
@given(now=NOWS, rule=rules(), zone=st.sampled_from(ZONES), at=st.data())
def test_a_recurrence_reads_back_as_itself(
    now: datetime,
    rule: Recurrence,
    zone: str,
    at: st.DataObject,
    language: str,
    shelf: Content,
) -> None:
    if rule.freq == "elapsed":
        rule = Recurrence(rule.freq, now.replace(tzinfo=None), rule.interval)
    rule = rule.begun(now, zone)
    moment = rule.next_after(now, zone)
    assume(to_local(moment, zone).time() in rule.times or rule.freq == "elapsed")
    turn = turn_in(shelf, language, zone, now)
    title = at.draw(st.sampled_from(TITLES[language]))
    again = read_back(turn, title, Understood(title, moment, rule, zone))
    assert again.rule
    assert again.rule.rule == rule.rule
    for _ in range(4):
        assert again.at == moment
        again = Understood(title, again.rule.next_after(again.at, zone), again.rule, zone)
        moment = rule.next_after(moment, zone)
        assert again.rule
