"""Opens everything that the bot needs, or says in one line what is in the way."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

import content
from bot.app import open_server_keys
from bot.errors import OperatorError
from bot.ops.database_errors import (
    describe_database_error,
    describe_folder_error,
    explain_database_errors,
)
from chat import markup
from content.problems import ContentBroken
from handlers.turn import Content
from storage import migrate
from storage.database import Database
from storage.keys import count_by_wrapping_key
from storage.sealing import CannotOpen, KeyRing, ServerKeys
from storage.server import ServerOptions

if TYPE_CHECKING:
    from bot.settings import Settings
    from content.packs import LoadedPacks

log = structlog.get_logger(__name__)


def load_content(packs_dir: Path | None = None) -> Content:
    """Load the content and every valid pack. Raises OperatorError for the first fault of our own.

    An invalid pack is left out and named in the log; `doctor` says what is wrong with it.
    """
    try:
        content_ = Content.load(content.FOLDER)
        return _add_packs(content_, packs_dir) if packs_dir else content_
    except (ContentBroken, OSError) as error:
        reason = error.problems[0] if isinstance(error, ContentBroken) else type(error).__name__
        raise OperatorError(
            f"the content cannot be used: {reason}; `python -m bot content check` lists every fault"
        ) from None


def _add_packs(content_: Content, path: Path) -> Content:
    loaded = load_packs_for(content_, path)
    for pack, problems in loaded.refused.items():
        log.error("pack_refused", pack=pack, count=len(problems))
    return replace(content_, library=loaded.library, evidence=loaded.evidence, deck=loaded.deck)


def load_packs_for(content_: Content, path: Path) -> LoadedPacks:
    """Load the packs in a folder. Raises ContentBroken only for our own content."""
    # Most bots have no packs, and what looks them over is much to import.
    from content.packs import load_base, load_packs

    base = load_base(
        content.FOLDER,
        content_.library,
        content_.evidence,
        content_.texts,
        markup.check,
        content_.deck,
    )
    return load_packs(path, base)


BUSY_TIMEOUT_SECONDS = 5.0
"""How long to wait for another process that has locked the file."""
WRONG_KEYS = (
    "SECRET_KEYS does not open this database: add the key that it was made with again, "
    "or name another database in DATABASE_URL"
)


async def open_database(
    url: str,
    *,
    upgrade: bool = True,
    path: Path | None = None,
    options: ServerOptions | None = None,
) -> Database:
    """Open the database, check its integrity and migrate it. Raises OperatorError.

    Without `upgrade` the tables stay as they are, but are refused if a newer version made them.
    `path` is the operator's name for the database, if that is not the file itself.
    """
    database = build_database(url, options)
    try:
        await _check_integrity(database, database_file(url))
        await (migrate.upgrade(database) if upgrade else migrate.check_known(database))
    except Exception as error:  # the drivers raise errors of many families
        await database.close()
        raise OperatorError(describe_database_error(error, database_file(url), path)) from None
    return database


async def open_configured_database(settings: Settings, *, upgrade: bool = True) -> Database:
    """Open the database of the settings, as `open_database` does. Raises OperatorError."""
    options = settings.server_options()
    return await open_database(settings.database_url, upgrade=upgrade, options=options)


def build_database(url: str, options: ServerOptions | None = None) -> Database:
    """Return the unopened database of a DATABASE_URL. Creates its folder. Raises OperatorError."""
    try:
        if file := database_file(url):
            file.parent.mkdir(parents=True, exist_ok=True)
        return Database(url, options)
    except OSError as error:
        raise OperatorError(describe_folder_error(error, file or Path())) from None
    except (SQLAlchemyError, ImportError):
        raise OperatorError(
            "DATABASE_URL is not usable: write sqlite+aiosqlite:///./data/same-side.db, "
            "or postgresql+asyncpg://name:password@host/database"
        ) from None


async def _check_integrity(database: Database, file: Path | None) -> None:
    """Raise the driver's error for a damaged file; for PostgreSQL, only connect."""
    if file:
        # Not with aiosqlite: its thread stays alive if a file does not open.
        await asyncio.to_thread(_check_file_integrity, file)
    elif not database.is_sqlite:
        async with database.engine.connect():
            pass


def _check_file_integrity(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_SECONDS)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError("malformed")


async def open_verified_keys(database: Database, ring: KeyRing) -> ServerKeys:
    """Open the server keys. Raises OperatorError if keys are wrong or missing."""
    try:
        with explain_database_errors(database_file(str(database.engine.url))):
            server_keys = await open_server_keys(database, ring)
    except CannotOpen:
        raise OperatorError(WRONG_KEYS) from None
    await check_key_ring(database, ring)
    return server_keys


async def check_key_ring(database: Database, ring: KeyRing) -> None:
    """Raise OperatorError if a key is missing that still wraps data keys."""
    for name, count in (await count_by_wrapping_key(database)).items():
        if name not in ring.keys:
            raise OperatorError(
                f"{name} is missing from SECRET_KEYS and still wraps {count} data keys: "
                "add it again, after the others, then run `python -m bot keys rotate`"
            )


def database_file(url: str) -> Path | None:
    """Return the path of a SQLite database; None if it has no file."""
    parsed = _parse_url(url)
    if parsed is None or not parsed.drivername.startswith("sqlite") or not parsed.database:
        return None
    return None if parsed.database == ":memory:" else Path(parsed.database)


def _parse_url(url: str) -> URL | None:
    try:
        return make_url(url)
    except ArgumentError:
        return None
