"""Test starting on a bad disk, folder or file: each problem has its own correct line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import URL

from bot.errors import OperatorError
from bot.startup import open_database, open_verified_keys
from storage.sealing import KeyRing
from tests.storage.test_broken import small_disk as small_disk
from tests.support.command_line import KEY, TOKEN, run_command
from tests.support.storage import postgres

pytestmark = pytest.mark.long

FULL = "the disk is full: make room for"
READ_ONLY = "is on a read-only file system"
NOBODY = 65534


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def start(file: Path) -> None:
    """Start as `run` does, up to the point at which it would listen."""
    database = await open_database(url(file))
    try:
        await open_verified_keys(database, KeyRing.parse(KEY))
    finally:
        await database.close()


async def told(file: Path) -> str:
    with pytest.raises(OperatorError) as caught:
        await start(file)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def fill(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


def freeze(disk: Path) -> None:
    words = ("/bin/mount", "-o", "remount,ro", str(disk))
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 words of our own


@pytest.mark.parametrize("name", ["same-side.db", "deep/down/same-side.db"])
@pytest.mark.parametrize("is_there", [True, False])
async def test_a_full_disk_is_told_whether_or_not_the_database_is_there(
    small_disk: Path, name: str, is_there: bool
) -> None:
    """By its words alone: "cannot be opened (OperationalError): check that it runs"."""
    file = small_disk / name
    if is_there:
        await start(file)
    fill(small_disk)
    said = await told(file)
    assert said == f"{FULL} {file}, then start again"


@pytest.mark.parametrize("name", ["same-side.db", "deep/same-side.db"])
@pytest.mark.parametrize("is_there", [True, False])
async def test_a_read_only_file_system_is_reported(
    small_disk: Path, name: str, is_there: bool
) -> None:
    """By the words of the error alone: "let the bot's user read and write it"."""
    file = small_disk / name
    if is_there:
        await start(file)
    freeze(small_disk)
    assert READ_ONLY in await told(file)


async def test_an_unwritable_database_at_the_first_start_is_no_traceback(
    small_disk: Path,
) -> None:
    """Without the check of the disk: its tables are there, and its key cannot be kept."""
    file = small_disk / "same-side.db"
    database = await open_database(url(file))
    await database.close()
    freeze(small_disk)
    given = {"telegram_token": TOKEN, "secret_keys": KEY, "database_url": url(file)}
    said = await run_command(small_disk.parent, "run", settings=given)
    assert (said.code, len(said.err.strip().splitlines())) == (2, 1)
    assert READ_ONLY in said.err


@pytest.mark.parametrize(("breaks", "line"), [(fill, FULL), (freeze, READ_ONLY)])
async def test_the_doctor_says_so_before_the_first_start(
    small_disk: Path, breaks: Callable[[Path], None], line: str
) -> None:
    """By what may be written alone: a full disk is fine, a frozen one is to be given to the bot."""
    breaks(small_disk)
    given = {"secret_keys": KEY, "database_url": url(small_disk / "deep" / "same-side.db")}
    said = await run_command(small_disk.parent, "doctor", settings=given)
    assert line in said.out


@pytest.fixture
def folder() -> Iterator[Path]:
    """Make a folder that somebody who is not root can read and not write."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
async def nobody(tmp_path: Path) -> AsyncIterator[None]:
    """Run as another user for a while, as root may do everything.

    Start the bot once before: a module imported later may be out of that user's reach.
    """
    await start(tmp_path / "same-side.db")
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    if was == 0:
        os.seteuid(was)


async def made(folder: Path, mode: int, mode_of_folder: int = 0o755) -> Path:
    file = folder / "same-side.db"
    await start(file)
    for path, its in ((file, mode), (folder, mode_of_folder)):
        os.chmod(path, its)
    return file


@pytest.fixture
async def readable(folder: Path) -> Path:
    return await made(folder, 0o444, 0o555)


@pytest.fixture
async def secret(folder: Path) -> Path:
    return await made(folder, 0o000)


@pytest.mark.usefixtures("nobody")
async def test_an_unreadable_file_is_reported(secret: Path) -> None:
    assert await told(secret) == (
        f"{secret} cannot be opened: let the bot's user read and write it"
    )


@pytest.mark.usefixtures("nobody")
async def test_an_unwritable_file_is_reported(readable: Path) -> None:
    line = "cannot be written: let the bot's user write it and its folder"
    assert await told(readable) == f"{readable} {line}"


@pytest.mark.usefixtures("nobody")
async def test_a_folder_that_may_not_be_written_is_reported(readable: Path) -> None:
    fresh = readable.with_name("other.db")
    line = "cannot be written: let the bot's user write it and its folder"
    assert await told(fresh) == f"{fresh} {line}"
    assert "cannot be created or written" in await told(readable.parent / "more" / "other.db")


async def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert await told(tmp_path) == f"{tmp_path} is a folder: name a file in DATABASE_URL"


async def test_a_file_that_is_not_a_database_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "same-side.db"
    file.write_text("words " * 1000)
    assert "is not a database, or is damaged" in await told(file)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("53100", "the disk of the database server is full"),
        ("25006", "is read-only"),
        ("42501", "may not change the tables"),
        ("53300", "has no free connection"),
    ],
)
def test_a_database_servers_error_is_explained(code: str, line: str) -> None:
    from bot.ops.database_errors import describe_database_error

    class Said(Exception):
        sqlstate = code

    assert line in describe_database_error(Said(), None)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"database": "nowhere"}, "has no such database"),
        ({"username": "nobody-here"}, "rejects the user"),
        ({"port": 9, "host": "127.0.0.1", "query": {}}, "check that it runs"),
    ],
)
async def test_a_server_that_refuses_the_login_is_reported(
    postgresql_server: URL, changes: dict[str, Any], line: str
) -> None:
    address = postgresql_server.set(**changes)
    with pytest.raises(OperatorError, match=line):
        await open_database(postgres.url_text(address))
