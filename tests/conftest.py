"""Give every test Alice, Bob and a clock, on a fresh database."""

from __future__ import annotations

import gc
import io
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
import structlog
from sqlalchemy.engine import URL

import content
from bot.app import App, open_server_keys
from bot.ops import logs
from handlers.turn import Content
from storage import migrate
from storage.database import Database
from storage.sealing import KeyRing
from tests.support.apps import open_scenario_app
from tests.support.people import DirectPlatform, FakeClock, Person, SecondPlatform, Time
from tests.support.real_clients import run_client_harness
from tests.support.storage import postgres
from tests.support.storage.databases import (
    PostgresScenarioDatabase,
    PreparedDatabase,
    ScenarioDatabase,
    SqliteScenarioDatabase,
)

RING = KeyRing.parse(KeyRing.generate_key("test"))


# The time of an example says more about the machine than about the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

REAL = {
    "telegram": ("telegram", "telegram"),
    "discord": ("discord", "discord"),
    "across": ("telegram", "discord"),
}
"""The phones with real clients: Alice's platform, and Bob's."""
ON_TELEGRAM = {"telegram", "across"}
"""The real phones on which Alice uses the platform that she also uses inside the process."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("both", "sqlite", "postgresql"),
        default="both",
        help="what the scenarios are played on",
    )
    parser.addoption(
        "--everywhere",
        action="store_true",
        help="play what is marked `clients` through all phones, and not just through some",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder for the run's shared database server, which starts when first needed."""
    room = ExitStack()
    room.enter_context(postgres.run_folder())
    config.add_cleanup(room.close)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that stores something on both databases.

    A test marked `clients` runs through real clients on SQLite.
    """
    if "ground" not in metafunc.fixturenames:
        return
    real = _real(metafunc)
    places = [("direct", place) for place in _databases(metafunc, real)]
    if metafunc.config.getoption("--database") != "postgresql":
        places += [(phone, "sqlite") for phone in real]
    ids = [place if phone == "direct" else phone for phone, place in places]
    if "world" in metafunc.fixturenames:
        metafunc.parametrize(("world", "ground"), places, indirect=True, ids=ids)
    else:
        metafunc.parametrize("ground", [place for _, place in places], indirect=True, ids=ids)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start slow tests first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the tests and modules, and come less often.

    Its looks through hundreds of thousands of them were a fifteenth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _real(metafunc: pytest.Metafunc) -> list[str]:
    """Return the phones that the mark names, or as few as cover both: each takes half a second.

    With `--everywhere` return all phones, unless the mark says `elsewhere=False`.
    """
    mark = metafunc.definition.get_closest_marker("clients")
    if mark is None:
        return []
    if metafunc.config.getoption("--everywhere") and mark.kwargs.get("elsewhere", True):
        return list(REAL)
    both = ("across",) if "bob" in metafunc.fixturenames else ("telegram", "discord")
    return list(mark.args or both)


def _databases(metafunc: pytest.Metafunc, real: Sequence[str]) -> list[str]:
    """Return the databases for the phones inside the process.

    On SQLite a test that runs through the same platform's real client runs through nothing else:
    the client takes all the ways of the phone that it replaces, and more.
    """
    chosen = metafunc.config.getoption("--database")
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    both = ("sqlite", "postgresql")
    found = [each for each in both if each in marks] or both
    is_covered = not ON_TELEGRAM.isdisjoint(real)
    return [
        each for each in found if chosen in ("both", each) and not (is_covered and each == "sqlite")
    ]


@pytest.fixture(scope="session")
def shelf() -> Content:
    """Load the real content, strictly: a missing word fails the test that meets it."""
    return Content.load(content.FOLDER, strict=True)


@pytest.fixture(scope="session")
async def sqlite(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PreparedDatabase]:
    """Make a migrated SQLite file."""
    database = SqliteScenarioDatabase(tmp_path_factory.mktemp("sqlite") / "same-side.db")
    await migrate.upgrade(database)
    yield await _ground(database)
    await database.close()


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Iterator[URL]:
    """Start a PostgreSQL server; where that is impossible, skip the test, or fail if required."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(postgres.shared_server())
        except Exception as error:
            if postgres.REQUIRED in os.environ or pytestconfig.getoption("--database") != "both":
                raise
            pytest.skip(f"no PostgreSQL runs here: {type(error).__name__}: {error}")
        yield address


@pytest.fixture(scope="session")
async def postgresql(postgresql_server: URL) -> AsyncIterator[PreparedDatabase]:
    """Make a migrated database for this process on the shared server."""
    database = PostgresScenarioDatabase(await postgres.create_database(postgresql_server))
    yield await _ground(database)
    await database.close()


async def _ground(database: ScenarioDatabase) -> PreparedDatabase:
    # The same keys for all tests, so that they can share a scene.
    server_keys = await open_server_keys(database, RING)
    return PreparedDatabase(database, await database.take_snapshot(), server_keys)


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> PreparedDatabase:
    """Return the database that this run of the test uses."""
    found: PreparedDatabase = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def database(ground: PreparedDatabase) -> Database:
    """Return a migrated database with nobody in it."""
    await ground.database.restore(ground.initial)
    return ground.database


@pytest.fixture
async def empty(ground: PreparedDatabase, tmp_path: Path) -> AsyncIterator[Database]:
    """Make a separate database without tables."""
    if not isinstance(ground.database, PostgresScenarioDatabase):
        database = Database(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
        yield database
        await database.close()
        return
    address = await postgres.create_database(ground.database.engine.url, postgres.EMPTY_TEMPLATE)
    database = Database(postgres.url_text(address))
    yield database
    await database.close()
    await postgres.drop_database(address)


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform() -> DirectPlatform:
    return DirectPlatform("telegram")


@dataclass(frozen=True)
class World:
    """A running bot, and how to get a phone that reaches it: over Alice's platform or Bob's."""

    app: App
    here: Callable[[str, str], Person]
    there: Callable[[str, str], Person]


@pytest.fixture
async def world(
    request: pytest.FixtureRequest,
    ground: PreparedDatabase,
    database: Database,
    shelf: Content,
    platform: DirectPlatform,
    fake_clock: FakeClock,
) -> AsyncIterator[World]:
    if real := REAL.get(getattr(request, "param", "direct")):
        async with run_client_harness(
            database, RING, shelf, fake_clock, *dict.fromkeys(real)
        ) as line:
            phones = {"telegram": line.telegram, "discord": line.discord}
            here, there = (phones[each] for each in real)
            yield World(line.app, here, there)
        return
    other = SecondPlatform("discord", platform)
    adapters = {each.platform: each for each in (platform, other)}
    app = await open_scenario_app(
        database, RING, shelf, adapters, fake_clock, server_keys=ground.server_keys
    )
    yield World(
        app,
        here=lambda name, id: Person(name, app, platform, id),
        there=lambda name, id: Person(name, app, other, id),
    )


@pytest.fixture
def app(world: World) -> App:
    return world.app


@pytest.fixture
def clock(app: App, fake_clock: FakeClock) -> Time:
    return Time(app, fake_clock)


@pytest.fixture
def alice(world: World) -> Person:
    return world.here("Alice", "1001")


@pytest.fixture
def bob(world: World) -> Person:
    return world.there("Bob", "1002")


@pytest.fixture
def carol(world: World) -> Person:
    return world.here("Carol", "1003")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Capture all logs at the most detailed level; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    for name in (*logs.QUIET_LOGGERS, *logs.ERROR_ONLY_LOGGERS):
        logging.getLogger(name).setLevel(logging.NOTSET)
