"""Test that the bot's files are for its own account alone, and that open ones are found."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.cli.doctor import CheckResult, run_checks
from bot.cli.permissions import ROOT_UID, ExposedPath, find_exposed_paths
from bot.settings import Settings
from playground import Phone, Playground
from tests.support.command_line import KEY, TOKEN, run_command, start_forked, wait_for_result

pytestmark = pytest.mark.long

SECONDS = 30.0
GIVEN = {
    "telegram_token": TOKEN,
    "database_url": "sqlite+aiosqlite:///./data/same-side.db",
    "secret_keys_file": "keys/keys",
    "backup_dir": "copies",
}
DATA = "same-side.db", "same-side.db-wal", "same-side.db-shm", "same-side.db.before-restore"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Change to a separate folder, with the umask that a machine has by default."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


def modes(folder: Path) -> dict[str, str]:
    """Return the modes of everything that others could read, write or look into."""
    found = {str(each.relative_to(folder)): mode_of(each) for each in folder.rglob("*")}
    return {name: f"{mode:o}" for name, mode in found.items() if mode & 0o077}


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def make(path: str, mode: int, words: str = "") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words)
    file.chmod(mode)
    return file


async def until_said(server: Playground, phone: Phone, words: str, times: int = 1) -> None:
    await server.until(lambda: str(phone.messages).count(words) >= times, SECONDS)


def wire_of(phone: Phone, label: str) -> str:
    """Return the wire text of a button of the newest message."""
    keyboard = phone.messages[-1]["keyboard"]
    return {each["text"]: str(each["callback_data"]) for row in keyboard for each in row}[label]


async def test_all_that_a_running_bot_makes_is_for_its_account_alone(
    tmp_path: Path, server: Playground
) -> None:
    """Without the umask: 644 for the database and its log, 755 for each folder."""
    alice = server.add_person("alice", id=1001)
    make("keys/keys", 0o600, KEY).parent.chmod(0o700)
    given = GIVEN | {"telegram_base_url": server.url, "forgotten_file": "list/forgotten.txt"}
    process = await start_forked(tmp_path, "run", settings=given)
    alice.send("/help")
    await until_said(server, alice, "/challenge")
    alice.send("/forget")
    await until_said(server, alice, "Go on")
    alice.press(alice.messages[-1]["message_id"], wire_of(alice, "Go on"))
    await until_said(server, alice, "forget me")
    alice.send("forget me")
    await until_said(server, alice, "It’s done")
    process.terminate()
    assert (await wait_for_result(process)).code == 0
    assert modes(tmp_path) == {}
    # The second notes at its start what the first had no time for.
    process = await start_forked(tmp_path, "run", settings=given)
    alice.send("/help")
    await until_said(server, alice, "/challenge", times=2)
    process.terminate()
    assert (await wait_for_result(process)).code == 0
    assert {"data", "keys", "list"} == names_in(tmp_path)
    assert modes(tmp_path) == {}


async def test_all_that_the_other_commands_make_is_for_their_account_alone(tmp_path: Path) -> None:
    given = GIVEN | {"secret_keys": KEY, "secret_keys_file": "", "backup_dir": ""}
    for words in (
        ["migrate"],
        ["keys", "rotate"],
        ["backup"],
        ["backup", "elsewhere/copy.db"],
        ["restore", "elsewhere/copy.db"],
    ):
        said = await run_command(tmp_path, *words, settings=given)
        assert said.code == 0, said.err
    assert {"data", "elsewhere"} == names_in(tmp_path)
    assert modes(tmp_path) == {}


async def test_a_kept_demo_is_for_its_account_alone_also_one_that_was_open(tmp_path: Path) -> None:
    for name in (*DATA, "forgotten.txt"):
        make(f"ours/{name}", 0o644)
    make("ours/keys", 0o644, KEY.replace("test:", "demo:"))
    process = await start_forked(tmp_path, "demo", "--port", "0", "--keep", "ours")
    assert process.stdout
    async with asyncio.timeout(SECONDS):
        assert (await process.stdout.readline()).startswith(b"Two phones")
    process.terminate()
    assert (await wait_for_result(process)).code == 0
    assert (tmp_path / "ours/demo.json").exists()
    assert modes(tmp_path) == {}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (GIVEN | {"telegram_base_url": "http://127.0.0.1:9"}).items():
        monkeypatch.setenv(name.upper(), value)


@pytest.fixture
def settings(given: None) -> Settings:
    """Make an installation as the README's steps left it under the usual umask."""
    make(".env", 0o644)
    for name in DATA:
        make(f"data/{name}", 0o644)
    for name in ("copies/same-side-20260304.db", "data/backups/same-side-20260304-101500.db"):
        make(name, 0o644)
    make("keys/keys", 0o644, KEY)
    make("keys/forgotten.txt", 0o644)
    return Settings.read()


