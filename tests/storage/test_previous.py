"""Test that databases of the previous version open without losses, and that their people go on."""

from __future__ import annotations

import gzip
import json
from asyncio import to_thread
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa

from bot.app import App, open_server_keys
from bot.platforms.adapter import OutboundMessage
from bot.platforms.discord import events as discord_events
from bot.platforms.telegram import events as telegram_events
from bot.platforms.telegram.groups import BotIdentity
from chat.messages import Address, Event
from handlers.turn import Content
from storage import migrate
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys
from tests.storage.test_migrations import Rows, held, kept
from tests.support.apps import open_scenario_app
from tests.support.command_line import run_command
from tests.support.people import DirectPlatform, FakeClock, Person, Time
from tests.support.storage import postgres

pytestmark = pytest.mark.long

FOLDER = Path(__file__).parent / "previous"
ABOUT = json.loads((FOLDER / "about.json").read_text())
RING = KeyRing.parse(ABOUT["key"])
READABLE = (
    ("Alice", "/journal", "A stray thought of the second week."),
    ("Alice", "/reminders", "water the plants"),
    ("Alice", "/repair", "Both tired, one dish too many."),
    ("Bob", "/reminders", "take the vitamins"),
    ("Bob", "/history", "For our old question\n\nand a second message"),
    ("Bob", "/repair", "Phones away at dinner"),
)
"""The pages that show what the two stored."""


def read(name: str) -> bytes:
    """Return one of the files that the previous version made."""
    return gzip.decompress((FOLDER / name).read_bytes())


async def load(database: Database) -> None:
    """Put what the previous version stored into an empty database."""
    if database.is_sqlite:
        assert database.engine.url.database
        await to_thread(Path(database.engine.url.database).write_bytes, read("sqlite.db.gz"))
        return
    address = database.engine.url.set(drivername="postgresql")
    connection = await asyncpg.connect(postgres.url_text(address))
    try:
        await connection.execute(read("postgresql.sql.gz").decode())
    finally:
        await connection.close()


def read_all(connection: sa.Connection) -> dict[str, Rows]:
    """Return every row of every table that there is."""
    tables = sa.MetaData()
    tables.reflect(connection)
    return held(connection, tables)


@pytest.fixture
async def previous(empty: Database) -> Database:
    """Copy the previous version's database, as that version left it."""
    await load(empty)
    return empty


async def test_every_row_of_the_previous_version_is_there_after_the_upgrade(
    previous: Database,
) -> None:
    """Seen to fail with `DELETE FROM guess`, or `UPDATE inbox SET priority = 0`, in 0025."""
    async with previous.engine.connect() as connection:
        before = await connection.run_sync(read_all)
    assert [name for name, rows in before.items() if not rows] == []
    assert not await migrate.is_current(previous)
    await migrate.upgrade(previous)
    async with previous.engine.connect() as connection:
        assert await connection.run_sync(kept, before)
    assert await migrate.differences(previous) == []


async def test_all_that_the_previous_version_sealed_opens(
    previous: Database, tmp_path: Path
) -> None:
    """Seen to fail with another name of a table in the associated data."""
    await migrate.upgrade(previous)
    url = postgres.url_text(previous.engine.url)
    given = {"database_url": url, "secret_keys": ABOUT["key"]}
    said = await run_command(tmp_path, "keys", "check", settings=given)
    assert (said.code, said.err) == (0, "")
    assert "Opened: " in said.out


class UpgradedPlatform(DirectPlatform):
    """A platform that also understands events that the real one handed to the previous version."""

    def __init__(self, platform: str, server_keys: ServerKeys) -> None:
        super().__init__(platform)
        self.server_keys = server_keys
        self.sent: list[tuple[str, str]] = []
        """The person and the text of each message, new or changed in place."""

    async def send(self, to: Address, message: OutboundMessage) -> str:
        self.sent.append((to.id, message.text))
        return await super().send(to, message)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        if id in self._events:
            return self._events[id]
        raw: dict[str, Any] = json.loads(body)
        if self.platform == "discord":
            return discord_events.translate(raw, id, at, self.server_keys.signer)
        me = BotIdentity(1234567, "same_side_bot")
        return telegram_events.translate(raw, id, at, self.server_keys.signer, me)


