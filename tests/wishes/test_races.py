"""Test votes at the same instant, with several bots on one database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.app import App
from bot.inbox import dispatcher
from chat.buttons import Button
from chat.messages import Address, Event, Kind, Replies
from content.wishes.wishes import Wishes
from domain.challenge.week import load_week
from domain.wishes import shared
from domain.wishes.votes import NO, YES, Votes
from handlers.turn import Turn
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.wishes import SharedWish, WishDeck
from tests.support import seed_couples
from tests.support.contexts import context
from tests.support.people import DirectPlatform
from tests.support.seed_couples import SeededCouple
from tests.support.storage import replicas
from tests.support.thorough import amount

pytestmark = pytest.mark.long

COUPLES = amount(12, 100)
DAY = date(2026, 3, 8)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry failed writes without a wait, as no clock moves here."""
    monkeypatch.setattr(dispatcher, "DATABASE_RETRY_DELAY", timedelta())


@pytest.fixture
def key(app: App) -> UUID:
    """Name one wish, and let anybody's command count the votes of their couple."""

    async def count_votes(turn: Turn) -> Replies:
        assert turn.member.couple_id
        week = await load_week(turn.ctx.session, turn.member.couple_id)
        await shared.decide(turn.ctx, week.wish_decks, turn.content.wishes, DAY)
        return turn.say("pair-stayed")

    app.parts.features.router.command("count")(count_votes)
    wishes: Wishes = app.parts.content.wishes
    return wishes.up_to(1)[0]


async def seeded(app: App, key: UUID, votes: Sequence[str]) -> Sequence[SeededCouple]:
    """Give couples decks with one wish, voted on as said; "" for no vote."""
    pairs = await seed_couples.seed_couples(app, COUPLES)
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        for pair in pairs:
            for person, vote in zip(pair, votes, strict=True):
                member = await session.get_one(Member, person.member_id)
                row = WishDeck(id=uuid4(), couple_id=member.couple_id, member_id=member.id)
                own = Votes(app.clock.now(), [key], {key: vote} if vote else {})
                await vault.seal(row, "votes", own.dump())
                session.add(row)
    return pairs


def votes(app: App, who: str, key: UUID, choice: str) -> Event:
    return seed_couples.press(app, who, Button(choice, "wishes:vote", key, choice))


def counts(app: App, who: str) -> Event:
    address = Address("telegram", who)
    return Event(f"count:{who}", Kind.COMMAND, app.clock.now(), address, name="count")


async def shared_and_votes(app: App, key: UUID) -> list[tuple[bool, list[str]]]:
    """Return of each couple whether they share the wish, and how the two voted."""
    async with app.database.read() as session:
        ctx = context(session, vault=Vault(session, app.parts.ring))
        met = (await session.scalars(select(SharedWish.couple_id))).all()
        assert len(met) == len(set(met))
        found: dict[UUID, list[str]] = {}
        for row in await session.scalars(select(WishDeck).order_by(WishDeck.id)):
            own = Votes.load(await ctx.vault.open(row, "votes"))
            found.setdefault(row.couple_id, []).append(own.given.get(key, ""))
    return [(couple in met, sorted(given)) for couple, given in found.items()]


async def handle(app: App, platform: DirectPlatform, events: Sequence[Event]) -> None:
    await seed_couples.store_events(app, platform, events)
    await replicas.race(app)


@pytest.mark.parametrize(("before", "after"), [(YES, NO), (NO, YES)])
async def test_a_vote_changed_in_the_instant_of_the_others_yes_counts_as_it_ends(
    before: str, after: str, app: App, platform: DirectPlatform, key: UUID
) -> None:
    pairs = await seeded(app, key, (before, ""))
    presses = [
        event
        for one, two in pairs
        for event in (votes(app, one.id, key, after), votes(app, two.id, key, YES))
    ]
    await handle(app, platform, presses)
    await handle(app, platform, [counts(app, one.id) for one, _ in pairs])
    assert await shared_and_votes(app, key) == [(after == YES, sorted((after, YES)))] * COUPLES


async def test_a_vote_changed_in_the_instant_of_the_count_is_before_it_or_refused(
    app: App, platform: DirectPlatform, key: UUID
) -> None:
    """The couple's lock in `votes.lock` puts one after the other."""
    pairs = await seeded(app, key, (YES, YES))
    await handle(
        app,
        platform,
        [
            event
            for one, two in pairs
            for event in (counts(app, two.id), votes(app, one.id, key, NO))
        ],
    )
    found = await shared_and_votes(app, key)
    assert len(found) == COUPLES
    assert {(met, tuple(given)) for met, given in found} <= {
        (True, (YES, YES)),
        (False, (NO, YES)),
    }


async def test_two_counts_at_once_make_one_shared_wish(
    app: App, platform: DirectPlatform, key: UUID
) -> None:
    pairs = await seeded(app, key, (YES, YES))
    await handle(app, platform, [counts(app, person.id) for pair in pairs for person in pair])
    assert await shared_and_votes(app, key) == [(True, [YES, YES])] * COUPLES
