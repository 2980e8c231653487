"""Test that Discord highlights the button that most people want, and those that delete."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.platforms.discord.components import build_button_styles
from bot.platforms.discord.messages import DiscordMessage
from bot.platforms.discord.payloads import as_message
from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.support.couples import paired
from tests.support.people import FakeClock
from tests.support.phones.discord import DiscordPhone
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = pytest.mark.sqlite
"""Discord gets the same on both databases."""

BLUE, GREY, RED = 1, 2, 4


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "discord") as line:
        yield line


def styles(person: DiscordPhone) -> dict[str, int]:
    """Return the styles of the buttons under their newest message, by their labels."""
    rows = next(m["buttons"] for m in reversed(person.phone.messages) if m["buttons"])
    return {button["label"]: button["style"] for row in rows for button in row}


async def test_the_next_step_is_blue_what_takes_away_is_red_and_the_rest_is_grey(
    clients: ClientHarness,
) -> None:
    alice, bob = clients.discord("Alice", "1001"), clients.discord("Bob", "1002")
    await paired(alice, bob)
    await alice.presses("Start now")
    found = styles(bob)
    assert found.pop("Answer") == BLUE
    assert set(found.values()) == {GREY}
    await bob.says("/unpair")
    assert next(iter(styles(bob).values())) == RED


async def test_nobody_is_nudged_to_say_yes_or_to_share(clients: ClientHarness) -> None:
    alice, bob = clients.discord("Alice", "1001"), clients.discord("Bob", "1002")
    asked: list[dict[str, int]] = []
    await alice.says("/challenge")
    asked.append(styles(alice))
    await paired(alice, bob)
    await alice.presses("Start now")
    await bob.fills_in("Answer", "The lake.")
    asked.append(styles(bob))
    assert "Keep private" in asked[-1]
    assert {style for each in asked for style in each.values()} == {GREY}


def test_of_several_main_buttons_the_first_stands_out() -> None:
    row = {"a:plain||": "1", "a:main||": "2", "a:main||x": "3", "b:main||": "4", "a:gone||": "5"}
    known = build_button_styles(main=["a:main", "b:main"], destructive=["a:gone"])
    with as_message(DiscordMessage("Sure?", [row], styles=known)) as parameters:
        assert parameters.payload
        (shown,) = parameters.payload["components"]
    assert [each["style"] for each in shown["components"]] == [GREY, BLUE, GREY, GREY, RED]
