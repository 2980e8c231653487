"""Test two versions of the code on one database, as during an update."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground import Phone, Playground
from storage import migrate
from storage.database import Database
from tests.cli.test_run import answered, heard, running
from tests.support.command_line import (
    KEY,
    TOKEN,
    copy_project,
    run_command,
    start_process,
    wait_for_result,
)
from tests.support.storage import postgres

pytestmark = pytest.mark.long

SOON = 60.0
MIGRATION = """
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("CREATE TABLE later (id integer)")
"""


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def alice(server: Playground) -> Phone:
    return server.add_person("alice", id=1001)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Return a copy of the project with one more migration."""
    copy = copy_project(tmp_path / "newer")
    script = copy / "storage" / "migrations" / "versions" / "9999_later.py"
    script.write_text(MIGRATION.format(before=migrate.newest_version()))
    return copy


async def test_an_older_bot_ends_when_a_newer_one_has_migrated_and_that_one_goes_on(
    tmp_path: Path, server: Playground, alice: Phone, newer: Path, empty: Database
) -> None:
    """Without the look at the version: the older one works on with tables that it does not know."""
    own = {"database_url": postgres.url_text(empty.engine.url)}
    async with running(tmp_path, server.url, own) as older:
        alice.send("/help")
        await answered(server, alice, 1)
        given = {"telegram_token": TOKEN, "secret_keys": KEY, "telegram_base_url": server.url}
        process = await start_process(tmp_path, "run", root=newer, settings={**given, **own})
        try:
            async with asyncio.timeout(SOON):
                said = await wait_for_result(older)
            alice.send("/goals")
            await answered(server, alice, 2)
        finally:
            process.terminate()
            ended = await wait_for_result(process)
    assert said.code == 2
    assert said.err.count("a newer version of Same Side has migrated the database") == 1
    assert ended.code == 0
    assert len(heard(alice)) == 2


async def test_what_an_older_bot_left_undone_is_done_by_the_newer_one(
    tmp_path: Path, server: Playground, alice: Phone, newer: Path, empty: Database
) -> None:
    own = {"database_url": postgres.url_text(empty.engine.url)}
    alice.send("/help")
    async with running(tmp_path, server.url, own) as older:
        await answered(server, alice, 1)
        await migrate_to(newer, empty)
        alice.send("/goals")
        alice.send("/help")
        async with asyncio.timeout(SOON):
            said = await wait_for_result(older)
    assert said.code == 2
    given = {"telegram_token": TOKEN, "secret_keys": KEY, "telegram_base_url": server.url}
    process = await start_process(tmp_path, "run", root=newer, settings={**given, **own})
    await answered(server, alice, 3)
    process.terminate()
    await wait_for_result(process)
    assert len(heard(alice)) == 3


async def migrate_to(newer: Path, database: Database) -> None:
    """Run the newer version's migrations while the older one works."""
    given = {"database_url": postgres.url_text(database.engine.url), "secret_keys": KEY}
    said = await run_command(newer, "migrate", root=newer, settings=given)
    assert said.code == 0