OPEN = {
    *(".env", "data/", "data/backups/", "copies/", "keys/", "keys/keys", "keys/forgotten.txt"),
    *("copies/same-side-20260304.db", "data/backups/same-side-20260304-101500.db"),
    *(f"data/{name}" for name in DATA),
}


def named(found: list[ExposedPath]) -> set[str]:
    return {each.name for each in found}


def test_each_file_and_folder_that_others_can_read_is_found(settings: Settings) -> None:
    assert named(find_exposed_paths(settings)) == OPEN


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o606, 0o666])
def test_one_bit_for_others_is_enough(settings: Settings, mode: int) -> None:
    for each in find_exposed_paths(settings):
        each.close_to_others()
    Path("data/same-side.db").chmod(mode)
    (found,) = find_exposed_paths(settings)
    assert (found.name, found.mode) == ("data/same-side.db", mode)


def test_closed_files_are_open_to_the_bot_alone(settings: Settings) -> None:
    for each in find_exposed_paths(settings):
        each.close_to_others()
    assert find_exposed_paths(settings) == []
    assert mode_of(Path("data")) == 0o700
    assert mode_of(Path("data/same-side.db")) == 0o600


def test_a_folder_with_other_things_in_it_is_not_ours_to_close(settings: Settings) -> None:
    """Without the look at what else is there: somebody's home, or /srv, would be closed."""
    make("data/holiday.jpg", 0o644)
    make("copies/of-others.db", 0o644)
    assert named(find_exposed_paths(settings)) == OPEN - {"data/", "copies/"}


def test_a_folder_that_all_may_write_into_is_not_ours_to_close(settings: Settings) -> None:
    Path("data").chmod(0o1777)
    assert "data/" not in named(find_exposed_paths(settings))


BOT, STRANGER = 4711, 4712


@pytest.mark.skipif(os.geteuid() != ROOT_UID, reason="only root gives files away")
@pytest.mark.parametrize(
    ("members", "mode", "closed"),
    [
        (set(), 0o644, 0o600),
        ({BOT}, 0o644, 0o640),
        ({BOT}, 0o640, None),
        ({BOT, STRANGER}, 0o640, 0o600),
        ({STRANGER}, 0o660, 0o600),
    ],
)
def test_the_bots_own_group_is_not_a_stranger(
    settings: Settings, members: set[int], mode: int, closed: int | None
) -> None:
    """As docs/operator.md sets `.env` up: root's, and readable by the bot's own group."""
    os.chown("data/same-side.db", BOT, -1)
    Path(".env").chmod(mode)
    found = {
        each.path: each for each in find_exposed_paths(settings, members=lambda _: members)
    }.get(Path(".env"))
    assert (found.closed_mode if found else None) == closed


async def examined(*, fix: bool = False) -> dict[str, CheckResult]:
    return {each.subject: each for each in await run_checks(fix=fix)}


async def test_the_doctor_names_each_and_closes_it_on_request(settings: Settings) -> None:
    found = await examined()
    assert {what for what, each in found.items() if not each.is_ok} >= OPEN
    assert found[".env"].message == (
        "open to other accounts of this machine (0644): `python -m bot doctor --fix` closes it"
    )
    found = await examined(fix=True)
    assert found[".env"] == CheckResult(".env", True, "closed to other accounts now (it was 0644)")
    assert named(find_exposed_paths(settings)) == set()
    found = await examined()
    assert found["files"] == CheckResult("files", True, "closed to other accounts")


async def test_a_file_that_cannot_be_closed_is_reported(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    found = (await examined(fix=True))[".env"]
    assert not found.is_ok
    assert found.message.endswith("its owner or root has to close it (Operation not permitted)")


async def test_the_env_file_is_looked_at_also_when_it_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make(".env", 0o644, "SEND_RATE=fast\n")
    found = await examined()
    assert not found["settings"].is_ok
    assert not found[".env"].is_ok


async def test_a_running_bot_says_once_that_something_is_open(
    tmp_path: Path, server: Playground
) -> None:
    make(".env", 0o644, f"TELEGRAM_TOKEN={TOKEN}\nSECRET_KEYS={KEY}\n")
    alice = server.add_person("alice", id=1001)
    alice.send("/help")
    process = await start_forked(tmp_path, "run", settings={"telegram_base_url": server.url})
    await until_said(server, alice, "/challenge")
    process.terminate()
    said = await wait_for_result(process)
    assert said.err.count("open_to_other_accounts") == 1
    assert ".env" not in said.err


async def test_the_command_closes_and_says_so(tmp_path: Path) -> None:
    make(".env", 0o644)
    said = await run_command(tmp_path, "doctor")
    assert "✗ .env: open to other accounts of this machine (0644)" in said.out
    said = await run_command(tmp_path, "doctor", "--fix")
    assert "✓ .env: closed to other accounts now (it was 0644)" in said.out
    assert mode_of(tmp_path / ".env") == 0o600
