"""A process's name and locks at its database, which end as soon as the process does.

Rows that a process has claimed carry its name, and another process asks whether the name still
lives. A name is a lock, which the operating system or the server releases. So no time has to
pass before a dead process is known as such, and a living one may be as slow as it likes.

- At a SQLite file each process locks a file of its own beside it (`identity_on_file.py`).
- At PostgreSQL it holds a lock on a connection of its own (`identity_on_server.py`).
- A database in memory has nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from secrets import token_hex
from typing import Protocol


class Identity(Protocol):
    """The name of this process, and what can be asked about the others' names."""

    id: str
    """The latest name; "" before the first."""

    @property
    def is_lost(self) -> bool:
        """Whether others may take this process for dead; then nothing may begin in its name."""

    @property
    def seconds_since_confirmed(self) -> float:
        """How long ago the database last confirmed that this process's locks are its own."""

    async def acquire(self) -> str:
        """Make this process visible as alive; return its name, a new one if the last was lost.

        Raises OSError, or an error of the driver's.
        """

    async def alive_ids(self, ids: Iterable[str]) -> set[str]:
        """Return the names whose processes are alive."""

    async def try_lock(self, name: str) -> bool:
        """Take the lock of this name unless another process holds it; return whether it is ours.

        A lock ends with `unlock`, and with the process. Raises as `acquire` does.
        """

    async def unlock(self, name: str) -> None:
        """Let another process take the lock."""

    def holds(self, name: str) -> bool:
        """Return whether the lock is ours and no other process can have it."""

    async def notify(self, news: str) -> None:
        """Send a word to every other process of the database. Raises as `acquire` does."""

    async def listen(self, hear: Callable[[str], None]) -> None:
        """Call `hear` with each word of another process from now on. Raises as `acquire` does."""

    async def close(self) -> None:
        """Free every lock; others take this process for dead until the next `acquire`."""


class UnsharedIdentity:
    """For a database that no other process can reach."""

    def __init__(self) -> None:
        self.id = new_identity_id()
        self.is_lost = False
        self.seconds_since_confirmed = 0.0
        self._locks: set[str] = set()

    async def acquire(self) -> str:
        return self.id

    async def alive_ids(self, ids: Iterable[str]) -> set[str]:
        return {self.id}.intersection(ids)

    async def try_lock(self, name: str) -> bool:
        self._locks.add(name)
        return True

    async def unlock(self, name: str) -> None:
        self._locks.discard(name)

    def holds(self, name: str) -> bool:
        return name in self._locks

    async def notify(self, news: str) -> None:
        pass

    async def listen(self, hear: Callable[[str], None]) -> None:
        pass

    async def close(self) -> None:
        self._locks.clear()
        self.id = new_identity_id()


def new_identity_id() -> str:
    """Return a name that nobody has used before: 64 random bits as 16 hexadecimal digits."""
    return token_hex(8)
