"""Test starting: each unusable setting, key or database is reported with its fix."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.app import open_server_keys
from bot.errors import OperatorError
from bot.settings import Settings
from bot.startup import open_database, open_verified_keys
from storage.sealing import KeyRing
from tests.support.command_line import KEY, TOKEN


@pytest.fixture(autouse=True)
def _only_what_the_test_gives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("TELEGRAM_TOKEN", "", "@BotFather and put it into TELEGRAM_TOKEN"),
        ("TELEGRAM_TOKEN", "hello", "TELEGRAM_TOKEN is not a token"),
        ("TELEGRAM_TOKEN", "123:short", "TELEGRAM_TOKEN is not a token"),
        ("DISCORD_TOKEN", "hello", "DISCORD_TOKEN is not a token"),
        ("DISCORD_BASE_URL", "discord.com", "DISCORD_BASE_URL is not usable: must begin"),
        ("TELEGRAM_BASE_URL", "api.telegram.org", "TELEGRAM_BASE_URL is not usable: must begin"),
        ("SECRET_KEYS", "", "`python -m bot keys new`"),
        ("SECRET_KEYS", "mine:short", "SECRET_KEYS is not usable: a key must look like"),
        ("SECRET_KEYS_FILE", "nowhere", "SECRET_KEYS_FILE cannot be read: No such file"),
        ("SEND_RATE", "fast", "SEND_RATE is not usable"),
        ("CHAT_RATE", "0", "CHAT_RATE is not usable"),
        ("REMINDERS_FOR_PARTNER", "6", "REMINDERS_FOR_PARTNER is not usable: Input should be less"),
        ("RUN_BY", "x" * 201, "RUN_BY is not usable: must have no more than 200 characters"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is not usable: must be DEBUG"),
    ],
)
def test_an_unusable_setting_is_reported(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, line: str
) -> None:
    given = {"TELEGRAM_TOKEN": TOKEN, "SECRET_KEYS": KEY} | {setting: value}
    if setting == "SECRET_KEYS_FILE":
        del given["SECRET_KEYS"]
    for name, text in given.items():
        monkeypatch.setenv(name, text)
    with pytest.raises(OperatorError) as caught:
        settings_in_use()
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def settings_in_use() -> None:
    settings = Settings.read()
    settings.read_tokens()
    settings.read_key_ring()


def test_settings_are_read_from_the_env_file_beside(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_TOKEN={TOKEN}\nSECRET_KEYS={KEY}\n")
    settings_in_use()
    assert Settings.read().read_tokens() == (TOKEN, "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [(" Carol  \n of the *chess* club ", "Carol of the *chess* club"), (" \u200b ", ""), ("", "")],
)
def test_the_operators_name_is_one_line(
    monkeypatch: pytest.MonkeyPatch, given: str, kept: str
) -> None:
    monkeypatch.setenv("RUN_BY", given)
    assert Settings.read().run_by == kept


def test_no_secret_is_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEYS", KEY)
    shown = repr(Settings.read())
    assert TOKEN not in shown
    assert KEY not in shown


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("my database", "DATABASE_URL is not usable: write sqlite+aiosqlite"),
        ("sqlite:///./a.db", "DATABASE_URL is not usable: write sqlite+aiosqlite"),
        ("mysql+aiomysql://u@localhost/db", "DATABASE_URL is not usable: write sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////dev/null/data/a.db", "the folder of /dev/null/data/a.db cannot be"),
        ("sqlite+aiosqlite:////dev", "/dev is a folder: name a file in DATABASE_URL"),
        ("postgresql+asyncpg://u:p@127.0.0.1:9/db", "check that it runs and that DATABASE_URL"),
    ],
)
async def test_an_unreachable_database_is_reported(url: str, line: str) -> None:
    with pytest.raises(OperatorError, match=line.replace("+", r"\+")):
        await open_database(url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "same-side.db"


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def use(file: Path) -> None:
    """Make and seal a database, in a folder that does not exist yet."""
    database = await open_database(url(file))
    await open_server_keys(database, KeyRing.parse(KEY))
    await database.close()


async def test_a_database_opens_again_with_its_key(file: Path) -> None:
    await use(file)
    await use(file)


async def test_a_wrong_key_is_reported(file: Path) -> None:
    await use(file)
    database = await open_database(url(file))
    with pytest.raises(OperatorError, match="SECRET_KEYS does not open this database: add the key"):
        await open_verified_keys(database, KeyRing.parse(KeyRing.generate_key("test")))
    await database.close()


async def test_a_torn_database_is_told_and_left_as_it_is(file: Path) -> None:
    await use(file)
    tear(file)
    torn = bytes_of(file)
    with pytest.raises(OperatorError, match="is damaged: restore a backup"):
        await open_database(url(file))
    assert bytes_of(file) == torn


def tear(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\x99" * 8192 + whole[12288:])


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


async def test_a_database_from_the_future_is_reported(file: Path) -> None:
    await use(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(OperatorError, match="was made by a newer version of Same Side"):
        await open_database(url(file))


async def test_a_database_locked_by_another_process_is_reported(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await use(file)
    monkeypatch.setattr("bot.startup.BUSY_TIMEOUT_SECONDS", 0.0)
    holder = sqlite3.connect(file)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OperatorError, match="is locked by another process: stop the other bot"):
        await open_database(url(file))
    holder.close()
