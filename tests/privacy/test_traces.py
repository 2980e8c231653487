"""Test that people's words leave no trace in logs, operators' output, files or metrics."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.ops.health import serve_pages
from chat.messages import Kind, Replies
from handlers.turn import Content, Turn
from storage import backup
from storage.columns import Base
from storage.database import Database
from storage.tables import sealed_columns
from storage.tables.keys import DataKey
from tests.conftest import RING
from tests.support.canaries import BOBS_CITY, PRIVATE_CANARIES, SHARED_CANARIES, live_three_weeks
from tests.support.couples import member_of
from tests.support.people import FakeClock, Person, Time
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = pytest.mark.long

ALICE, BOB = "718300019", "718300027"
NAMES = ("Alice", "Bob")
WORDS = [*PRIVATE_CANARIES.values(), *SHARED_CANARIES.values(), "from Alice", ALICE, BOB, *NAMES]
SEALED_WORDS = [each for each in WORDS if each not in (BOBS_CITY, *NAMES)]
"""Words that must not be in the database's bytes; a city is there as a zone, in the clear."""


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock, log: io.StringIO
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram") as open_line:
        yield open_line


async def forgets(person: Person) -> None:
    await person.says("/forget")
    await person.presses("Go on")
    await person.says("forget me")


async def contents(database: Database) -> bytes:
    """Return every value of every row, and the database's own files where they can be read."""
    found = bytearray()
    async with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in await session.execute(select(table)):
                for value in row:
                    found += value if isinstance(value, bytes) else str(value).encode()
                    found += b"\n"
    for file in files(database):
        found += file.read_bytes()
    return bytes(found)


def files(database: Database) -> list[Path]:
    file = Path(database.engine.url.database or "")
    return list(file.parent.glob(f"{file.name}*")) if database.is_sqlite else []


def leaks(words: list[str], where: bytes | str) -> list[str]:
    found = where if isinstance(where, bytes) else where.encode()
    return [each for each in words if each.encode() in found]


@pytest.mark.sqlite
async def test_nothing_that_two_people_wrote_is_left_anywhere(
    clients: ClientHarness,
    log: io.StringIO,
    fake_clock: FakeClock,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A long life over the real client at DEBUG, and then both forget.

    With an error's words in its line of the log: they are found there.
    Without the deletion of a couple's reminders with its last half: sealed words stay for ever.
    """
    app, clock = clients.app, Time(clients.app, fake_clock)
    alice, bob = clients.telegram("Alice", ALICE), clients.telegram("Bob", BOB)
    await live_three_weeks(alice, bob, clock)
    for person in (alice, bob):
        await person.says("/export")
    async with (
        serve_pages(app.metrics, app.process_metrics, 0) as port,
        aiohttp.ClientSession() as http,
    ):
        for page in ("metrics", "health/ready"):
            async with http.get(f"http://127.0.0.1:{port}/{page}") as answer:
                assert leaks([*WORDS, clients.playground.token], await answer.text()) == []
    assert leaks([*SEALED_WORDS, clients.playground.token], await contents(app.database)) == []
    backup.copy(files(app.database)[0].with_name("same-side.db"), tmp_path / "copy.db")
    assert leaks(SEALED_WORDS, (tmp_path / "copy.db").read_bytes()) == []
    await something_fails_with_words_in_hand(clients, alice, clock)
    sealed = await all_sealed(app.database, bob, clients)
    await forgets(bob)
    await forgets(alice)
    await clock.advance(minutes=3)
    after = await contents(app.database)
    assert [name for each, name in sealed.items() if each in after] == []
    assert leaks(SEALED_WORDS, after) == []
    said = log.getvalue()
    assert "event_parked" in said
    assert leaks([*WORDS, clients.playground.token], said) == []
    shown = capfd.readouterr()
    assert leaks([*WORDS, clients.playground.token], shown.out + shown.err) == []


async def something_fails_with_words_in_hand(
    clients: ClientHarness, alice: Person, clock: Time
) -> None:
    """Raise an error with people's words, which is logged until the event is set aside."""

    async def fails(turn: Turn) -> Replies:
        raise ValueError(turn.event.text)

    clients.app.parts.features.router.handlers[Kind.COMMAND, "journal"] = fails
    await alice.says(f"/journal {PRIVATE_CANARIES['entry_part.text']}")
    await clock.advance(minutes=2)


async def all_sealed(database: Database, bob: Person, clients: ClientHarness) -> dict[bytes, str]:
    """Return Bob's key and all sealed values as bytes to look for later."""
    found = {}
    async with database.read() as session:
        member = await member_of(session, bob, clients.app)
        found[(await session.get_one(DataKey, member.id)).wrapped] = "data_key.wrapped"
        for column in sealed_columns():
            rows = select(column).where(column.is_not(None))
            found |= dict.fromkeys(await session.scalars(rows), str(column))
    return found
