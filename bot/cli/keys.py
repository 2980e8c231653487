"""Rotates the keys and checks what they open, for the operator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.errors import OperatorError
from bot.ops.file_lock import ROTATION_RUNNING, rotation
from bot.settings import Settings
from bot.startup import database_file, open_configured_database
from storage import keys, migrate, verify
from storage.database import Database
from storage.keys import ProgressCallback
from storage.sealing import KeyGone, KeyRing, NotInRing
from storage.verify import UnreadableCell

REASONS = {
    NotInRing: "wrapped by a key that is not in SECRET_KEYS: put that key back",
    KeyGone: "without the key that sealed it: only an older backup has it",
}
DEFAULT_REASON = (
    "changed, moved from elsewhere, or sealed by another key: only an older backup has it"
)


@dataclass(frozen=True, slots=True)
class KeyReport:
    """The report for the operator: a summary, and one line for each fault."""

    lines: list[str]
    faults: list[str]


async def rotate(settings: Settings, on_progress: ProgressCallback) -> KeyReport:
    """Wrap every data key with the first key of SECRET_KEYS. Raises OperatorError."""
    ring, file = settings.read_key_ring(), database_file(settings.database_url)
    with rotation(file):
        async with (
            _open_current_database(settings) as database,
            keys.rotation_lock(database) as has_lock,
        ):
            if not has_lock:
                raise OperatorError(ROTATION_RUNNING)
            rewrapped_count = await keys.rewrap(database, ring, on_progress)
            wraps = await keys.count_by_wrapping_key(database)
    wrapping, count = ring.wrapping_key_name, wraps.get(ring.wrapping_key_name, 0)
    summary = f"Wrapped again: {rewrapped_count}. Now wrapped by {wrapping}: {count}."
    return KeyReport(
        [summary, *_list_unused_keys(ring, wraps)],
        [*_list_missing_keys(ring, wraps), *_list_keys_still_wrapping(ring, wraps)],
    )


async def check(settings: Settings, on_progress: ProgressCallback) -> KeyReport:
    """Open everything that is sealed, and change nothing. Raises OperatorError."""
    ring = settings.read_key_ring()
    async with _open_current_database(settings) as database:
        found = await verify.verify_all(database, ring, on_progress)
        wraps = await keys.count_by_wrapping_key(database)
    in_use = ", ".join(f"{name} ({count})" for name, count in wraps.items())
    lines = [f"Keys in use: {in_use or 'none yet'}.", f"Opened: {found.opened_count}."]
    faults = [_describe_fault(fault, count) for fault, count in found.faults.items()]
    return KeyReport(
        [*lines, *_list_unused_keys(ring, wraps)], [*_list_missing_keys(ring, wraps), *faults]
    )


@asynccontextmanager
async def _open_current_database(settings: Settings) -> AsyncIterator[Database]:
    file = database_file(settings.database_url)
    if file and not file.exists():
        raise OperatorError(f"{file} is not there: DATABASE_URL names no database yet")
    database = await open_configured_database(settings, upgrade=False)
    try:
        if not await migrate.is_current(database):
            raise OperatorError("the tables are not today's: run `python -m bot migrate` first")
        yield database
    finally:
        await database.close()


def _list_unused_keys(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in ring.keys:
        if name != ring.wrapping_key_name and name not in wraps:
            yield (
                f"{name} wraps nothing any more: remove it from SECRET_KEYS and restart the bot, "
                "but keep a copy as long as you keep older backups."
            )


def _list_missing_keys(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in wraps.keys() - ring.keys.keys():
        yield f"{name} is not in SECRET_KEYS and wraps {wraps[name]}: add it after the others"


def _list_keys_still_wrapping(ring: KeyRing, wraps: Mapping[str, int]) -> Iterator[str]:
    for name in ring.keys:
        if name != ring.wrapping_key_name and name in wraps:
            yield (
                f"{name} still wraps {wraps[name]}: restart the bot and rotate again; "
                "if they stay, `keys check` says why"
            )


def _describe_fault(fault: UnreadableCell, count: int) -> str:
    reason = REASONS.get(fault.error_type, DEFAULT_REASON)
    return f"{fault.column_name}: {count} of {fault.owner_kind} {reason}"
