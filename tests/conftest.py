"""Alice, Bob and a clock for every test, on a fresh database."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.engine import make_url

import content
from bot.app import App, Rates, unlock, wire
from handlers.turn import Shelf
from storage import migrate
from storage.database import Database
from storage.sealing import KeyRing
from tests import postgres
from tests.people import DirectPlatform, FakeClock, Person, Time
from tests.telegram_phones import exchange

RING = KeyRing.parse(KeyRing.new("test"))
FAST = Rates(all=1e6, chat=1e6)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what the scenarios are played on",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgresql":
        elsewhere = pytest.mark.skip(reason="about SQLite's own files and locks")
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(elsewhere)


def pytest_configure(config: pytest.Config) -> None:
    """One server for all processes of a run; those that help find it in their environment."""
    if config.getoption("--database") == "postgresql" and postgres.ADDRESS not in os.environ:
        running = ExitStack()
        os.environ[postgres.ADDRESS] = postgres.shown(running.enter_context(postgres.server()))
        config.add_cleanup(running.close)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The real content, strict: a missing word fails the test that meets it."""
    return Shelf.load(content.FOLDER, strict=True)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated database, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(_migrated(path))
    return path


async def _migrated(path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate.upgrade(database)
    await unlock(database, RING)  # one house for all tests, so that they can share a scene
    await database.close()


@pytest.fixture
async def database(template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database of its own for each test, on what `--database` names."""
    if server := os.environ.get(postgres.ADDRESS):
        address = await postgres.copy(make_url(server))
        database = Database(postgres.shown(address))
        yield database
        await database.close()
        await postgres.drop(address)
        return
    path = tmp_path / "same-side.db"
    shutil.copy(template, path)
    database = Database(f"sqlite+aiosqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform() -> DirectPlatform:
    return DirectPlatform("telegram")


@dataclass(frozen=True)
class World:
    """A running bot, and how to get a phone that reaches it."""

    app: App
    phone: Callable[[str, str], Person]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `telegram` is played twice: in the process, and over the real client."""
    marked = any(metafunc.definition.iter_markers("telegram"))
    if marked and "world" in metafunc.fixturenames:
        metafunc.parametrize("world", ["direct", "telegram"], indirect=True)


@pytest.fixture
async def world(
    request: pytest.FixtureRequest,
    database: Database,
    shelf: Shelf,
    platform: DirectPlatform,
    fake_clock: FakeClock,
) -> AsyncIterator[World]:
    if getattr(request, "param", "direct") == "telegram":
        async with exchange(database, RING, shelf, fake_clock) as line:
            yield World(line.app, line.phone)
        return
    house = await unlock(database, RING)
    adapters = {platform.platform: platform}
    app = wire(database, RING, house, shelf, adapters, fake_clock, FAST, Random(7))
    yield World(app, lambda name, id: Person(name, app, platform, id))


@pytest.fixture
def app(world: World) -> App:
    return world.app


@pytest.fixture
def clock(app: App, fake_clock: FakeClock) -> Time:
    return Time(app, fake_clock)


@pytest.fixture
def alice(world: World) -> Person:
    return world.phone("Alice", "1001")


@pytest.fixture
def bob(world: World) -> Person:
    return world.phone("Bob", "1002")


@pytest.fixture
def carol(world: World) -> Person:
    return world.phone("Carol", "1003")
