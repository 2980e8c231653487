"""Test that Bob is shown the same for weeks, in whichever way Alice leaves."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import time, timedelta

import pytest

from bot.app import App
from bot.platforms.adapter import OutboundMessage
from chat.buttons import Button
from chat.messages import Address
from domain.privacy.forget import ANSWER_WITHIN, INACTIVE_FOR
from tests.challenge.test_week import SUNDAY
from tests.privacy.test_alike import Film, Shown, Two
from tests.privacy.test_forget import forgets
from tests.support.canaries import notes_how_it_went, writes_of_a_quarrel
from tests.support.couples import linked, member_of, settled, unlinked
from tests.support.people import FakeClock, Person, Time
from tests.support.reminders import reminds
from tests.support.thanks import gives

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
"""People see the same on both databases, and this takes its time."""

COMMANDS = (
    *("start", "help", "challenge", "history", "goals", "reminders", "thanks", "repair"),
    *("remind us dinner at eight", "journal", "reflect", "pair", "unpair"),
    *("settings", "pause", "whatcansee", "support", "cancel", "export"),
)
ENDS = (
    "start:language",
    "repair:stop",
    "repair:keep",
    "remind:delete",
    "goals:forget",
    "privacy:refuse",
    "settings",
)
"""Buttons that delete, or change Bob's own life; tried in the last week, or not at all."""
DEPTH = 2
ONE_OF_MANY = "zone:clock"
"""Thirty buttons of one question about Bob's own clock; the first stands for all of them."""
WEEKS = (1, 2, 3)
"""The times between Bob's looks: six weeks in all."""
SECRET = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}|start=[A-Za-z0-9_-]+")
"""The code and the link of an invitation, which are never the same."""
Way = Callable[[Two], Awaitable[None]]


@dataclass
class Album(Film):
    """A film that also records every button that somebody was shown, and the contents of files."""

    had: dict[str, dict[Button, str]] = field(default_factory=dict)

    async def send(self, to: Address, message: OutboundMessage) -> str:
        platform_message_id = await super().send(to, message)
        buttons = self.had.setdefault(to.id, {})
        buttons.update({button: platform_message_id for row in message.rows for button in row})
        self.shown[to.id][-1] = self._without_secrets(self.shown[to.id][-1])
        if message.attachment:
            self.shown[to.id].append(self._file(message.attachment.content))
        return platform_message_id

    def _without_secrets(self, shown: Shown) -> Shown:
        return shown[0], SECRET.sub("…", shown[1]), *shown[2:]

    def _file(self, content: bytes) -> Shown:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            pages = tuple(packed.read(name).decode() for name in packed.namelist())
        return self.clock.now(), "", pages, False, False


@pytest.fixture
def platform(fake_clock: FakeClock) -> Album:
    return Album("telegram", clock=fake_clock)


async def unlinks(two: Two) -> None:
    await unlinked(two.alice)


async def forgets_everything(two: Two) -> None:
    await forgets(two.alice)


async def stays_silent_for_a_year(two: Two) -> None:
    """Put her last sign of life and the warning a year back."""
    async with two.alice.app.database.write() as session:
        member = await member_of(session, two.alice, two.alice.app)
        today = two.alice.app.clock.now().date()
        member.active_in = today - INACTIVE_FOR - timedelta(days=60)
        member.warned_on = today - ANSWER_WITHIN


async def blocks_and_stays_silent(two: Two) -> None:
    await two.alice.blocks()
    await stays_silent_for_a_year(two)


WAYS: dict[str, Way] = {
    each.__name__: each
    for each in (
        *(unlinks, forgets_everything),
        *(stays_silent_for_a_year, blocks_and_stays_silent),
    )
}


def couples(app: App, platform: Album) -> list[Two]:
    return [
        Two(
            name,
            Person("Alice", app, platform, f"{2000 + number}"),
            Person("Bob", app, platform, f"{3000 + number}"),
        )
        for number, name in enumerate(WAYS)
    ]


async def begin(two: Two) -> None:
    for person in (two.alice, two.bob):
        await settled(person, "Berlin")
    await linked(two.alice, two.bob)
    await two.alice.presses("Start now")


async def reveal_and_react(two: Two) -> None:
    for person in (two.alice, two.bob):
        await person.presses("Answer")
        await person.says(f"{person.name}’s answer")
        await person.presses("Share when both are in")
    for person in (two.alice, two.bob):
        await person.presses("❤️")
        await person.presses("Write one line")
        await person.says(f"{person.name}’s line")


async def gives_thanks(author: Person, other: Person) -> None:
    await gives(author, f"{author.name}’s thanks")


async def reminds_both(author: Person, other: Person) -> None:
    await reminds(author, f"us {author.name}’s dinner every Friday 19:00")
    await other.presses("Yes, remind me")


async def reminds_the_other(author: Person, other: Person) -> None:
    await reminds(author, f"partner {author.name}’s errand every Monday 18:00")
    await other.presses("Yes, remind me")


async def asks_the_other(author: Person, other: Person) -> None:
    """Ask for a yes that does not come."""
    await reminds(author, f"partner {author.name}’s question every Tuesday 18:00")


