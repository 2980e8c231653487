"""Test that keys can be changed while the bot runs, and that everything stays readable."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App, open_server_keys
from bot.cli import doctor
from bot.cli.keys import DEFAULT_REASON, KeyReport, check, rotate
from bot.errors import OperatorError
from bot.ops.file_lock import ROTATION_RUNNING, exclusive, rotation, shared
from bot.settings import Settings
from bot.startup import database_file, open_verified_keys
from storage import keys
from storage.database import Database
from storage.sealing import SERVER_OWNER_ID, CannotOpen, KeyRing
from storage.tables.keys import DataKey
from tests.conftest import RING
from tests.support.command_line import Started, run_command, start_forked
from tests.support.couples import member_of, paired, settled
from tests.support.people import Person, Time
from tests.support.restart import restart
from tests.support.storage import postgres

pytestmark = pytest.mark.long

NEW = KeyRing.parse(KeyRing.generate_key("new"))
BOTH = KeyRing({**NEW.keys, **RING.keys})
OTHER_WAY = KeyRing({**RING.keys, **NEW.keys})
MANY = 3_000


def given(database: Database, ring: KeyRing) -> dict[str, str]:
    """Return the settings of a command for this database."""
    return {"database_url": postgres.url_text(database.engine.url), "secret_keys": written(ring)}


def written(ring: KeyRing) -> str:
    """Return the ring as it is written in SECRET_KEYS."""
    return ",".join(f"{name}:{b64encode(key).decode()}" for name, key in ring.keys.items())


def settings(database: Database, ring: KeyRing) -> Settings:
    return settings_at(postgres.url_text(database.engine.url), ring)


def settings_at(url: str, ring: KeyRing) -> Settings:
    return Settings(_env_file=None, database_url=url, secret_keys=written(ring))


def no_step(_left: int, _total: int) -> None:
    """Ignore the progress."""


async def many_keys(database: Database) -> None:
    """Store as many data keys as a large installation has, all wrapped by the old key."""
    rows = [RING.wrap(bytes(32), uuid4()) for _ in range(MANY)]
    values = [
        {"owner_id": each.owner_id, "kek": each.kek, "wrapped": each.wrapped} for each in rows
    ]
    async with database.write() as session:
        await session.execute(insert(DataKey), values)
    await open_server_keys(database, RING)


async def unwrapped(database: Database, ring: KeyRing) -> dict[UUID, bytes]:
    """Unwrap every data key; raise CannotOpen for one that does not open."""
    async with database.read() as session:
        return {row.owner_id: ring.unwrap(row) for row in await session.scalars(select(DataKey))}


async def test_a_couple_plays_on_while_the_keys_are_changed_and_the_old_one_goes(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/reflect Under the old key")
    app = restart(app, alice, bob, ring=BOTH)
    report = await rotate(settings(app.database, BOTH), no_step)
    assert report.lines[0] == "Wrapped again: 4. Now wrapped by new: 4."
    assert report.lines[1].startswith("test wraps nothing any more: remove it from SECRET_KEYS")
    assert report.faults == []
    app = restart(app, alice, bob, ring=NEW)
    await open_verified_keys(app.database, NEW)
    await alice.says("/journal")
    alice.sees("Under the old key")
    assert await keys.count_by_wrapping_key(app.database) == {"new": 4}


async def test_nothing_but_the_small_keys_is_changed(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    before = await unwrapped(app.database, RING)
    await rotate(settings(app.database, BOTH), no_step)
    assert await unwrapped(app.database, NEW) == before


async def test_a_second_rotation_has_nothing_to_do(database: Database) -> None:
    await open_server_keys(database, RING)
    ring = settings(database, BOTH)
    await rotate(ring, no_step)
    report = await rotate(ring, no_step)
    assert report.lines[0] == "Wrapped again: 0. Now wrapped by new: 1."


async def test_after_a_kill_at_any_point_everything_opens_and_the_next_run_continues(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Without batches in `rewrap`, in one transaction: no partial state is ever seen.

    With the new key's name committed before the new bytes: CannotOpen.
    """
    await many_keys(database)
    before = await unwrapped(database, RING)
    folder = tmp_path_factory.mktemp("elsewhere")
    for _ in range(5):  # on a busy machine it may be over before we look
        await rotate(settings(database, OTHER_WAY), no_step)
        process = await start_forked(folder, "keys", "rotate", settings=given(database, BOTH))
        done = await _killed_beyond(process, database, 0)
        assert await unwrapped(database, BOTH) == before
        if done <= MANY:
            break
    assert done <= MANY
    assert (await rotate(settings(database, BOTH), no_step)).faults == []
    assert await unwrapped(database, NEW) == before


async def _killed_beyond(process: Started, database: Database, count: int) -> int:
    """Kill it between two of its commits, once more than `count` keys are wrapped again."""
    done = count
    while done == count:
        with suppress(OperationalError):  # it took the lock again at each of our tries
            done = await _killed_if_beyond(process, database, count)
    return done


async def _killed_if_beyond(process: Started, database: Database, count: int) -> int:
    async with _no_other_writes_keys(database) as session:
        rewrapped = select(func.count()).where(DataKey.kek == "new")
        done = await session.scalar(rewrapped) or 0
        if done > count:
            process.kill()
            await process.communicate()
    return done