@dataclass(frozen=True)
class Upgraded:
    """The bot of today on the database of the previous version, and its two people."""

    app: App
    alice: Person
    bob: Person
    time: Time


@pytest.fixture
async def upgraded(previous: Database, shelf: Content) -> Upgraded:
    """Upgrade the previous version's bot; it has not looked at its queues yet."""
    await migrate.upgrade(previous)
    server_keys = await open_server_keys(previous, RING)
    telegram = UpgradedPlatform("telegram", server_keys)
    discord = UpgradedPlatform("discord", server_keys)
    clock = FakeClock(datetime.fromisoformat(ABOUT["now"]))
    adapters = {each.platform: each for each in (telegram, discord)}
    app = await open_scenario_app(previous, RING, shelf, adapters, clock, server_keys=server_keys)
    alice = Person("Alice", app, telegram, "1001")
    bob = Person("Bob", app, discord, "1002")
    return Upgraded(app, alice, bob, Time(app, clock))


def was_sent(person: Person, words: str) -> bool:
    """Return whether a message to a person was sent or changed with these words in it."""
    platform = person.platform
    assert isinstance(platform, UpgradedPlatform)
    return any(to == person.id and words in text for to, text in platform.sent)


async def states(app: App, table: str) -> list[str]:
    """Return the states of what a queue holds, each once."""
    async with app.database.read() as session:
        rows = await session.scalars(sa.text(f"SELECT DISTINCT state FROM {table} ORDER BY state"))  # noqa: S608 our own names
        return list(rows)


async def test_messages_the_previous_version_had_not_sent_are_sent(upgraded: Upgraded) -> None:
    """Seen to fail with another name for a field of the payload."""
    assert await states(upgraded.app, "outbox") == ["new", "sent"]
    await upgraded.app.run_until_idle()
    assert await states(upgraded.app, "outbox") == ["sent"]
    assert was_sent(upgraded.alice, "For nobody else"), "her journal, as a new message"
    assert was_sent(upgraded.alice, "Swapped by one of you"), "the card that she pressed"
    assert was_sent(upgraded.alice, "Here is everything of yours"), "her export"
    assert [shown.content[:2] for shown in upgraded.alice.screen if shown.attachment] == [b"PK"]
    assert was_sent(upgraded.bob, "Swapped by one of you"), "his earlier card"
    assert was_sent(upgraded.bob, "I could not find a time in that.")


async def test_events_the_previous_version_had_not_handled_are_handled(upgraded: Upgraded) -> None:
    """Seen to fail with another platform name for due moments."""
    assert await states(upgraded.app, "inbox") == ["done", "new", "parked"]
    await upgraded.app.run_until_idle()
    assert await states(upgraded.app, "inbox") == ["done", "parked"]
    await upgraded.alice.says("/journal")
    upgraded.alice.sees("The last page before the update")


async def test_the_couple_finds_all_that_it_had_and_goes_on(upgraded: Upgraded) -> None:
    """Seen to fail with `DELETE FROM due` in 0025."""
    alice, bob = upgraded.alice, upgraded.bob
    await upgraded.app.run_until_idle()
    people = {"Alice": alice, "Bob": bob}
    for name, command, words in READABLE:
        await people[name].says(command)
        people[name].sees(words)
    for person, goal, step in (
        (alice, "Grow tomatoes", "a pot"),
        (bob, "Walk by", "Look at a map"),
    ):
        await person.says("/goals")
        await person.presses(goal)
        person.sees_changed(step)
    for person in (alice, bob):
        await person.says("/history")
        await person.presses("Older")
        person.sees_changed("The tea at four", "Thank you for that")
    await upgraded.time.advance(days=7)
    for person in (alice, bob):
        person.sees("A small nudge", "Your week on the same side", "take the vitamins")
    answers = []
    for number, person in enumerate((alice, bob)):
        await person.says("/challenge")
        answers.append(person.buttons()[number])
        await person.presses(answers[number])
        await person.presses("Share when both are in")
    alice.sees(*answers)
