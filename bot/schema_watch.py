"""Ends a process when a newer version of the code has changed the tables that it works on."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError

from bot.backoff import until_stopped
from bot.errors import OperatorError
from storage import migrate
from storage.database import Database

CHECK_SECONDS = 5.0
"""An event that fails again and again is set aside only after half a minute."""
NEWER_TABLES = (
    "a newer version of Same Side has migrated the database: this process ends, "
    "and what it has not done is left to the newer ones; update it, then start it again"
)


async def end_before_newer_tables(database: Database, stop: asyncio.Event) -> None:
    """Look at the database's version until `stop` is set. Raises OperatorError for a newer one."""
    while not stop.is_set():
        # Of a database that is away others speak.
        with suppress(SQLAlchemyError, OSError):
            if await migrate.is_newer(database):
                raise OperatorError(NEWER_TABLES)
        await until_stopped(stop, asyncio.sleep(CHECK_SECONDS))
