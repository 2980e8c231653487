"""Run two couples through the same weeks, and film everything that each Bob was shown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from bot.app import App
from bot.platforms.adapter import OutboundMessage
from chat import markup
from chat.buttons import Button
from chat.messages import Address
from chat.targets import PlatformTarget
from handlers.turn import Content
from storage.sealing import KeyRing
from tests.support.apps import open_scenario_app
from tests.support.couples import linked, settled, unlinked
from tests.support.people import DirectPlatform, FakeClock, Person, SecondPlatform, Time
from tests.support.storage import snapshots
from tests.support.storage.databases import PreparedDatabase

ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The id of a row, as calendar files name their events."""
LAST = 8
"""The number of messages that a person scrolls back to find a button."""
Step = Callable[[Person], Awaitable[None]]
Deed = Callable[[Person, int], AsyncIterator[object]]
"""An action that yields its object, or nothing if it is impossible; then it acts."""


class Shot(NamedTuple):
    """A message that came, changed or vanished on a person's screen."""

    at: datetime
    text: str
    buttons: tuple[tuple[str, str], ...]
    silent: bool
    place: int
    """The number of the message among the person's, counted from the first."""
    target: type[PlatformTarget]
    """The kind of shot: a new message, a change, a deletion, or removed buttons."""
    file: tuple[str, ...]


@dataclass
class Film(DirectPlatform):
    """A platform that records what each person was shown, and when."""

    clock: FakeClock = field(default_factory=FakeClock)
    shots: dict[str, list[Shot]] = field(default_factory=dict)
    _places: dict[str, dict[str, int]] = field(default_factory=dict)

    async def send(self, to: Address, message: OutboundMessage) -> str:
        platform_message_id = await super().send(to, message)
        places = self._places.setdefault(to.id, {})
        shot = Shot(
            self.clock.now(),
            markup.to_plain(message.text),
            tuple((each.label, each.action) for row in message.rows for each in row),
            message.silent,
            places.setdefault(platform_message_id, len(places)),
            type(message.target),
            _pages(message.attachment.content) if message.attachment else (),
        )
        self.shots.setdefault(to.id, []).append(shot)
        return platform_message_id


def _pages(content: bytes) -> tuple[str, ...]:
    """Return the readable text of a file, its rows numbered in their order."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return (_numbered(content.decode()),)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return tuple(_numbered(packed.read(name).decode()) for name in packed.namelist())


def _numbered(text: str) -> str:
    known: dict[str, int] = {}
    return ROW.sub(lambda found: f"#{known.setdefault(found[0], len(known))}", text)


def _without(shot: Shot, left_out: re.Pattern[str] | None) -> Shot:
    return (
        shot._replace(file=tuple(left_out.sub("…", each) for each in shot.file))
        if left_out
        else shot
    )


@dataclass
class Two:
    """One of the couples."""

    alice: Person
    bob: Person


@dataclass
class Stage:
    """A bot and both couples, who do the same at the same instant."""

    app: App
    clock: Time
    film: Film
    plain: Two
    """Their Alice keeps nothing to herself."""
    other: Two
    """Theirs does."""
    began: datetime
    past: list[str] = field(default_factory=list)

    @property
    def both(self) -> tuple[Two, Two]:
        return self.plain, self.other

    def alices(self) -> list[Person]:
        return [two.alice for two in self.both]

    def bobs(self) -> list[Person]:
        return [two.bob for two in self.both]

    async def do(self, who: Sequence[Person], deed: Deed, number: int) -> None:
        """Do it in this instant if both can; if only one of them can, neither does."""
        chance = len(self.past)
        begun = [deed(person, number) for person in who]
        about = [await self._next(each, chance) for each in begun]
        if about[0] and about[0] == about[-1]:
            for each in begun:
                await self._next(each, chance)

    async def _next(self, deed: AsyncIterator[object], chance: int) -> object:
        self.app.parts.chance.seed(chance)
        return await anext(deed, None)

    async def bobs_press(self, number: int) -> None:
        """Press the same button among those that both Bobs see."""
        seen = [within_reach(bob) for bob in self.bobs()]
        for bob, buttons in zip(self.bobs(), seen, strict=True):
            if buttons:
                self.app.parts.chance.seed(number)
                await bob.presses_button(*buttons[number % len(buttons)])

    async def pass_time(self, by: timedelta) -> None:
        await self.clock.advance(minutes=by.total_seconds() / 60)

    def compare(self, now: str, *, files_without: re.Pattern[str] | None = None) -> None:
        """Raise AssertionError at the first thing that one Bob sees and the other does not."""
        self.past.append(now)
        ours, theirs = (
            [_without(each, files_without) for each in self.film.shots.pop(bob.id, [])]
            for bob in self.bobs()
        )
        pairs = list(zip_longest(ours, theirs))
        unlike = [pair for pair in pairs if pair[0] != pair[1]]
        if unlike:
            raise AssertionError("\n\n".join([*map(str, unlike[0]), *self.past[-12:]]))


def within_reach(person: Person) -> list[tuple[Button, str]]:
    """Return the buttons of the last messages, except for those that end this life."""
    ends = ("pair:unpair", "privacy:forget", "privacy:refuse", "privacy:remove")
    return [
        (button, shown.id)
        for shown in person.screen[-LAST:]
        for button in shown.buttons
        if button.action not in ends
    ]


async def stage(
    ground: PreparedDatabase, ring: KeyRing, content: Content, *, elsewhere: bool, before: bool
) -> Stage:
    """Make two couples linked at one instant; one Alice is on another platform, or had a link."""
    await ground.database.restore(ground.initial)
    clock = FakeClock()
    film = Film("telegram", clock=clock)
    beside = SecondPlatform("discord", film)
    adapters = {each.platform: each for each in (film, beside)}
    app = await open_scenario_app(ground.database, ring, content, adapters, clock)
    plain = Two(Person("Alice", app, film, "2000"), Person("Bob", app, film, "3000"))
    alice = Person("Alice", app, beside if elsewhere else film, "2001")
    other = Two(alice, Person("Bob", app, film, "3001"))
    carol = [Person("Carol", app, film, "4000")] if before else []
    play = _linking(plain, other, carol)
    everybody = [plain.alice, plain.bob, other.alice, other.bob, *carol]
    await snapshots.play_once(("side by side", elsewhere, before), everybody, play)
    film.clock, film.shots = clock, {}  # a restored scene brings its own
    return Stage(app, Time(app, clock), film, plain, other, clock.now())


def _linking(plain: Two, other: Two, carol: list[Person]) -> Callable[[], Awaitable[None]]:
    async def play() -> None:
        for person in (plain.alice, plain.bob, other.alice, other.bob, *carol):
            await settled(person, "Berlin")
        for each in carol:
            await linked(other.alice, each)
            await other.alice.presses("Start now")
            await unlinked(other.alice)
        for two in (plain, other):
            await linked(two.alice, two.bob)

    return play
