"""Test the calendar: every zone's gaps and folds, and the next slot after any moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, strategies as st

from domain import calendar

DAY = timedelta(days=1)
ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(2000, 1, 1), date(2037, 12, 31))
TIMES = st.times()
WEEKDAYS = st.integers(0, 6)


def offset(at: datetime, zone: str) -> timedelta:
    found = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


def changes(zone: str, year: int) -> list[datetime]:
    """Return the instants in a year when the zone's offset changes, to the second."""
    days = (datetime(year, 1, 1, tzinfo=UTC) + n * DAY for n in range(366))
    return [change(day, zone) for day in days if offset(day, zone) != offset(day + DAY, zone)]


def change(day: datetime, zone: str) -> datetime:
    """Return the first instant of a day with another offset than its beginning, step by step."""
    at = day
    for step in (timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)):
        while offset(at + step, zone) == offset(day, zone):
            at += step
    return at + timedelta(seconds=1)


@st.composite
def near_changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone with clock changes, and one of these."""
    zone = draw(ZONES)
    found = changes(zone, draw(st.integers(2000, 2037)))
    assume(found)
    return zone, draw(st.sampled_from(found))


@pytest.mark.parametrize(
    ("day", "at", "zone", "instant"),
    [
        ((2026, 11, 24), (19, 0), "Europe/Berlin", "2026-11-24T18:00Z"),
        ((2026, 3, 29), (2, 30), "Europe/Berlin", "2026-03-29T01:00Z"),
        ((2026, 3, 29), (3, 0), "Europe/Berlin", "2026-03-29T01:00Z"),
        ((2026, 10, 25), (2, 30), "Europe/Berlin", "2026-10-25T00:30Z"),
        ((2026, 10, 4), (2, 15), "Australia/Lord_Howe", "2026-10-03T15:30Z"),
        ((2026, 4, 5), (1, 45), "Australia/Lord_Howe", "2026-04-04T14:45Z"),
        ((2011, 12, 29), (19, 0), "Pacific/Apia", "2011-12-30T05:00Z"),
        ((2011, 12, 30), (0, 0), "Pacific/Apia", "2011-12-30T10:00Z"),
        ((2011, 12, 30), (23, 59), "Pacific/Apia", "2011-12-30T10:00Z"),
        ((2011, 12, 31), (19, 0), "Pacific/Apia", "2011-12-31T05:00Z"),
        ((2018, 11, 4), (0, 30), "America/Sao_Paulo", "2018-11-04T03:00Z"),
    ],
)
def test_a_moment_is_the_first_that_a_clock_there_can_mean(
    day: tuple[int, int, int], at: tuple[int, int], zone: str, instant: str
) -> None:
    assert calendar.to_utc(date(*day), time(*at), zone) == datetime.fromisoformat(instant)


@given(DAYS, TIMES, ZONES)
def test_a_moment_shows_its_time_or_ends_a_gap(day: date, at: time, zone: str) -> None:
    found = calendar.to_utc(day, at, zone)
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    wanted = datetime.combine(day, at)
    assert found.utcoffset() == timedelta(0)
    if shown != wanted:
        just_before = (found - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
        assert just_before.replace(tzinfo=None) < wanted < shown


@given(near_changes(), st.integers(-5400, 5400) | st.integers(-26 * 3600, 26 * 3600))
def test_a_moment_near_a_change_is_the_first_that_shows_its_time_or_later(
    changed: tuple[str, datetime], seconds: int
) -> None:
    zone, at = changed
    wanted = (at + offset(at, zone) + timedelta(seconds=seconds)).replace(tzinfo=None)
    found = calendar.to_utc(wanted.date(), wanted.time(), zone)
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    assert shown >= wanted
    offsets = {offset(at + side * timedelta(seconds=1), zone) for side in (-1, 1)}
    earlier = [instant for o in offsets if (instant := (wanted - o).replace(tzinfo=UTC)) < found]
    for instant in earlier:
        assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wanted
    assert shown == wanted or found == at


@given(DAYS, TIMES, st.timedeltas(timedelta(0), timedelta(days=3)), ZONES)
def test_a_later_time_on_the_wall_is_never_an_earlier_moment(
    day: date, at: time, later: timedelta, zone: str
) -> None:
    end = datetime.combine(day, at) + later
    one = calendar.to_utc(day, at, zone)
    other = calendar.to_utc(end.date(), end.time(), zone)
    assert one <= other


def test_an_instant_is_shown_as_a_clock_there_shows_it() -> None:
    shown = calendar.to_local(datetime(2026, 11, 23, 12, tzinfo=UTC), "Pacific/Auckland")
    assert shown.isoformat() == "2026-11-24T01:00:00+13:00"


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        calendar.to_local(datetime(2026, 11, 23), "Europe/Berlin")  # noqa: DTZ001 - the point here


@pytest.mark.parametrize("name", ["Europe/Berlin", "Asia/Kathmandu", "UTC"])
def test_an_iana_name_is_a_zone(name: str) -> None:
    assert calendar.is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Berlin", "+02:00", "Europe", "../etc/passwd", "a\0b", "localtime", "x" * 5000]
)
def test_anything_else_is_not_a_zone(name: str) -> None:
    assert not calendar.is_zone(name)


@given(DAYS, WEEKDAYS)
def test_the_next_weekday_is_within_a_week_and_never_today(day: date, weekday: int) -> None:
    found = calendar.next_weekday(day, weekday)
    assert found.weekday() == weekday
    assert day < found <= day + 7 * DAY


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_is_the_iso_week(day: date, week: str) -> None:
    assert calendar.week_of(day) == week


@given(DAYS, TIMES, ZONES, st.integers(1, 30), st.integers(-40, 400), st.timedeltas(-DAY, DAY))
def test_the_first_slot_is_the_one_that_counting_from_the_start_finds(
    day: date, at: time, zone: str, step: int, days: int, near: timedelta
) -> None:
    now = datetime.combine(day, at, UTC) + days * DAY + near
    slots = (day + n * step * DAY for n in range(500))
    first = next(d for d in slots if calendar.to_utc(d, at, zone) > now)
    expected = (first, calendar.to_utc(first, at, zone))
    assert calendar.first_slot_after(day, at, zone, step, now) == expected


@given(DAYS, TIMES, ZONES, st.integers(1, 30))
def test_a_slot_is_never_the_first_after_itself(day: date, at: time, zone: str, step: int) -> None:
    slot = calendar.to_utc(day, at, zone)
    found, instant = calendar.first_slot_after(day, at, zone, step, slot)
    assert found > day
    assert instant > slot


def test_a_slot_on_the_day_that_apia_left_out_is_not_said_twice() -> None:
    left_out = date(2011, 12, 30)
    day, instant = calendar.first_slot_after(
        left_out, time(0), "Pacific/Apia", 1, calendar.to_utc(left_out, time(0), "Pacific/Apia")
    )
    assert (day, instant) == (date(2012, 1, 1), datetime(2011, 12, 31, 10, tzinfo=UTC))


def test_after_three_days_away_there_is_one_slot_and_not_three() -> None:
    now = datetime(2026, 11, 23, 18, tzinfo=UTC)
    found = calendar.first_slot_after(date(2026, 11, 20), time(19), "Europe/Berlin", 1, now)
    assert found == (date(2026, 11, 24), datetime(2026, 11, 24, 18, tzinfo=UTC))
