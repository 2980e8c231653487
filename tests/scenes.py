"""What many scenarios begin with is played once a process, and laid out anew for each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.app import App
from tests.databases import Kept, Played
from tests.people import START, DirectPlatform, FakeClock, Person


@dataclass(frozen=True)
class Scene:
    """Everything that a few people's steps leave behind."""

    rows: Kept
    at: tuple[datetime, float]
    chance: Any
    platform: dict[str, Any]
    people: list[tuple[int, int]]


@dataclass(frozen=True)
class _Stand:
    """Where the running test stands since its last scene, as long as nothing was written since."""

    scene: Hashable
    wall: DirectPlatform
    at: datetime
    commits: int


_played: dict[Hashable, Scene] = {}
_stand: _Stand | None = None


async def begin(
    name: Hashable, people: Sequence[Person], play: Callable[[], Awaitable[None]]
) -> None:
    """Plays the scene, or lays it out as it was played before.

    It begins where nothing happened yet, or right after another scene; elsewhere it is played.
    """
    global _stand
    database = people[0].app.database
    if not isinstance(database, Played) or not _is_ready(people, database):
        await play()
        return
    wall = people[0].platform.wall
    before = _stand.scene if _stand and wall._events else None
    key: tuple[Any, ...] = (type(database), before, name, *(_who(each) for each in people))
    if key in _played:
        await _lay_out(_played[key], people, database)
    else:
        await play()
        _played[key] = await _kept(people, database)
    _stand = _Stand(key, wall, people[0].app.clock.now(), database.commits)


def _who(person: Person) -> tuple[str, ...]:
    return person.name, person.platform.platform, person.id, person.language


def _is_ready(people: Sequence[Person], database: Played) -> bool:
    """Direct phones and clock, and nothing has happened yet, or nothing since a scene."""
    first = people[0]
    if not isinstance(first.app.clock._clock, FakeClock):
        return False
    wall = first.platform.wall
    now = first.app.clock.now()
    if not all(type(each) is Person and each.platform.wall is wall for each in people):
        return False
    return _stands(wall, database, now) if wall._events else now == START


def _stands(wall: DirectPlatform, database: Played, now: datetime) -> bool:
    if type(wall) is not DirectPlatform or wall.failures or wall.keeps_messages:
        return False
    return (
        _stand is not None
        and _stand.wall is wall
        and (_stand.at, _stand.commits) == (now, database.commits)
    )


def _clock(app: App) -> FakeClock:
    clock = app.clock._clock
    assert isinstance(clock, FakeClock)
    return clock


async def _kept(people: Sequence[Person], database: Played) -> Scene:
    app, platform = people[0].app, people[0].platform.wall
    return Scene(
        await database.kept(),
        (_clock(app)._now, _clock(app)._monotonic),
        app.dispatcher.chance.getstate(),
        deepcopy(vars(platform)),
        [(each._seen, each._count) for each in people],
    )


async def _lay_out(scene: Scene, people: Sequence[Person], database: Played) -> None:
    app, platform = people[0].app, people[0].platform.wall
    await database.lay_out(scene.rows)
    _clock(app)._now, _clock(app)._monotonic = scene.at
    app.dispatcher.chance.setstate(scene.chance)
    vars(platform).update(deepcopy(scene.platform))
    for each, (seen, done) in zip(people, scene.people, strict=True):
        each._seen, each._count = seen, done
