"""Test that a lone surrogate, which no text can hold, is replaced everywhere and stops nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs

from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.support.couples import linked, settled
from tests.support.people import FakeClock, Person
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = pytest.mark.long

HALVES = pytest.mark.parametrize("half", ["\ud83d", "\ude00\ud83d"])
"""The first half of a smiley alone, and both halves in the wrong order."""
INSTEAD = "\N{REPLACEMENT CHARACTER}"


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram", "discord") as line:
        yield line


@pytest.fixture(autouse=True)
def _nothing_fails() -> Iterator[None]:
    with capture_logs() as logs:
        yield
    assert [each for each in logs if each["log_level"] == "error"] == []


@pytest.fixture(params=["telegram", "discord"])
async def alice(request: pytest.FixtureRequest, clients: ClientHarness) -> Person:
    phone = clients.telegram if request.param == "telegram" else clients.discord
    person = phone("Alice", "1001")
    await settled(person, "Berlin")
    return person


@HALVES
async def test_a_page_with_half_a_character_is_kept_and_read(alice: Person, half: str) -> None:
    """Without the look at what comes in: it fails five times, and an apology comes."""
    await alice.says("/reflect")
    await alice.says(f"the sea {half}and the rain")
    await alice.says("/journal")
    alice.sees(f"the sea {INSTEAD * len(half)}and the rain")


@HALVES
async def test_words_behind_a_command_may_hold_half_a_character(alice: Person, half: str) -> None:
    await alice.says(f"/remind me call {half}mum tomorrow 9:00")
    alice.sees(f"call {INSTEAD * len(half)}mum")


@HALVES
async def test_an_edit_may_bring_half_a_character(alice: Person, half: str) -> None:
    await alice.says("/reflect")
    await alice.says("the sea", message="page")
    await alice.edits("page", f"the {half}lake")
    await alice.says("/journal")
    alice.sees(f"the {INSTEAD * len(half)}lake")


@HALVES
async def test_a_form_may_bring_half_a_character(clients: ClientHarness, half: str) -> None:
    alice = clients.discord("Alice", "1001")
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.fills_in("My name", f"Al{half}i")
    alice.sees(f"Al{INSTEAD * len(half)}i")


@HALVES
async def test_the_words_under_a_picture_may_hold_half_a_character(
    clients: ClientHarness, half: str
) -> None:
    on_telegram, on_discord = clients.telegram("Alice", "1001"), clients.discord("Bob", "1002")
    on_telegram.phone.attach("photo", f"the {half}sea")
    on_discord.phone.attaches(f"the {half}sea")
    await clients.wait_until_idle()
    assert on_telegram.screen
    assert on_discord.screen


@HALVES
async def test_a_name_may_hold_half_a_character(clients: ClientHarness, half: str) -> None:
    """A partner reads the name that the app gave, until its owner chooses another."""
    for here, there, ids in (
        (clients.telegram, clients.discord, ("1001", "1002")),
        (clients.discord, clients.telegram, ("1003", "1004")),
    ):
        alice, bob = here(f"Al{half}ice", ids[0]), there("Bob", ids[1])
        for person in (alice, bob):
            await settled(person, "Berlin")
        await linked(alice, bob)
        await bob.says("/settings")
        bob.sees_not("went wrong")
        await alice.says("/thanks for the soup")
        await alice.presses("Send")
        bob.sees(f"Al{INSTEAD * len(half)}ice")
