"""A process's name at a SQLite file, and its locks there: locked files beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from storage.identity import new_identity_id
from storage.lock_file import EXCLUSIVE, SHARED, open_lock_file, try_lock


class IdentityOnFile:
    """Holds `….process-NAME.lock` for as long as the process lives."""

    def __init__(self, database: Path) -> None:
        # Two that reach the database over different links must find each other.
        self._database = database.resolve()
        self._handle: int | None = None
        self._locks: dict[str, int] = {}
        """The handle of each lock's file."""
        self.id = ""

    @property
    def is_lost(self) -> bool:
        """A lock on a file that somebody took away is seen by nobody."""
        if self._handle is None:
            return True
        try:
            return not os.path.samestat(os.fstat(self._handle), os.stat(self._lock_file(self.id)))
        except OSError:
            return True

    @property
    def seconds_since_confirmed(self) -> float:
        """The operating system knows at any time."""
        return 0.0

    async def acquire(self) -> str:
        if self.is_lost:
            self._give_up_name()
            self._delete_dead_lock_files()
            self._lock_new_file()
        return self.id

    async def alive_ids(self, ids: Iterable[str]) -> set[str]:
        return {id for id in ids if _is_locked(self._lock_file(id))}

    async def try_lock(self, name: str) -> bool:
        if name in self._locks:
            return True
        file = self._database.resolve()
        handle = open_lock_file(file.with_name(f"{file.name}.{name}.lock"))
        if try_lock(handle, EXCLUSIVE):
            self._locks[name] = handle
        else:
            os.close(handle)
        return name in self._locks

    async def unlock(self, name: str) -> None:
        if handle := self._locks.pop(name, None):
            os.close(handle)

    def holds(self, name: str) -> bool:
        return name in self._locks

    async def notify(self, news: str) -> None:
        """Do nothing: the processes at a file look for themselves every two seconds."""

    async def listen(self, hear: Callable[[str], None]) -> None:
        """Do nothing, as above."""

    async def close(self) -> None:
        for name in list(self._locks):
            await self.unlock(name)
        self._give_up_name()

    def _give_up_name(self) -> None:
        if self._handle is None:
            return
        was_lost = self.is_lost
        # Windows deletes no file that is open.
        os.close(self._handle)
        self._handle = None
        if not was_lost:
            self._lock_file(self.id).unlink(missing_ok=True)

    def _lock_file(self, id: str) -> Path:
        return self._database.with_name(f"{self._database.name}.process-{id}.lock")

    def _lock_new_file(self) -> None:
        """Lock a new file; take another name if a process that looks for dead ones holds it."""
        while self.is_lost:
            self.id = new_identity_id()
            handle = open_lock_file(self._lock_file(self.id), new=True)
            if try_lock(handle, EXCLUSIVE):
                self._handle = handle
            else:
                os.close(handle)

    def _delete_dead_lock_files(self) -> None:
        """Delete the files of dead processes; a name without a file counts as dead."""
        any_file = self._lock_file("*")
        for file in any_file.parent.glob(any_file.name):
            if not _is_locked(file):
                file.unlink(missing_ok=True)


def _is_locked(file: Path) -> bool:
    try:
        handle = os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        # Without permission to look, count it as locked, since nothing must be done twice.
        return True
    try:
        return not try_lock(handle, SHARED)
    finally:
        os.close(handle)
