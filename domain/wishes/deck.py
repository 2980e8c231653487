"""A deck of wishes for one person alone: opened once a week, answered, changed and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from uuid import UUID

from content.normalize import fold
from content.wishes.wishes import Wishes
from domain import due
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.wishes import shared, votes
from domain.wishes.votes import CHOICES, YES, Votes
from storage.tables.member import Member

SIZE = 10
"""The bot's own wishes in a deck; those that the partner wrote come on top."""
LASTS = timedelta(days=7)
OVER_DUE = "wishes-over"
"""The moment at which a deck is forgotten, with each no in it."""


async def find(ctx: Context, member: Member) -> Votes:
    """Return the person's votes; a deck that is over has been forgotten. Raise RuleBroken."""
    row, own = await votes.lock(ctx, member)
    if own.opened and ctx.now >= own.opened + LASTS:
        own.end_deck()
        await votes.save(ctx, row, own)
    return own


async def open_new(ctx: Context, member: Member, wishes: Wishes, chance: Random) -> Votes:
    """Return the open deck, or a new one if the last was opened a week ago. Raise RuleBroken.

    It depends on this person's own choice of depth, on what they have seen, and on the wishes that
    their partner put there; never on the partner's votes.
    """
    row, own = await votes.lock(ctx, member)
    if own.opened and ctx.now < own.opened + LASTS:
        return own
    own.end_deck()
    own.deck = [
        *_draw(own, wishes.up_to(member.intensity), chance),
        *await _from_partner(ctx, member, own),
    ]
    chance.shuffle(own.deck)
    own.opened = ctx.now
    await votes.save(ctx, row, own)
    await due.schedule(ctx, OVER_DUE, member, ctx.now + LASTS, row.id)
    return own


async def vote(ctx: Context, member: Member, key: UUID | None, choice: str) -> Votes:
    """Save a vote in the open deck, or take back a yes of an earlier one.

    Raise NotFound for a wish that is in neither, and RuleBroken for a yes that is counted already.
    """
    own = await find(ctx, member)
    if key is None or choice not in CHOICES or key not in (*own.deck, *own.yes):
        raise NotFound
    if choice != YES and await shared.is_counted(ctx, member, own, key):
        raise RuleBroken("wishes-resting")
    if key in await shared.reached_keys(ctx, member):
        raise RuleBroken("wishes-shared-already")
    if key in own.deck:
        own.given[key] = choice
    elif choice != YES:
        own.yes.remove(key)
    row, _ = await votes.lock(ctx, member)
    await votes.save(ctx, row, own)
    return own


async def waiting_yes(ctx: Context, member: Member) -> list[UUID]:
    """Return each yes of the person's that no card has shown as a double one."""
    own = await find(ctx, member)
    met = await shared.reached_keys(ctx, member)
    return [key for key in own.all_yes if key not in met]


async def words_of(ctx: Context, member: Member, wishes: Wishes, key: UUID) -> str:
    """Return a wish in the person's language; "" for one that was taken back or is gone."""
    if key in wishes:
        return wishes.words(key, member.language)
    for each in await shared.own_wishes(ctx, member.couple_id):
        if each.id == key:
            return await shared.own_text(ctx, each)
    return ""


async def present(ctx: Context, member: Member, wishes: Wishes, keys: Sequence[UUID]) -> list[UUID]:
    """Return those of the wishes that are still there."""
    own = {each.id for each in await shared.own_wishes(ctx, member.couple_id)}
    return [key for key in keys if key in wishes or key in own]


def _draw(own: Votes, keys: Sequence[UUID], chance: Random) -> list[UUID]:
    """Draw wishes that were not seen; once all were, begin again with all but each yes."""
    fresh = [key for key in keys if key not in own.seen and key not in own.yes]
    if not fresh:
        own.seen = list(own.yes)
        fresh = [key for key in keys if key not in own.yes]
    return chance.sample(fresh, min(SIZE, len(fresh)))


async def _from_partner(ctx: Context, member: Member, own: Votes) -> list[UUID]:
    """Return the partner's own wishes, but for those that the person wrote as well."""
    written = await shared.own_wishes(ctx, member.couple_id)
    mine = {
        fold(await shared.own_text(ctx, each)) for each in written if each.author_id == member.id
    }
    return [
        each.id
        for each in written
        if each.author_id != member.id
        and each.id not in (*own.seen, *own.yes)
        and fold(await shared.own_text(ctx, each)) not in mine
    ]
