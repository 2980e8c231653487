"""Test that a person whose name shows nothing is called by a word everywhere."""

from __future__ import annotations

import pytest

from bot.app import App
from content.normalize import is_blank
from tests.support.couples import paired
from tests.support.people import Person
from tests.support.reminders import reminds

BLANK = [
    "",
    "   ",
    "\u200b\u200b",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u200d \u2060",
    "\u115f\u1160",
    "\u00a0\u202e",
]


@pytest.mark.parametrize("name", BLANK)
def test_an_invisible_text_is_not_a_name(name: str) -> None:
    assert is_blank(name)


@pytest.mark.parametrize("name", ["🐻", "❤️", "O", "אבי", "李雷", ".", "7", "\u200bZoë"])
def test_any_visible_text_is_a_name(name: str) -> None:
    assert not is_blank(name)


@pytest.mark.parametrize("name", BLANK)
async def test_a_word_replaces_an_invisible_name(
    alice: Person, bob: Person, app: App, name: str
) -> None:
    bob.name = name
    await paired(alice, bob, app)
    await alice.says("/thanks")
    alice.sees("thank your partner for")
    await reminds(alice, "partner dentist tomorrow 8:30")
    assert "For your partner:" in "\n".join(each.text for each in alice.screen)
    await bob.says("/thanks for the soup")
    await bob.presses("Send")
    alice.sees("From your partner:")
    await reminds(bob, "us dinner Friday 19:00")
    alice.sees("Your partner would like a reminder for both of you")


async def test_it_is_said_in_the_readers_language(alice: Person, bob: Person, app: App) -> None:
    bob.name = "\u3164"
    await paired(alice, bob, app)
    await alice.says("/settings")
    await alice.presses("Language")
    await alice.presses("Español")
    await reminds(bob, "partner dentist Friday 19:00")
    alice.sees("Tu pareja quiere recordarte algo")


async def test_a_name_that_shows_nothing_is_refused_in_the_settings(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob, app)
    await bob.says("/settings")
    await bob.presses("My name")
    await bob.says("\u3164")
    bob.sees("can’t see anything in that name")
