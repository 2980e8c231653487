"""Looks over everything that the bot needs; what is open to others it closes on request."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

import handlers
from bot.cli import content
from bot.cli.permissions import Opening, openings
from bot.clock import SystemClock
from bot.errors import OperatorError
from bot.ops.database_errors import FULL, READ_ONLY, of_the_disk
from bot.platforms.adapter import SendFailed, TokenRefused
from bot.platforms.platform import Platform, configured_platforms, platforms_without_token
from bot.settings import Settings
from bot.startup import WRONG_KEYS, check_ring, file_of, load_content, open_database
from content import packs
from content.problems import ContentBroken
from storage import migrate
from storage.sealing import SERVER_OWNER_ID, CannotOpen, KeyRing, ServerKeys
from storage.tables.keys import DataKey


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One line of the doctor's: what was looked at, and how it is."""

    what: str
    fine: bool
    words: str


async def examine(*, fix: bool = False) -> list[CheckResult]:
    """Settings, files, database, keys, tokens and content, each by itself as far as that goes.

    With `fix` it closes the files that other accounts can read; nothing else is changed.
    """
    try:
        settings = Settings.read()
    except OperatorError as hindrance:
        unread = CheckResult("settings", False, str(hindrance))
        return [unread, *_files(None, fix=fix), await _look("content", _content)]
    found = [
        CheckResult("settings", True, _named(settings)),
        *_files(settings, fix=fix),
        await _look("database", lambda: _database(settings.database_url)),
        await _look("keys", lambda: _keys(settings)),
        *await _tokens(settings),
        await _look("content", _content),
    ]
    if path := settings.packs_dir:
        found.append(await _look("packs", lambda: _packs(path)))
    return found


def _named(settings: Settings) -> str:
    """The operator may be nameless, and is told what people read then."""
    if settings.run_by:
        return "can be read"
    return "can be read; RUN_BY is empty, so people read that nobody says who runs the bot"


async def _look(what: str, at: Callable[[], Awaitable[str]]) -> CheckResult:
    try:
        return CheckResult(what, True, await at())
    except OperatorError as hindrance:
        return CheckResult(what, False, str(hindrance))


def _files(settings: Settings | None, *, fix: bool) -> list[CheckResult]:
    """One for each that is open, or one that says that none is."""
    found = [_closed(each) if fix else _open(each) for each in openings(settings)]
    return found or [CheckResult("files", True, "closed to other accounts")]


def _open(it: Opening) -> CheckResult:
    words = f"{_told(it)}: `python -m bot doctor --fix` closes it"
    return CheckResult(it.name, False, words)


def _closed(it: Opening) -> CheckResult:
    try:
        it.close()
    except OSError as error:
        words = f"{_told(it)}: its owner or root has to close it ({error.strerror})"
        return CheckResult(it.name, False, words)
    return CheckResult(it.name, True, f"closed to other accounts now (it was {it.mode:04o})")


def _told(it: Opening) -> str:
    return f"open to other accounts of this machine ({it.mode:04o})"


async def _database(url: str) -> str:
    if _is_still_to_come(url):
        return _first_start(file_of(url) or Path())
    database = await open_database(url, upgrade=False)
    try:
        current = await migrate.is_current(database)
    finally:
        await database.close()
    return "intact and up to date" if current else "intact; the next start migrates it"


def _first_start(file: Path) -> str:
    folder = next(each for each in file.absolute().parents if each.exists())
    if (line := of_the_disk(folder / file.name)) in (FULL, READ_ONLY):
        raise OperatorError(line.format(place=file))
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise OperatorError(
            f"{folder} cannot be written: give it to the bot's user, "
            "or choose another place in DATABASE_URL"
        )
    return f"does not exist yet; the first start creates {file}"


async def _keys(settings: Settings) -> str:
    ring = settings.key_ring()
    if _is_still_to_come(settings.database_url):
        return "can be read; there is nothing to open yet"
    opened = await _opens(settings.database_url, ring)
    return "open the database" if opened else "can be read, but could not be tried"


async def _opens(url: str, ring: KeyRing) -> bool:
    """False when the database cannot be asked. Raises OperatorError for other keys than its own."""
    database = await open_database(url, upgrade=False)
    try:
        async with database.read() as session:
            row = await session.get(DataKey, SERVER_OWNER_ID)
        if row:
            ring.unwrap(row)
            await check_ring(database, ring)
    except CannotOpen:
        raise OperatorError(WRONG_KEYS) from None
    except SQLAlchemyError:
        return False
    finally:
        await database.close()
    return row is not None


async def _tokens(settings: Settings) -> list[CheckResult]:
    try:
        # Nothing is signed here, so any keys will do.
        keys, router = ServerKeys(bytes(32)), handlers.collect_features().router
        parts = keys, router, load_content().texts, SystemClock()
        found = configured_platforms(settings, *parts)
    except OperatorError as hindrance:
        return [CheckResult("token", False, str(hindrance))]
    looked = [
        await _look(platform.adapter.platform, partial(_token, platform)) for platform in found
    ]
    return looked + await _missing(settings.database_url, [each.what for each in looked])


async def _missing(url: str, platforms: list[str]) -> list[CheckResult]:
    """A token that the people in the database need; nothing where it cannot be asked."""
    if _is_still_to_come(url):
        return []
    try:
        database = await open_database(url, upgrade=False)
    except OperatorError:
        return []
    try:
        others = await platforms_without_token(database, platforms)
    except SQLAlchemyError:
        others = []
    finally:
        await database.close()
    words = "some people in the database use it, and their messages wait: set {}_TOKEN"
    return [CheckResult(each, False, words.format(each.upper())) for each in others]


async def _token(platform: Platform) -> str:
    await platform.adapter.open()
    try:
        await platform.adapter.fetch_identity()
        advice = await platform.adapter.setup_advice()
    except TokenRefused:
        raise OperatorError(platform.token_refused_message) from None
    except SendFailed:
        raise OperatorError(platform.no_answer_message) from None
    finally:
        await platform.adapter.close()
    return f"the token is @{platform.adapter.username}'s" + (f"; but {advice}" if advice else "")


async def _content() -> str:
    faults = content.find_faults()
    if faults:
        raise OperatorError(f"{faults[0]}; `python -m bot content check` lists all {len(faults)}")
    return "complete"


async def _packs(path: Path) -> str:
    try:
        own = content.base_content()
    except ContentBroken:
        raise OperatorError("cannot be checked before the content is fixed") from None
    admitted = packs.load_packs(path, own)
    faults = [each for problems in admitted.refused.values() for each in problems]
    if faults:
        left_out = ", ".join(admitted.refused)
        raise OperatorError(
            f"left out: {left_out}; {faults[0]}; `python -m bot content check` lists all"
        )
    more = len(admitted.library.challenges) - len(own.library.challenges)
    return f"{len(admitted.names)}, with {more} challenges"


def _is_still_to_come(url: str) -> bool:
    file = file_of(url)
    return file is not None and not file.exists()
