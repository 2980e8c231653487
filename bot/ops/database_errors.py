"""Says in one line what is wrong with the database, and how to mend it.

SQLite has the same few words for a disk that is full, one that is read-only and a file that belongs
to somebody else. So what the system itself says of the file and its folder goes first.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import OperatorError
from storage.errors import database_error_code

FULL = "the disk is full: make room for {place}, then start again"
READ_ONLY = (
    "{place} is on a read-only file system: mount it writable, "
    "or choose another place in DATABASE_URL"
)
CLOSED = "{place} cannot be opened: let the bot's user read and write it"
NOT_OURS = "{place} cannot be written: let the bot's user write it and its folder"
FOLDER = "{place} is a folder: name a file in DATABASE_URL"
BROKEN_DISK = (
    "the disk of {place} reports errors: check the system's log, and copy a backup elsewhere"
)
UNKNOWN = "{place} cannot be opened ({kind}): check that it runs and that DATABASE_URL names it"

OF_THE_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EISDIR: FOLDER,
    errno.EIO: BROKEN_DISK,
}
"""By the system's number; what may not be read or written has lines of its own."""
IN_WORDS = {
    "disk is full": FULL,
    "not a database": "{place} is not a database, or is damaged: restore a backup, or move it away",
    "malformed": "{place} is damaged: restore a backup, or move it away to start empty",
    "locked": "{place} is locked by another process: stop the other bot, then start again",
    "locate revision": "{place} was made by a newer version of Same Side: update this one",
}
"""By words in the error that leave no doubt; the system knows nothing of what is in a file."""
AFTERWARDS = {
    "readonly": NOT_OURS,
    "unable to open": CLOSED,
    "disk I/O error": BROKEN_DISK,
}
"""As above, where the system finds nothing wrong."""
OF_A_SERVER = {
    "53100": "the disk of the database server is full: make room there, then start again",
    "53300": "the database server has no free connection: close others, or allow more",
    "25006": "the database is read-only: name a writable one in DATABASE_URL",
    "42501": "the user in DATABASE_URL may not change the tables: make it the database's owner",
    "3D000": "the server has no such database: create it with createdb, or name another "
    "in DATABASE_URL",
    "28": "the server rejects the user of DATABASE_URL: check its name and password",
    "57P03": "the database server is starting or stopping: wait, then start again",
}
"""By what its SQLSTATE begins with (PostgreSQL's manual, appendix A)."""
ROOM = bytes(256 * 1024)
"""What SQLite needs at least to begin, its log and index included."""


@contextmanager
def explained(file: Path | None) -> Iterator[None]:
    """Raises OperatorError for whatever the database refuses meanwhile."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise OperatorError(about(error, file)) from None


def about(error: Exception, file: Path | None, path: Path | None = None) -> str:
    """What is wrong with the database in this file (None: a server's), and how to mend it.

    `path` is what the operator calls it, where that is not the file itself.
    """
    said = str(error)
    line = _first(IN_WORDS, said)
    if not line and file:
        line = of_the_disk(file) or _first(AFTERWARDS, said)
    if not line and not file:
        code = database_error_code(error)
        line = next((each for begin, each in OF_A_SERVER.items() if code.startswith(begin)), "")
    named = path or file or "the database"
    return (line or UNKNOWN).format(place=named, kind=type(error).__name__)


def about_folder(error: OSError, file: Path) -> str:
    """Why the folder of this file could not be made."""
    line = OF_THE_SYSTEM.get(error.errno or 0)
    return (line or "").format(place=file) or (
        f"the folder of {file} cannot be created or written ({error.strerror}): "
        "give it to the bot's user, or choose another in DATABASE_URL"
    )


def _first(lines: dict[str, str], said: str) -> str:
    return next((line for words, line in lines.items() if words in said), "")


def of_the_disk(file: Path) -> str:
    """The line for what the system says when this file is opened, and its folder written; or ""."""
    try:
        if file.exists():
            _open(file, "rb")
            _open(file, "r+b")
        with TemporaryFile(dir=file.parent) as probe:
            probe.write(ROOM)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return _line(error, file)
    return ""


def _open(file: Path, mode: str) -> None:
    with file.open(mode):
        pass


def _line(error: OSError, file: Path) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return NOT_OURS if _can_be_read(file) else CLOSED
    return OF_THE_SYSTEM.get(error.errno or 0, "")


def _can_be_read(file: Path) -> bool:
    """Or is not there, so that the folder is what refuses."""
    try:
        _open(file, "rb")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
