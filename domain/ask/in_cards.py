"""Lets a question that both answered come back as a card for an evening, if both want that.

Each of the two says yes alone, at any time after the reveal, and takes it back as quietly. Nobody
learns of a yes before there are two, and no card comes of a question that one of them left.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from content.deck.deck import OWN_PREFIX
from domain.ask import questions
from domain.context import Context
from domain.errors import NotFound
from storage.tables.ask import AskedQuestion, QuestionAnswer
from storage.tables.member import Member


async def choose(ctx: Context, member: Member, question_id: UUID | None, *, yes: bool) -> None:
    """Save one's own yes, or take it back. Raise NotFound before the reveal and after unlinking."""
    question, side = await questions.find_own_side(ctx, member, question_id)
    if not question.revealed or question.couple_id != member.couple_id:
        raise NotFound
    side.in_cards = yes


async def is_chosen(ctx: Context, member: Member, question: AskedQuestion) -> bool | None:
    """Return the person's own choice; None for a question of a former link, which has no cards."""
    if question.couple_id != member.couple_id:
        return None
    own = select(QuestionAnswer.in_cards).where(
        QuestionAnswer.ask_id == question.id, QuestionAnswer.member_id == member.id
    )
    return bool(await ctx.session.scalar(own))


async def card_ids(ctx: Context, member: Member) -> Sequence[str]:
    """Return the cards that questions of the couple have become, by both their yeses."""
    if member.couple_id is None:
        return []
    rows = (
        select(QuestionAnswer.ask_id)
        .where(QuestionAnswer.couple_id == member.couple_id, QuestionAnswer.in_cards)
        .group_by(QuestionAnswer.ask_id)
        .having(func.count() == 2)
    )
    return [f"{OWN_PREFIX}{id.hex}" for id in await ctx.session.scalars(rows)]


async def words_of_card(ctx: Context, couple_id: UUID | None, card: str) -> str:
    """Return what a couple's own card asks; "" once the question is gone."""
    question = await ctx.session.get(AskedQuestion, UUID(card.removeprefix(OWN_PREFIX)))
    if question is None or question.couple_id != couple_id or not question.revealed:
        return ""
    return await questions.words_of(ctx, question)
