"""Questions of one's own: one of the two asks, both may answer, and each ends after two weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, func, select

from content.normalize import fold
from domain.context import Context
from domain.errors import NotFound, RuleBroken, require_words
from domain.pair.couple import lock_couple
from domain.privacy import hide
from storage.tables.ask import AskedQuestion, QuestionAnswer
from storage.tables.member import Member

LONGEST = 300
"""Characters of a question: it is read at a glance and leaves room for the answer."""
MAX_OPEN = 3
"""Questions of one person's in two weeks, answered or not; more would be an interrogation."""
OPEN_FOR = timedelta(days=14)
OPEN, DRAFT, SHARED, DECLINED = "open", "draft", "shared", "declined"


def validated_question(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken for none or too many."""
    return require_words(words, LONGEST, empty="ask-empty", too_long="ask-too-long")


async def ask(ctx: Context, author: Member, partner: Member, words: str) -> AskedQuestion:
    """Put a question to both. Raise RuleBroken without room, or for one that is open already.

    A place is free again only when its two weeks are over, whatever became of the question. So
    nothing that the partner does, or leaves, shows in how many more can be asked.
    """
    couple = await lock_couple(ctx, author)
    await _must_have_room(ctx, author)
    await _must_be_new(ctx, author, words)
    question = AskedQuestion(id=uuid4(), couple_id=couple.id, author_id=author.id)
    question.asked_at, question.ends_at, question.revealed = ctx.now, ctx.now + OPEN_FOR, False
    await ctx.vault.seal(question, "text", words)
    ctx.session.add(question)
    await ctx.session.flush()
    for member in (author, partner):
        side = QuestionAnswer(
            id=uuid4(), ask_id=question.id, couple_id=couple.id, member_id=member.id
        )
        ctx.session.add(side)
    await ctx.session.flush()
    return question


async def words_of(ctx: Context, question: AskedQuestion) -> str:
    return await ctx.vault.open(question, "text")


async def open_questions(ctx: Context, member: Member) -> Sequence[AskedQuestion]:
    """Return what the person can still answer, oldest first; not what they have declined."""
    rows = _sides(member).where(
        AskedQuestion.couple_id == member.couple_id,
        AskedQuestion.text.is_not(None),
        AskedQuestion.revealed.is_(False),
        AskedQuestion.ends_at > ctx.now,
        QuestionAnswer.state != DECLINED,
    )
    return (await ctx.session.scalars(rows.order_by(AskedQuestion.asked_at))).all()


async def answered_ids(ctx: Context, member: Member) -> Sequence[UUID]:
    """Return the questions that both answered, newest first, but for links that are hidden."""
    rows = _sides(member).where(
        AskedQuestion.revealed, AskedQuestion.couple_id.in_(hide.visible_couple_ids(member))
    )
    found = await ctx.session.scalars(
        rows.order_by(AskedQuestion.asked_at.desc(), AskedQuestion.id)
    )
    return [each.id for each in found]


async def find_own_side(
    ctx: Context, member: Member, question_id: UUID | None
) -> tuple[AskedQuestion, QuestionAnswer]:
    """Lock and return a question, with this person's side of it. Raise NotFound.

    So of two who share at the same instant the second sees the first.
    """
    if question_id is None:
        raise NotFound
    question = await ctx.session.get(AskedQuestion, question_id, with_for_update=True)
    rows = select(QuestionAnswer).where(
        QuestionAnswer.ask_id == question_id, QuestionAnswer.member_id == member.id
    )
    side = (await ctx.session.scalars(rows)).one_or_none()
    if question is None or side is None:
        raise NotFound
    return question, side


def must_be_open(ctx: Context, member: Member, question: AskedQuestion) -> None:
    """Raise RuleBroken for a question that both have answered, that is over or was taken back.

    Raise NotFound for one of a former link.
    """
    if question.couple_id != member.couple_id:
        raise NotFound
    if question.revealed:
        raise RuleBroken("ask-shared-already")
    if question.ends_at <= ctx.now or question.text is None:
        raise RuleBroken("ask-over")


async def decline(ctx: Context, member: Member, question_id: UUID | None) -> AskedQuestion:
    """Take the other's question off the person's list; its author never learns of it.

    Raise NotFound for one's own question, and once something is written.
    """
    question, side = await find_own_side(ctx, member, question_id)
    must_be_open(ctx, member, question)
    if question.author_id == member.id or side.text is not None:
        raise NotFound
    side.state = DECLINED
    return question


async def take_back_decline(ctx: Context, member: Member, question_id: UUID | None) -> None:
    """Put a declined question back on the person's list. Raise what `decline` raises."""
    question, side = await find_own_side(ctx, member, question_id)
    must_be_open(ctx, member, question)
    side.state = OPEN if side.state == DECLINED else side.state


async def take_back(ctx: Context, author: Member, question_id: UUID | None) -> AskedQuestion:
    """Destroy a question and its author's answer; what the other wrote to it stays theirs alone.

    It is possible until the reveal, whatever the other has done, so that neither a yes nor a no to
    it tells whether they answered. Its place stays taken until its two weeks are over.

    Raise NotFound for the other's question, and what `must_be_open` raises.
    """
    question, side = await find_own_side(ctx, author, question_id)
    must_be_open(ctx, author, question)
    if question.author_id != author.id:
        raise NotFound
    question.text = side.text = None
    side.state, side.message, side.told = OPEN, "", True
    await ctx.session.flush()
    return question


def take_over_line(
    sides: Sequence[tuple[AskedQuestion, QuestionAnswer]], member: Member, now: datetime
) -> bool:
    """Return, once, whether a question is over that the person asked or wrote something to."""
    over = [
        side
        for question, side in sides
        if side.member_id == member.id
        and question.ends_at <= now
        and (question.author_id == member.id or side.text is not None)
    ]
    for side in over:
        side.told = True
    return bool(over)


def _sides(member: Member) -> Select[AskedQuestion]:
    joined = select(AskedQuestion).join(QuestionAnswer, QuestionAnswer.ask_id == AskedQuestion.id)
    return joined.where(QuestionAnswer.member_id == member.id)


async def _must_have_room(ctx: Context, author: Member) -> None:
    """Count over all links, so that unlinking and linking again frees no place."""
    taken = select(func.count()).where(
        AskedQuestion.author_id == author.id, AskedQuestion.ends_at > ctx.now
    )
    if (await ctx.session.scalar(taken) or 0) >= MAX_OPEN:
        raise RuleBroken("ask-enough", most=MAX_OPEN)


async def _must_be_new(ctx: Context, author: Member, words: str) -> None:
    rows = select(AskedQuestion).where(
        AskedQuestion.author_id == author.id,
        AskedQuestion.couple_id == author.couple_id,
        AskedQuestion.text.is_not(None),
        AskedQuestion.ends_at > ctx.now,
    )
    for earlier in await ctx.session.scalars(rows):
        if fold(await words_of(ctx, earlier)) == fold(words):
            raise RuleBroken("ask-asked-already")
