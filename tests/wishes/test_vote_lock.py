"""Test that a vote and the count of both wait for each other, in either order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from domain.challenge.week import load_week
from domain.errors import RuleBroken
from domain.wishes import deck, shared
from domain.wishes.votes import NO, YES
from storage.sealing import Vault
from storage.tables.member import Member
from tests.support.contexts import context
from tests.wishes import test_races
from tests.wishes.test_races import DAY, seeded, shared_and_votes

pytestmark = pytest.mark.postgresql

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
LOOKS = 10_000

Deed = Callable[[AsyncSession], Awaitable[None]]


@pytest.fixture
def key(app: App) -> UUID:
    wishes = app.parts.content.wishes
    return wishes.up_to(1)[0]


@pytest.fixture(autouse=True)
def one_couple(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_races, "COUPLES", 1)


async def during(app: App, first: Deed, second: Deed) -> None:
    """Do the second while the first is not committed, until it waits for it or is through."""

    async def in_another_transaction() -> None:
        async with app.database.write() as session:
            await second(session)

    async with app.database.write() as session:
        await first(session)
        await session.flush()
        other = asyncio.create_task(in_another_transaction())
        async with app.database.engine.connect() as looker:
            for _ in range(LOOKS):
                if other.done() or await looker.scalar(WAITING):
                    break
    await other


@pytest.mark.parametrize("count_first", [True, False])
async def test_a_vote_changed_during_the_count_is_before_it_or_refused(
    count_first: bool, app: App, key: UUID
) -> None:
    """Without the couple's lock in `votes.lock`: shared beside a no, or the no is lost."""
    ((one, two),) = await seeded(app, key, (YES, YES))
    refused: list[str] = []

    async def votes_no(session: AsyncSession) -> None:
        ctx = context(session, Vault(session, app.parts.ring))
        try:
            await deck.vote(ctx, await session.get_one(Member, two.member_id), key, NO)
        except RuleBroken as broken:
            refused.append(broken.key)

    async def counts(session: AsyncSession) -> None:
        ctx = context(session, Vault(session, app.parts.ring))
        member = await session.get_one(Member, one.member_id)
        assert member.couple_id
        week = await load_week(session, member.couple_id)
        await shared.decide(ctx, week.wish_decks, app.parts.content.wishes, DAY)

    await during(app, *((counts, votes_no) if count_first else (votes_no, counts)))
    assert refused == (["wishes-resting"] if count_first else [])
    expected = (True, [YES, YES]) if count_first else (False, [NO, YES])
    assert await shared_and_votes(app, key) == [expected]
