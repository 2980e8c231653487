"""Test four people who link, answer, part, pause and are forgotten, against a model.

In any order of events, nobody ever reads a word that they were not given, and the database agrees
with the model. Longer runs: HYPOTHESIS_PROFILE=thorough.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import event, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from chat.buttons import Button
from chat.messages import Address
from domain import member as members
from domain.challenge import answers, reach
from storage.tables.challenge import Round
from storage.tables.member import Member
from tests.support import examples
from tests.support.contexts import context
from tests.support.couples import code_of, linked, member_of, settled, unlinked
from tests.support.people import FakeClock, Person, Time
from tests.support.random_walk import ButtonRecordingPlatform
from tests.support.storage import snapshots
from tests.support.thorough import life_settings

pytestmark = pytest.mark.long

NAMES = ("Alice", "Bob", "Carol", "Dora")
COUPLES = ("Bob", "Alice", "Dora", "Carol")
OWN = ("settings:", "start:", "privacy:refuse")
"""Actions about oneself alone; refusing consent would end this life."""
FIRST_STEPS = (*OWN, "privacy:", "zone:")
"""A forgotten person takes these from the beginning."""
BEFORE = {"Keep private": answers.DRAFT, "Take it back": answers.SHARED, "Skip": None}
AFTER = {
    "Keep private": answers.PRIVATE,
    "Take it back": answers.DRAFT,
    "Skip": answers.SKIPPED,
}
Held = tuple[str | None, bool, str | None]
NOTHING: Held = (None, False, None)
T = TypeVar("T")
somebody = st.sampled_from(NAMES)
pick = st.integers(0, 11)


def one_of(names: Sequence[str], number: int) -> str:
    return names[number % len(names)]


class TwoCouples(RuleBasedStateMachine):
    """A model of what the four should see of each other, beside a real bot.

    Without the count of two in `challenge.answers.share`: Bob reads what only Alice has shared.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        self.logs = self.stack.enter_context(capture_logs())
        file = Path(self.stack.enter_context(TemporaryDirectory())) / "same-side.db"
        examples.empty_database()
        self.platform, fake = ButtonRecordingPlatform("telegram"), FakeClock()
        self.app = self.runs(examples.open_app(file, fake, self.platform))
        self.clock = Time(self.app, fake)
        self.four = {
            name: Person(name, self.app, self.platform, f"100{number}")
            for number, name in enumerate(NAMES)
        }
        self.runs(self.settles())
        self.partner: dict[str, str | None] = dict(zip(NAMES, COUPLES, strict=True))
        self.paused: set[str] = set()
        self.state: dict[str, str] = {}
        """The state of each person's answer in the open week."""
        self.words: dict[str, str] = {}
        self.week: dict[str, object] = {}
        self.may_read: dict[str, set[str]] = {name: set() for name in NAMES}
        self.gone: set[str] = set()
        """The people who were forgotten and have not come back."""
        self.old: dict[str, int] = dict.fromkeys(NAMES, 0)
        """The number of each person's buttons from before they parted."""
        self.canaries = 0
        self.look_for_weeks()

    def runs(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    async def settles(self) -> None:
        async def play() -> None:
            for person in self.four.values():
                await settled(person, "Berlin")
            for one, other in (NAMES[:2], NAMES[2:]):
                await linked(self.four[one], self.four[other])
                await self.four[one].presses("Start now")

        await snapshots.play_once("four", list(self.four.values()), play)

    def teardown(self) -> None:
        self.runs(self.app.database.close())
        self.stack.close()

    # Their actions

    def single(self) -> list[str]:
        return [name for name in NAMES if not self.partner[name] and name not in self.gone]

    def in_a_couple(self) -> list[str]:
        return [name for name in NAMES if self.partner[name]]

    def in_a_week(self, *states: str | None) -> list[str]:
        """Return the people whose answer is in one of these states, and not shown yet."""
        names = [name for name in self.week if not self.is_revealed(name)]
        return [name for name in names if not states or self.state.get(name) in states]

    @precondition(lambda self: len(self.single()) > 1)
    @rule(first=pick, second=pick)
    def link(self, first: int, second: int) -> None:
        inviter = one_of(self.single(), first)
        joiner = one_of([name for name in self.single() if name != inviter], second)
        self.runs(linked(self.four[inviter], self.four[joiner]))
        self.partner[inviter], self.partner[joiner] = joiner, inviter

    @precondition(lambda self: self.single() and self.in_a_couple())
    @rule(first=pick, second=pick)
    def invite_somebody_who_is_linked(self, first: int, second: int) -> None:
        inviter = one_of(self.single(), first)
        joiner = one_of(self.in_a_couple(), second)
        code = self.runs(code_of(self.four[inviter]))
        self.runs(self.says(joiner, f"/pair {code}"))
        self.four[joiner].sees("You’re already linked")

    @precondition(lambda self: self.in_a_couple())
    @rule(number=pick)
    def start_a_week(self, number: int) -> None:
        name = one_of(self.in_a_couple(), number)
        self.runs(self.says(name, "/challenge"))
        if "Start now" in self.four[name].buttons():
            self.runs(self.four[name].presses("Start now"))
        self.look_for_weeks()

    @precondition(lambda self: self.in_a_week())
    @rule(number=pick)
    def write(self, number: int) -> None:
        self.writes(one_of(self.in_a_week(), number))

    def writes(self, name: str) -> None:
        """Write a text with a canary, or tap where the question asks for one."""
        self.canaries += 1
        canary = f"canary{self.canaries:04}"
        if self.runs(self.answers(name, canary)):
            self.words[name] = canary
            self.may_read[name].add(canary)
        kept = self.state.get(name) == answers.PRIVATE
        self.state[name] = answers.PRIVATE if kept else answers.DRAFT

    async def answers(self, name: str, words: str) -> bool:
        person = self.four[name]
        await person.says("/challenge")
        if "Edit" in person.buttons():
            await person.presses("Edit")
        elif "Answer" in person.buttons():
            await person.presses("Answer")
        async with self.app.database.read() as session:
            asked = (await member_of(session, person, self.app)).asking
        if asked:
            await person.says(words)
        else:
            await person.presses(person.buttons()[0])
        return bool(asked)

    @precondition(lambda self: self.in_a_week())
    @rule(number=pick)
    def share(self, number: int) -> None:
        """Share the present answer, or something new."""
        name = one_of(self.in_a_week(), number)
        if self.state.get(name) not in (answers.DRAFT, answers.PRIVATE):
            self.writes(name)
        kept = self.state.get(name) == answers.PRIVATE
        taps = ("Edit", "Share when both", "Yes, share") if kept else ("Share when both",)
        self.runs(self.says(name, "/challenge", *taps))
        self.state[name] = answers.SHARED
        if self.is_revealed(name):
            event("revealed")
            both = {name, self.partner[name] or ""}
            for one in both:
                self.may_read[one] |= {self.words.get(each, "") for each in both}

    @precondition(lambda self: self.in_a_week(*BEFORE.values()))
    @rule(number=pick)
    def think_better_of_it(self, number: int) -> None:
        name = one_of(self.in_a_week(*BEFORE.values()), number)
        [label] = [label for label, state in BEFORE.items() if state == self.state.get(name)]
        self.runs(self.says(name, "/challenge", label))
        self.state[name] = AFTER[label]

    @precondition(lambda self: self.in_a_couple())
    @rule(number=pick, forgotten=st.booleans())
    def leave(self, number: int, forgotten: bool) -> None:
        name = one_of(self.in_a_couple(), number)
        if forgotten:
            self.is_forgotten(name)
        else:
            self.runs(unlinked(self.four[name]))
            self.are_single(name, self.partner[name])

    def is_forgotten(self, name: str) -> None:
        """Forget a person: the other keeps what they were shown, and the rest is gone."""
        other, shown = self.partner[name] or "", self.is_revealed(name)
        self.runs(self.forgets(name))
        if shown:
            event("forgotten after a reveal")
            self.runs(self.says(other, "/history"))
            self.four[other].sees(self.words.get(name, ""))
        self.are_single(name, other)
        self.paused.discard(name)
        self.gone.add(name)
        self.look_for_weeks()

    def are_single(self, *names: str | None) -> None:
        for one in filter(None, names):
            self.partner[one] = None
            self.forget_the_week(one)
            self.old[one] = len(self.platform.buttons_by_person[self.four[one].id])

    async def forgets(self, name: str) -> None:
        await self.says(name, "/forget", "Go on")
        await self.says(name, "forget me")
        await self.clock.advance(minutes=3)
        async with self.app.database.read() as session:
            who = Address(self.platform.platform, self.four[name].id)
            assert not await members.by_address(context(session), self.app.server_keys, who)

    @precondition(lambda self: self.gone)
    @rule(number=pick)
    def come_back(self, number: int) -> None:
        name = one_of(sorted(self.gone), number)
        self.runs(settled(self.four[name], "Berlin"))
        self.gone.discard(name)

    @rule(name=somebody)
    def pause_or_resume(self, name: str) -> None:
        if name in self.gone:
            return
        label = "End the pause" if name in self.paused else "Until I end it"
        self.runs(self.says(name, "/pause", label))
        self.paused ^= {name}

    @rule(days=st.integers(1, 9))
    def let_days_pass(self, days: int) -> None:
        self.runs(self.clock.advance(days=days))
        self.look_for_weeks()

    @rule(name=somebody, other=somebody, number=st.integers(0, 10_000))
    def reach_for_a_strangers_row(self, name: str, other: str, number: int) -> None:
        """Press any button that was ever shown to somebody whom they are not linked with."""
        shown = [each for each in self.platform.buttons_by_person[self.four[other].id] if each.id]
        shown = [each for each in shown if not self.is_own(name, each)]
        if name == other or self.partner[name] == other or not shown:
            return
        event("reached for a stranger's row")
        screens = {one: len(self.four[one].screen) for one in NAMES if one != name}
        self.runs(self.four[name].presses_button(shown[number % len(shown)]))
        assert {one: len(self.four[one].screen) for one in screens} == screens

    @rule(name=somebody, number=st.integers(0, 10_000))
    def press_an_old_button(self, name: str, number: int) -> None:
        """Press a button of a former couple; a single person reaches nobody with it."""
        shown = list(self.platform.buttons_by_person[self.four[name].id])[: self.old[name]]
        mine = [each for each in shown if not self.is_own(name, each)]
        if self.partner[name] or not mine:
            return
        screens = {one: len(self.four[one].screen) for one in NAMES if one != name}
        self.runs(self.four[name].presses_button(mine[number % len(mine)]))
        assert {one: len(self.four[one].screen) for one in screens} == screens

    def is_own(self, name: str, button: Button) -> bool:
        return button.action.startswith(FIRST_STEPS if name in self.gone else OWN)

    # Invariants

    @invariant()
    def nobody_reads_a_foreign_word(self) -> None:
        for name, person in self.four.items():
            text = " ".join(shown.text for shown in person.screen)
            pushed = " ".join(self.platform.pushes.get(person.id, []))
            read = {f"canary{n:04}" for n in range(1, self.canaries + 1)}
            read = {each for each in read if each in text or each in pushed}
            assert read <= self.may_read[name], name

    @invariant()
    def the_database_says_the_same(self) -> None:
        held = self.runs(self.held())
        assert {name: partner for name, (partner, _, _) in held.items()} == self.partner
        assert {name for name, (_, paused, _) in held.items() if paused} == self.paused
        states = {name: state for name, (_, _, state) in held.items() if state}
        assert states == {name: state for name, state in self.state.items() if state}

    @invariant()
    def nothing_fails(self) -> None:
        assert self.logs == []

    async def held(self) -> dict[str, Held]:
        """Return for each their partner, whether they pause, and the state of their answer."""
        async with self.app.database.read() as session:
            rows = await self.rows(session)
            names = {row.id: name for name, row in rows.items()}
            found = dict.fromkeys(NAMES, NOTHING)
            for name, member in rows.items():
                partner = await members.partner_of(context(session), member)
                week = await self.open_week(member)
                answer = (
                    await answers.answer_in_round(context(session), member, week) if week else None
                )
                state = answer.state if answer and answer.state != answers.OPEN else None
                paused = members.is_paused(member, self.app.clock.now())
                found[name] = (names[partner.id] if partner else None, paused, state)
            return found

    async def open_week(self, member: Member) -> Round | None:
        async with self.app.database.read() as session:
            return await reach.current_round(context(session), member)

    # Facts for the model

    def is_revealed(self, name: str) -> bool:
        """Return whether both have shared while linked; from then on nothing changes."""
        both = (name, self.partner[name] or "")
        return all(self.state.get(one) == answers.SHARED for one in both)

    def look_for_weeks(self) -> None:
        for name, id in self.runs(self.weeks()).items():
            if self.week.get(name) != id:
                self.forget_the_week(name)
                if id:
                    self.week[name] = id

    async def weeks(self) -> dict[str, object]:
        async with self.app.database.read() as session:
            rows = await self.rows(session)
        found = {name: await self.open_week(row) for name, row in rows.items()}
        return {name: week.id if week else None for name, week in found.items()}

    async def rows(self, session: AsyncSession) -> dict[str, Member]:
        there = [name for name in NAMES if name not in self.gone]
        return {name: await member_of(session, self.four[name], self.app) for name in there}

    def forget_the_week(self, name: str) -> None:
        for kept in (self.week, self.state, self.words):
            kept.pop(name, None)

    async def says(self, name: str, words: str, *labels: str) -> None:
        await self.four[name].says(words)
        for label in labels:
            await self.four[name].presses(label)


TestTwoCouples = TwoCouples.TestCase
TestTwoCouples.settings = life_settings(3, 200, steps=40)
