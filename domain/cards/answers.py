"""Keeps two people's answers to a card apart, and opens both at once when both are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from domain.cards import evening as evenings
from domain.cards.evening import Seat
from domain.context import Context
from domain.errors import RuleBroken, require_words
from storage.tables.cards import CardAnswer, EveningCard
from storage.tables.member import Member

OPEN, DRAFT, IN = "open", "draft", "in"
LONGEST = 1_000
"""Characters of one answer; both sit next to each other, or talk on the phone."""

BothTexts = Mapping[UUID, str]
"""The words of both, by author."""


def validated(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken for none or too many."""
    return require_words(words, LONGEST, empty="cards-empty", too_long="cards-too-long")


async def write(ctx: Context, seat: Seat, words: str, message: str) -> None:
    """Keep the words as a draft of the person's. Raise RuleBroken once both have read both."""
    _must_be_open(seat)
    await ctx.vault.seal(seat.answer, "text", validated(words))
    seat.answer.state, seat.answer.message = DRAFT, message


async def put_in(ctx: Context, both: Sequence[Member], seat: Seat) -> BothTexts | None:
    """Let the answer open once both are in; return the words of both when they now are.

    The evening's row is locked, so that of two at the same instant one sees the other's answer.
    Raise RuleBroken once both have read both.
    """
    _must_be_open(seat)
    if seat.answer.text is None:
        raise RuleBroken("cards-empty")
    seat.answer.state = IN
    await ctx.session.flush()
    found = [each for each in await answers_to(ctx, seat.card) if each.state == IN]
    if len(found) < len(both):
        return None
    texts = {each.member_id: await ctx.vault.open(each, "text") for each in found}
    for each in found:
        await ctx.vault.seal(each, "revealed", texts[each.member_id])
    seat.card.revealed = True
    await evenings.keep_on(ctx, both, seat.evening)
    return texts


async def answers_to(ctx: Context, card: EveningCard) -> Sequence[CardAnswer]:
    """Return the answers of both to a card."""
    rows = select(CardAnswer).where(CardAnswer.card_id == card.id)
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).all()


async def revealed_texts(ctx: Context, card: EveningCard) -> BothTexts:
    """Return the words of both that were opened; of one who has left nothing is there."""
    found = [each for each in await answers_to(ctx, card) if each.revealed is not None]
    return {each.member_id: await ctx.vault.open(each, "revealed") for each in found}


async def by_message(ctx: Context, member: Member, message: str) -> CardAnswer | None:
    """Return the answer that one of the person's own chat messages became."""
    rows = select(CardAnswer).where(
        CardAnswer.member_id == member.id, CardAnswer.message == message
    )
    return (await ctx.session.scalars(rows)).first() if message else None


def _must_be_open(seat: Seat) -> None:
    if seat.card.revealed:
        raise RuleBroken("cards-shown-already")
