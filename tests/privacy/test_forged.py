"""Test forged buttons: every action there is, about every row of other people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.app import App
from bot.inbox.event_transaction import EventTransaction
from chat.buttons import Button, from_wire
from chat.messages import Address, Event, Kind, Replies
from domain.errors import RuleBroken
from domain.pair import linking
from storage.columns import Base
from tests.support import random_walk
from tests.support.contexts import context
from tests.support.couples import linked, member_of, settled
from tests.support.people import Person, Time
from tests.support.thorough import THOROUGH, amount

pytestmark = pytest.mark.long

GUESSES = amount(240, 10_000)
SHARED = ("couple", "tie", "round", "reveal", "reaction", "thanks", "goal")
NO = "privacy:refuse"
"""A person who presses it is asked for consent at the next step, and reaches nothing."""
FILLED_IN = "what Carol filled in"
CANARIES = ("ALICE", "BOB", "Alice", "Bob")
Rows = Mapping[tuple[str, object], tuple[Any, ...]]


@pytest.fixture
def platform() -> random_walk.ButtonRecordingPlatform:
    return random_walk.ButtonRecordingPlatform("telegram")


async def everything(app: App) -> Rows:
    """Return every row of every table, by table and key, as written."""
    found: dict[tuple[str, object], tuple[Any, ...]] = {}
    async with app.database.read() as session:
        for table in Base.metadata.sorted_tables:
            key = next(iter(table.primary_key)).name
            for row in await session.execute(select(table)):
                found[table.name, getattr(row, key)] = tuple(row)
    return found


@dataclass(frozen=True)
class Press:
    """A press's answer, and the row that the next words then go to."""

    button: Button
    replies: Replies
    asking_about: UUID | None


async def pressed(
    app: App, who: Person, buttons: Iterable[Button], kind: Kind = Kind.PRESS
) -> list[Press]:
    """Press one after the other, or send their forms, in one transaction; nothing is sent."""
    made = []
    async with app.database.write() as session:
        member = await member_of(session, who, app)
        for number, button in enumerate(buttons):
            event = Event(
                f"forged:{number}",
                kind,
                app.clock.now(),
                Address("telegram", who.id),
                name=button.action,
                subject=button.id,
                choice=button.choice,
                text=FILLED_IN if kind is Kind.FORM else "",
                message="" if kind is Kind.FORM else "1",
            )
            replies = await EventTransaction(app.parts, session)._handle_for_member(event, member)
            made.append(Press(button, replies, member.asking_about))
    return made