@asynccontextmanager
async def _no_other_writes_keys(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.write() as session:
        if not database.is_sqlite:
            await session.execute(text("LOCK TABLE data_key IN EXCLUSIVE MODE"))
        yield session


async def test_two_rotations_at_once_end_with_one_refused(database: Database) -> None:
    """Without `rotation_lock`: both wait for their turn to write."""
    await many_keys(database)
    # Neither may be over before the other begins.
    async with asyncio.TaskGroup() as group, _no_other_writes_keys(database):
        rotations = [
            group.create_task(_rotation_end(settings(database, ring))) for ring in (BOTH, OTHER_WAY)
        ]
        await asyncio.wait(rotations, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        assert [task.result() for task in rotations if task.done()] == [ROTATION_RUNNING]
    (done,) = [end for task in rotations if isinstance(end := task.result(), KeyReport)]
    assert done.lines[0].endswith(f": {MANY + 1}.")


async def _rotation_end(ring: Settings) -> KeyReport | str:
    try:
        return await rotate(ring, no_step)
    except OperatorError as refused:
        return str(refused)


async def test_the_command_says_how_it_stands_and_ends_with_2_when_something_does_not_open(
    alice: Person, app: App, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await settled(alice, "Berlin")
    folder = tmp_path_factory.mktemp("elsewhere")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        member.name = member.address
    said = await run_command(folder, "keys", "check", settings=given(app.database, RING))
    assert said.code == 2
    assert said.out.startswith("Keys in use: test (2).\nOpened: ")
    assert said.err.splitlines() == [f"member.name: 1 of a person {DEFAULT_REASON}"]


@pytest.mark.sqlite
async def test_no_rotation_during_a_restore_and_none_the_other_way_round(
    database: Database,
) -> None:
    await open_server_keys(database, RING)
    given_now = settings(database, BOTH)
    file = database_file(given_now.database_url)
    assert file
    with exclusive(file), pytest.raises(OperatorError, match="is being restored"):
        await rotate(given_now, no_step)
    with rotation(file), pytest.raises(OperatorError), exclusive(file):
        pass
    with shared(file):
        assert not (await rotate(given_now, no_step)).faults


async def test_a_bot_that_lacks_the_new_key_keeps_everything_until_it_is_restarted(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Without NotInRing in the dispatcher: parked after five tries, and never answered.

    Without it in the delivery: bob's message is given up at once.
    """
    await paired(alice, bob)
    app.delivery.stopping = True
    asks = asyncio.create_task(bob.says("/help"))
    while not await app.delivery.has_work():  # noqa: ASYNC110 the row has no event of its own
        await asyncio.sleep(0)
    await rotate(settings(app.database, BOTH), no_step)
    app.delivery.stopping = False
    await asks
    await alice.says("/reflect Is anybody there?")
    await clock.advance(minutes=5)
    alice.sees_nothing_new()
    bob.sees_nothing_new()
    app = restart(app, alice, bob, ring=BOTH)
    await replace(clock, app=app).advance(minutes=2)
    bob.sees("/pair")
    await alice.says("/journal")
    alice.sees("Is anybody there?")


async def test_people_who_come_while_the_keys_are_changed_are_named_afterwards(
    alice: Person, app: App
) -> None:
    await rotate(settings(app.database, BOTH), no_step)
    server_keys = await open_server_keys(app.database, BOTH)
    app = restart(app, alice, ring=RING, server_keys=server_keys)
    await settled(alice, "Berlin")
    report = await check(settings(app.database, NEW), no_step)
    assert report.faults[0] == "test is not in SECRET_KEYS and wraps 1: add it after the others"
    assert (await rotate(settings(app.database, BOTH), no_step)).faults == []
    assert (await check(settings(app.database, NEW), no_step)).faults == []


async def test_a_key_that_is_still_needed_keeps_the_bot_from_starting_without_it(
    alice: Person, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `check_key_ring`: it starts, and people whose keys that key wraps get no answer."""
    await settled(alice, "Berlin")
    async with app.database.write() as session:
        server_key = await session.get_one(DataKey, SERVER_OWNER_ID)
        server_key.wrapped = NEW.wrap(RING.unwrap(server_key), SERVER_OWNER_ID).wrapped
        server_key.kek = "new"
    with pytest.raises(OperatorError, match="test is missing from SECRET_KEYS and still wraps 1 "):
        await open_verified_keys(app.database, NEW)
    for name, value in given(app.database, NEW).items():
        monkeypatch.setenv(name.upper(), value)
    (found,) = [each for each in await doctor.run_checks() if each.subject == "keys"]
    assert not found.is_ok
    assert "test is missing from SECRET_KEYS" in found.message


async def test_keys_that_do_not_open_are_left_and_the_rest_are_rotated(
    alice: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    async with app.database.write() as session:
        changed = DataKey.owner_id != SERVER_OWNER_ID
        await session.execute(update(DataKey).where(changed).values(wrapped=b"x" * 60))
    report = await rotate(settings(app.database, BOTH), no_step)
    assert report.lines == ["Wrapped again: 1. Now wrapped by new: 1."]
    assert report.faults[0].startswith("test still wraps 1: restart the bot and rotate again")
    report = await check(settings(app.database, BOTH), no_step)
    assert "data_key.wrapped: 1 of a person changed, moved from elsewhere" in report.faults[0]


async def test_a_missing_database_is_reported(tmp_path: Path) -> None:
    nowhere = settings_at(f"sqlite+aiosqlite:///{tmp_path}/none.db", RING)
    for ask in (rotate, check):
        with pytest.raises(OperatorError, match="is not there: DATABASE_URL names no database yet"):
            await ask(nowhere, no_step)


async def test_wrong_keys_change_nothing(database: Database) -> None:
    await open_server_keys(database, RING)
    wrong = KeyRing({**NEW.keys, **KeyRing.parse(KeyRing.generate_key("test")).keys})
    assert (await rotate(settings(database, wrong), no_step)).faults
    assert await unwrapped(database, RING)
    with pytest.raises(CannotOpen):
        await unwrapped(database, wrong)
