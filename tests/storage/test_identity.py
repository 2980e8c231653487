"""Test that a process's name and locks live as long as the process, for all at its database."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database
from storage.identity import new_identity_id
from storage.identity_on_server import END_SILENT, SILENT_AFTER_SECONDS
from tests.support.storage import postgres
from tests.support.storage.replicas import ROOT

SOON = 10.0
HOLD = """
import asyncio, sys
from storage.database import Database

async def hold():
    database = Database(sys.argv[1])
    await database.identity.try_lock("door")
    print(await database.identity.acquire(), flush=True)
    await asyncio.to_thread(sys.stdin.read)

asyncio.run(hold())
"""
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND (classid::bigint << 32) | objid::bigint = $1
"""


@pytest.fixture
async def other(empty: Database) -> AsyncIterator[Database]:
    """Open the same database as another bot does."""
    database = Database(postgres.url_text(empty.engine.url))
    yield database
    await database.close()


@asynccontextmanager
async def process(address: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run a process that has a name at this database, and does nothing."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLD, address),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def lost(database: Database) -> None:
    """Delete the file, or end the connection, as an operator might."""
    name = database.identity.id
    if database.is_sqlite:
        (file,) = (each for each in files_of(database) if name in each.name)
        file.unlink()
    else:
        address = postgres.url_text(database.engine.url.set(drivername="postgresql"))
        connection = await asyncpg.connect(address)
        assert await connection.fetchval(CUT, int.from_bytes(bytes.fromhex(name), signed=True))
        await connection.close()
    async with asyncio.timeout(SOON):
        while database.identity.id == name and not database.identity.is_lost:  # noqa: ASYNC110 a line that was cut has no event
            await asyncio.sleep(0.01)


def files_of(database: Database) -> list[Path]:
    file = Path(database.engine.url.database or "")
    return list(file.parent.glob(f"{file.name}.process-*.lock"))


async def test_a_name_lives_until_it_is_closed_and_each_is_another(
    empty: Database, other: Database
) -> None:
    mine, theirs = await empty.identity.acquire(), await other.identity.acquire()
    assert await empty.identity.alive_ids([mine, theirs, new_identity_id()]) == {mine, theirs}
    assert await empty.identity.acquire() == mine
    await other.identity.close()
    assert await empty.identity.alive_ids([mine, theirs]) == {mine}
    assert await other.identity.acquire() != theirs


async def test_a_process_that_is_killed_is_known_to_be_dead_at_once(empty: Database) -> None:
    """With a lock that somebody has to free: it lives for ever."""
    async with process(postgres.url_text(empty.engine.url)) as (held, name):
        assert await empty.identity.alive_ids([name]) == {name}
        held.kill()
        await held.wait()
        async with asyncio.timeout(SOON):
            while await empty.identity.alive_ids([name]):  # noqa: ASYNC110 as above
                await asyncio.sleep(0.01)


async def test_a_process_taken_for_dead_notices_and_takes_another_name(
    empty: Database, other: Database
) -> None:
    """Without `is_lost`: it goes on under a name that counts as dead."""
    assert empty.identity.is_lost
    mine = await empty.identity.acquire()
    assert not empty.identity.is_lost
    await lost(empty)
    assert await other.identity.alive_ids([mine]) == set()
    another = await empty.identity.acquire()
    assert await other.identity.alive_ids([mine, another]) == {another}


@pytest.mark.postgresql
async def test_a_process_without_an_answer_counts_as_lost_before_the_server_gives_up(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `LOST_AFTER_SECONDS`: it begins sends while others may have taken its place."""
    await empty.identity.acquire()
    monkeypatch.setattr("storage.identity_on_server.LOST_AFTER_SECONDS", 0.0)
    assert empty.identity.is_lost


@pytest.mark.postgresql
async def test_the_server_is_asked_again_whether_the_lock_is_there(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a look at the connection alone: it keeps a name whose lock is gone."""
    mine = await empty.identity.acquire()
    monkeypatch.setattr("storage.identity_on_server.RECHECK_SECONDS", 0.0)
    assert await empty.identity.acquire() == mine
    await vars(empty.identity)["_driver_connection"].execute("SELECT pg_advisory_unlock_all()")
    assert await empty.identity.acquire() != mine


@pytest.mark.sqlite
async def test_files_left_by_dead_processes_are_removed(empty: Database, other: Database) -> None:
    async with process(postgres.url_text(empty.engine.url)) as (held, _):
        mine = await empty.identity.acquire()
        held.kill()
        await held.wait()
        assert len(files_of(empty)) == 2
        theirs = await other.identity.acquire()
    assert {file.name.split("-")[-1] for file in files_of(empty)} == {
        f"{mine}.lock",
        f"{theirs}.lock",
    }
    await empty.close()
    await other.close()
    assert files_of(empty) == []


@pytest.mark.sqlite
async def test_two_who_reach_a_file_over_different_links_see_each_other(
    empty: Database, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "linked.db"
    os.symlink(empty.engine.url.database or "", link)
    linked = Database(f"sqlite+aiosqlite:///{link}")
    mine = await empty.identity.acquire()
    assert await linked.identity.alive_ids([mine]) == {mine}
    await linked.close()


async def test_at_a_database_in_memory_there_is_nobody_else() -> None:
    database = Database("sqlite+aiosqlite://")
    mine = await database.identity.acquire()
    assert not database.identity.is_lost
    assert await database.identity.alive_ids([mine, new_identity_id()]) == {mine}
    await database.close()


async def gets_lock(database: Database) -> None:
    async with asyncio.timeout(SOON):
        while not await database.identity.try_lock("door"):  # noqa: ASYNC110 a lock that is free has no event
            await asyncio.sleep(0.01)


async def test_a_lock_is_one_processs_until_it_lets_go(empty: Database, other: Database) -> None:
    assert await empty.identity.try_lock("door")
    assert await empty.identity.try_lock("door")
    assert empty.identity.holds("door")
    assert not await other.identity.try_lock("door")
    assert not other.identity.holds("door")
    assert await other.identity.try_lock("window")
    await empty.identity.unlock("door")
    assert not empty.identity.holds("door")
    assert await other.identity.try_lock("door")
    assert not await empty.identity.try_lock("door")


async def test_a_killed_processs_lock_is_free_at_once(empty: Database) -> None:
    async with process(postgres.url_text(empty.engine.url)) as (held, _):
        assert not await empty.identity.try_lock("door")
        held.kill()
        await held.wait()
        await gets_lock(empty)


@pytest.mark.postgresql
async def test_a_lock_on_a_connection_that_was_cut_is_held_no_longer(
    empty: Database, other: Database
) -> None:
    """Without forgetting the locks of a lost connection: two processes hold it."""
    assert await empty.identity.try_lock("door")
    await lost(empty)
    assert not empty.identity.holds("door")
    await gets_lock(other)
    await empty.identity.acquire()
    assert not empty.identity.holds("door")
    assert not await empty.identity.try_lock("door")


@pytest.mark.postgresql
async def test_a_paused_processs_lock_goes_to_one_that_wants_it(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the end of silent connections: it is held as long as the process is paused."""
    statement = END_SILENT.replace(f"{SILENT_AFTER_SECONDS} seconds", "0.5 seconds")
    assert statement != END_SILENT
    monkeypatch.setattr("storage.identity_on_server.END_SILENT", statement)
    async with process(postgres.url_text(empty.engine.url)) as (held, _):
        held.send_signal(signal.SIGSTOP)
        await gets_lock(empty)
        held.send_signal(signal.SIGCONT)


@pytest.mark.postgresql
async def test_an_idle_process_keeps_its_lock(
    empty: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the question every two seconds: the other one takes it for silent."""
    statement = END_SILENT.replace(f"{SILENT_AFTER_SECONDS} seconds", "0.5 seconds")
    monkeypatch.setattr("storage.identity_on_server.END_SILENT", statement)
    monkeypatch.setattr("storage.identity_on_server.KEEP_ALIVE_SECONDS", 0.05)
    assert await empty.identity.try_lock("door")
    begun = asyncio.get_running_loop().time()
    while asyncio.get_running_loop().time() - begun < 1.5:
        assert not await other.identity.try_lock("door")
        await asyncio.sleep(0.1)
    assert empty.identity.holds("door")
