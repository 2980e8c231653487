"""What the small commands look at: migrations and content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import content
from bot.settings import Settings
from bot.startup import open_database
from chat import markup
from content.check import check
from content.support import FILE, Support
from storage import migrate as migrations


async def migrate(settings: Settings) -> None:
    """Raises Hindrance."""
    database = await open_database(settings.database_url)
    await database.close()


async def differences() -> list[str]:
    """What migrations and models do not agree on, tried on a fresh SQLite file."""
    with TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/fresh.db")
        try:
            return await migrations.differences(database)
        finally:
            await database.close()


def content_faults(files: Sequence[Path]) -> list[str]:
    """One line a fault, of all files or of these."""
    wanted = {file.resolve() for file in files}
    found = check(content.FOLDER, markup.check)
    return [str(each) for each in found if not wanted or _is_in(each.file, wanted)]


def content_warnings(files: Sequence[Path], today: date) -> list[str]:
    """One line for each service that nobody has looked at for long; only for content in order."""
    wanted = {file.resolve() for file in files}
    if wanted and not _is_in(FILE, wanted):
        return []
    return [str(each) for each in Support.load(content.FOLDER).stale(today)]


def _is_in(file: str, wanted: set[Path]) -> bool:
    path = (content.FOLDER / file).resolve()
    return any(path.is_relative_to(each) for each in wanted)
