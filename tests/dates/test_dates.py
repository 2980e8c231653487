"""Test /dates: what is kept of a day, how it is said, and when it is told."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.app import App
from domain.dates.details import AFTER, BEFORE, DateDetails
from domain.dates.own import MAX_DATES
from storage.tables.dates import DateNotice, ImportantDate
from tests.privacy.test_forget import count
from tests.support.couples import paired, paired_in_two_languages, settled
from tests.support.people import Person, Time, reads

ANNIVERSARY = "/dates our anniversary is 14 May 2018"


@pytest.mark.clients
async def test_a_day_in_natural_words_is_kept_and_said_in_words(alice: Person) -> None:
    """Played on 4 March 2026."""
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    reads(alice, "“our anniversary”", "Thursday, 14 May 2026: in 2 months", "together for 8 years")
    reads(alice, "Only you see it", "I won’t bring it up by myself", "I’ve got it")
    await alice.says("/dates Mum’s birthday on 16 March")
    reads(alice, "Monday, 16 March 2026: in 12 days")
    await alice.says("/dates")
    assert alice.last.text.index("• Mum’s birthday: in 12 days") < alice.last.text.index("our ann")
    assert "together for 8 years" in alice.last.text


async def test_it_is_said_in_spanish_too(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/dates nuestro aniversario es el 5 de marzo de 2025")
    reads(bob, "“nuestro aniversario”", "jueves, 5 de marzo de 2026: mañana", "un año en pareja")
    await bob.says("/dates el cumple de Alice es el 16 de marzo de 1996")
    reads(bob, "en 12 días", "cumple 30 años")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("2018-05-14 our wedding", "together for 8 years"),
        ("Bob’s birthday 3/31", "31 March"),
        ("first kiss on 6 March 2020", "6 years ago"),
        ("graduation 4 March 2025", "today"),
        ("our wedding on 12 June 2027", "12 June 2027"),
    ],
)
async def test_days_are_read_as_people_write_them(alice: Person, words: str, page: str) -> None:
    await settled(alice, "Berlin")
    await alice.says(f"/dates {words}")
    reads(alice, page, "I’ve got it")


async def test_a_day_that_could_be_two_is_asked_about(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates Bob’s birthday 12/5")
    assert alice.buttons() == ["12 May", "5 December"]
    await alice.says("5 December")
    reads(alice, "“Bob’s birthday”", "5 December 2026")


async def test_the_year_is_asked_only_where_that_is_natural(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates our anniversary is 14 May")
    reads(alice, "Which year was it?")
    await alice.says("around then")
    reads(alice, "four digits")
    await alice.says("it was 2018")
    reads(alice, "together for 8 years")
    await alice.says("/dates our first date, 20 March")
    await alice.says("Without a year")
    reads(alice, "“our first date”")
    await alice.says("/dates Bob’s birthday 3 April")
    assert "I’ve got it" in alice.last.text


@pytest.mark.clients
async def test_taps_alone_are_enough(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/dates")
    await alice.presses("Add a day")
    await alice.presses("Tap it instead")
    await alice.presses("February")
    await alice.presses("29")
    reads(alice, "there’s no 29 February")
    await alice.presses("On 1 March")
    await alice.presses("Bob’s birthday")
    reads(alice, "“Bob’s birthday”", "1 March 2027")


@pytest.mark.parametrize(
    ("leap", "days"),
    [
        (BEFORE, [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]),
        (AFTER, [date(2026, 3, 1), date(2027, 3, 1), date(2028, 2, 29)]),
    ],
)
def test_29_february_counts_as_chosen(leap: str, days: list[date]) -> None:
    born = DateDetails("birthday", "birthday", 2, 29, 1996, leap)
    assert [born.next_on(date(year, 1, 1)) for year in (2026, 2027, 2028)] == days
    assert born.years_on(days[0]) == 30


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("first kiss 1 January 1", "couldn’t find a day"),
        ("first kiss 01/01/0001", "from 1900 to 2036"),
        ("first kiss on 5 June 9999", "from 1900 to 2036"),
        ("first kiss on 5 June 1823", "from 1900 to 2036"),
        ("rent 31 April", "doesn’t have that day"),
        ("born 29 February 2023", "doesn’t have that day"),
        ("x" * 3900, "100 characters fit"),
        (f"{'x' * 110} 14 May", "100 characters fit"),
    ],
)
async def test_what_is_no_day_is_said_kindly_and_can_be_said_again(
    alice: Person, app: App, words: str, answer: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says(f"/dates {words}")
    reads(alice, answer)
    await alice.says("our wedding on 12 June 2027")
    reads(alice, "“our wedding”")
    assert await count(app, ImportantDate) == 1


async def test_odd_words_stay_as_they_are(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates <b>🎂 יום הולדת</b> *x* 14 May")
    reads(alice, "<b>🎂 יום הולדת</b> *x*")
    await alice.says("/dates 14 April")
    await alice.says("\u2800")
    reads(alice, "That message was empty")


async def test_fifty_days_are_enough(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    for number in range(MAX_DATES):
        await alice.says(f"/dates day{number:02}x {number % 28 + 1} April")
    await alice.says("/dates one more 5 April")
    reads(alice, "50 days here already")
    assert await count(app, ImportantDate) == MAX_DATES
    await alice.says("/dates")
    await alice.presses("day00x")
    await alice.presses("Delete it")
    reads(alice, "it’s gone")
    await alice.says("/dates one more 5 April")
    reads(alice, "“one more”")


async def test_more_than_a_page_is_leafed_through(alice: Person) -> None:
    await settled(alice, "Berlin")
    for day in range(1, 9):
        await alice.says(f"/dates kite{'abcdefgh'[day - 1]} {day} April")
    await alice.says("/dates")
    assert "kitef" in alice.last.text
    assert "kiteg" not in alice.last.text
    await alice.presses("Later")
    assert "kiteg" in alice.last.text
    await alice.presses("Sooner")
    assert "kitea" in alice.last.text


async def test_the_same_day_twice_is_there_once(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    await alice.says("/dates Our Anniversary, 14.5.2018")
    reads(alice, "You had that one already")
    assert await count(app, ImportantDate) == 1


async def test_each_part_can_be_changed(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    for part, words in (("Its name", "our wedding"), ("Its day", "6 June"), ("Its year", "2019")):
        await alice.presses("Change it")
        await alice.presses(part)
        await alice.says(words)
    reads(alice, "“our wedding”", "6 June 2026", "together for 7 years")
    await alice.presses("Change it")
    await alice.presses("Its year")
    await alice.presses("Without a year")
    await alice.presses("Change it")
    await alice.presses("Its day")
    await alice.says("29 February")
    await alice.says("On 28 February")
    reads(alice, "28 February 2027")


async def test_nothing_comes_by_itself_unless_chosen(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    alice.looks()
    await clock.advance(days=300)
    alice.sees_nothing_new()


@pytest.mark.parametrize(
    ("when", "day", "said"),
    [
        ("A week before", date(2026, 5, 7), "in 7 days"),
        ("Three days before", date(2026, 5, 11), "in 3 days"),
        ("The day before", date(2026, 5, 13), "tomorrow"),
    ],
)
async def test_it_is_told_when_chosen_every_year_with_ones_notes(
    alice: Person, clock: Time, when: str, day: date, said: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    await alice.presses("Add a note")
    await alice.says("liked the blue scarf")
    await alice.says("/dates")
    await alice.presses("our anniversary")
    await alice.presses("When to tell me")
    await alice.presses(when)
    alice.looks()
    await clock.until(day, time(16))
    alice.sees_nothing_new()
    await clock.until(day, time(20))
    assert alice.last.text.startswith("Something you wanted to hear about.\n\n")
    reads(alice, "Thursday, 14 May 2026", said, "together for 8 years", "liked the blue scarf")
    alice.looks()
    await clock.until(day.replace(year=2027), time(16))
    alice.sees_nothing_new()
    await clock.until(day.replace(year=2027), time(20))
    reads(alice, "14 May 2027", "together for 9 years")


async def test_never_stops_it(alice: Person, app: App, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says(ANNIVERSARY)
    await alice.presses("When to tell me")
    await alice.presses("The day before")
    await alice.presses("When to tell me")
    await alice.presses("Never")
    assert await count(app, DateNotice) == 0
    alice.looks()
    await clock.advance(days=100)
    alice.sees_nothing_new()


async def test_a_pause_is_quiet_and_brings_no_backlog(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates Mum’s birthday 16 March")
    await alice.presses("When to tell me")
    await alice.presses("Three days before")
    await alice.says("/pause")
    await alice.presses("2 weeks")
    alice.looks()
    await clock.advance(days=60)
    alice.sees_nothing_new()
    await clock.until(date(2027, 3, 13), time(20))
    reads(alice, "Mum’s birthday")


async def test_it_follows_ones_clock_and_a_changed_day(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates Mum’s birthday 16 March")
    await alice.presses("When to tell me")
    await alice.presses("The day before")
    await alice.presses("Change it")
    await alice.presses("Its day")
    await alice.says("20 March")
    await alice.says("/settings")
    await alice.presses("My hour")
    await alice.says("8:00")
    alice.looks()
    await clock.until(date(2026, 3, 19), time(7, 30))
    alice.sees_nothing_new()
    await clock.until(date(2026, 3, 19), time(8, 30))
    reads(alice, "Mum’s birthday", "tomorrow")


async def test_dates_are_in_the_calendar_file(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/dates Mum’s birthday 16 March")
    await alice.says("/dates Bob’s birthday on 29 February 1996")
    await alice.presses("On 1 March")
    await alice.says("/dates")
    await alice.presses("Calendar file")
    file = alice.last.content.decode()
    assert "DTSTART;VALUE=DATE:20260316" in file
    assert "RRULE:FREQ=YEARLY;BYMONTHDAY=16;BYMONTH=3" in file
    assert "RRULE:FREQ=YEARLY;BYYEARDAY=60" in file


async def test_a_strangers_buttons_reach_no_date(alice: Person, bob: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await alice.says(ANNIVERSARY)
    for button in [each for each in alice.last.buttons if each.id]:
        await bob.presses_button(button)
        reads(bob, "not here any more")
    assert await count(app, ImportantDate) == 1
