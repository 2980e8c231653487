"""Checks everything that the bot needs, and on request closes files that others can read."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

import handlers
from bot.cli import content
from bot.cli.permissions import ExposedPath, find_exposed_paths
from bot.clock import SystemClock
from bot.errors import OperatorError
from bot.ops.database_errors import DISK_FULL, READ_ONLY_FILE_SYSTEM, probe_disk
from bot.platforms.adapter import SendFailed, TokenRefused
from bot.platforms.platform import Platform, configured_platforms, platforms_without_token
from bot.settings import Settings
from bot.startup import (
    WRONG_KEYS,
    check_key_ring,
    database_file,
    load_content,
    open_configured_database,
)
from content import packs
from content.problems import ContentBroken
from content.texts import Texts
from storage import migrate
from storage.sealing import SERVER_OWNER_ID, CannotOpen, KeyRing, ServerKeys
from storage.tables.keys import DataKey


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One line of the doctor: what it checked, and the result."""

    subject: str
    is_ok: bool
    message: str


async def run_checks(*, fix: bool = False) -> list[CheckResult]:
    """Check settings, files, database, keys, tokens and content, each independently where possible.

    With `fix`, close the files that other accounts can read; nothing else is changed.
    """
    try:
        settings = Settings.read()
    except OperatorError as error:
        settings_result = CheckResult("settings", False, str(error))
        return [
            settings_result,
            *_check_files(None, fix=fix),
            await _run_check("content", _check_content),
        ]
    results = [
        CheckResult("settings", True, _describe_settings(settings)),
        *_check_files(settings, fix=fix),
        await _run_check("database", lambda: _check_database(settings)),
        await _run_check("keys", lambda: _check_keys(settings)),
        *await _check_tokens(settings),
        await _run_check("content", _check_content),
    ]
    if path := settings.packs_dir:
        results.append(await _run_check("packs", lambda: _check_packs(path)))
    return results


def _describe_settings(settings: Settings) -> str:
    """Describe the settings; without an operator's name, say what people read in its place."""
    if settings.run_by:
        return "can be read"
    return "can be read; RUN_BY is empty, so people read that nobody says who runs the bot"


async def _run_check(subject: str, check: Callable[[], Awaitable[str]]) -> CheckResult:
    try:
        return CheckResult(subject, True, await check())
    except OperatorError as error:
        return CheckResult(subject, False, str(error))


def _check_files(settings: Settings | None, *, fix: bool) -> list[CheckResult]:
    """Return one result per exposed file, or one that says that no file is exposed."""
    found = [
        _close_and_report(each) if fix else _report_open(each)
        for each in find_exposed_paths(settings)
    ]
    return found or [CheckResult("files", True, "closed to other accounts")]


def _report_open(opening: ExposedPath) -> CheckResult:
    message = f"{_describe_opening(opening)}: `python -m bot doctor --fix` closes it"
    return CheckResult(opening.name, False, message)


def _close_and_report(opening: ExposedPath) -> CheckResult:
    try:
        opening.close_to_others()
    except OSError as error:
        message = (
            f"{_describe_opening(opening)}: its owner or root has to close it ({error.strerror})"
        )
        return CheckResult(opening.name, False, message)
    return CheckResult(
        opening.name, True, f"closed to other accounts now (it was {opening.mode:04o})"
    )


def _describe_opening(opening: ExposedPath) -> str:
    return f"open to other accounts of this machine ({opening.mode:04o})"


async def _check_database(settings: Settings) -> str:
    url = settings.database_url
    if _is_not_created_yet(url):
        return _check_first_start(database_file(url) or Path())
    database = await open_configured_database(settings, upgrade=False)
    try:
        current = await migrate.is_current(database)
    finally:
        await database.close()
    return "intact and up to date" if current else "intact; the next start migrates it"


