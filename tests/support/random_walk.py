"""Let people press every button they see and say anything: a long life in a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bot.platforms.adapter import OutboundMessage
from chat.buttons import Button
from chat.messages import Address
from tests.repair.test_repair import is_ready
from tests.support.couples import linked, settled
from tests.support.goals import agreed_with_check_in
from tests.support.people import DirectPlatform, Person, Time
from tests.support.reminders import reminds, shares_reminder
from tests.support.thanks import gives

COMMANDS = (
    "challenge",
    "history",
    "reflect",
    "journal",
    "thanks",
    "goals",
    "remind",
    "reminders",
    "repair",
    "support",
    "settings",
    "pause",
    "help",
)
MOMENTS = ("in 20 minutes", "tomorrow 9:00", "every Friday 19:00", "in two months")
FOR_WHOM = ("me", "us", "partner")
LEAVING = ("pair:unpair", "privacy:forget", "privacy:refuse")


@dataclass
class ButtonRecordingPlatform(DirectPlatform):
    """A platform that keeps every button that it ever showed to anybody."""

    buttons_by_person: dict[str, dict[Button, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """By person: each button, with the message that it first appeared under."""

    async def send(self, to: Address, message: OutboundMessage) -> str:
        sent = await super().send(to, message)
        for row in message.rows:
            for button in row:
                self.buttons_by_person[to.id].setdefault(button, sent)
        return sent


async def set_up_couple(one: Person, other: Person, clock: Time) -> None:
    """Give the two what some weeks bring: a shown week, a goal, a reminder, thanks, a way back."""
    for person in (one, other):
        await settled(person, "Berlin")
    await linked(one, other)
    await one.presses("Start now")
    for person in (one, other):
        await person.presses("Answer")
        await person.says(f"{person.name.upper()} answered")
        await person.presses("Share when both are in")
        await gives(person, f"{person.name.upper()} says thanks")
        await reminds(person, f"me {person.name.upper()} in 20 minutes")
        await person.says(f"/reflect {person.name.upper()} wrote")
        await person.presses("Done")
    for person in (one, other):
        await person.presses("❤️")
        await person.says("/journal")
    await agreed_with_check_in(one, other, f"{one.name.upper()} wants")
    await shares_reminder(other, one, f"{other.name.upper()} in 20 minutes")
    for person in (one, other):
        await is_ready(person, clock, f" {person.name.upper()}")
    await clock.advance(days=8)
    await one.says("/challenge")
    await one.presses(one.buttons()[0])
    await one.says(f"{one.name.upper()} keeps this")


async def walk(people: Sequence[Person], clock: Time, chance: Random, steps: int) -> None:
    """Take that many steps, by each person in turn; buttons that nobody has pressed come first.

    Everything they write contains their own name in capitals. Nobody unlinks.
    """
    pressed: set[str] = set(LEAVING)
    for step in range(steps):
        person = people[step % len(people)]
        fresh = [each for each in _visible_buttons(person) if each[0].action not in pressed]
        what = chance.random()
        if fresh and what < 0.6:
            button, message = chance.choice(fresh)
            pressed.add(button.action)
            await person.presses_button(button, message)
        elif what < 0.8:
            await person.says(words(person, chance))
        else:
            await person.says(f"/{_command(person, chance)}")
        if step % 10 == 9:
            await clock.advance(hours=chance.choice((1, 9, 30)))


def words(person: Person, chance: Random) -> str:
    """Return words that only this person can have written."""
    return f"{person.name.upper()} {chance.randrange(10**6)}"


def _command(person: Person, chance: Random) -> str:
    name = chance.choice(COMMANDS)
    if name == "remind":
        whom, when = chance.choice(FOR_WHOM), chance.choice(MOMENTS)
        return f"remind {whom} {words(person, chance)} {when}"
    if name in ("goals", "thanks", "reflect") and chance.random() < 0.5:
        return f"{name} {words(person, chance)}"
    return name


def _visible_buttons(person: Person) -> list[tuple[Button, str]]:
    return [(button, shown.id) for shown in person.screen[-12:] for button in shown.buttons]
