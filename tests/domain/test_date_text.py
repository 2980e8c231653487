"""Test that one reader sees dates and hours in one form everywhere."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names

from bot.app import App
from chat.buttons import Button
from tests.support.couples import linked, settled
from tests.support.people import START, DirectPlatform, Person, Time

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?:\s?[ap]\.?\s?m\.?)?", re.IGNORECASE)
TWELVE = re.compile(r"(?:[1-9]|1[0-2]):\d{2}\N{NO-BREAK SPACE}[ap]\.?\s?m\.?", re.IGNORECASE)
TWENTY_FOUR = re.compile(r"\d{1,2}:\d{2}")

READERS = [
    ("en", "New York", "en_US", TWELVE),
    ("en", "London", "en_GB", TWENTY_FOUR),
    ("en", "Berlin", "en_DE", TWENTY_FOUR),
    ("en", "Mexico City", "en_001", TWELVE),
    ("en", "Tokyo", "en_001", TWENTY_FOUR),
    ("es", "Madrid", "es_ES", TWENTY_FOUR),
    ("es", "Ciudad de México", "es_MX", TWELVE),
    ("es", "Berlín", "es", TWENTY_FOUR),
]
STEPS = {
    "en": {
        "keep": "Yes, keep what I write",
        "not now": "Not now",
        "hour": "My hour",
        "quiet": "Quiet hours",
        "pause": "1 week",
        "tomorrow": "/remind me call mum tomorrow 22:15",
        "weekly": "/remind me dance every Friday 19:30",
        "yearly": "/remind me cake every year on 24 December at 8:00",
        "vague": "/remind me rest",
        "year": "/remind me renew 3 May 2027 18:00",
    },
    "es": {
        "keep": "Sí, guarda lo que escribo",
        "not now": "Ahora no",
        "hour": "Mi hora",
        "quiet": "Horas de silencio",
        "pause": "1 semana",
        "tomorrow": "/remind me llamar a mamá mañana a las 22:15",
        "weekly": "/remind me bailar cada viernes a las 19:30",
        "yearly": "/remind me tarta cada año el 24 de diciembre a las 8:00",
        "vague": "/remind me descansar",
        "year": "/remind me renovar el 3 de mayo de 2027 a las 18:00",
    },
}


def test_one_module_alone_writes_dates_and_hours() -> None:
    folders = ("handlers", "content", "domain", "bot", "scheduler")
    using = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if re.search(
            r"\bformat_(date|time|datetime|skeleton|interval)\b|strftime\(", path.read_text()
        )
    }
    assert using - {"domain/recurrence.py"} == {"handlers/date_text.py"}


@pytest.mark.parametrize(("language", "city", "locale", "clock"), READERS)
async def test_every_screen_writes_days_and_hours_in_the_one_form_of_its_reader(
    app: App,
    platform: DirectPlatform,
    clock: re.Pattern[str],
    language: str,
    city: str,
    locale: str,
) -> None:
    person = Person("Alice", app, platform, "1001", language=language)
    for screen, shown in (await _screens(person, city, STEPS[language])).items():
        for face in CLOCK.findall(shown):
            assert clock.fullmatch(face), (screen, face)
        left = _without_dates(shown, Locale.parse(locale))
        assert not _months(Locale.parse(locale)).search(left), (screen, left)


async def _screens(person: Person, city: str, step: dict[str, str]) -> dict[str, str]:
    """Yield every kind of screen that shows a day or an hour."""
    seen: dict[str, str] = {}

    def note(name: str) -> None:
        texts = [*(each.text for each in person.looks()), person.last.text]
        seen[name] = "\n".join([*texts, *person.buttons()])

    await person.says("/start")
    await person.says("Hm.")
    await person.presses(step["keep"])
    await _tells_place(person)
    await person.says(city)
    # As long as their country is unknown, the form is that of their language.
    person.looks()
    if any(label.startswith(city) for label in person.buttons()):
        await person.presses(city)
    note("kept")
    for name in ("tomorrow", "weekly", "yearly", "year"):
        await person.says(step[name])
        note(name)
    await person.says(step["vague"])
    note("quick picks")
    await person.presses_button(next(b for b in _all(person) if b.action == "remind:month"))
    note("calendar")
    await person.presses_button(next(b for b in _all(person) if b.action == "remind:day"))
    note("hours of a day")
    await person.says("/cancel")
    await person.says("/remind")
    note("/remind")
    await person.says("/cancel")
    for command in ("/reminders", "/reflect hm", "/journal", "/export", "/support AU", "/settings"):
        await person.says(command)
        note(command)
    await person.presses(step["hour"])
    note("hour")
    await person.says("xyzzy")
    note("no hour")
    await person.says("/settings")
    await person.presses(step["quiet"])
    note("quiet")
    await person.presses_button(
        next(b for b in _all(person) if b.action.startswith("settings:quiet"))
    )
    note("quiet side")
    await person.says("/pause")
    await person.presses(step["pause"])
    note("pause")
    await person.says("/settings")
    note("paused")
    await person.presses_button(next(b for b in _all(person) if b.action == "settings:privacy"))
    note("privacy")
    return seen


async def _tells_place(person: Person) -> None:
    await person.says("/settings")
    await person.presses_button(next(b for b in _all(person) if b.action == "zone:ask"))


def _all(person: Person) -> list[Button]:
    return [button for shown in person.screen for button in shown.buttons]


def _without_dates(shown: str, locale: Locale) -> str:
    """Return the text without every day in its long or its short form."""
    return _dates(locale).sub("", shown)


@cache
def _dates(locale: Locale) -> re.Pattern[str]:
    forms: set[str] = set()
    for after in range(-60, 460):
        day = START.date() + timedelta(days=after)
        short = "MMMEd" if day.year == START.year else "yMMMEd"
        forms |= {
            format_date(day, "full", locale=locale),
            format_skeleton(short, day, locale=locale),
        }
        forms.add(format_skeleton("yMMMM", day, locale=locale))
    # A yearly reminder is no day of one year.
    forms.add(format_skeleton("MMMMd", date(2026, 12, 24), locale=locale))
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _months(locale: Locale) -> re.Pattern[str]:
    """Return a pattern for a number beside the name of a month, or a date in digits alone."""
    names = {
        re.escape(name.rstrip("."))
        for width in ("wide", "abbreviated")
        for name in get_month_names(width, locale=locale).values()
    }
    any_month = "|".join(sorted(names, key=len, reverse=True))
    digits = r"\d{4}-\d{2}|\d{1,2}/\d{1,2}"
    return re.compile(
        rf"\b(?:{any_month})\b\.?,? \d|\d (?:de )?(?:{any_month})\b|{digits}", re.IGNORECASE
    )


async def test_a_couple_reads_its_days_each_in_their_own_form(
    app: App, platform: DirectPlatform, clock: Time
) -> None:
    alice = Person("Alice", app, platform, "1001", language="en")
    bob = Person("Bob", app, platform, "1002", language="en")
    for person, city in ((alice, "London"), (bob, "New York")):
        await settled(person, city)
    await linked(alice, bob)
    await alice.says("/challenge")
    alice.sees("Sunday, 8 March 2026, 19:00")
    await bob.says("/challenge")
    bob.sees("Sunday, March 8, 2026, 7:00\xa0PM")
    await alice.says("/goals")
    await alice.presses("Propose a goal")
    await alice.says("dance")
    await alice.says("buy shoes")
    await alice.presses("Both of us")
    await alice.presses("A date")
    await alice.says("24 December")
    alice.sees("By: Thursday, 24 December 2026")
    bob.looks()
    await alice.presses("Propose it")
    await clock.advance(hours=6)
    bob.sees("By: Thursday, December 24, 2026")
    await clock.advance(days=5)
    await bob.says("/history")
    bob.sees("Sunday, March 8, 2026")
    await alice.says("/history")
    alice.sees("Sunday, 8 March 2026")


async def test_an_hour_does_not_break_on_its_button(alice: Person) -> None:
    await _tells_place(alice)
    await alice.presses("Go by my clock")
    faces = [label for label in alice.buttons() if ":" in label]
    assert faces
    assert not any(re.search(r"[^\S\xa0]", face) for face in faces)
    assert max(alice.last.widths) == 3


async def test_a_country_whose_clock_has_24_hours_gets_four_of_them_in_a_row(
    app: App, platform: DirectPlatform
) -> None:
    person = Person("Alice", app, platform, "1001", language="en-GB")
    await _tells_place(person)
    await person.presses("Go by my clock")
    assert max(person.last.widths) == 4
