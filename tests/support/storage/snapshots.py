"""Play the common beginning of scenarios once per process, and restore it for each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.app import App
from tests.support.people import START, DirectPlatform, FakeClock, Person
from tests.support.storage.databases import DatabaseSnapshot, ScenarioDatabase


@dataclass(frozen=True)
class Scene:
    """Everything that a few people's steps leave behind."""

    rows: DatabaseSnapshot
    at: tuple[datetime, float]
    chance: Any
    platform: dict[str, Any]
    people: list[tuple[dict[str, tuple[str, ...]], int]]


@dataclass(frozen=True)
class _Position:
    """The state of the running test since its last scene, as long as nothing was written since."""

    scene: Hashable
    platform: DirectPlatform
    at: datetime
    commits: int


_scenes: dict[Hashable, Scene] = {}
_position: _Position | None = None


async def play_once(
    name: Hashable, people: Sequence[Person], play: Callable[[], Awaitable[None]]
) -> None:
    """Play the scene, or restore it as it was played before.

    Only a test in which nothing happened yet, or nothing since another scene, can restore it; any
    other plays it.
    """
    global _position
    database = people[0].app.database
    if not isinstance(database, ScenarioDatabase) or not _is_ready(people, database):
        await play()
        return
    platform = people[0].platform.primary
    before = _position.scene if _position and platform._events else None
    key: tuple[Any, ...] = (type(database), before, name, *(_identity(each) for each in people))
    if key in _scenes:
        await _restore(_scenes[key], people, database)
    else:
        await play()
        _scenes[key] = await _capture(people, database)
    _position = _Position(key, platform, people[0].app.clock.now(), database.commits)


def _identity(person: Person) -> tuple[str, ...]:
    return person.name, person.platform.platform, person.id, person.language


def _is_ready(people: Sequence[Person], database: ScenarioDatabase) -> bool:
    """Return whether phones and clock are direct and nothing happened, or nothing since a scene."""
    first = people[0]
    if not isinstance(first.app.clock._clock, FakeClock):
        return False
    wall = first.platform.primary
    now = first.app.clock.now()
    if not all(type(each) is Person and each.platform.primary is wall for each in people):
        return False
    return _is_unchanged(wall, database, now) if wall._events else now == START


def _is_unchanged(wall: DirectPlatform, database: ScenarioDatabase, now: datetime) -> bool:
    if type(wall) is not DirectPlatform or wall.failures or wall.keeps_messages:
        return False
    return (
        _position is not None
        and _position.platform is wall
        and (_position.at, _position.commits) == (now, database.commits)
    )


def _clock(app: App) -> FakeClock:
    clock = app.clock._clock
    assert isinstance(clock, FakeClock)
    return clock


async def _capture(people: Sequence[Person], database: ScenarioDatabase) -> Scene:
    app, platform = people[0].app, people[0].platform.primary
    return Scene(
        await database.take_snapshot(),
        (_clock(app)._now, _clock(app)._monotonic),
        app.parts.chance.getstate(),
        deepcopy(vars(platform)),
        [(each._seen, each._count) for each in people],
    )


async def _restore(scene: Scene, people: Sequence[Person], database: ScenarioDatabase) -> None:
    app, platform = people[0].app, people[0].platform.primary
    await database.restore(scene.rows)
    _clock(app)._now, _clock(app)._monotonic = scene.at
    app.parts.chance.setstate(scene.chance)
    vars(platform).update(deepcopy(scene.platform))
    for each, (seen, done) in zip(people, scene.people, strict=True):
        each._seen, each._count = seen, done
