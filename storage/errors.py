"""Tells a database that is in trouble from one that was asked for something wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import InternalError, TimeoutError as NoConnection

TRANSIENT_SQLITE_CODES = frozenset(
    (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
        sqlite3.SQLITE_CANTOPEN,
    )
)
"""Primary result codes (https://sqlite.org/rescode.html); the low byte of an extended one."""
TRANSIENT_SQLSTATES = ("08", "25006", "40", "53", "57", "58")
"""The beginnings of such an SQLSTATE (PostgreSQL's manual, appendix A)."""
TRANSIENT_ERRORS = (OSError, NoConnection, InternalError)
"""InternalError is asyncpg's own confusion over a connection that was cut."""
ROLLED_BACK = "no such savepoint"
"""All that the error says when SQLite itself ends a transaction, as it does when full."""
CLOSED = "connection is closed"
"""How asyncpg says that the server is gone, without a state."""


def is_transient(error: BaseException) -> bool:
    """Return whether the same request may succeed later: locked, full, restarting, out of reach."""
    return any(_is_transient_itself(each) for each in _cause_chain(error))


def is_serialization_failure(error: BaseException) -> bool:
    """Return whether PostgreSQL ended one of two transactions that blocked each other."""
    return database_error_code(error).startswith("40")


def database_error_code(error: BaseException) -> str:
    """Return the database's code for the error: `SQLITE_FULL`, or an SQLSTATE; "" without one."""
    names = ("sqlite_errorname", "sqlstate")
    found = (getattr(each, name, None) for each in _cause_chain(error) for name in names)
    return next((str(code) for code in found if code), "")


def _is_transient_itself(error: BaseException) -> bool:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in TRANSIENT_SQLITE_CODES:
        return True
    if str(getattr(error, "sqlstate", None) or "").startswith(TRANSIENT_SQLSTATES):
        return True
    message = str(error)
    return isinstance(error, TRANSIENT_ERRORS) or CLOSED in message or ROLLED_BACK in message


def _cause_chain(error: BaseException) -> Iterator[BaseException]:
    """Return an error and the errors that it was raised from."""
    current: BaseException | None = error
    while current:
        yield current
        current = current.__cause__
