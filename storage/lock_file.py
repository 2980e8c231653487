"""Lock files, whose locks end with the process that took them, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import portalocker
from portalocker import LockFlags

EXCLUSIVE, SHARED = LockFlags.EXCLUSIVE, LockFlags.SHARED


def open_lock_file(file: Path, *, new: bool = False) -> int:
    """Open a lock file, which is made if it is missing; `new` refuses one that exists.

    Raises OSError.
    """
    handle = os.open(file, os.O_CREAT | os.O_RDWR | (os.O_EXCL if new else 0), 0o600)
    if sys.platform != "win32":
        folder = file.parent.stat()
        with suppress(OSError):
            # A file that root makes must not lock out the bot's own user.
            os.fchown(handle, folder.st_uid, folder.st_gid)
    return handle


def try_lock(handle: int, mode: LockFlags) -> bool:
    """Lock the file unless another process has locked it; return whether nobody else has."""
    try:
        portalocker.lock(handle, mode | LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return False
    except portalocker.LockException:
        # Some shared folders know no locks.
        return True
    return True
