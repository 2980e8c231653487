"""Draws cards for one person: a seed and a position are all that is kept of it."""

from __future__ import annotations

from random import Random

from content.deck.card import DeckChoice
from content.deck.deck import BEGINNING, Deck
from domain.ask import in_cards
from domain.context import Context
from storage.tables.cards import CardDeck
from storage.tables.member import Member

SEED_BITS = 62


async def order_of(ctx: Context, member: Member, chance: Random) -> CardDeck:
    """Return the order in which cards come to the person, which begins at random."""
    order = await ctx.session.get(CardDeck, member.id)
    if order is None:
        seed = chance.getrandbits(SEED_BITS)
        order = CardDeck(member_id=member.id, seed=seed, position=BEGINNING)
        ctx.session.add(order)
        await ctx.session.flush()
    return order


async def draw(
    ctx: Context,
    deck: Deck,
    member: Member,
    partner: Member | None,
    choice: DeckChoice,
    chance: Random,
) -> str:
    """Return the next card of the choice, and move on in the person's own order."""
    order = await order_of(ctx, member, chance)
    deepest = allowed_intensity(member, partner)
    own = await in_cards.card_ids(ctx, member)
    card, order.position = deck.choose_next(choice, deepest, order.seed, order.position, own)
    return card


def allowed_intensity(member: Member, partner: Member | None) -> int:
    """Return how deep cards may go: the lower of what the two chose for their challenges."""
    return min(each.intensity for each in (member, partner) if each)


async def move_to(ctx: Context, member: Member, seed: int, position: int) -> None:
    """Let a person's own cards go on behind those of an evening."""
    order = await ctx.session.get(CardDeck, member.id)
    if order is None:
        order = CardDeck(member_id=member.id)
        ctx.session.add(order)
    order.seed, order.position = seed, position
