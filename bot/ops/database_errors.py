"""Describes in one line what is wrong with the database, and how to mend it.

SQLite has the same few words for a disk that is full, one that is read-only and a file that belongs
to somebody else. So the system's own errors for the file and its folder are looked at first.
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

DISK_FULL = "the disk is full: make room for {place}, then start again"
READ_ONLY_FILE_SYSTEM = (
    "{place} is on a read-only file system: mount it writable, "
    "or choose another place in DATABASE_URL"
)
NOT_READABLE = "{place} cannot be opened: let the bot's user read and write it"
NOT_WRITABLE = "{place} cannot be written: let the bot's user write it and its folder"
IS_A_FOLDER = "{place} is a folder: name a file in DATABASE_URL"
DISK_FAULTY = (
    "the disk of {place} reports errors: check the system's log, and copy a backup elsewhere"
)
UNKNOWN_ERROR = (
    "{place} cannot be opened ({kind}): check that it runs and that DATABASE_URL names it"
)

TEMPLATE_BY_ERRNO = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY_FILE_SYSTEM,
    errno.EISDIR: IS_A_FOLDER,
    errno.EIO: DISK_FAULTY,
}
"""By the system's error number; missing permissions have lines of their own."""
TEMPLATE_BY_ERROR_TEXT = {
    "disk is full": DISK_FULL,
    "not a database": "{place} is not a database, or is damaged: restore a backup, or move it away",
    "malformed": "{place} is damaged: restore a backup, or move it away to start empty",
    "locked": "{place} is locked by another process: stop the other bot, then start again",
    "locate revision": "{place} was made by a newer version of Same Side: update this one",
}
"""By words in the error that leave no doubt; the system does not know a file's contents."""
FALLBACK_BY_ERROR_TEXT = {
    "readonly": NOT_WRITABLE,
    "unable to open": NOT_READABLE,
    "disk I/O error": DISK_FAULTY,
}
"""As above, if the system finds nothing wrong."""
TEMPLATE_BY_SQLSTATE = {
    "53100": "the disk of the database server is full: make room there, then start again",
    "53300": "the database server has no free connection: close others, or allow more",
    "25006": "the database is read-only: name a writable one in DATABASE_URL",
    "42501": "the user in DATABASE_URL may not change the tables: make it the database's owner",
    "3D000": "the server has no such database: create it with createdb, or name another "
    "in DATABASE_URL",
    "28": "the server rejects the user of DATABASE_URL: check its name and password",
    "57P03": "the database server is starting or stopping: wait, then start again",
}
"""By the beginning of the SQLSTATE (PostgreSQL's manual, appendix A)."""
PROBE_BYTES = bytes(256 * 1024)
"""The least that SQLite needs to start, with its log and index."""


@contextmanager
def explain_database_errors(file: Path | None) -> Iterator[None]:
    """Raise OperatorError for any error of the database within the block."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise OperatorError(describe_database_error(error, file)) from None


def describe_database_error(error: Exception, file: Path | None, path: Path | None = None) -> str:
    """Return what is wrong with the database in this file (None: a server's), and how to mend it.

    `path` is the operator's name for it, if that is not the file itself.
    """
    error_text = str(error)
    template = _find_template(TEMPLATE_BY_ERROR_TEXT, error_text)
    if not template and file:
        template = probe_disk(file) or _find_template(FALLBACK_BY_ERROR_TEXT, error_text)
    if not template and not file:
        code = database_error_code(error)
        template = next(
            (each for begin, each in TEMPLATE_BY_SQLSTATE.items() if code.startswith(begin)), ""
        )
    shown_path = path or file or "the database"
    return (template or UNKNOWN_ERROR).format(place=shown_path, kind=type(error).__name__)


def describe_folder_error(error: OSError, file: Path) -> str:
    """Return why the folder of this file could not be made."""
    template = TEMPLATE_BY_ERRNO.get(error.errno or 0)
    return (template or "").format(place=file) or (
        f"the folder of {file} cannot be created or written ({error.strerror}): "
        "give it to the bot's user, or choose another in DATABASE_URL"
    )


def _find_template(templates: dict[str, str], error_text: str) -> str:
    return next((template for words, template in templates.items() if words in error_text), "")


def probe_disk(file: Path) -> str:
    """Return the line for the system's error on opening the file or writing beside it; or ""."""
    try:
        if file.exists():
            _try_open(file, "rb")
            _try_open(file, "r+b")
        with TemporaryFile(dir=file.parent) as probe:
            probe.write(PROBE_BYTES)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return _template_for_os_error(error, file)
    return ""


def _try_open(file: Path, mode: str) -> None:
    with file.open(mode):
        pass


def _template_for_os_error(error: OSError, file: Path) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return NOT_WRITABLE if _is_readable(file) else NOT_READABLE
    return TEMPLATE_BY_ERRNO.get(error.errno or 0, "")


def _is_readable(file: Path) -> bool:
    """Return whether the file can be read, or is not there: then the folder causes the error."""
    try:
        _try_open(file, "rb")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
