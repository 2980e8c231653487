"""Test the small commands, whose errors are one line that says how to fix them."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from bot.app import open_server_keys
from bot.cli import migrate
from bot.cli.commands import main
from bot.startup import open_database
from playground import Playground
from storage.sealing import KeyRing
from tests.support.command_line import KEY, PROJECT, TOKEN, copy_project, run_command

pytestmark = pytest.mark.long

GIVEN = {"telegram_token": TOKEN, "secret_keys": KEY, "telegram_base_url": "http://127.0.0.1:9"}


async def hindered(folder: Path, *words: str, root: Path | None = None, **changed: str) -> str:
    """Run a command that fails with exit code 2; return its line after "Error: "."""
    said = await run_command(folder, *words, root=root, settings=GIVEN | changed)
    assert (said.code, said.out) == (2, "")
    (line,) = said.err.splitlines()
    assert line.startswith("Error: ")
    return line.removeprefix("Error: ")


async def test_a_missing_token_is_reported(tmp_path: Path) -> None:
    line = await hindered(tmp_path, "run", telegram_token="")
    assert line == (
        "no token is given: get one from @BotFather and put it into TELEGRAM_TOKEN, "
        "or one of a Discord application and put it into DISCORD_TOKEN"
    )


async def test_a_missing_key_is_reported(tmp_path: Path) -> None:
    line = await hindered(tmp_path, "run", secret_keys="")
    assert "`python -m bot keys new`" in line


async def test_a_revoked_token_is_reported(tmp_path: Path) -> None:
    playground = Playground("1234567:Another-token-than-the-one-of-the-bot")
    await playground.start()
    line = await hindered(tmp_path, "run", telegram_base_url=playground.url)
    await playground.stop()
    assert line == "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather (/token)"


async def test_a_wrong_key_is_reported(tmp_path: Path) -> None:
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/same-side.db")
    await open_server_keys(database, KeyRing.parse(KeyRing.generate_key("test")))
    await database.close()
    line = await hindered(tmp_path, "run", database_url="sqlite+aiosqlite:///./same-side.db")
    assert line.startswith("SECRET_KEYS does not open this database: add the key")


async def test_a_file_that_is_not_a_database_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "same-side.db", "These are not the bytes that you are looking for. " * 100)
    line = await hindered(tmp_path, "run", database_url="sqlite+aiosqlite:///./same-side.db")
    assert (
        line == "same-side.db is not a database, or is damaged: restore a backup, or move it away"
    )


async def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    line = await hindered(tmp_path, "run", database_url="sqlite+aiosqlite:////dev/null/a/a.db")
    assert line.startswith("the folder of /dev/null/a/a.db cannot be created or written")


async def test_a_broken_text_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    write(root / "content/locales/en/common.ftl", "*junk\n")
    line = await hindered(tmp_path, "run", root=root)
    assert line.startswith("the content cannot be used: locales/en/common.ftl, line 1")
    assert line.endswith("`python -m bot content check` lists every fault")


async def test_content_check_lists_the_faults_of_all_files_or_of_some(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    write(root / "content/locales/en/settings.ftl", "*junk\n")
    said = await run_command(tmp_path, "content", "check", root=root)
    assert said.code == 1
    assert any(line.startswith("locales/en/settings.ftl, line 1") for line in lines(said.err))
    themes = str(root / "content/themes")
    said = await run_command(tmp_path, "content", "check", themes, root=root)
    assert (said.code, said.out, said.err) == (0, "The content is fine.\n", "")


async def test_migrations_that_lag_behind_the_models_are_reported(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    table = root / "storage/tables/member.py"
    zone = "    zone: Mapped[str | None]"
    write(table, text_of(table).replace(zone, f"    pet: Mapped[str]\n{zone}", 1))
    said = await run_command(tmp_path, "migrate", "--check", root=root)
    assert said.code == 1
    assert "pet" in said.err


async def test_migrations_and_models_agree() -> None:
    assert await migrate.find_differences() == []


async def test_migrate_makes_a_database_that_is_up_to_date(tmp_path: Path) -> None:
    settings = {"database_url": "sqlite+aiosqlite:///./data/a.db"}
    said = await run_command(tmp_path, "migrate", settings=settings)
    assert (said.code, said.out, said.err) == (0, "The database is up to date.\n", "")
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/data/a.db", upgrade=False)
    await open_server_keys(database, KeyRing.parse(KEY))
    await database.close()


async def test_a_new_key_is_a_key_and_never_the_same(tmp_path: Path) -> None:
    keys = {(await run_command(tmp_path, "keys", "new")).out.strip() for _ in range(2)}
    assert len(keys) == 2
    assert all(KeyRing.parse(key) for key in keys)


async def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    said = await run_command(tmp_path, root=PROJECT)
    assert said.code == 0
    assert all(name in said.out for name in ("run", "demo", "keys", "migrate", "content", "doctor"))


def commands(group: click.Group) -> list[click.Command]:
    """Yield a group of commands and everything in it."""
    inner = [
        each
        for command in group.commands.values()
        for each in (commands(command) if isinstance(command, click.Group) else [command])
    ]
    return [group, *inner]


@pytest.mark.parametrize("command", commands(main), ids=lambda command: command.name)
def test_each_command_says_what_it_does(command: click.Command) -> None:
    assert command.help
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(option.help for option in options)


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def lines(text: str) -> list[str]:
    return text.splitlines()
