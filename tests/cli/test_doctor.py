"""Test the doctor: one line for each thing that the bot needs, with a fix where it is missing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import open_server_keys
from bot.cli.doctor import CheckResult, run_checks
from bot.errors import OperatorError
from bot.settings import Settings
from bot.startup import open_database
from chat.messages import Address
from domain import member
from playground import Playground
from storage.sealing import KeyRing, Vault
from tests.support.command_line import KEY, TOKEN, run_command
from tests.support.contexts import context
from tests.support.people import START

pytestmark = pytest.mark.long

URL = "sqlite+aiosqlite:///./data/same-side.db"


@pytest.fixture(autouse=True)
def _only_what_the_test_gives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o077)
    for name, value in (("TELEGRAM_TOKEN", TOKEN), ("SECRET_KEYS", KEY)):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TELEGRAM_BASE_URL", "http://127.0.0.1:9")
    yield
    os.umask(before)


async def findings() -> dict[str, CheckResult]:
    return {finding.subject: finding for finding in await run_checks()}


async def make(keys: str = KEY) -> None:
    database = await open_database(URL)
    await open_server_keys(database, KeyRing.parse(keys))
    await database.close()


async def test_a_new_installation_is_fine_and_checking_creates_nothing(tmp_path: Path) -> None:
    found = await findings()
    assert (
        found["database"].message == "does not exist yet; the first start creates data/same-side.db"
    )
    assert [each for each in found if not found[each].is_ok] == ["telegram"]
    assert names_in(tmp_path) == []


async def test_it_says_what_people_read_where_nobody_is_named() -> None:
    found = (await findings())["settings"]
    assert found.is_ok
    assert "RUN_BY is empty" in found.message


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_an_installation_in_use_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    await make()
    server = Playground(TOKEN)
    monkeypatch.setenv("TELEGRAM_BASE_URL", await server.start())
    monkeypatch.setenv("DISCORD_BASE_URL", server.url)
    monkeypatch.setenv("DISCORD_TOKEN", server.discord_token)
    monkeypatch.setenv("RUN_BY", "Carol")
    found = await findings()
    await server.stop()
    assert [each.message for each in found.values()] == [
        "can be read",
        "closed to other accounts",
        "intact and up to date",
        "open the database",
        "the token is @same_side_bot's; people see nothing yet; "
        "the next start writes it, without a picture",
        "the token is @same-side's; people see nothing yet; "
        "the next start writes it, without a picture",
        "complete",
    ]


async def test_a_token_that_people_in_the_database_need_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await make()
    database = await open_database(URL)
    async with database.write() as session:
        vault = Vault(session, KeyRing.parse(KEY))
        server_keys = await vault.server_keys()
        await member.create(
            context(session, vault=vault, now=START), server_keys, Address("discord", "2001"), "Bob"
        )
    await database.close()
    found = (await findings())["discord"]
    assert not found.is_ok
    assert found.message.endswith("their messages wait: set DISCORD_TOKEN")


async def test_each_fault_has_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    await make(KeyRing.generate_key("other"))
    server = Playground("1234567:Another-token-than-the-one-of-the-bot")
    monkeypatch.setenv("TELEGRAM_BASE_URL", await server.start())
    monkeypatch.setenv("DISCORD_BASE_URL", server.url)
    monkeypatch.setenv("DISCORD_TOKEN", "ODgwMDAw.tests.Another-token-than-the-one-of-the-bot")
    found = await findings()
    await server.stop()
    assert [each for each in found if found[each].is_ok] == [
        "settings",
        "files",
        "database",
        "content",
    ]
    assert "add the key" in found["keys"].message
    assert "@BotFather" in found["telegram"].message
    assert "application's page Bot" in found["discord"].message


async def test_an_unwritable_place_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:////dev/null/data/a.db")
    database = (await findings())["database"]
    assert not database.is_ok
    assert database.message.startswith("/dev/null cannot be written")


@pytest.mark.parametrize("seen", ["9999", "0004_what_is_not_written_yet"])
async def test_a_database_of_a_newer_version_is_told_as_the_start_tells_it(seen: str) -> None:
    """Without `check_known`: "the next start brings it up to date", and that start refuses."""
    await make()
    write_revision(seen)
    with pytest.raises(OperatorError) as start:
        await open_database(URL)
    database = (await findings())["database"]
    assert not database.is_ok
    assert database.message == str(start.value)


async def test_a_database_of_an_older_version_is_fine() -> None:
    await make()
    write_revision("0002")
    database = (await findings())["database"]
    assert database.is_ok
    assert database.message == "intact; the next start migrates it"


def write_revision(name: str) -> None:
    with closing(sqlite3.connect("data/same-side.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [name])


async def test_an_unreadable_setting_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_RATE", "fast")
    found = await findings()
    assert found["settings"].message.startswith("CHAT_RATE is not usable")
    assert found["content"].is_ok


async def test_a_missing_token_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    assert "put it into TELEGRAM_TOKEN" in (await findings())["token"].message


async def test_the_command_prints_a_line_each_and_ends_with_two_for_a_fault(tmp_path: Path) -> None:
    said = await run_command(tmp_path, "doctor")
    assert (said.code, said.err) == (2, "")
    assert [line[:3] for line in said.out.splitlines()] == [
        "✓ s",
        "✓ f",
        "✓ d",
        "✗ k",
        "✗ t",
        "✓ c",
    ]
