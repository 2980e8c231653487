"""Test that typed words go where `typed_words.tsv` says, in every state."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.conversation.typed_words import table
from tests.conversation.typed_words.places import PLACES
from tests.conversation.typed_words.states import STATES, Stage
from tests.conversation.typed_words.table import Row
from tests.support.people import FakeClock, Person, Time
from tests.support.real_clients import ClientHarness, run_client_harness

ROWS = table.rows()
ON_CLIENTS = [row for row in ROWS if row.on_clients]
HOWS_ON_CLIENTS = {"", "forwarded", "under a photo", "edit of her answer", "reply to the reminder"}
AT_ONCE = 2
"""Rows that share a world: Discord's client takes 110 heartbeats a minute, one for each move."""


@pytest.mark.parametrize("row", ROWS, ids=str)
async def test_typed_words_go_where_the_table_says(
    alice: Person, bob: Person, clock: Time, shelf: Content, row: Row
) -> None:
    alice.language = row.language
    await table.play(row, Stage(alice, bob, clock, shelf))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "rows",
    [ON_CLIENTS[at : at + AT_ONCE] for at in range(0, len(ON_CLIENTS), AT_ONCE)],
    ids=lambda rows: str(rows[0]),
)
async def test_it_goes_there_through_the_real_clients(
    database: Database,
    shelf: Content,
    fake_clock: FakeClock,
    pytestconfig: pytest.Config,
    rows: Sequence[Row],
) -> None:
    """Run each marked row on one platform, in turn, or with `--everywhere` on both."""
    everywhere = pytestconfig.getoption("--everywhere")
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram", "discord") as line:
        for row in rows:
            for on_discord in (False, True):
                if everywhere or on_discord == bool(row.number % 2):
                    await table.play(row, _stage(line, shelf, fake_clock, row, on_discord))


def _stage(
    clients: ClientHarness, content: Content, clock: FakeClock, row: Row, on_discord: bool
) -> Stage:
    """Make two people with separate names: Alice on one platform, Bob on the other."""
    here, there = (
        (clients.discord, clients.telegram) if on_discord else (clients.telegram, clients.discord)
    )
    number = 10_000 + 4 * row.number + 2 * on_discord
    alice = here(f"Alice{number}", str(number), row.language)
    return Stage(alice, there(f"Bob{number}", str(number + 1)), Time(clients.app, clock), content)


def test_the_table_is_whole() -> None:
    """Check for each state in both languages, words for each place, and enough of all of it.

    A client adds only how words come in and how buttons look, so that one row for nearly each state
    and each way to write goes through them; the code that routes words is the same for all.
    """
    assert len(ROWS) >= 160
    assert len({each.state for each in ON_CLIENTS}) * 10 >= len(STATES) * 8
    assert {each.how for each in ON_CLIENTS} >= HOWS_ON_CLIENTS
    assert {each.language for each in ON_CLIENTS} == {"en", "es"}
    assert {each.state for each in ROWS} == STATES.keys()
    assert {each.place for each in ROWS} == PLACES.keys()
    assert {each.language for each in ROWS} == {"en", "es"}
