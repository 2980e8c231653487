"""Finds which of our files other accounts of this machine can read, and closes them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

import structlog

from bot.cli.backup import default_folder
from bot.cli.content_settings import ENV_FILE
from bot.settings import Settings
from bot.startup import file_of

if sys.platform != "win32":
    import grp
    import pwd

log = structlog.get_logger(__name__)

OTHERS, GROUP = 0o007, 0o070
READ_OR_WRITE = 0o066
ROOT = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """A file or folder that other accounts can read or write."""

    path: Path
    mode: int
    closed: int

    @property
    def name(self) -> str:
        """As an operator reads it: a folder ends with a slash."""
        return f"{self.path}/" if self.path.is_dir() else str(self.path)

    def close(self) -> None:
        """Takes from the others what they were allowed. Raises OSError when it is not ours."""
        self.path.chmod(self.closed)


Members = Callable[[int], set[int]]


def accounts_in(group: int) -> set[int]:
    """The numbers of all users who belong to this group."""
    if sys.platform == "win32":
        return set()
    try:
        named = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        named = set()
    return {each.pw_uid for each in pwd.getpwall() if each.pw_gid == group or each.pw_name in named}


def openings(settings: Settings | None, members: Members = accounts_in) -> list[Opening]:
    """All that is open; without settings that can be read, only the file that they come from."""
    files = list(_files(settings))
    return found_open(files, _folders(settings), members)


def found_open(
    files: Iterable[Path], folders: Iterable[Path], members: Members = accounts_in
) -> list[Opening]:
    """Those of these files that are open, and those of these folders that hold nothing else."""
    if sys.platform == "win32":
        return []  # its permissions are of another kind
    known, places = set(files), list(folders)
    ours = [each for each in places if _is_ours(each, known | set(places))]
    friends = {ROOT, os.geteuid(), *(each.stat().st_uid for each in known if each.exists())}
    found = (_opening(path, friends, members) for path in sorted({*known, *ours}))
    return [each for each in found if each]


def warn_of_openings(settings: Settings) -> None:
    """One line in the log; `doctor` names what is open."""
    if found := openings(settings):
        log.warning("open_to_other_accounts", count=len(found))


def _opening(path: Path, friends: set[int], members: Members) -> Opening | None:
    """A group of the bot's own accounts may stay; one that serves nobody goes with the others."""
    try:
        about = path.stat()
    except OSError:
        return None
    mode = stat.S_IMODE(about.st_mode)
    served = members(about.st_gid) - {ROOT, about.st_uid}
    seen = OTHERS | (GROUP if served - friends else 0)
    closed = mode & ~(OTHERS if served and served <= friends else OTHERS | GROUP)
    return Opening(path, mode, closed) if mode & seen & READ_OR_WRITE else None


def _is_ours(folder: Path, known: set[Path]) -> bool:
    """Whether nothing else lies there; the home of others, or /tmp, is not ours to close."""
    try:
        shared = folder.stat().st_mode & stat.S_ISVTX or folder.samefile(".")
        return not shared and all(each in known for each in folder.iterdir())
    except OSError:
        return False


def _files(settings: Settings | None) -> Iterator[Path]:
    yield ENV_FILE
    if settings is None:
        return
    yield settings.forgotten()
    if settings.secret_keys_file:
        yield settings.secret_keys_file
    if database := file_of(settings.database_url):
        # With its log, its locks, and what `restore` kept.
        yield from database.parent.glob(f"{escape(database.name)}*")
        for folder in _backups(settings, database):
            yield from folder.glob(f"{escape(database.stem)}-*.db")


def _folders(settings: Settings | None) -> Iterator[Path]:
    if settings is None:
        return
    yield settings.forgotten().parent
    if settings.secret_keys_file:
        yield settings.secret_keys_file.parent
    if database := file_of(settings.database_url):
        yield database.parent
        yield from _backups(settings, database)


def _backups(settings: Settings, database: Path) -> set[Path]:
    """Where the daily ones go, and those that were made by command."""
    return {settings.backup_dir or default_folder(database), default_folder(database)}
