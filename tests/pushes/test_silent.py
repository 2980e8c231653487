"""Test that no button and no words push anything to a partner who wants quiet."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from bot.app import App
from chat.buttons import Button
from domain import settings
from domain.cards import order
from domain.privacy import consent
from storage.tables.member import Member
from tests.challenge.test_challenge import shares
from tests.privacy.test_alike import Film
from tests.support.contexts import context
from tests.support.couples import linked, member_of, settled
from tests.support.goals import agreed
from tests.support.people import FakeClock, Person, Time
from tests.support.reminders import shares_reminder
from tests.support.thorough import amount

pytestmark = pytest.mark.long

HANDLERS = Path(__file__).parents[2] / "handlers"
FRIDAY = "every Friday 18:00"
WAYS = ("paused", "off", "asleep", "card", "refused", "blocked")[: amount(3, 6)]
"""Alice's ways to want quiet; in the other couple of each film she lets everything through."""
COMMANDS = (
    "/thanks Kind of you",
    f"/remind us tea {FRIDAY}",
    "/goals Learn to bake",
    "/goals",
    "/challenge",
    "/cards",
    "/evenings",
    "/repair",
    *("We were tired", "Alone", "To be asked", "Ask me at six"),
)
OF_ONE_ALONE = {
    *("challenge:page", "thanks:jar", "thanks:hint", "thanks:draw", "thanks:later"),
    *("remind:file", "remind:drop", "remind:new", "remind:day", "remind:month", "remind:at"),
    *("remind:clock", "remind:mode", "goals:past", "goals:forget", "goals:date", "goals:reason"),
    *("goals:weekly", "goals:words", "goals:new", "goals:leave", "goals:in", "repair:cool"),
    *("goals:all", "goals:step", "goals:change", "goals:draft", "goals:without"),
    *("challenge:rate", "challenge:wait", "remind:list", "remind:show", "repair:change"),
    *("goals:milestone", "goals:reached", "goals:unreached", "goals:page"),
    *("challenge:why", "challenge:liked", "privacy:remove", "repair:stop", "repair:keep"),
}
"""Buttons that cannot concern the other, left out to save time."""
ASKS = handlers.collect_features().router.longest_answers
PUSHING = {"thanks:send", "remind:confirm", "goals:propose", "goals:ask finish"}
PUSHING |= {"challenge:react heart", "challenge:undo", "challenge:line", "repair:ask"}
"""Some of what reaches an Alice who has it wide open."""
FEATURES = ("thanks", "remind", "goals", "challenge", "repair", "cards", "evenings")


@pytest.fixture(autouse=True)
def same_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody's cards come in one order, so that no difference is chance."""
    monkeypatch.setattr(order, "SEED_BITS", 0)


@pytest.fixture
def platform(fake_clock: FakeClock) -> Film:
    return Film("telegram", clock=fake_clock)


Couples = dict[str, tuple[Person, Person]]


async def couples(app: App, platform: Film, clock: Time, quiet: str) -> Couples:
    """Make couples, linked with a goal, a reminder and a reveal, that differ in Alice's wish."""
    found = {}
    for number, way in enumerate(("open", quiet)):
        alice = Person("Alice", app, platform, f"{2000 + number}")
        bob = Person("Bob", app, platform, f"{3000 + number}")
        for person in (alice, bob):
            await settled(person, "Berlin")
        await linked(alice, bob)
        found[way] = alice, bob
    for alice, bob in found.values():
        await bob.says("/repair")
        await bob.presses("In 20 minutes")
        await alice.presses("Start now")
        await shares(alice, "Hers.")
        await shares(bob, "His.")
        await agreed(bob, alice)
        await shares_reminder(bob, alice, f"dinner {FRIDAY}")
    for way, (alice, _) in found.items():
        await wants(way, alice, app)
    platform.pushes.clear()
    platform.shown.clear()
    return found


async def wants(way: str, alice: Person, app: App) -> None:
    if way == "blocked":
        await alice.blocks()
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        member.from_partner = way if way in ("off", "card") else "now"
        member.extras_from_partner = member.from_partner
        await change(member, way, app)
        if way == "refused":
            await consent.refuse(context(session, now=app.clock.now()), member)


async def change(member: Member, way: str, app: App) -> None:
    if way == "paused":
        member.paused_until = settings.FOREVER
    if way == "asleep":
        settings.set_quiet_hours(member, 0, 23 * 60)


async def does_everything(bob: Person) -> set[str]:
    """Press every button he meets, and write where he is asked; return what he pressed."""
    pressed: list[str] = []
    for command in COMMANDS:
        await bob.says(command)
        while found := next_button(bob, pressed):
            button, message = found
            pressed.append(name_of(button))
            await bob.presses_button(button, message)
            if button.action in ASKS:
                await bob.says("You read this")
    return set(pressed)


def next_button(bob: Person, pressed: list[str]) -> tuple[Button, str] | None:
    for shown in reversed(bob.screen):
        for button in shown.buttons:
            feature = button.action.partition(":")[0]
            new = button.action not in OF_ONE_ALONE and name_of(button) not in pressed
            if feature in FEATURES and new:
                return button, shown.id
    return None


def name_of(button: Button) -> str:
    """Return a button's action, with its choice where that is a word."""
    return f"{button.action} {button.choice}" if button.choice.isalpha() else button.action


@pytest.mark.sqlite
@pytest.mark.parametrize("way", WAYS)
async def test_no_action_pushes_anything_to_the_other_and_nothing_shows(
    way: str, app: App, platform: Film, clock: Time
) -> None:
    found = await couples(app, platform, clock, way)
    for _, bob in found.values():
        pressed = await does_everything(bob)
        assert pressed >= PUSHING
    (alice, bob), (silent, other) = found["open"], found[way]
    assert platform.pushes[alice.id]
    assert platform.pushes.get(silent.id, []) == []
    assert platform.shown[other.id] == platform.shown[bob.id]


OTHER_ACCOUNT = "to the same person's other account"
SHARED = "both have shared for it"
WEEKLY = "it comes once a round, no matter which of the two begins it"
SENDS_TO_ANOTHER = {
    "pushes.push": "the one place that asks whether it may",
    "challenge/card.build_prompt": WEEKLY,
    "privacy/consent.instead_of_card": WEEKLY,
    "challenge/reveal.send_reveal": SHARED,
    "goals/check_in._send_reveal": SHARED,
    "repair/view.show_result": SHARED,
    "cards/view.show_both": SHARED,
    "privacy/forget.check_word": "to the person who goes",
    "move.undo": OTHER_ACCOUNT,
    "move._tell_old_chat": OTHER_ACCOUNT,
    "move._warn_owner": "to the owner of a code that somebody tried",
}
"""The functions that write to somebody other than the acting person, each with its reason."""


def test_one_place_pushes_what_comes_from_the_partner() -> None:
    """A new function that sends to the partner is named here, until it asks `handlers/pushes.py`.

    Changing a message in place pushes nothing, and pairing has rules of its own.
    """
    found = {
        f"{path.relative_to(HANDLERS).with_suffix('')}.{function.name}"
        for path in HANDLERS.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if path.stem != "turn" and path.parent.name != "pair" and any(sends_to_another(function))
    }
    assert found == SENDS_TO_ANOTHER.keys()


def sends_to_another(function: ast.AST) -> Iterator[bool]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("turn.send", "turn.say"):
            given = {each.arg: ast.unparse(each.value) for each in node.keywords}
            yield "to" in given and not given.get("target", "").startswith("EditEarlier(")