def _check_first_start(file: Path) -> str:
    folder = next(each for each in file.absolute().parents if each.exists())
    if (template := probe_disk(folder / file.name)) in (DISK_FULL, READ_ONLY_FILE_SYSTEM):
        raise OperatorError(template.format(place=file))
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise OperatorError(
            f"{folder} cannot be written: give it to the bot's user, "
            "or choose another place in DATABASE_URL"
        )
    return f"does not exist yet; the first start creates {file}"


async def _check_keys(settings: Settings) -> str:
    ring = settings.read_key_ring()
    if _is_not_created_yet(settings.database_url):
        return "can be read; there is nothing to open yet"
    opened = await _try_keys(settings, ring)
    return "open the database" if opened else "can be read, but could not be tried"


async def _try_keys(settings: Settings, ring: KeyRing) -> bool:
    """Return False if the database cannot be read. Raises OperatorError for the wrong keys."""
    database = await open_configured_database(settings, upgrade=False)
    try:
        async with database.read() as session:
            row = await session.get(DataKey, SERVER_OWNER_ID)
        if row:
            ring.unwrap(row)
            await check_key_ring(database, ring)
    except CannotOpen:
        raise OperatorError(WRONG_KEYS) from None
    except SQLAlchemyError:
        return False
    finally:
        await database.close()
    return row is not None


async def _check_tokens(settings: Settings) -> list[CheckResult]:
    try:
        # Nothing is signed here, so any keys will do.
        keys, router = ServerKeys(bytes(32)), handlers.collect_features().router
        texts = load_content().texts
        found = configured_platforms(settings, keys, router, texts, SystemClock())
    except OperatorError as error:
        return [CheckResult("token", False, str(error))]
    results = [
        await _run_check(platform.adapter.platform, partial(_check_token, platform, texts))
        for platform in found
    ]
    return results + await _report_missing_tokens(settings, [each.subject for each in results])


async def _report_missing_tokens(settings: Settings, platforms: list[str]) -> list[CheckResult]:
    """Report missing tokens that people in the database need; nothing if it cannot be read."""
    if _is_not_created_yet(settings.database_url):
        return []
    try:
        database = await open_configured_database(settings, upgrade=False)
    except OperatorError:
        return []
    try:
        others = await platforms_without_token(database, platforms)
    except SQLAlchemyError:
        others = []
    finally:
        await database.close()
    message = "some people in the database use it, and their messages wait: set {}_TOKEN"
    return [CheckResult(each, False, message.format(each.upper())) for each in others]


async def _check_token(platform: Platform, texts: Texts) -> str:
    await platform.adapter.open()
    try:
        await platform.adapter.fetch_identity()
        advice = await platform.adapter.setup_advice()
        profile = await platform.adapter.describe_profile(texts)
    except TokenRefused:
        raise OperatorError(platform.token_refused_message) from None
    except SendFailed:
        raise OperatorError(platform.no_answer_message) from None
    finally:
        await platform.adapter.close()
    warning = f"; but {advice}" if advice else ""
    return f"the token is @{platform.adapter.username}'s; {profile}{warning}"


async def _check_content() -> str:
    faults = content.find_faults()
    if faults:
        raise OperatorError(f"{faults[0]}; `python -m bot content check` lists all {len(faults)}")
    return "complete"


async def _check_packs(path: Path) -> str:
    try:
        base = content.load_base_content()
    except ContentBroken:
        raise OperatorError("cannot be checked before the content is fixed") from None
    loaded = packs.load_packs(path, base)
    faults = [each for problems in loaded.refused.values() for each in problems]
    if faults:
        left_out = ", ".join(loaded.refused)
        raise OperatorError(
            f"left out: {left_out}; {faults[0]}; `python -m bot content check` lists all"
        )
    new_count = len(loaded.library.challenges) - len(base.library.challenges)
    return f"{len(loaded.names)}, with {new_count} challenges"


def _is_not_created_yet(url: str) -> bool:
    file = database_file(url)
    return file is not None and not file.exists()
