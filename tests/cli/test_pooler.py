"""Test bots whose connections go through PgBouncer, which gives each transaction another server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from playground import Phone, Playground
from storage.database import Database
from tests.cli.test_run import answered, heard, running
from tests.support.command_line import KEY, TOKEN, run_command
from tests.support.storage import postgres
from tests.support.storage.pooler import running_pooler

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def through_pooler(empty: Database) -> AsyncIterator[Mapping[str, str]]:
    async with running_pooler(empty.engine.url) as pooled:
        yield {
            "database_url": postgres.url_text(pooled),
            "database_direct_url": postgres.url_text(empty.engine.url),
            "database_prepared_statements": "false",
        }


async def test_two_bots_behind_a_pooler_answer_everybody_once_and_take_turns_at_receiving(
    tmp_path: Path, server: Playground, through_pooler: Mapping[str, str]
) -> None:
    """With prepared statements: a server is asked for one that another one knows.

    With the locks through the pooler: they stay behind with a server, and nobody takes over.
    """
    people = [server.add_person(f"person-{number}", id=2000 + number) for number in range(20)]
    async with running(tmp_path, server.url, through_pooler) as first:
        await asyncio.gather(*(_asks(server, person) for person in people))
        async with running(tmp_path, server.url, through_pooler):
            first.kill()
            await first.wait()
            for person in people:
                person.send("/goals")
            for person in people:
                await answered(server, person, 2)
    assert all(len(heard(person)) == 2 for person in people)


async def _asks(server: Playground, person: Phone) -> None:
    person.send("/help")
    await answered(server, person, 1)


async def test_the_operators_commands_work_through_a_pooler(
    tmp_path: Path, through_pooler: Mapping[str, str]
) -> None:
    settings = {**through_pooler, "secret_keys": KEY}
    for command in (["migrate"], ["keys", "check"], ["keys", "rotate"]):
        said = await run_command(tmp_path, *command, settings=settings)
        assert (said.code, said.err) == (0, ""), command
