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
ProgressCallback = Callable[[int, int], None]
"""Hears how many pages are left, and of how many."""


def copy(
    source: Path, destination: Path, on_progress: ProgressCallback = lambda _left, _all: None
) -> None:
    """Copy everything committed so far, including the write-ahead log, into one file.

    `destination` appears only when the copy is complete, readable by its owner alone. Raises
    FileExistsError, other OSErrors, or a sqlite3.Error: a DatabaseError if the source is damaged.
    """
    if destination.exists():
        raise FileExistsError(destination)
    handle, name = mkstemp(prefix=f".{destination.name}.", suffix=".part", dir=destination.parent)
    os.close(handle)
    partial = Path(name)
    try:
        _copy_pages(source, partial, on_progress)
        _fsync(partial)
        os.replace(partial, destination)
        _fsync(destination.parent)
    finally:
        partial.unlink(missing_ok=True)


def _copy_pages(source: Path, partial: Path, on_progress: ProgressCallback) -> None:
    with closing(_connect(source)) as old, closing(_connect(partial)) as new:
        # Without an open read every commit of others would restart the copy.
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        old.backup(
            new, pages=PAGES_A_STEP, progress=lambda _status, left, total: on_progress(left, total)
        )
        # One file that needs no others beside it, and opens in a folder that nobody may write.
        new.execute("PRAGMA journal_mode=DELETE")
        _check_integrity(new)


def _check_integrity(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError("malformed")


def _connect(file: Path) -> sqlite3.Connection:
    # Never made by being opened. Not "ro": that leaves the log's files behind.
    uri = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _fsync(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
