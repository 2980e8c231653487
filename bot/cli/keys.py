"""Changing the keys and looking over what they open, for whoever runs the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.errors import OperatorError
from bot.ops.file_lock import BEING_ROTATED, rotation
from bot.settings import Settings
from bot.startup import file_of, open_database
from storage import keys, migrate, verify
from storage.database import Database
from storage.keys import ProgressCallback
from storage.sealing import KeyGone, KeyRing, NotInRing
from storage.verify import UnreadableCell

WHY = {
    NotInRing: "wrapped by a key that is not in SECRET_KEYS: put that key back",
    KeyGone: "without the key that sealed it: only an older backup has it",
}
CHANGED = "changed, moved from elsewhere, or sealed by another key: only an older backup has it"


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What the operator is told: how it stands, and one line for each fault."""

    lines: list[str]
    faults: list[str]


async def rotate(settings: Settings, step: ProgressCallback) -> KeyReport:
    """Wraps every data key with the first key of SECRET_KEYS. Raises OperatorError."""
    ring, file = settings.key_ring(), file_of(settings.database_url)
    with rotation(file):
        async with _opened(settings.database_url) as database, keys.rotation_lock(database) as mine:
            if not mine:
                raise OperatorError(BEING_ROTATED)
            done = await keys.rewrap(database, ring, step)
            wraps = await keys.count_by_wrapping_key(database)
    wrapping, count = ring.wrapping_key_name, wraps.get(ring.wrapping_key_name, 0)
    head = f"Wrapped again: {done}. Now wrapped by {wrapping}: {count}."
    return KeyReport([head, *_free(ring, wraps)], [*_missing(ring, wraps), *_left(ring, wraps)])


async def check(settings: Settings, step: ProgressCallback) -> KeyReport:
    """Opens all that is sealed, and changes nothing. Raises OperatorError."""
    ring = settings.key_ring()
    async with _opened(settings.database_url) as database:
        found = await verify.verify_all(database, ring, step)
        wraps = await keys.count_by_wrapping_key(database)
    in_use = ", ".join(f"{name} ({count})" for name, count in wraps.items())
    lines = [f"Keys in use: {in_use or 'none yet'}.", f"Opened: {found.opened_count}."]
    faults = [_told(fault, count) for fault, count in found.faults.items()]
    return KeyReport([*lines, *_free(ring, wraps)], [*_missing(ring, wraps), *faults])


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    file = file_of(url)
    if file and not file.exists():
        raise OperatorError(f"{file} is not there: DATABASE_URL names no database yet")
    database = await open_database(url, upgrade=False)
    try:
        if not await migrate.is_current(database):
            raise OperatorError("the tables are not today's: run `python -m bot migrate` first")
        yield database
    finally:
        await database.close()


def _free(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in ring.keys:
        if name != ring.wrapping_key_name and name not in wraps:
            yield (
                f"{name} wraps nothing any more: remove it from SECRET_KEYS and restart the bot, "
                "but keep a copy as long as you keep older backups."
            )


def _missing(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in wraps.keys() - ring.keys.keys():
        yield f"{name} is not in SECRET_KEYS and wraps {wraps[name]}: add it after the others"


def _left(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in ring.keys:
        if name != ring.wrapping_key_name and name in wraps:
            yield (
                f"{name} still wraps {wraps[name]}: restart the bot and rotate again; "
                "if they stay, `keys check` says why"
            )


def _told(fault: UnreadableCell, count: int) -> str:
    return (
        f"{fault.column_name}: {count} of {fault.owner_kind} {WHY.get(fault.error_type, CHANGED)}"
    )
