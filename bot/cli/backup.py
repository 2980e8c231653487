"""Backups of the database and the way back from one, for whoever runs the bot."""

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
from bot.ops.database_errors import about
from bot.ops.file_lock import exclusive
from bot.settings import Settings
from bot.startup import file_of, open_database
from storage import backup
from storage.backup import ProgressCallback
from storage.database import Database
from storage.sealing import CannotOpen, KeyRing
from storage.tables.keys import DataKey
from storage.tables.queues import Outbox


def save(settings: Settings, to: Path | None, now: datetime, step: ProgressCallback) -> Path:
    """Copies the database, also while the bot runs; returns where to. Raises OperatorError."""
    file = _file(settings.database_url, "pg_dump --format=custom --file=same-side.dump")
    if not file.exists():
        raise OperatorError(f"{file} is not there: DATABASE_URL names no database yet")
    to = _place(file, to or settings.backup_dir or default_folder(file), now)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        backup.copy(file, to, step)
    except FileExistsError:
        raise OperatorError(f"{to} already exists: choose another name") from None
    except OSError as error:
        raise OperatorError(
            f"{to} cannot be written ({error.strerror}): make room, or choose another place"
        ) from None
    except sqlite3.Error as error:
        raise OperatorError(about(error, to if "full" in str(error) else file)) from None
    return to


def default_folder(database: Path) -> Path:
    """Where a backup goes for which no place is named."""
    return database.parent / "backups"


async def restore(settings: Settings, source: Path, step: ProgressCallback) -> Path | None:
    """Puts a backup in the database's place; returns where that lies now. Raises OperatorError.

    Only a copy is worked on, and nothing is exchanged before it is known to be whole, to be ours,
    to open with the keys and to be up to date.
    """
    file = _file(settings.database_url, "pg_restore --clean --if-exists --single-transaction")
    ring = settings.key_ring()
    with exclusive(file), TemporaryDirectory(prefix=".restore-", dir=_folder(file)) as folder:
        copy = Path(folder) / file.name
        _copy(source, copy, step)
        await _prepare(source, copy, ring, settings.forgotten())
        return _exchange(file, copy)


def _file(url: str, instead: str) -> Path:
    """Where the database lies. Raises OperatorError with PostgreSQL's own command for its own."""
    if file := file_of(url):
        return file
    raise OperatorError(
        f"PostgreSQL has its own command for this: {instead} {_names(make_url(url))}"
    )


def _names(url: URL) -> str:
    """What PostgreSQL's commands want to know; they ask for the password themselves."""
    host = url.host or url.query.get("host")
    told = ("host", host), ("port", url.port), ("username", url.username), ("dbname", url.database)
    return " ".join(f"--{name}={shlex.quote(str(value))}" for name, value in told if value)


def _place(file: Path, to: Path, now: datetime) -> Path:
    """A folder gets a file that is named by the moment, in UTC."""
    if to.suffix and not to.is_dir():
        return to
    return to / f"{file.stem}-{now:%Y%m%d-%H%M%S}.db"


def _folder(file: Path) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(f"the folder of {file} cannot be created ({error.strerror})") from None
    return file.parent


def _copy(source: Path, copy: Path, step: ProgressCallback) -> None:
    if not source.is_file():
        raise OperatorError(f"{source} is not there: name the file of a backup")
    try:
        backup.copy(source, copy, step)
        with closing(sqlite3.connect(copy)) as connection:
            ours = (
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('alembic_version', 'data_key')"
            )
            (found,) = connection.execute(ours).fetchone()
    except OSError as error:
        raise OperatorError(
            f"nothing was changed: {copy.parent.parent} cannot be written ({error.strerror})"
        ) from None
    except sqlite3.Error as error:
        raise OperatorError(f"nothing was changed: {about(error, source)}") from None
    if found != 2:
        raise OperatorError(f"nothing was changed: {source} is not a backup of Same Side")


async def _prepare(source: Path, copy: Path, ring: KeyRing, forgotten: Path) -> None:
    """Brings the copy up to date and makes it fit to go on from. Raises OperatorError."""
    try:
        database = await open_database(f"sqlite+aiosqlite:///{copy}", path=source)
    except OperatorError as hindrance:
        raise OperatorError(f"nothing was changed: {hindrance}") from None
    try:
        await _open_all(database, ring)
        await reapply_erasures(database, ring, forgotten)
        await _mark_what_may_have_gone_out(database)
    except CannotOpen:
        raise OperatorError(
            f"nothing was changed: SECRET_KEYS does not open {source}: "
            "add the key that it was made with again, after the newer ones"
        ) from None
    finally:
        await database.close()


async def _open_all(database: Database, ring: KeyRing) -> None:
    """Raises CannotOpen when one key-encryption key is missing, or is not the same."""
    await open_server_keys(database, ring)
    async with database.read() as session:
        for row in await session.scalars(select(DataKey)):
            ring.unwrap(row)


async def _mark_what_may_have_gone_out(database: Database) -> None:
    """Since the backup the bot went on sending: what waited then says that it may come twice."""
    async with database.write() as session:
        waiting = Outbox.state.in_(("new", "sending"))
        await session.execute(
            update(Outbox).where(waiting).values(state="new", owner=None, resent=True)
        )


def _exchange(file: Path, copy: Path) -> Path | None:
    """At every moment there is one whole database in the place, the old one or the restored one."""
    _give(copy, file if file.exists() else file.parent)
    if not file.exists():
        os.replace(copy, file)
        return None
    kept = _free_name(file)
    for ending in ("", "-wal"):
        _name_twice(file.with_name(file.name + ending), kept.with_name(kept.name + ending))
    _fold_in(file)
    os.replace(copy, file)
    return kept


def _give(copy: Path, like: Path) -> None:
    """Whoever restores as root must not lock out the bot's own user."""
    owner = like.stat()
    with suppress(OSError):
        os.chown(copy, owner.st_uid, owner.st_gid)


def _free_name(file: Path) -> Path:
    names = (f"{file.name}.before-restore{'' if n == 1 else f'-{n}'}" for n in count(1))
    return next(each for name in names if not (each := file.with_name(name)).exists())


def _name_twice(file: Path, kept: Path) -> None:
    if not file.exists():
        return
    try:
        os.link(file, kept)
    except OSError:
        # Some file systems know no second name for one file.
        shutil.copy2(file, kept)


def _fold_in(file: Path) -> None:
    """Moves the write-ahead log into the file; one that is left would be the new file's, too."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
