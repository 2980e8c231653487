"""Test that Telegram highlights the button that most people want, and those that delete."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.platforms.telegram.keyboards import InlineKeyboards, build_button_styles
from chat.buttons import Button
from chat.messages import Address
from handlers.turn import Content
from storage.database import Database
from storage.sealing import ServerKeys
from tests.conftest import RING
from tests.support.couples import paired
from tests.support.people import FakeClock
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = pytest.mark.sqlite
"""Telegram gets the same on both databases."""

SIGN = ServerKeys(b"a key for the tests alone").signer(Address("telegram", "1001"))


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram") as line:
        yield line


def styles(person: TelegramPhone) -> dict[str, str | None]:
    """Return the styles of the buttons under their newest message, by their labels."""
    rows = next(m["keyboard"] for m in reversed(person.phone.messages) if m["keyboard"])
    return {button["text"]: button.get("style") for row in rows for button in row}


async def test_the_next_step_is_blue_what_takes_away_is_red_and_the_rest_is_plain(
    clients: ClientHarness,
) -> None:
    alice, bob = clients.telegram("Alice", "1001"), clients.telegram("Bob", "1002")
    await paired(alice, bob)
    await alice.presses("Start now")
    found = styles(bob)
    assert found.pop("Answer") == "primary"
    assert set(found.values()) == {None}
    await bob.says("/unpair")
    assert next(iter(styles(bob).values())) == "danger"


async def test_nobody_is_nudged_to_say_yes_or_to_share(clients: ClientHarness) -> None:
    alice, bob = clients.telegram("Alice", "1001"), clients.telegram("Bob", "1002")
    asked: list[dict[str, str | None]] = []
    await alice.says("/challenge")
    asked.append(styles(alice))
    await paired(alice, bob)
    await alice.presses("Start now")
    await bob.presses("Answer")
    await bob.says("The lake.")
    asked.append(styles(bob))
    assert "Keep private" in asked[-1]
    assert {style for each in asked for style in each.values()} == {None}


def test_of_several_main_buttons_the_first_stands_out() -> None:
    actions = ("a:plain", "a:main", "b:main", "a:gone")
    rows = tuple((Button(each, each),) for each in actions)
    known = build_button_styles(main=["a:main", "b:main"], destructive=["a:gone"])
    built = InlineKeyboards(known).build_inline(rows, SIGN)
    assert built
    assert [row[0].style for row in built.inline_keyboard] == [None, "primary", None, "danger"]
