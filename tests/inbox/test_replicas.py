"""Test several bots on one database: they start at once, and agree on the time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App, open_server_keys
from bot.cli.doctor import run_checks
from bot.clock import ClockWatch, SharedClock
from bot.run import open_app
from bot.settings import Settings
from chat.messages import Address
from storage import migrate
from storage.database import Database
from storage.sealing import KeyRing
from tests.support.command_line import KEY, TOKEN, run_command
from tests.support.people import START, FakeClock
from tests.support.storage import postgres

ALICE = Address("telegram", "1001")
SOON = timedelta(seconds=30)


@pytest.mark.postgresql
async def test_two_that_start_at_once_migrate_once(empty: Database, tmp_path: Path) -> None:
    """Without the lock in `migration`: PostgreSQL refuses the second one's tables."""
    settings = {"database_url": postgres.url_text(empty.engine.url)}
    said = await asyncio.gather(
        *(run_command(tmp_path, "migrate", settings=settings) for _ in range(2))
    )
    assert [(each.code, each.err) for each in said] == [(0, "")] * 2
    assert await migrate.is_current(empty)


async def test_two_bots_that_start_at_once_have_the_same_server_keys(empty: Database) -> None:
    """Without the lock in `write_exclusively`: PostgreSQL refuses the second one's key."""
    await migrate.upgrade(empty)
    ring, bots = (
        KeyRing.parse(KEY),
        [Database(postgres.url_text(empty.engine.url)) for _ in range(4)],
    )
    for each in bots:
        # A connected replica does not wait for a connection in the race.
        assert await migrate.is_current(each)
    all_keys = await asyncio.gather(*(open_server_keys(each, ring) for each in bots))
    assert len({server_keys.lookup(ALICE) for server_keys in all_keys}) == 1
    for each in bots:
        await each.close()


@pytest.mark.postgresql
async def test_clocks_that_differ_agree_through_the_database(database: Database) -> None:
    machines = [FakeClock(START), FakeClock(START + timedelta(hours=3))]
    one, other = (SharedClock(machine, database.now) for machine in machines)
    for each in (one, other):
        await each.synchronize()
        assert abs(each.now() - await database.now()) < SOON
    assert abs(one.now() - other.now()) < SOON


@pytest.mark.postgresql
async def test_each_heartbeat_sets_the_clock(app: App) -> None:
    """Without `synchronize` in `run_heartbeat`: a machine whose clock jumped is off by a year."""
    machine = FakeClock()
    shared = SharedClock(machine, app.database.now)
    await shared.synchronize()
    app = replace(app, shared=shared, parts=replace(app.parts, clock=ClockWatch(shared)))
    machine._now += timedelta(days=365)
    await app.run_heartbeat()
    assert app.clock.is_trusted()
    assert abs(app.clock.now() - await app.database.now()) < SOON


@pytest.mark.postgresql
async def test_the_bot_runs_by_the_clock_of_its_database(empty: Database) -> None:
    """Without the shared clock in `open_app`: the time is that of the machine."""
    settings = Settings(
        telegram_token=SecretStr(TOKEN),
        secret_keys=SecretStr(KEY),
        database_url=postgres.url_text(empty.engine.url),
    )
    async with open_app(settings, FakeClock()) as (app, _):
        assert abs(app.clock.now() - await empty.now()) < SOON
        assert app.shared


@pytest.mark.postgresql
async def test_the_doctor_looks_at_a_server_too(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"DATABASE_URL": postgres.url_text(empty.engine.url), "SECRET_KEYS": KEY}
    for name, value in {**given, "TELEGRAM_TOKEN": ""}.items():
        monkeypatch.setenv(name, value)
    assert await _lines() == [
        "intact; the next start migrates it",
        "can be read, but could not be tried",
    ]
    await migrate.upgrade(empty)
    await open_server_keys(empty, KeyRing.parse(KEY))
    assert await _lines() == ["intact and up to date", "open the database"]


async def _lines() -> list[str]:
    found = {finding.subject: finding for finding in await run_checks()}
    return [found[what].message for what in ("database", "keys")]
