"""Play a couple that reads the pseudo-language and Spanish, and look for words of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names

from handlers.turn import Content
from tests.content import pseudo_language
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

FOREIGN = re.compile(r"(?<![\w/’])[A-Za-z’]*[aeiouAEIOU][A-Za-z’]*(?![\w’])")
"""A word with a vowel that has no accent: the pseudo-language has none."""
NAMES = {
    "Alice",
    "Bob",
    "Same",
    "Side",
    "Telegram",
    "Discord",
    "English",
    "Español",
    "España",
    "UK",
    "Lisbon",
}
"""Words that no language changes."""
CODE = re.compile(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b")
LEFT_OUT = re.compile(rf"{CODE.pattern}|https?://\S+|/pair \S+|/[a-z]+|“[^”]*”")
"""Addresses, codes and commands, and what people wrote."""
ARABIC = Locale(pseudo_language.CODE)
DATE = re.compile(r"(?:\w+، )?\d+ \w+(?: \d+)?")
"""A date as Babel writes it there."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Load the content with the pseudo-language instead of the real content alone."""
    folder = pseudo_language.copy_with_it(tmp_path_factory.mktemp("pseudo") / "content")
    return Content.load(folder, strict=True)


def shown_lines(person: Person) -> Iterator[str]:
    """Yield each line and label on the screen, without what no language changes."""
    services = person.app.parts.content.support.services
    names = sorted((each.name for each in services), key=len, reverse=True)
    for message in person.screen:
        for part in (message.text, *(each.label for each in message.buttons)):
            for name in names:
                part = part.replace(name, "")
            yield from LEFT_OUT.sub("", part).splitlines()


def finished_words(person: Person) -> list[str]:
    """Return the lines with a word of another language, or a list that was joined by hand."""
    days = [*get_day_names("wide", locale=ARABIC).values()]
    months = [*get_month_names("wide", locale=ARABIC).values()]
    return [
        line
        for line in shown_lines(person)
        if ({*FOREIGN.findall(line)} - NAMES)
        or ", " in line
        or any(each in DATE.sub("", line) for each in [*days, *months])
    ]


async def taps(person: Person, action: str, choice: str = "") -> None:
    """Press the newest button that does this."""
    for shown in reversed(person.screen):
        for button in shown.buttons:
            if button.action == action and choice in ("", button.choice):
                await person.presses_button(button, shown.id)
                return
    raise AssertionError(f"{person.name} sees no {action}; there is: {person.buttons()}")


async def met(alice: Person, bob: Person) -> None:
    """Link Alice, who reads the pseudo-language, with Bob, who reads Spanish."""
    alice.language, bob.language = pseudo_language.CODE, "es"
    for person in (alice, bob):
        await person.says("/start")
        await taps(person, "start:skip")
        await person.says("/settings")
        await taps(person, "zone:ask")
        await person.says("Lisbon")
        await taps(person, "zone:is")
        await person.says("/challenge")
        await taps(person, "privacy:agree")
    await alice.says("/pair")
    code = CODE.search(alice.last.text)
    assert code
    await bob.says(f"/pair {code[0]}")
    await taps(bob, "pair:accept")
    await taps(alice, "pair:confirm")


async def test_settings_name_the_day_and_list_the_nudges_in_ones_own_language(
    alice: Person, bob: Person
) -> None:
    await met(alice, bob)
    await alice.says("/settings")
    await taps(alice, "settings:day")
    await taps(alice, "settings:day", "2")
    await taps(alice, "settings:nudges")
    for topic in ("thanks", "goals"):
        await taps(alice, "settings:nudges", f"{topic}-on")
    await alice.says("/settings")
    await alice.says("/pause")
    assert not finished_words(alice)


REMINDERS = (
    "every Monday and Wednesday at 9:00",
    "every weekday at 8:00 and 20:00",
    "every first Tuesday of the month at 9:00",
    "on the 1st and 15th of every month at 9:00",
    "every year on 3 May at 9:00",
    "the last Friday of November every year at 9:00",
    "every 2 weeks on Sunday at 9:00",
    "every 3 hours",
    "tomorrow at 9:00",
)


async def test_a_reminder_is_told_in_each_ones_own_language(alice: Person, bob: Person) -> None:
    await met(alice, bob)
    for who, when in product(("me", "us"), REMINDERS):
        await alice.says(f"/remind {who} xyz {when}")
        for action in ("remind:meant", "remind:confirm"):
            if any(each.action == action for each in alice.last.buttons):
                await taps(alice, action)
    await alice.says("/reminders")
    assert not finished_words(alice)


async def test_what_the_partner_sends_comes_in_the_readers_own_language(
    alice: Person, bob: Person, clock: Time
) -> None:
    await met(alice, bob)
    await alice.says("/settings")
    await taps(alice, "settings:partner")
    await taps(alice, "settings:partner", "card")
    await bob.says("/settings")
    await taps(bob, "settings:day")
    await taps(bob, "settings:day", "2")
    await bob.says("/remind para los dos: xyz todos los lunes y miércoles a las 9:00")
    await taps(bob, "remind:confirm")
    await bob.says("/goals")
    await taps(bob, "goals:new")
    await bob.says("xyz")
    await bob.says("xyz")
    await taps(bob, "goals:who", "both")
    await taps(bob, "goals:propose")
    await clock.advance(days=8)
    await alice.says("/challenge")
    await alice.says("/reminders")
    await alice.says("/goals")
    assert not finished_words(alice)


async def test_pages_on_privacy_and_help_are_in_ones_own_language(
    alice: Person, bob: Person
) -> None:
    await met(alice, bob)
    for command in ("/whatcansee", "/help", "/support Ireland", "/support", "/history", "/thanks"):
        await alice.says(command)
    assert not finished_words(alice)