def rows_to_name(rows: Rows, shown: Mapping[str, Mapping[Button, str]]) -> dict[str, set[UUID]]:
    """Return by feature two rows of each kind that its buttons name, the newest and an older one.

    A thorough run names every row for every feature.
    """
    ids = [(kind, key) for kind, key in rows if isinstance(key, UUID)]
    kinds = {key: kind for kind, key in ids}
    named: dict[str, set[UUID]] = defaultdict(lambda: {ids[0][1]})
    for button in (button for each in shown.values() for button in each):
        if THOROUGH:
            named[feature(button.action)] = set(kinds)
        elif button.id in kinds:
            alike = [key for key, kind in kinds.items() if kind == kinds[button.id]]
            named[feature(button.action)] |= {alike[-1], alike[len(alike) // 2]}
    return named


def feature(action: str) -> str:
    return action.partition(":")[0]


def actions_with_choices(app: App, shown: Mapping[str, Mapping[Button, str]]) -> dict[str, str]:
    """Return every action of every feature, with a choice that was really offered, if any."""
    known = {name: "" for kind, name in app.parts.features.router.handlers if kind == Kind.PRESS}
    for button in (button for each in shown.values() for button in each):
        known[button.action] = known.get(button.action) or button.choice
    known.pop("")
    known.pop(NO)
    return known


@pytest.fixture
async def lived(alice: Person, bob: Person, clock: Time) -> None:
    """Play a life on one database only: the rules are the same on both, and it takes its time."""
    await random_walk.set_up_couple(alice, bob, clock)
    await random_walk.walk((alice, bob), clock, Random(11), amount(4, 200))


@pytest.mark.sqlite
async def test_no_action_reaches_a_row_of_another_couple(
    app: App,
    platform: random_walk.ButtonRecordingPlatform,
    lived: None,
    alice: Person,
    bob: Person,
    carol: Person,
) -> None:
    """Without the look at the couple in `goals.proposals.find_goal`: Alice's words are read.

    Without the one in `lock_round`: the next words go to her week.
    """
    theirs = await everything(app)
    dora = Person("Dora", app, platform, "1004")
    for person in (carol, dora):
        await settled(person, "Berlin")
    await linked(carol, dora)
    await carol.presses("Start now")
    screens = [len(person.screen) for person in (alice, bob)]
    named, ids = rows_to_name(theirs, platform.buttons_by_person), {key for _, key in theirs}
    for action, choice in actions_with_choices(app, platform.buttons_by_person).items():
        forged = [Button("", action, id, choice) for id in named[feature(action)]]
        tried = await pressed(app, carol, forged)
        if action in app.parts.features.router.longest_answers:
            tried += await pressed(app, carol, forged, Kind.FORM)
        for press in tried:
            buttons = [each for reply in press.replies for row in reply.rows for each in row]
            shown = " ".join(reply.text for reply in press.replies)
            shown += " ".join(each.label for each in buttons)
            assert not [canary for canary in CANARIES if canary in shown], press
            assert not {press.asking_about, *(each.id for each in buttons)} & ids, press
            assert not {reply.to for reply in press.replies} & ids, press
    await app.run_until_idle()
    after = await everything(app)
    changed = {key for key, row in theirs.items() if after.get(key) != row}
    assert changed == set()
    assert [len(person.screen) for person in (alice, bob)] == screens


@pytest.mark.sqlite
async def test_a_button_with_one_changed_bit_is_rejected(app: App) -> None:
    """Without the tag in `read`: a bent id or choice is taken for another row's."""
    who, other = Address("telegram", "1001"), Address("telegram", "1003")
    for action, choice in actions_with_choices(app, {}).items():
        button = Button("", action, UUID(int=4711), choice)
        wire = button.to_wire(app.server_keys.signer(who))
        assert from_wire(wire, app.server_keys.signer(who)) == button
        assert from_wire(wire, app.server_keys.signer(other)) is None
        for place, character in enumerate(wire):
            for bit in range(7):
                bent = wire[:place] + chr(ord(character) ^ 1 << bit) + wire[place + 1 :]
                assert from_wire(bent, app.server_keys.signer(who)) is None


@pytest.mark.sqlite
async def test_every_old_button_is_answered_and_none_reaches_the_other_after_an_unlinking(
    app: App, platform: random_walk.ButtonRecordingPlatform, lived: None, alice: Person, bob: Person
) -> None:
    """With an earlier `refuse`: the invitation that made a couple is used up once more.

    Forms are among them: words written in one stay with their author.
    """
    with capture_logs() as logs:
        old = [each for each in platform.buttons_by_person["1001"] if each.action != NO]
        week_over = await pressed(app, alice, old)
        await alice.says("/unpair")
        await alice.presses_button(alice.last.buttons[0])
        before = await everything(app)
        old = [each for each in platform.buttons_by_person["1001"] if each.action != NO]
        unlinked = await pressed(app, alice, old)
        forms = [each for each in old if each.action in app.parts.features.router.longest_answers]
        unlinked += await pressed(app, alice, forms, Kind.FORM)
    assert logs == []
    assert [press for press in [*week_over, *unlinked] if not press.replies] == []
    async with app.database.read() as session:
        one, other = [(await member_of(session, each, app)).id for each in (alice, bob)]
    assert {reply.to for press in unlinked for reply in press.replies} == {one}
    after = await everything(app)
    kept = {key: row for key, row in before.items() if key[0] in SHARED or other in row}
    assert {key for key, row in kept.items() if after.get(key) != row} == set()


@pytest.mark.sqlite
async def test_of_thousands_of_guesses_five_an_hour_are_looked_at_and_none_hits(
    app: App, alice: Person, carol: Person
) -> None:
    """Without `require_tries_left`: all of them are looked at."""
    await alice.says("/pair")
    await carol.says("/help")
    chance, found = Random(5), []
    async with app.database.write() as session:
        guesser = await member_of(session, carol, app)
        for number in range(GUESSES):
            now = app.clock.now() + timedelta(minutes=number)
            code = "".join(chance.choices(linking.ALPHABET, k=linking.CODE_LENGTH))
            with suppress(RuleBroken):
                found.append(
                    await linking.look_up_code(
                        context(session, now=now), app.server_keys, guesser, code
                    )
                )
    hours = -(-GUESSES // 60)
    assert found == [None] * (hours * linking.MAX_TRIES)
