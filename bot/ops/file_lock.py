"""Locks a database file: many bots may share it, but a restore needs it alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portalocker import LockFlags

from bot.errors import OperatorError
from storage.lock_file import EXCLUSIVE, SHARED, open_lock_file, try_lock

ROTATION_RUNNING = "the keys are being rotated already: wait for that, then run `keys check`"


@contextmanager
def shared(file: Path | None) -> Iterator[None]:
    """Lock the file while a bot works on it. Raises OperatorError during a restore."""
    with _lock_file(file, SHARED, f"{file} is being restored: start again when that is done"):
        yield


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Lock the file while it is being exchanged. Raises OperatorError while a bot runs on it."""
    with _lock_file(file, EXCLUSIVE, f"the bot runs on {file}: stop it first, then restore"):
        yield


@contextmanager
def rotation(file: Path | None) -> Iterator[None]:
    """Lock the file's keys while they are changed. Raises OperatorError during another change."""
    lock_path = file and file.with_name(f"{file.name}.keys")
    with shared(file), _lock_file(lock_path, EXCLUSIVE, ROTATION_RUNNING):
        yield


@contextmanager
def _lock_file(file: Path | None, mode: LockFlags, refusal: str) -> Iterator[None]:
    """Lock a file beside it: SQLite loses its own locks when a program closes the database file."""
    handle = None
    with suppress(OSError):
        # Opening the database reports a folder that cannot be written.
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = open_lock_file(file.with_name(f"{file.name}.lock"))
    try:
        if handle is not None and not try_lock(handle, mode):
            raise OperatorError(refusal)
        yield
    finally:
        if handle is not None:
            os.close(handle)
