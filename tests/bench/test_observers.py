"""Test the observers that run inside the bot's process."""

from __future__ import annotations

from importlib import import_module

import pytest
from sqlalchemy import text

from bench.latency import ONE_WORKER
from bench.observers.observed_bot import Counts, listen_to_database, set_constant
from storage.database import Database


@pytest.mark.parametrize("change", ONE_WORKER)
def test_each_constant_that_a_measurement_changes_is_there(change: str) -> None:
    module, _, name = change.partition("=")[0].partition(":")
    assert isinstance(getattr(import_module(module), name), int)


def test_a_constant_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError):
        set_constant("bot.inbox.dispatcher:NO_SUCH_NAME=1")


@pytest.mark.sqlite
async def test_statements_count_without_begin_and_only_transactions_that_wrote() -> None:
    database = Database("sqlite+aiosqlite:///:memory:")
    counts = Counts()
    listen_to_database(counts, database.engine.sync_engine)
    async with database.write() as session:
        await session.execute(text("CREATE TABLE word (text TEXT)"))
        async with session.begin_nested():
            await session.execute(text("INSERT INTO word VALUES ('x')"))
    async with database.write() as session:
        await session.execute(text("SELECT text FROM word"))
    await database.close()
    assert (counts.statements, counts.transactions) == (3, 1)
