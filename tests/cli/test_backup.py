"""Test that a backup is whole, even during writes, and that a restored bot goes on."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import App
from bot.cli.backup import create_backup, restore_backup
from bot.cli.reapply_erasures import reapply_erasures
from bot.errors import OperatorError
from bot.ops.file_lock import exclusive, shared
from bot.settings import Settings
from bot.startup import open_database
from handlers.turn import Content
from scheduler.backup import KEEP_DAYS, make_daily_copy
from storage import backup
from storage.sealing import KeyRing
from tests.support.apps import open_scenario_app
from tests.support.command_line import KEY, run_command
from tests.support.couples import consented
from tests.support.people import START, DirectPlatform, FakeClock, Person, Time

pytestmark = pytest.mark.long

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "same-side.db"


@pytest.fixture
def settings(file: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    url = f"sqlite+aiosqlite:///{file}"
    return Settings(_env_file=None, database_url=url, secret_keys=KEY)


class Home:
    """A bot on a file that can be started again."""

    def __init__(self, file: Path, content: Content) -> None:
        self.file = file
        self.shelf = content
        self.platform = DirectPlatform("telegram")
        self.clock = FakeClock()

    async def start(self, forgotten: Path | None = None) -> App:
        database = await open_database(f"sqlite+aiosqlite:///{self.file}")
        ring, adapters = KeyRing.parse(KEY), {"telegram": self.platform}
        return await open_scenario_app(
            database, ring, self.shelf, adapters, self.clock, forgotten=forgotten
        )


@pytest.fixture
async def home(file: Path, shelf: Content) -> Home:
    return Home(file, shelf)


async def writes(app: App, home: Home, words: str, name: str = "Alice", id: str = "1001") -> Person:
    """Write a line into somebody's journal."""
    alice = Person(name, app, home.platform, id, _count=home.platform._next() * 1000)
    await consented(alice)
    await alice.says("/reflect")
    await alice.says(words)
    return alice


