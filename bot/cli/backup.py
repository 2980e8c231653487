"""Makes backups of the database and restores them, for the operator."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select, update
from sqlalchemy.engine import URL, make_url

from bot.app import open_server_keys
from bot.cli.reapply_erasures import reapply_erasures
from bot.errors import OperatorError
from bot.ops.database_errors import describe_database_error
from bot.ops.file_lock import exclusive
from bot.settings import Settings
from bot.startup import database_file, open_database
from storage import backup
from storage.backup import ProgressCallback
from storage.database import Database
from storage.sealing import CannotOpen, KeyRing
from storage.tables.keys import DataKey
from storage.tables.queues import Outbox


def create_backup(
    settings: Settings, to: Path | None, now: datetime, on_progress: ProgressCallback
) -> Path:
    """Copy the database, also while the bot runs; return the copy's path. Raises OperatorError."""
    file = _require_database_file(
        settings.database_url, "pg_dump --format=custom --file=same-side.dump"
    )
    if not file.exists():
        raise OperatorError(f"{file} is not there: DATABASE_URL names no database yet")
    to = _backup_path(file, to or settings.backup_dir or default_backup_folder(file), now)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        backup.copy(file, to, on_progress)
    except FileExistsError:
        raise OperatorError(f"{to} already exists: choose another name") from None
    except OSError as error:
        raise OperatorError(
            f"{to} cannot be written ({error.strerror}): make room, or choose another place"
        ) from None
    except sqlite3.Error as error:
        raise OperatorError(
            describe_database_error(error, to if "full" in str(error) else file)
        ) from None
    return to


def default_backup_folder(database: Path) -> Path:
    """Return the folder for a backup when the operator names none."""
    return database.parent / "backups"


async def restore_backup(
    settings: Settings, source: Path, on_progress: ProgressCallback
) -> Path | None:
    """Replace the database with a backup; return where the old one is now. Raises OperatorError.

    All work is done on a copy. The database is exchanged only once the copy is known to be intact,
    to be Same Side's, to open with the keys and to be migrated.
    """
    file = _require_database_file(
        settings.database_url, "pg_restore --clean --if-exists --single-transaction"
    )
    ring = settings.read_key_ring()
    with exclusive(file), TemporaryDirectory(prefix=".restore-", dir=_make_folder(file)) as folder:
        copy = Path(folder) / file.name
        _copy_and_check(source, copy, on_progress)
        await _prepare_copy(source, copy, ring, settings.forgotten_path())
        return _swap_in(file, copy)


def _require_database_file(url: str, postgresql_command: str) -> Path:
    """Return the path of the SQLite file. For PostgreSQL, raise OperatorError with its command."""
    if file := database_file(url):
        return file
    options = _connection_options(make_url(url))
    raise OperatorError(f"PostgreSQL has its own command for this: {postgresql_command} {options}")


def _connection_options(url: URL) -> str:
    """Return the connection options for PostgreSQL's commands. They ask for the password."""
    host = url.host or url.query.get("host")
    options = (
        ("host", host),
        ("port", url.port),
        ("username", url.username),
        ("dbname", url.database),
    )
    return " ".join(f"--{name}={shlex.quote(str(value))}" for name, value in options if value)


def _backup_path(file: Path, to: Path, now: datetime) -> Path:
    """Return `to`; for a folder, a file in it that is named by the moment, in UTC."""
    if to.suffix and not to.is_dir():
        return to
    return to / f"{file.stem}-{now:%Y%m%d-%H%M%S}.db"


def _make_folder(file: Path) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(f"the folder of {file} cannot be created ({error.strerror})") from None
    return file.parent


def _copy_and_check(source: Path, copy: Path, on_progress: ProgressCallback) -> None:
    if not source.is_file():
        raise OperatorError(f"{source} is not there: name the file of a backup")
    try:
        backup.copy(source, copy, on_progress)
        with closing(sqlite3.connect(copy)) as connection:
            count_own_tables = (
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('alembic_version', 'data_key')"
            )
            (found,) = connection.execute(count_own_tables).fetchone()
    except OSError as error:
        raise OperatorError(
            f"nothing was changed: {copy.parent.parent} cannot be written ({error.strerror})"
        ) from None
    except sqlite3.Error as error:
        raise OperatorError(
            f"nothing was changed: {describe_database_error(error, source)}"
        ) from None
    if found != 2:
        raise OperatorError(f"nothing was changed: {source} is not a backup of Same Side")


async def _prepare_copy(source: Path, copy: Path, ring: KeyRing, forgotten: Path) -> None:
    """Migrate the copy and make it ready for use. Raises OperatorError."""
    try:
        database = await open_database(f"sqlite+aiosqlite:///{copy}", path=source)
    except OperatorError as error:
        raise OperatorError(f"nothing was changed: {error}") from None
    try:
        await _check_keys(database, ring)
        await reapply_erasures(database, ring, forgotten)
        await _mark_queued_as_resent(database)
    except CannotOpen:
        raise OperatorError(
            f"nothing was changed: SECRET_KEYS does not open {source}: "
            "add the key that it was made with again, after the newer ones"
        ) from None
    finally:
        await database.close()


async def _check_keys(database: Database, ring: KeyRing) -> None:
    """Raise CannotOpen if a key-encryption key is missing or is a different one."""
    await open_server_keys(database, ring)
    async with database.read() as session:
        for row in await session.scalars(select(DataKey)):
            ring.unwrap(row)


async def _mark_queued_as_resent(database: Database) -> None:
    """Mark queued messages as possibly sent before: the bot went on sending after the backup."""
    async with database.write() as session:
        waiting = Outbox.state.in_(("new", "sending"))
        await session.execute(
            update(Outbox).where(waiting).values(state="new", owner=None, resent=True)
        )


def _swap_in(file: Path, copy: Path) -> Path | None:
    """Put the copy in place; at every moment a whole database, old or restored, is there."""
    _match_owner(copy, file if file.exists() else file.parent)
    if not file.exists():
        os.replace(copy, file)
        return None
    previous = _free_name(file)
    for ending in ("", "-wal"):
        _link_or_copy(
            file.with_name(file.name + ending), previous.with_name(previous.name + ending)
        )
    _checkpoint_wal(file)
    os.replace(copy, file)
    return previous


def _match_owner(copy: Path, like: Path) -> None:
    """Keep the file's owner: an operator who restores as root must not lock out the bot's user."""
    owner = like.stat()
    with suppress(OSError):
        os.chown(copy, owner.st_uid, owner.st_gid)


def _free_name(file: Path) -> Path:
    names = (f"{file.name}.before-restore{'' if n == 1 else f'-{n}'}" for n in count(1))
    return next(each for name in names if not (each := file.with_name(name)).exists())


def _link_or_copy(file: Path, target: Path) -> None:
    if not file.exists():
        return
    try:
        os.link(file, target)
    except OSError:
        # Some file systems have no hard links.
        shutil.copy2(file, target)


def _checkpoint_wal(file: Path) -> None:
    """Move the write-ahead log into the file: one left behind would be taken for the new file's."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
