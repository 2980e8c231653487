"""Locks on files, which end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

    SHARED, EXCLUSIVE = fcntl.LOCK_SH, fcntl.LOCK_EX
else:
    SHARED, EXCLUSIVE = 1, 2

SUPPORTED = sys.platform != "win32"
"""Whether this system has such locks."""


def open_lock_file(file: Path, *, new: bool = False) -> int:
    """Open a lock file, creating it if missing; `new` refuses an existing one. Raises OSError."""
    handle = os.open(file, os.O_CREAT | os.O_RDWR | (os.O_EXCL if new else 0), 0o600)
    if sys.platform != "win32":
        folder = file.parent.stat()
        with suppress(OSError):
            # What root does must not lock out the bot's own user.
            os.fchown(handle, folder.st_uid, folder.st_gid)
    return handle


def try_lock(handle: int, mode: int) -> bool:
    """Locks it if nobody else holds it; where the folder knows no locks, nobody does."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some shared folders know no locks.
            return True
    return True