def entries(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    return int(count)


def no_step(_left: int, _total: int) -> None:
    """Ignore the progress."""


async def test_a_restored_bot_plays_on_and_what_came_after_the_backup_is_kept_beside(
    home: Home, settings: Settings, file: Path
) -> None:
    app = await home.start()
    await writes(app, home, "Before the backup")
    kept = create_backup(settings, None, NOON, no_step)
    await writes(app, home, "After the backup")
    await app.database.close()
    assert kept == file.parent / "backups" / "same-side-20260304-120000.db"
    before = await restore_backup(settings, kept, no_step)
    assert before == file.with_name("same-side.db.before-restore")
    app = await home.start()
    alice = Person("Alice", app, home.platform, "1001", _count=9000)
    await alice.says("/journal")
    alice.sees("Before the backup")
    await writes(app, home, "Life goes on")
    await app.database.close()
    assert (entries(file), entries(before)) == (2, 2)


async def test_a_restore_does_not_bring_forgotten_people_back(
    home: Home, settings: Settings, file: Path, tmp_path: Path
) -> None:
    """Seen to fail without the file of the forgotten being read: the journal was there again."""
    settings = settings.model_copy(update={"forgotten_file": tmp_path / "keys/forgotten.txt"})
    app = await home.start(settings.forgotten_path())
    alice = await writes(app, home, "Forget this")
    await writes(app, home, "Keep this", "Bob", "1002")
    kept = create_backup(settings, None, NOON, no_step)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.says("forget me")
    await Time(app, home.clock).advance(minutes=3)
    await app.database.close()
    assert entries(file) == 1
    await restore_backup(settings, kept, no_step)
    assert entries(file) == 1
    app = await home.start()
    bob = Person("Bob", app, home.platform, "1002", _count=9000)
    await bob.says("/journal")
    bob.sees("Keep this")
    await app.database.close()


async def test_a_backup_that_was_put_in_place_by_hand_is_gone_through_at_the_start(
    home: Home, settings: Settings, file: Path, tmp_path: Path
) -> None:
    forgotten = tmp_path / "forgotten.txt"
    app = await home.start(forgotten)
    alice = await writes(app, home, "Forget this")
    kept = create_backup(settings, None, NOON, no_step)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.says("forget me")
    await app.run_heartbeat()
    await app.database.close()
    for left in file.parent.glob("same-side.db*"):
        left.unlink()
    shutil.copy(kept, file)
    app = await home.start()
    assert await reapply_erasures(app.database, app.parts.ring, forgotten) == 1
    assert await reapply_erasures(app.database, app.parts.ring, forgotten) == 0
    await app.database.close()
    assert entries(file) == 0


async def test_the_way_back_leads_to_where_it_was(
    home: Home, settings: Settings, file: Path
) -> None:
    app = await home.start()
    kept = create_backup(settings, None, NOON, no_step)
    await writes(app, home, "After the backup")
    await app.database.close()
    before = await restore_backup(settings, kept, no_step)
    assert before
    assert entries(file) == 0
    again = await restore_backup(settings, before, no_step)
    assert entries(file) == 1
    assert again == file.with_name("same-side.db.before-restore-2")


async def test_messages_waiting_at_the_backup_say_that_they_may_come_twice(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without `_mark_queued_as_resent`: it comes once more, as if for the first time."""
    app = await home.start()
    app.delivery.stopping = True
    alice = Person("Alice", app, home.platform, "1001")
    say = asyncio.create_task(alice.says("/help"))
    while not await app.delivery.has_work():  # noqa: ASYNC110 the row has no event of its own
        await asyncio.sleep(0)
    kept = create_backup(settings, None, NOON, no_step)
    app.delivery.stopping = False
    await say
    (first,) = [each.text for each in alice.screen]
    await app.database.close()
    await restore_backup(settings, kept, no_step)
    app = await home.start()
    await app.run_until_idle()
    await app.database.close()
    _, second = [each.text for each in alice.screen]
    assert second.startswith("(Sent again")
    assert second.endswith(first)


async def test_a_backup_during_writes_is_whole_and_ends(home: Home, file: Path) -> None:
    """Without the look that stays open in `_copy_pages`: each commit restarts the copy."""
    app = await home.start()
    await app.database.close()
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("CREATE TABLE pair (a INTEGER, b INTEGER, filling BLOB)")

    def write(_left: int = 0, _total: int = 0) -> None:
        writer.execute("BEGIN IMMEDIATE")
        number = writer.execute("SELECT count(*) FROM pair").fetchone()[0]
        row = "INSERT INTO pair VALUES (?, ?, zeroblob(90000))"
        writer.execute(row, (number, number))
        writer.execute("COMMIT")

    for _ in range(40):
        write()
    steps: list[int] = []

    def step(left: int, total: int) -> None:
        steps.append(left)
        assert len(steps) < 40, "the copy begins anew with each commit"
        write(left, total)

    backup.copy(file, file.with_name("copy.db"), step)
    writer.close()
    assert len(steps) > 3
    with closing(sqlite3.connect(file.with_name("copy.db"))) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copied.execute("SELECT count(*), sum(a = b) FROM pair").fetchone() == (40, 40)


async def test_a_backup_is_one_file_for_its_owner_alone_and_holds_no_key(
    home: Home, settings: Settings, file: Path
) -> None:
    app = await home.start()
    await writes(app, home, "zanzibar")
    kept = create_backup(settings, file.parent / "safe", NOON, no_step)
    await app.database.close()
    assert os.listdir(kept.parent) == [kept.name]
    assert kept.stat().st_mode & 0o777 == 0o600
    sealed_bytes = kept.read_bytes()
    assert KEY.partition(":")[2].encode() not in sealed_bytes
    assert b"zanzibar" not in sealed_bytes


async def test_a_damaged_database_makes_no_backup_and_keeps_the_older_ones(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without the check in `_copy_pages`: the copy is as torn as the file."""
    await (await home.start()).database.close()
    good = create_backup(settings, None, NOON, no_step)
    tear(file)
    with pytest.raises(OperatorError, match="is damaged: restore a backup"):
        create_backup(settings, None, NOON + timedelta(hours=1), no_step)
    assert os.listdir(good.parent) == [good.name]
    await restore_backup(settings, good, no_step)
    await (await home.start()).database.close()


def tear(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\x99" * 8192 + whole[12288:])


async def test_the_log_of_a_killed_bot_is_kept_and_does_not_spoil_what_is_restored(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without `_checkpoint_wal`: the old file's write-ahead log is played into the restored one."""
    app = await home.start()
    kept = create_backup(settings, None, NOON, no_step)
    await writes(app, home, "In the log alone")
    left = {ending: bytes_of(file, ending) for ending in ("", "-wal")}
    await app.database.close()
    for ending, sealed_bytes in left.items():
        write(file, ending, sealed_bytes)
    before = await restore_backup(settings, kept, no_step)
    assert before
    assert (entries(file), entries(before)) == (0, 1)
    await (await home.start()).database.close()


async def test_a_broken_database_is_moved_away_with_its_log(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without the log's second name: SQLite deletes it when it cannot read the file."""
    await (await home.start()).database.close()
    kept = create_backup(settings, None, NOON, no_step)
    for ending in ("", "-wal"):
        write(file, ending, b"zanzibar" * 999)
    before = await restore_backup(settings, kept, no_step)
    assert before
    assert bytes_of(before, "") == bytes_of(before, "-wal") == b"zanzibar" * 999
    await (await home.start()).database.close()


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*"))


def bytes_of(file: Path, ending: str = "") -> bytes:
    return file.with_name(file.name + ending).read_bytes()


def write(file: Path, ending: str, sealed_bytes: bytes) -> None:
    file.with_name(file.name + ending).write_bytes(sealed_bytes)


@pytest.mark.parametrize("spoiled", ["torn", "no database", "a stranger's", "from the future"])
async def test_a_failed_restore_changes_nothing(
    home: Home, settings: Settings, file: Path, spoiled: str
) -> None:
    """Each was restored without its check: of the copy, its tables, its revision."""
    await (await home.start()).database.close()
    kept = create_backup(settings, None, NOON, no_step)
    if spoiled == "torn":
        tear(kept)
    elif spoiled == "no database":
        kept.write_bytes(b"zanzibar" * 999)
    else:
        with closing(sqlite3.connect(kept)) as connection:
            if spoiled == "a stranger's":
                connection.execute("DROP TABLE data_key")
            else:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    before = bytes_of(file)
    with pytest.raises(OperatorError, match=rf"nothing was changed: .*{kept.name}") as caught:
        await restore_backup(settings, kept, no_step)
    assert "\n" not in str(caught.value)
    assert bytes_of(file) == before
    assert sorted(os.listdir(file.parent)) == ["backups", "same-side.db", "same-side.db.lock"]


async def test_a_backup_of_another_key_is_refused(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without `_check_keys`: the bot would refuse to start on what was restored."""
    await (await home.start()).database.close()
    kept = create_backup(settings, None, NOON, no_step)
    other = settings.model_copy(update={"secret_keys": SecretStr(KeyRing.generate_key("test"))})
    before = bytes_of(file)
    with pytest.raises(
        OperatorError, match=r"SECRET_KEYS does not open .* the key that it was made"
    ):
        await restore_backup(other, kept, no_step)
    assert bytes_of(file) == before


async def test_restoring_and_running_exclude_each_other(
    home: Home, settings: Settings, file: Path
) -> None:
    """Without the lock: the bot goes on writing into a file that has no name any more."""
    await (await home.start()).database.close()
    kept = create_backup(settings, None, NOON, no_step)
    runs = pytest.raises(OperatorError, match=r"the bot runs on .*: stop it first")
    with shared(file), shared(file), runs:
        await restore_backup(settings, kept, no_step)
    restores = pytest.raises(OperatorError, match="is being restored: start again when")
    with exclusive(file), restores, shared(file):
        pass
    await restore_backup(settings, kept, no_step)


async def test_into_an_empty_place_a_backup_is_simply_put(
    home: Home, settings: Settings, file: Path
) -> None:
    await (await home.start()).database.close()
    kept = create_backup(settings, file.parent.parent / "kept.db", NOON, no_step)
    shutil.rmtree(file.parent)
    assert await restore_backup(settings, kept, no_step) is None
    await (await home.start()).database.close()


async def test_a_taken_name_is_reported(home: Home, settings: Settings, file: Path) -> None:
    await (await home.start()).database.close()
    create_backup(settings, file.parent / "kept.db", NOON, no_step)
    with pytest.raises(OperatorError, match="already exists: choose another name"):
        create_backup(settings, file.parent / "kept.db", NOON, no_step)


async def test_each_day_has_its_backup_and_a_week_of_them_is_kept(home: Home, file: Path) -> None:
    await (await home.start()).database.close()
    folder = file.parent / "daily"
    by_hand = folder / "same-side-20260101-120000.db"
    for day in range(10):
        assert await make_daily_copy(file, folder, START + timedelta(days=day))
        assert await make_daily_copy(file, folder, START + timedelta(days=day, hours=5)) is None
        by_hand.touch()
    kept = sorted(each.name for each in folder.iterdir())
    assert kept == [by_hand.name, *(f"same-side-202603{day:02}.db" for day in range(7, 14))]
    assert KEEP_DAYS == 7


async def test_a_failed_daily_backup_raises_an_alarm_and_the_bot_continues(
    app: App, alice: Person, clock: Time, tmp_path: Path
) -> None:
    await app.sweep()
    (tmp_path / "a-file").touch()
    with capture_logs() as logs:
        await replace(app, backups=tmp_path / "a-file" / "below").sweep()
    expected = ["backup_failed"] if app.database.is_sqlite else []
    assert [each["event"] for each in logs] == expected
    await replace(app, backups=tmp_path / "copies").sweep()
    assert len(names_in(tmp_path / "copies")) == len(expected)


async def test_the_commands_say_where_it_went_and_how_to_go_back(tmp_path: Path) -> None:
    given = {"secret_keys": KEY, "database_url": "sqlite+aiosqlite:///./same-side.db"}
    await (await open_database(f"sqlite+aiosqlite:///{tmp_path}/same-side.db")).close()
    said = await run_command(tmp_path, "backup", "kept.db", settings=given)
    assert (said.code, said.out, said.err) == (0, "The backup is complete: kept.db\n", "")
    said = await run_command(tmp_path, "restore", "kept.db", settings=given)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "The database is restored.",
        "The previous one is kept. To go back: python -m bot restore same-side.db.before-restore",
    ]


async def test_for_postgresql_its_own_commands_are_named_without_the_password(
    settings: Settings,
) -> None:
    url = "postgresql+asyncpg://u:zanzibar@db/same_side"
    elsewhere = settings.model_copy(update={"database_url": url})
    names = "--host=db --username=u --dbname=same_side$"
    with pytest.raises(
        OperatorError, match=f"pg_dump --format=custom --file=same-side.dump {names}"
    ):
        create_backup(elsewhere, None, NOON, no_step)
    with pytest.raises(OperatorError, match=f"pg_restore --clean .*--single-transaction {names}"):
        await restore_backup(elsewhere, Path("same-side.dump"), no_step)
