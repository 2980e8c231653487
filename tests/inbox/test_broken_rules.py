"""Test that a broken rule takes back what its event changed, and nothing else, in a batch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from bot.app import App
from chat.messages import Replies
from domain.errors import RuleBroken
from handlers.turn import FeatureRouter, Turn
from storage.tables.reflect import JournalEntry
from tests.inbox.test_dispatcher import Stage, asking, note, put, states
from tests.support.people import DirectPlatform, Person

Change = Callable[[Turn], Awaitable[object]]


async def add_row(turn: Turn) -> None:
    turn.ctx.session.add(JournalEntry(id=uuid4(), member_id=turn.member.id, begun_at=turn.now))


async def write_row(turn: Turn) -> None:
    await add_row(turn)
    await turn.ctx.session.flush()


async def change_person(turn: Turn) -> None:
    turn.ask("pair:code")


async def change_row(turn: Turn) -> None:
    (await own_entry(turn)).challenge = "another"


async def delete_row(turn: Turn) -> None:
    await turn.ctx.session.delete(await own_entry(turn))


async def delete_rows(turn: Turn) -> None:
    await turn.ctx.session.execute(
        delete(JournalEntry).where(JournalEntry.member_id == turn.member.id)
    )


async def own_entry(turn: Turn) -> JournalEntry:
    own = select(JournalEntry).where(JournalEntry.member_id == turn.member.id)
    return (await turn.ctx.session.scalars(own)).one()


CHANGES: dict[str, Change] = {
    "adds": add_row,
    "writes": write_row,
    "asks": change_person,
    "changes": change_row,
    "deletes": delete_row,
    "sweeps": delete_rows,
}


@pytest.fixture
def stage(app: App) -> Stage:
    stage = Stage()
    app.parts.features.router.include(stage.features)
    breaking = FeatureRouter()
    for name, change in CHANGES.items():
        breaking.command(name)(partial(break_rule, change))
    breaking.command("looks")(partial(break_rule, own_entry))
    app.parts.features.router.include(breaking)
    return stage


async def break_rule(change: Change, turn: Turn) -> Replies:
    await change(turn)
    raise RuleBroken("pair-own-code")


async def put_among_others(app: App, platform: DirectPlatform, who: Person, name: str) -> None:
    """Store an event of a person amid those of four others."""
    others = [note(app, f"1:{n}", "words", who=f"{2000 + n}") for n in range(4)]
    own = note(app, "1:x", "", who=who.id, name=name)
    await put(app, platform, *others[:2], own, *others[2:])


@pytest.mark.parametrize("change", CHANGES)
async def test_what_an_event_changed_before_it_broke_a_rule_is_taken_back_alone(
    app: App, platform: DirectPlatform, stage: Stage, alice: Person, change: str
) -> None:
    """Without the two marks in `_handle_or_take_back`: it is kept."""
    await alice.says("/fails")
    before = await entries_of(app)
    await put_among_others(app, platform, alice, change)
    await app.run_until_idle()
    assert "your own code" in alice.screen[-1].text
    assert (len(alice.screen), await asking(app, alice)) == (2, None)
    assert await entries_of(app) == before
    assert [len(platform.screens[f"{2000 + n}"]) for n in range(4)] == [1] * 4
    assert set(await states(app)) == {"done"}


async def test_an_event_that_broke_a_rule_before_it_changed_anything_makes_no_other_go_again(
    app: App, platform: DirectPlatform, stage: Stage, alice: Person
) -> None:
    """With `MustGoAlone` for each broken rule: two of the others are handled twice."""
    await alice.says("/fails")
    await put_among_others(app, platform, alice, "looks")
    await app.run_until_idle()
    assert "your own code" in alice.screen[-1].text
    assert stage.handled.count("words") == 4


async def entries_of(app: App) -> list[str | None]:
    async with app.database.read() as session:
        return list(await session.scalars(select(JournalEntry.challenge)))
