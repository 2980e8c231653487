"""Locks on files, which end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

    SHARED, ALONE = fcntl.LOCK_SH, fcntl.LOCK_EX
else:
    SHARED, ALONE = 1, 2

KNOWN = sys.platform != "win32"
"""Whether this system has such locks."""


def made(file: Path, *, new: bool = False) -> int:
    """Opens a file to be locked, and makes it where it is not there; `new` refuses one that is.

    Raises OSError.
    """
    handle = os.open(file, os.O_CREAT | os.O_RDWR | (os.O_EXCL if new else 0), 0o600)
    if sys.platform != "win32":
        folder = file.parent.stat()
        with suppress(OSError):
            # What root does must not lock out the bot's own user.
            os.fchown(handle, folder.st_uid, folder.st_gid)
    return handle


def taken(handle: int, how: int) -> bool:
    """Locks it if nobody else holds it; where the folder knows no locks, nobody does."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some shared folders know no locks.
            return True
    return True
