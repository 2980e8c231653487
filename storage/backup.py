"""Copies a SQLite database whole while others write to it, and shows the copy only when it is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp

PAGES_A_STEP = 256
BUSY_SECONDS = 5.0
Step = Callable[[int, int], None]
"""Hears how many pages are left, and of how many."""


def copy(source: Path, to: Path, step: Step = lambda _left, _all: None) -> None:
    """Copies what is committed by now, its write-ahead log included, into one file.

    `to` is there only when the copy is whole, readable by its owner alone. Raises FileExistsError,
    other OSErrors, or a sqlite3.Error: a DatabaseError when the source is damaged.
    """
    if to.exists():
        raise FileExistsError(to)
    handle, name = mkstemp(prefix=f".{to.name}.", suffix=".part", dir=to.parent)
    os.close(handle)
    part = Path(name)
    try:
        _copy_pages(source, part, step)
        _keep(part)
        os.replace(part, to)
        _keep(to.parent)
    finally:
        part.unlink(missing_ok=True)


def _copy_pages(source: Path, part: Path, step: Step) -> None:
    with closing(_open(source)) as old, closing(_open(part)) as new:
        # A look that stays open: without it every commit of others starts the copy anew.
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        old.backup(new, pages=PAGES_A_STEP, progress=lambda _status, left, total: step(left, total))
        # One file that needs no others beside it, and opens in a folder that nobody may write.
        new.execute("PRAGMA journal_mode=DELETE")
        _check(new)


def _check(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError("malformed")


def _open(file: Path) -> sqlite3.Connection:
    # Never made by being opened. Not "ro": that leaves the log's files behind.
    uri = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _keep(path: Path) -> None:
    """Returns when the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
