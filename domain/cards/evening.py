"""Runs an evening on two phones: who has which card, and when the evening is over.

Whether the other has come, passed on or left is never told, so each person has cards, an answer
and an end of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from content.deck.card import DeckChoice
from content.deck.deck import Deck
from domain import due
from domain.ask import in_cards
from domain.cards import order
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.pair.couple import lock_couple
from storage.tables.cards import CardAnswer, CardEvening, EveningCard
from storage.tables.member import Member

OVER = "cards-over"
OVER_KEY = "cards-over"
"""The one line for all that can end an evening."""
INVITED_FOR = timedelta(hours=1)
KEPT_AFTER_REVEAL = timedelta(hours=3)
"""Both know when a reveal came, so an evening that goes on by it tells neither anything."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of one person: the evening, a card of it and their answer to that card."""

    evening: CardEvening
    card: EveningCard
    answer: CardAnswer


@dataclass(frozen=True, slots=True)
class Begun:
    """The seat that a person has taken, and whether the evening began with that."""

    seat: Seat
    is_new: bool
    was_seated: bool = False
    """Whether the person was in it before."""


async def current(ctx: Context, member: Member) -> CardEvening | None:
    """Return the couple's evening that is not over yet."""
    rows = select(CardEvening).where(
        CardEvening.couple_id == member.couple_id, CardEvening.until > ctx.now
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def seat_of(ctx: Context, member: Member, evening: CardEvening) -> Seat | None:
    """Return the person's newest card of an evening, or None if they are not in it."""
    rows = (
        select(CardAnswer, EveningCard)
        .join(EveningCard, EveningCard.id == CardAnswer.card_id)
        .where(EveningCard.evening_id == evening.id, CardAnswer.member_id == member.id)
    )
    newest = rows.order_by(EveningCard.number.desc()).limit(1)
    found = (await ctx.session.execute(newest)).first()
    return Seat(evening, found[1], found[0]) if found else None


async def find_seat(ctx: Context, member: Member, answer_id: UUID | None) -> Seat:
    """Lock the evening and return what the person has of a card. Raise RuleBroken if it is over."""
    answer = await ctx.session.get(CardAnswer, answer_id) if answer_id else None
    if answer is None or answer.member_id != member.id or answer.couple_id != member.couple_id:
        raise RuleBroken(OVER_KEY)
    card = await ctx.session.get_one(EveningCard, answer.card_id)
    evening = await ctx.session.get(CardEvening, card.evening_id, with_for_update=True)
    if evening is None or evening.until <= ctx.now:
        raise RuleBroken(OVER_KEY)
    return Seat(evening, card, answer)


async def start(
    ctx: Context, deck: Deck, both: Sequence[Member], choice: DeckChoice, chance: Random
) -> Begun:
    """Begin an evening for the first of the two, or take a seat in the one that there is.

    The couple's row is locked, so that two who begin at the same instant come to one evening.
    """
    member = both[0]
    couple = await lock_couple(ctx, member)
    if running := await current(ctx, member):
        was_seated = await seat_of(ctx, member, running) is not None
        return Begun(await _sit_down(ctx, member, running), is_new=False, was_seated=was_seated)
    await ctx.session.execute(delete(CardEvening).where(CardEvening.couple_id == couple.id))
    own = await order.order_of(ctx, member, chance)
    evening = CardEvening(
        id=uuid4(),
        couple_id=couple.id,
        choice=str(choice),
        seed=own.seed,
        position=own.position,
        until=ctx.now + INVITED_FOR,
    )
    ctx.session.add(evening)
    await ctx.session.flush()
    await _draw(ctx, deck, both, evening, 1)
    return Begun(await _sit_down(ctx, member, evening), is_new=True)


async def join(ctx: Context, member: Member, evening_id: UUID | None) -> Seat:
    """Take a seat in the evening that the person was invited to. Raise RuleBroken if it is over."""
    await lock_couple(ctx, member)
    evening = await current(ctx, member)
    if evening is None or evening.id != evening_id:
        raise RuleBroken(OVER_KEY)
    return await _sit_down(ctx, member, evening)


async def take_next(ctx: Context, deck: Deck, both: Sequence[Member], seat: Seat) -> Seat:
    """Return the person's seat at the card after this one, which is drawn if nobody has it yet."""
    number = seat.card.number + 1
    card = await _card_at(ctx, seat.evening, number)
    if card is None:
        card = await _draw(ctx, deck, both, seat.evening, number)
    await _move_order(ctx, both[0], seat.evening)
    return Seat(seat.evening, card, await _answer_to(ctx, both[0], seat.evening, card))


async def keep_on(ctx: Context, both: Sequence[Member], evening: CardEvening) -> None:
    """Let the evening go on for a while, since both have just read both answers."""
    evening.until = ctx.now + KEPT_AFTER_REVEAL
    for member in both:
        await due.schedule(ctx, OVER, member, evening.until, evening.id, alone=True)


async def leave(ctx: Context, member: Member) -> CardEvening | None:
    """Take the person and their words out of the evening; nobody is told."""
    rows = select(CardEvening).where(CardEvening.couple_id == member.couple_id)
    evening = (await ctx.session.scalars(rows)).one_or_none() if member.couple_id else None
    if evening:
        await due.cancel(ctx, OVER, member, evening.id)
        await _clear_seat(ctx, member, evening)
    return evening


async def end(ctx: Context, member: Member, evening_id: UUID | None) -> bool:
    """End the evening for one person; return whether they still wait for something to open."""
    evening = await ctx.session.get(CardEvening, evening_id) if evening_id else None
    seat = await seat_of(ctx, member, evening) if evening else None
    if evening is None or seat is None:
        return False
    waits = not seat.card.revealed
    await _clear_seat(ctx, member, evening)
    return waits


async def count_seats(ctx: Context, evening: CardEvening) -> int:
    """Return how many of the two have a card of the evening."""
    rows = (
        select(func.count(CardAnswer.member_id.distinct()))
        .join(EveningCard, EveningCard.id == CardAnswer.card_id)
        .where(EveningCard.evening_id == evening.id)
    )
    return await ctx.session.scalar(rows) or 0


async def _sit_down(ctx: Context, member: Member, evening: CardEvening) -> Seat:
    """Return the person's seat; who comes later begins with the newest card."""
    if seat := await seat_of(ctx, member, evening):
        return seat
    rows = select(EveningCard).where(EveningCard.evening_id == evening.id)
    newest = (await ctx.session.scalars(rows.order_by(EveningCard.number.desc()).limit(1))).first()
    if newest is None:
        raise NotFound
    await due.schedule(ctx, OVER, member, evening.until, evening.id, alone=True)
    await _move_order(ctx, member, evening)
    return Seat(evening, newest, await _answer_to(ctx, member, evening, newest))


async def _draw(
    ctx: Context, deck: Deck, both: Sequence[Member], evening: CardEvening, number: int
) -> EveningCard:
    choice = DeckChoice.parse(evening.choice, for_two_phones=True)
    if choice is None:
        raise NotFound
    deepest = order.allowed_intensity(*both)
    own = await in_cards.card_ids(ctx, both[0])
    drawn, evening.position = deck.choose_next(choice, deepest, evening.seed, evening.position, own)
    card = EveningCard(id=uuid4(), evening_id=evening.id, number=number, card=drawn)
    ctx.session.add(card)
    await ctx.session.flush()
    return card


async def _move_order(ctx: Context, member: Member, evening: CardEvening) -> None:
    """Let the person's own deck go on behind the cards of the evening."""
    await order.move_to(ctx, member, evening.seed, evening.position)


async def _card_at(ctx: Context, evening: CardEvening, number: int) -> EveningCard | None:
    rows = select(EveningCard).where(
        EveningCard.evening_id == evening.id, EveningCard.number == number
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def _answer_to(
    ctx: Context, member: Member, evening: CardEvening, card: EveningCard
) -> CardAnswer:
    rows = select(CardAnswer).where(
        CardAnswer.card_id == card.id, CardAnswer.member_id == member.id
    )
    answer = (await ctx.session.scalars(rows)).one_or_none()
    if answer is None:
        answer = CardAnswer(id=uuid4(), card_id=card.id, couple_id=evening.couple_id)
        answer.member_id, answer.state = member.id, "open"
        ctx.session.add(answer)
        await ctx.session.flush()
    return answer


async def _clear_seat(ctx: Context, member: Member, evening: CardEvening) -> None:
    """Delete the person's answers, and the evening once nobody is in it any more."""
    cards = select(EveningCard.id).where(EveningCard.evening_id == evening.id)
    own = delete(CardAnswer).where(CardAnswer.card_id.in_(cards), CardAnswer.member_id == member.id)
    await ctx.session.execute(own)
    if not await count_seats(ctx, evening):
        await ctx.session.delete(evening)
        await ctx.session.flush()
