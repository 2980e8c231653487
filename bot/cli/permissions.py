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

from bot.cli.backup import default_backup_folder
from bot.cli.content_settings import ENV_FILE
from bot.settings import Settings
from bot.startup import database_file

if sys.platform != "win32":
    import grp
    import pwd

log = structlog.get_logger(__name__)

OTHERS_BITS, GROUP_BITS = 0o007, 0o070
READ_OR_WRITE_BITS = 0o066
ROOT_UID = 0


@dataclass(frozen=True, slots=True)
class ExposedPath:
    """A file or folder that other accounts can read or write."""

    path: Path
    mode: int
    closed_mode: int

    @property
    def name(self) -> str:
        """Return the path as operators read it: a folder ends with a slash."""
        return f"{self.path}/" if self.path.is_dir() else str(self.path)

    def close_to_others(self) -> None:
        """Take the permissions of other accounts away. Raises OSError if the file is not ours."""
        self.path.chmod(self.closed_mode)


UsersOfGroup = Callable[[int], set[int]]


def users_of_group(group: int) -> set[int]:
    """Return the ids of all users who belong to this group."""
    if sys.platform == "win32":
        return set()
    try:
        listed_names = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        listed_names = set()
    return {
        each.pw_uid
        for each in pwd.getpwall()
        if each.pw_gid == group or each.pw_name in listed_names
    }


def find_exposed_paths(
    settings: Settings | None, members: UsersOfGroup = users_of_group
) -> list[ExposedPath]:
    """Return all exposed paths; without readable settings, check only the file they come from."""
    files = list(_own_files(settings))
    return select_exposed(files, _own_folders(settings), members)


def select_exposed(
    files: Iterable[Path], folders: Iterable[Path], members: UsersOfGroup = users_of_group
) -> list[ExposedPath]:
    """Return the exposed files, and the exposed folders that hold nothing else."""
    if sys.platform == "win32":
        return []  # its permissions work differently
    known_files, folder_list = set(files), list(folders)
    own_folders = [
        each for each in folder_list if _holds_only_known(each, known_files | set(folder_list))
    ]
    trusted_uids = {
        ROOT_UID,
        os.geteuid(),
        *(each.stat().st_uid for each in known_files if each.exists()),
    }
    found = (
        _check_path(path, trusted_uids, members) for path in sorted({*known_files, *own_folders})
    )
    return [each for each in found if each]


def warn_of_exposed_paths(settings: Settings) -> None:
    """Log one line if anything is exposed; `doctor` names the files."""
    if found := find_exposed_paths(settings):
        log.warning("open_to_other_accounts", count=len(found))


def _check_path(path: Path, trusted_uids: set[int], members: UsersOfGroup) -> ExposedPath | None:
    """Return the path if it is exposed. A group of only the bot's own accounts may have access."""
    try:
        status = path.stat()
    except OSError:
        return None
    mode = stat.S_IMODE(status.st_mode)
    group_uids = members(status.st_gid) - {ROOT_UID, status.st_uid}
    exposed_bits = OTHERS_BITS | (GROUP_BITS if group_uids - trusted_uids else 0)
    closed_mode = mode & ~(
        OTHERS_BITS if group_uids and group_uids <= trusted_uids else OTHERS_BITS | GROUP_BITS
    )
    return (
        ExposedPath(path, mode, closed_mode) if mode & exposed_bits & READ_OR_WRITE_BITS else None
    )


def _holds_only_known(folder: Path, known: set[Path]) -> bool:
    """Return whether nothing else is in the folder; a shared home or /tmp is not ours to close."""
    try:
        shared = folder.stat().st_mode & stat.S_ISVTX or folder.samefile(".")
        return not shared and all(each in known for each in folder.iterdir())
    except OSError:
        return False


def _own_files(settings: Settings | None) -> Iterator[Path]:
    yield ENV_FILE
    if settings is None:
        return
    yield settings.forgotten_path()
    if settings.secret_keys_file:
        yield settings.secret_keys_file
    if database := database_file(settings.database_url):
        # With its log, its locks, and the files that `restore` kept.
        yield from database.parent.glob(f"{escape(database.name)}*")
        for folder in _backup_folders(settings, database):
            yield from folder.glob(f"{escape(database.stem)}-*.db")


def _own_folders(settings: Settings | None) -> Iterator[Path]:
    if settings is None:
        return
    yield settings.forgotten_path().parent
    if settings.secret_keys_file:
        yield settings.secret_keys_file.parent
    if database := database_file(settings.database_url):
        yield database.parent
        yield from _backup_folders(settings, database)


def _backup_folders(settings: Settings, database: Path) -> set[Path]:
    """Return the folders of the daily backups and of those made by command."""
    return {settings.backup_dir or default_backup_folder(database), default_backup_folder(database)}
