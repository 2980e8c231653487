"""Keeps two people's answers to a question apart, and reveals them once both have shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID
from zlib import crc32

from sqlalchemy import select

from domain.ask.questions import DRAFT, OPEN, SHARED, find_own_side, must_be_open
from domain.context import Context
from domain.errors import NotFound, RuleBroken, require_words
from storage.tables.ask import AskedQuestion, QuestionAnswer
from storage.tables.member import Member

LONGEST = 2000
"""Characters of an answer."""
BothAnswers = Mapping[UUID | None, str]
"""The words of both, by author."""


async def write(
    ctx: Context, member: Member, question_id: UUID | None, words: str, message: str
) -> tuple[AskedQuestion, QuestionAnswer]:
    """Keep the words as a draft, in place of earlier ones, which are not shared any more.

    Raise RuleBroken if they are empty or too long, and what `must_be_open` raises.
    """
    question, side = await find_own_side(ctx, member, question_id)
    must_be_open(ctx, member, question)
    await ctx.vault.seal(side, "text", _validated(words))
    side.state, side.message = DRAFT, message
    return question, side


async def share(
    ctx: Context, member: Member, question_id: UUID | None, tag: str
) -> BothAnswers | None:
    """Share the words that the button stood under; return both answers if the other's are in.

    The question's row is locked, so that of two at the same instant one sees the other. Raise
    NotFound if the words have changed, and what `must_be_open` raises.
    """
    question, side = await find_own_side(ctx, member, question_id)
    must_be_open(ctx, member, question)
    if side.text is None or tag != version_tag(side):
        raise NotFound
    side.state = SHARED
    await ctx.session.flush()
    shared = [each for each in await _sides_of(ctx, question) if each.state == SHARED]
    if len(shared) < 2:
        return None
    for each in shared:
        await ctx.vault.seal(each, "revealed", await ctx.vault.open(each, "text"))
    question.revealed = True
    await ctx.session.flush()
    return await open_revealed(ctx, question)


async def take_back(ctx: Context, member: Member, question_id: UUID | None) -> None:
    """Make a shared answer a draft again. Raise what `must_be_open` raises."""
    question, side = await find_own_side(ctx, member, question_id)
    must_be_open(ctx, member, question)
    side.state = DRAFT if side.state == SHARED else side.state


async def discard(ctx: Context, member: Member, question_id: UUID | None) -> QuestionAnswer:
    """Erase words that nobody else has read; also after the end, and after unlinking.

    Raise RuleBroken once both have read them.
    """
    question, side = await find_own_side(ctx, member, question_id)
    if question.revealed:
        raise RuleBroken("ask-shared-already")
    side.text, side.state, side.message = None, OPEN, ""
    return side


async def own_words(ctx: Context, side: QuestionAnswer) -> str:
    """Return the person's own words; "" before there are any."""
    return await ctx.vault.open(side, "text")


async def open_revealed(ctx: Context, question: AskedQuestion) -> BothAnswers:
    """Return both answers of a revealed question; none before the reveal."""
    sides = [each for each in await _sides_of(ctx, question) if each.revealed is not None]
    return {each.member_id: await ctx.vault.open(each, "revealed") for each in sides}


async def by_message(ctx: Context, member: Member, message: str) -> QuestionAnswer | None:
    """Return the person's answer whose words were written in this chat message."""
    rows = select(QuestionAnswer).where(
        QuestionAnswer.member_id == member.id, QuestionAnswer.message == message
    )
    return (await ctx.session.scalars(rows)).first() if message else None


def version_tag(side: QuestionAnswer) -> str:
    """Return a short tag for a button: a yes is only for the words that it stood under."""
    return f"{crc32(side.text or b''):08x}"


def _validated(words: str) -> str:
    return require_words(words, LONGEST, empty="ask-answer-empty", too_long="ask-too-long")


async def _sides_of(ctx: Context, question: AskedQuestion) -> Sequence[QuestionAnswer]:
    rows = select(QuestionAnswer).where(QuestionAnswer.ask_id == question.id)
    again = rows.order_by(QuestionAnswer.id).execution_options(populate_existing=True)
    return (await ctx.session.scalars(again)).all()
