"""Test that the calendar file means the same as the reminders, and rings there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from icalendar import Alarm, Calendar, Event, vRecur

from bot.app import App
from domain.remind import calendar_file
from domain.remind.timing import timing_of
from storage.sealing import Vault
from tests.conftest import RING
from tests.support.contexts import context
from tests.support.couples import member_of, paired
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders, move_to_zone, reminds, shares_reminder

LOOKED_AT = 40
GAP = datetime(2026, 3, 29, 1, tzinfo=UTC)
"""Clocks in Berlin go forward at this instant."""


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def events(person: Person, app: App) -> list[Event]:
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        file = await calendar_file.write_calendar_file(
            context(session, vault=Vault(session, RING), now=app.clock.now()), member, "Same Side"
        )
    assert file
    found = Calendar.from_ical(file.decode()).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


def rule_of(event: Event) -> str:
    rule = event.get("rrule")
    if not isinstance(rule, vRecur):
        return ""
    written: bytes = rule.to_ical()  # type: ignore[no-untyped-call]  # as the library has it
    return written.decode()


def moments(event: Event) -> list[datetime]:
    """Return when a calendar shows it: by its rule, or once."""
    start = event.start
    assert isinstance(start, datetime)
    if not rule_of(event):
        return [start.astimezone(UTC)]
    rule = rrulestr(rule_of(event), dtstart=start)
    return [at.astimezone(UTC) for at in islice(rule, LOOKED_AT)]


def all_moments(found: list[Event]) -> list[datetime]:
    return sorted(at for event in found for at in moments(event))[:LOOKED_AT]


async def expected(person: Person, app: App) -> list[datetime]:
    reminder = (await active_reminders(app))[0]
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        found: list[datetime] = []
        at = app.clock.now()
        while len(found) < LOOKED_AT and (coming := timing_of(reminder, member).next_after(at)):
            found.append(at := coming)
    return found


def rings_at_its_moment(event: Event) -> bool:
    alarms = [each for each in event.walk("VALARM") if isinstance(each, Alarm)]
    return [(each["action"], each.TRIGGER) for each in alarms] == [("DISPLAY", timedelta(0))]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("every day 8:00", "FREQ=DAILY"),
        ("every 2 weeks on Monday 9:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("every 2 weeks on Monday and Thursday 9:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("weekdays at 7:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("last Friday of the month 18:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every month on the 1st at 9:00", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("every month on the last day at 9:00", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every year on 14 February at 9:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14"),
        ("every Sunday 2:30", "FREQ=WEEKLY;BYDAY=SU"),
        ("1st and 15th of every month at 9:00", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("first and third Friday of the month 18:00", "FREQ=MONTHLY;BYDAY=1FR,3FR"),
        ("every last Sunday in October at 10:00", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ],
)
async def test_a_calendar_reads_the_same_moments_and_rings(
    alice: Person, app: App, said: str, rule: str
) -> None:
    await reminds(alice, f"me take the pills {said}")
    (event,) = await events(alice, app)
    assert sorted(rule_of(event).split(";")) == sorted(rule.split(";"))
    assert rings_at_its_moment(event)
    missing = set(await expected(alice, app)) - set(moments(event))
    # A skipped time comes at the end of the gap in the bot, and an hour later in a calendar.
    assert missing <= {GAP}


@pytest.mark.parametrize(
    ("said", "times", "days"),
    [
        ("every 6 hours", 4, 1),
        ("every 8 hours", 3, 1),
        ("every hour", 24, 1),
        ("every 24 hours", 1, 1),
        ("every 48 hours", 1, 2),
        ("every 5 hours", 24, 5),
        ("every 90 minutes", 16, 1),
        ("every 15 minutes", 96, 1),
    ],
)
async def test_an_hourly_rule_becomes_several_daily_events(
    alice: Person, app: App, said: str, times: int, days: int
) -> None:
    """Neither Apple's nor Google's calendar shows a rule of hours or minutes as recurring."""
    await reminds(alice, f"me take the pills {said}")
    found = await events(alice, app)
    assert len(found) == times
    assert {rule_of(event) for event in found} == {f"FREQ=DAILY;INTERVAL={days}"}
    assert all(rings_at_its_moment(event) for event in found)
    assert all_moments(found) == await expected(alice, app)


async def test_several_hours_of_a_day_become_one_event_each(alice: Person, app: App) -> None:
    await reminds(alice, "me take the pills every 2 days at 8:00, 14:00 and 20:00")
    found = await events(alice, app)
    assert [rule_of(event) for event in found] == ["FREQ=DAILY;INTERVAL=2"] * 3
    assert all(rings_at_its_moment(event) for event in found)
    assert all_moments(found) == await expected(alice, app)


async def test_a_later_file_names_the_same_events(alice: Person, app: App, clock: Time) -> None:
    """So that a calendar which takes both has each once."""
    await reminds(alice, "me take the pills every 6 hours")
    before = {str(event["uid"]) for event in await events(alice, app)}
    await clock.jump(days=3, hours=7)
    assert {str(event["uid"]) for event in await events(alice, app)} == before


async def test_one_that_comes_once_rings_as_well(alice: Person, app: App) -> None:
    await reminds(alice, "me call mum Friday 19:00")
    (event,) = await events(alice, app)
    assert rings_at_its_moment(event)
    assert moments(event) == [datetime(2026, 3, 6, 18, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Los_Angeles", "every Sunday 9:00"),
        ("Europe/Berlin", "every Sunday 9:00"),
        ("Europe/Berlin", "every 1507 minutes"),
    ],
)
async def test_reminders_of_one_moment_are_as_many_events_as_list_entries(
    alice: Person, bob: Person, app: App, zone: str, said: str
) -> None:
    """No rule says what another clock does; and a rule for one at home would tell who is not."""
    await move_to_zone(bob, app, zone)
    await shares_reminder(alice, bob, f"water the plants {said}")
    found = await events(bob, app)
    assert len({str(event["uid"]) for event in found}) == calendar_file.MAX_LISTED_EVENTS
    assert not any("rdate" in event or "rrule" in event for event in found)
    assert all(rings_at_its_moment(event) for event in found)
    assert all_moments(found) == await expected(bob, app)


async def test_muted_reminders_make_no_sound_in_the_calendar_either(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(alice, bob, "water the plants every Sunday 9:00")
    await bob.says("/reminders")
    await bob.presses("1")
    await bob.presses("Mute it")
    assert not any(event.walk("VALARM") for event in await events(bob, app))
