"""Looks over everything that the bot needs; what is open to others it closes on request."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot import content_checks
from bot.adapter import SendFailed, TokenRefused
from bot.database_errors import FULL, READ_ONLY, of_the_disk
from bot.hindrance import Hindrance
from bot.lines import Line, left_out, lines_of
from bot.permissions import Opening, openings
from bot.settings import Settings
from bot.startup import WRONG_KEYS, check_ring, file_of, open_database
from content import packs
from content.problems import ContentBroken
from storage import migrate
from storage.models import DataKey
from storage.sealing import HOUSE, CannotOpen, House, KeyRing


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what was looked at, and how it is."""

    what: str
    fine: bool
    words: str


async def examine(*, fix: bool = False) -> list[Finding]:
    """Settings, files, database, keys, tokens and content, each by itself as far as that goes.

    With `fix` it closes the files that other accounts can read; nothing else is changed.
    """
    try:
        settings = Settings.read()
    except Hindrance as hindrance:
        unread = Finding("settings", False, str(hindrance))
        return [unread, *_files(None, fix=fix), await _look("content", _content)]
    found = [
        Finding("settings", True, _named(settings)),
        *_files(settings, fix=fix),
        await _look("database", lambda: _database(settings.database_url)),
        await _look("keys", lambda: _keys(settings)),
        *await _tokens(settings),
        await _look("content", _content),
    ]
    if place := settings.packs_dir:
        found.append(await _look("packs", lambda: _packs(place)))
    return found


def _named(settings: Settings) -> str:
    """The operator may be nameless, and is told what people read then."""
    if settings.run_by:
        return "can be read"
    return "can be read; RUN_BY is empty, so people read that nobody says who runs the bot"


async def _look(what: str, at: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, True, await at())
    except Hindrance as hindrance:
        return Finding(what, False, str(hindrance))


def _files(settings: Settings | None, *, fix: bool) -> list[Finding]:
    """One for each that is open, or one that says that none is."""
    found = [_closed(each) if fix else _open(each) for each in openings(settings)]
    return found or [Finding("files", True, "closed to other accounts")]


def _open(it: Opening) -> Finding:
    words = f"{_told(it)}: `python -m bot doctor --fix` closes it"
    return Finding(it.name, False, words)


def _closed(it: Opening) -> Finding:
    try:
        it.close()
    except OSError as error:
        words = f"{_told(it)}: its owner or root has to close it ({error.strerror})"
        return Finding(it.name, False, words)
    return Finding(it.name, True, f"closed to other accounts now (it was {it.mode:04o})")


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
    return "whole and up to date" if current else "whole; the next start brings it up to date"


def _first_start(file: Path) -> str:
    folder = next(each for each in file.absolute().parents if each.exists())
    if (line := of_the_disk(folder / file.name)) in (FULL, READ_ONLY):
        raise Hindrance(line.format(place=file))
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Hindrance(
            f"{folder} cannot be written: give it to the bot's user, "
            "or choose another place in DATABASE_URL"
        )
    return f"not there yet; the first start makes {file}"


async def _keys(settings: Settings) -> str:
    ring = settings.key_ring()
    if _is_still_to_come(settings.database_url):
        return "can be read; there is nothing to open yet"
    opened = await _opens(settings.database_url, ring)
    return "open the database" if opened else "can be read, but could not be tried"


async def _opens(url: str, ring: KeyRing) -> bool:
    """False when the database cannot be asked. Raises Hindrance for other keys than its own."""
    database = await open_database(url, upgrade=False)
    try:
        async with database.read() as session:
            row = await session.get(DataKey, HOUSE)
        if row:
            ring.unwrap(row)
            await check_ring(database, ring)
    except CannotOpen:
        raise Hindrance(WRONG_KEYS) from None
    except SQLAlchemyError:
        return False
    finally:
        await database.close()
    return row is not None


async def _tokens(settings: Settings) -> list[Finding]:
    try:
        # Nothing is signed here, so any house will do.
        found = lines_of(settings, House(bytes(32)))
    except Hindrance as hindrance:
        return [Finding("token", False, str(hindrance))]
    looked = [await _look(line.adapter.platform, partial(_token, line)) for line in found]
    return looked + await _missing(settings.database_url, [each.what for each in looked])


async def _missing(url: str, platforms: list[str]) -> list[Finding]:
    """A token that the people in the database need; nothing where it cannot be asked."""
    if _is_still_to_come(url):
        return []
    try:
        database = await open_database(url, upgrade=False)
    except Hindrance:
        return []
    try:
        others = await left_out(database, platforms)
    except SQLAlchemyError:
        others = []
    finally:
        await database.close()
    words = "some people in the database are there, and what is for them waits: give {}_TOKEN"
    return [Finding(each, False, words.format(each.upper())) for each in others]


async def _token(line: Line) -> str:
    await line.adapter.open()
    try:
        await line.adapter.introduce()
        advice = await line.adapter.advice()
    except TokenRefused:
        raise Hindrance(line.refused) from None
    except SendFailed:
        raise Hindrance(line.silent) from None
    finally:
        await line.adapter.close()
    return f"the token is @{line.adapter.handle}'s" + (f"; but {advice}" if advice else "")


async def _content() -> str:
    faults = content_checks.content_faults()
    if faults:
        raise Hindrance(f"{faults[0]}; `python -m bot content check` lists all {len(faults)}")
    return "complete"


async def _packs(place: Path) -> str:
    try:
        own = content_checks.house()
    except ContentBroken:
        raise Hindrance("cannot be looked at before the content is mended") from None
    admitted = packs.admit(place, own)
    faults = [each for problems in admitted.refused.values() for each in problems]
    if faults:
        left_out = ", ".join(admitted.refused)
        raise Hindrance(
            f"left out: {left_out}; {faults[0]}; `python -m bot content check` lists all"
        )
    more = len(admitted.library.challenges) - len(own.library.challenges)
    return f"{len(admitted.packs)}, with {more} challenges"


def _is_still_to_come(url: str) -> bool:
    file = file_of(url)
    return file is not None and not file.exists()
