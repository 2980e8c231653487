"""Test that due moments of many couples share a transaction and few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from bench.seed import CoupleSeeder
from bot.app import App
from chat.messages import Replies
from domain import due
from domain.errors import RuleBroken
from handlers.turn import Turn
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.queues import Outbox
from storage.tables.reflect import JournalEntry
from tests.inbox.test_batches import counting
from tests.inbox.test_dispatcher import states
from tests.support.contexts import context
from tests.support.people import DirectPlatform, Time

COUPLES = 20
EXPLANATION = "your own code"


async def seeded(app: App, couples: int) -> Sequence[Member]:
    """Insert couples whose cards are due in an hour; return one of each."""
    now = app.clock.now()
    async with app.database.write() as session:
        vault, soon = Vault(session, app.parts.ring), now + timedelta(hours=1)
        await CoupleSeeder(session, vault, app.server_keys, now, soon).insert(range(couples))
        members = (await session.scalars(select(Member).order_by(Member.id))).all()
    return list({each.couple_id: each for each in members}.values())


async def plan(app: App, members: Sequence[Member]) -> None:
    """Plan a moment for each of them, all at one instant."""
    async with app.database.write() as session:
        for each in members:
            at = app.clock.now() + timedelta(minutes=1)
            await due.schedule(context(session), "bell", each, at, uuid4())


def shown(platform: DirectPlatform) -> list[list[str]]:
    return [[each.text for each in screen] for screen in platform.screens.values()]


@pytest.mark.sqlite
async def test_the_cards_of_many_couples_cost_few_statements(
    app: App, platform: DirectPlatform, clock: Time
) -> None:
    """A limit that a new look in the way of each card would break."""
    await seeded(app, COUPLES)
    await clock.advance(minutes=59)
    with counting(app) as counts:
        await clock.advance(minutes=1)
    assert [len(each) for each in shown(platform)] == [1] * 2 * COUPLES
    assert counts["statements"] / (2 * COUPLES) <= 3.5
    assert counts["transactions"] / (2 * COUPLES) <= 0.4


async def test_a_moment_that_breaks_a_rule_among_many_is_explained_alone(
    app: App, platform: DirectPlatform, clock: Time
) -> None:
    """Without a savepoint for what goes again alone: it is set aside, and what it wrote is kept."""
    first, *others = await seeded(app, 4)

    async def ring(turn: Turn) -> Replies:
        if turn.member.id != first.id:
            return turn.say("pair-stayed")
        entry = JournalEntry(id=uuid4(), member_id=turn.member.id, begun_at=turn.now)
        turn.ctx.session.add(entry)
        raise RuleBroken("pair-own-code")

    app.parts.features.router.due("bell")(ring)
    await plan(app, [first, *others])
    await clock.advance(minutes=1)
    assert [len(each) for each in shown(platform)] == [1] * 4
    assert sum(EXPLANATION in text for texts in shown(platform) for text in texts) == 1
    async with app.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(JournalEntry)) == 0


async def test_a_message_that_was_written_before_among_many_comes_once(
    app: App, platform: DirectPlatform, clock: Time
) -> None:
    """With keys trusted where an event is alone, too: its moment fails until it is set aside."""

    async def ring(turn: Turn) -> Replies:
        return turn.send(turn.text("pair-stayed"), key=f"bell:{turn.member.id}")

    app.parts.features.router.due("bell")(ring)
    members = await seeded(app, 4)
    await plan(app, members[:1])
    await clock.advance(minutes=1)
    await plan(app, members)
    await clock.advance(minutes=1)
    async with app.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Outbox)) == 4
    assert [len(each) for each in shown(platform)] == [1] * 4
    assert set(await states(app)) == {"done"}
