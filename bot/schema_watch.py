"""Ends a process when a newer version of the code has changed the tables that it works on."""

from __future__ import annotations

import asyncio

import structlog

from bot.backoff import until_stopped
from bot.errors import OperatorError
from storage import migrate
from storage.database import Database

log = structlog.get_logger(__name__)

CHECK_SECONDS = 5.0
"""An event that fails again and again is set aside only after half a minute."""
NEWER_TABLES = (
    "a newer version of Same Side has migrated the database: this process ends, "
    "and what it has not done is left to the newer ones; update it, then start it again"
)


async def end_before_newer_tables(database: Database, stop: asyncio.Event) -> None:
    """Look at the database's version until `stop` is set. Raises OperatorError for a newer one."""
    while not stop.is_set():
        if await _is_newer(database):
            raise OperatorError(NEWER_TABLES)
        await until_stopped(stop, asyncio.sleep(CHECK_SECONDS))


async def _is_newer(database: Database) -> bool:
    try:
        return await migrate.is_newer(database)
    except Exception as error:
        # The drivers raise errors of many families. A database that is away must not end the bot.
        log.debug("version_not_read", error_class=type(error).__name__)
        return False