async def agrees(author: Person, other: Person) -> None:
    """Agree on a goal with a weekly check-in; on a day of many things it waits in the list."""
    await proposes_own_step(author, f"{author.name}’s goal")
    await other.says("/goals")
    await other.presses(f"{author.name}’s goal")
    await other.presses("Agree")
    for person in (author, other):
        await person.says("/goals")
        await person.presses(f"{author.name}’s goal")
        await person.presses("Ask me once a week")


async def wishes(author: Person, other: Person) -> None:
    await proposes_own_step(author, f"{author.name}’s wish")


async def proposes_own_step(person: Person, words: str) -> None:
    await person.says(f"/goals {words}")
    await person.says("A small step")
    await person.presses("I do")
    await person.presses("Propose it")


async def come_back_from_a_quarrel(two: Two) -> None:
    for person in (two.alice, two.bob):
        await writes_of_a_quarrel(person, f"{person.name}’s side")
        await person.presses("Show it when both are ready")


async def look_at_a_goal(two: Two) -> None:
    for person in (two.alice, two.bob):
        await person.presses("Bob’s goal")
        await notes_how_it_went(person, f"{person.name}’s note")
        await person.presses("Share when both are in")


TOGETHER = (begin, reveal_and_react, come_back_from_a_quarrel)
EACH = (gives_thanks, reminds_both, reminds_the_other, asks_the_other, agrees, wishes)


async def live(everybody: list[Two], clock: Time) -> None:
    """Do each thing at a different minute: things made in the same instant have no order."""
    for act in TOGETHER:
        for two in everybody:
            await act(two)
    for deed in EACH:
        for two in everybody:
            await deed(two.alice, two.bob)
        await clock.advance(minutes=1)
        for two in everybody:
            await deed(two.bob, two.alice)
        await clock.advance(minutes=1)
    await clock.until(SUNDAY, time(21))
    for two in everybody:
        await look_at_a_goal(two)
    await clock.advance(hours=20)


async def opens_all(bob: Person, depth: int, *, also_what_ends: bool = False) -> None:
    """Open each page, each button on it, and as `depth` says each button of the replies."""
    tried: set[Button] = set()
    for command in COMMANDS:
        begun = len(bob.screen)
        await bob.says(f"/{command}")
        for _ in range(depth):
            for button, message in shown_since(bob, begun):
                is_left_out = button.action.startswith(ENDS) and not also_what_ends
                if not (is_left_out or is_among(button, tried)):
                    tried.add(button)
                    await bob.presses_button(button, message)
        if depth:
            await bob.says("/cancel")


def is_among(button: Button, tried: set[Button]) -> bool:
    many = button.action == ONE_OF_MANY and any(each.action == ONE_OF_MANY for each in tried)
    return many or button in tried


def shown_since(bob: Person, begun: int) -> list[tuple[Button, str]]:
    return [(button, shown.id) for shown in bob.screen[begun:] for button in shown.buttons]


async def presses_all_that_was_there(bob: Person, old: dict[Button, str]) -> None:
    for button, message in old.items():
        if not button.action.startswith(ENDS):
            await bob.presses_button(button, message)
    await bob.says("Words that nobody asked for")


async def test_however_alice_leaves_bob_is_shown_the_same_for_six_weeks(
    app: App, platform: Album, clock: Time
) -> None:
    """She unlinks, forgets, falls silent for a year, blocks the bot: no page, button or file tells.

    Seen to fail without the name of who forgot in history, repair, goals and check-ins, and with
    another answer to the old buttons of a reminder that went with its author.
    """
    everybody = couples(app, platform)
    await live(everybody, clock)
    for two in everybody:
        await WAYS[two.name](two)
    await app.sweep()
    await clock.advance(hours=2)
    await the_links_are_over(app, everybody)
    platform.shown.clear()
    for two in everybody:
        await presses_all_that_was_there(two.bob, dict(platform.had[two.bob.id]))
        await opens_all(two.bob, DEPTH)
    for weeks in WEEKS:
        await clock.advance(days=7 * weeks)
        for two in everybody:
            await opens_all(two.bob, 0)
    for two in everybody:
        await opens_all(two.bob, DEPTH, also_what_ends=True)
    assert differences(platform, everybody) == {}


async def the_links_are_over(app: App, everybody: list[Two]) -> None:
    async with app.database.read() as session:
        bobs = [await member_of(session, two.bob, app) for two in everybody]
    assert [bob.couple_id for bob in bobs] == [None] * len(bobs)


def differences(platform: Album, everybody: list[Two]) -> dict[str, list[object]]:
    """Return for each couple where its Bob was shown something else than the first one's."""
    first, *others = everybody
    model = platform.shown[first.bob.id]
    assert len(model) > 100
    odd: dict[str, list[object]] = {}
    for two in others:
        seen = platform.shown[two.bob.id]
        unlike = [pair for pair in zip(model, seen, strict=False) if pair[0] != pair[1]]
        if unlike or len(seen) != len(model):
            odd[two.name] = [len(model), len(seen), *unlike[:1]]
    return odd
