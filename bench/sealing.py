"""Measure the cost of sealing and opening a text: our code, Fernet, and one committed row."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from uuid import uuid4

from cryptography.fernet import Fernet
from sqlalchemy.ext.asyncio import AsyncSession

from bench.report import Table
from bench.rounds import Progress
from storage import migrate
from storage.database import Database
from storage.sealing import KEY_BYTES, KeyRing, ServerKeys, Vault
from storage.tables.queues import Tombstone
from storage.tables.reflect import JournalPart

WORDS = "What I liked most this week was that you put the phone away at dinner. " * 3
ROUNDS = 25
TEXTS, COMMITS = 500, 10
Work = Callable[[], Awaitable[None]]


async def measure(_: int, progress: Progress) -> Table:
    """Return the table: the best of many short rounds, and how many of each fill one commit."""
    progress(f"{ROUNDS} short rounds")
    works = {**_ours(), **_fernet(), **_column()}
    with TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/bench.db")
        await migrate.upgrade(database)
        works["one row, committed"] = _commit(database)
        best = await _measured(works)
        await database.close()
    return _table(best)


def _table(best: Mapping[str, float]) -> Table:
    commit = best["one row, committed"]
    rows = [
        [name, f"{seconds * 1e6:.1f}", f"{commit / seconds:.0f}"] for name, seconds in best.items()
    ]
    header = f"{len(WORDS.encode())} bytes of text", "microseconds", "in the time of one commit"
    seal, unseal = (best[f"Fernet, {what}"] / best[f"ours, {what}"] for what in ("seal", "open"))
    notes = f"Fernet takes {seal:.1f} times as long to seal, and {unseal:.1f} times to open."
    return Table("sealing", header, rows, notes)


async def _measured(works: dict[str, Work]) -> dict[str, float]:
    """Return the seconds for one piece of each, in turns, so that the machine is the same."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            times = COMMITS if "committed" in name else TEXTS
            start = time.perf_counter()
            for _ in range(times):
                await work()
            best[name] = min(best[name], (time.perf_counter() - start) / times)
    return best


def _ours() -> dict[str, Work]:
    """Seal padded and bound to its place with AES-256-GCM: bytes in, bytes out, as in the inbox."""
    server_keys = ServerKeys(os.urandom(KEY_BYTES))
    sealed = server_keys.seal(WORDS.encode(), "telegram:1")

    async def seal() -> None:
        server_keys.seal(WORDS.encode(), "telegram:1")

    async def unseal() -> None:
        assert server_keys.open(sealed, "telegram:1").decode() == WORDS

    return {"ours, seal": seal, "ours, open": unseal}


def _column() -> dict[str, Work]:
    """Seal as a handler does: into a column of a row, with its owner's key looked up."""
    vault = Vault(AsyncSession(), KeyRing.parse(KeyRing.generate_key("bench")))
    row = JournalPart(id=uuid4(), member_id=uuid4(), position=0)
    vault.make_key(row.member_id)

    async def seal() -> None:
        await vault.seal(row, "text", WORDS)

    async def unseal() -> None:
        assert await vault.open(row, "text") == WORDS

    return {"a column, seal": seal, "a column, open": unseal}


def _fernet() -> dict[str, Work]:
    fernet = Fernet(Fernet.generate_key())
    token = fernet.encrypt(WORDS.encode())

    async def seal() -> None:
        fernet.encrypt(WORDS.encode())

    async def unseal() -> None:
        assert fernet.decrypt(token).decode() == WORDS

    return {"Fernet, seal": seal, "Fernet, open": unseal}


def _commit(database: Database) -> Work:
    """Commit one of our rows to disk, the least that a tap costs anyway."""

    async def commit() -> None:
        async with database.write() as session:
            session.add(Tombstone(member_id=uuid4(), at=datetime.now(UTC)))

    return commit
