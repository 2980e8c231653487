"""A daily copy of the database, if the operator has named a folder for it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from storage import backup

KEEP_DAYS = 7
"""Days; as long as that a deleted person's key can still lie in a copy."""


async def make_daily_copy(file: Path, folder: Path, now: datetime) -> Path | None:
    """Make today's copy (UTC) if it is missing, then delete the eighth and older ones.

    Returns the new copy, or None if there is nothing to do. Raises OSError or sqlite3.Error.
    """
    return await asyncio.to_thread(_make_daily_copy, file, folder, now)


def _make_daily_copy(file: Path, folder: Path, now: datetime) -> Path | None:
    folder.mkdir(parents=True, exist_ok=True)
    today = folder / f"{file.stem}-{now:%Y%m%d}.db"
    if today.exists():
        return None
    backup.copy(file, today)
    # Only our own: a copy that somebody made by command has the hour in its name, too.
    copies = sorted(folder.glob(f"{file.stem}-{'[0-9]' * 8}.db"))
    for old in [each for each in copies if each <= today][:-KEEP_DAYS]:
        old.unlink()
    return today
