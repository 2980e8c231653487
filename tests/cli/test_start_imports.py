"""Test that a start imports nothing that a bot on Telegram and SQLite alone does not need."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from playground import Playground
from tests.support.command_line import (
    KEY,
    TOKEN,
    run_command,
    start_process,
    wait_for_result,
)

pytestmark = pytest.mark.long

IMPORTED = re.compile(r"^import time: .*\| *(\S+)$", re.MULTILINE)
"""A line of Python's list of imports; the last column is the module's name."""
NOT_NEEDED = (
    *("discord", "alembic", "asyncpg", "sqlalchemy.dialects.postgresql", "prometheus_client"),
    *("aiohttp.web", "icalendar", "jinja2", "pyphen", "content.lint", "playground"),
)


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


async def test_a_start_on_telegram_alone_imports_only_what_it_needs(
    tmp_path: Path, server: Playground
) -> None:
    """With `import discord` or `from alembic import …` at the top of any module: it is named.

    With `asyncio.run` in place of `event_loop.run`: uvloop is missing.
    """
    settings = {"telegram_token": TOKEN, "secret_keys": KEY, "telegram_base_url": server.url}
    assert (await run_command(tmp_path, "migrate", settings=settings)).code == 0
    alice = server.add_person("alice", id=1001)
    alice.send("/help")
    listing = settings | {"PYTHONPROFILEIMPORTTIME": "1"}
    bot = await start_process(tmp_path, "run", settings=listing)
    await server.until(lambda: any(each["from"] == "bot" for each in alice.messages), 60)
    bot.terminate()
    imported = set(IMPORTED.findall((await wait_for_result(bot)).err))
    assert {"telegram", "sqlalchemy"} <= imported
    assert [name for name in NOT_NEEDED if name in imported] == []
    assert ("uvloop" in imported) == bool(find_spec("uvloop"))
