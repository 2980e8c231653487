"""Answers that their author keeps: sharing one takes a question, and unanswered shares return."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zlib import crc32

from sqlalchemy import select

from domain import calendar, due
from domain.challenge import rounds
from domain.context import Context
from storage.tables.challenge import Answer, Reveal, Round
from storage.tables.member import Member
from storage.tables.pair import Couple

RETURN_DUE = "answer-return"
"""The kind of moment at which a share that found no answer may go back to its author."""
RETURN_AFTER = timedelta(days=14)
"""How long after its round has closed a share waits for the other answer."""
MIN_RETURN_DELAY = timedelta(days=7)
"""How long a share waits that came late, into a round that had closed long ago."""
DRAFT, SHARED, PRIVATE, RETURNED = "draft", "shared", "private", "returned"
KEPT = (PRIVATE, RETURNED)


async def is_kept_private(ctx: Context, answer: Answer) -> bool:
    """Return whether sharing it takes a question: it was kept private, or its week closed over it.

    The day counts, once it is over everywhere: the moment would tell the partner's hour.
    """
    if answer.state != DRAFT:
        return answer.state in KEPT
    round_ = await ctx.session.get_one(Round, answer.round_id)
    closing = await closing_day(ctx, round_)
    if closing is None or ctx.now.date() <= closing + calendar.DAY:
        return False
    return answer.written_at.date() <= closing


def version_tag(answer: Answer) -> str:
    """Return a short tag for a button: a yes is only for the words that it stood under."""
    return f"{crc32(answer.text or b''):08x}"


async def plan_return(ctx: Context, member: Member, answer: Answer) -> None:
    """Plan to look at this share in a week, even if the two unlink meanwhile."""
    await due.schedule(
        ctx, RETURN_DUE, member, _midnight(ctx.now + MIN_RETURN_DELAY), answer.id, alone=True
    )


async def return_unanswered(ctx: Context, member: Member, answer_id: UUID) -> None:
    """Make a share private again two weeks after its round closed; before that, plan a look."""
    answer = await ctx.session.get(Answer, answer_id)
    if answer is None or answer.member_id != member.id:
        return
    round_ = await ctx.session.get_one(Round, answer.round_id, with_for_update=True)
    await ctx.session.refresh(answer)
    if answer.state != SHARED or await ctx.session.get(Reveal, round_.id) is not None:
        return
    closing = await closing_day(ctx, round_)
    over = _midnight_of(closing + RETURN_AFTER) if closing else _midnight(ctx.now + RETURN_AFTER)
    if over <= ctx.now:
        answer.state = RETURNED
    else:
        await due.schedule(ctx, RETURN_DUE, member, over, answer.id, alone=True)


async def closing_day(ctx: Context, round_: Round) -> date | None:
    """Return the day on which a round closed; None while it is open.

    It is the day of the next round. Where there is none, as after unlinking, it is the day on which
    the next one would have come. So it tells nobody's hour and not when somebody left.
    """
    later = select(Round.day).where(Round.couple_id == round_.couple_id, Round.day > round_.day)
    following = await ctx.session.scalar(later.order_by(Round.day).limit(1))
    if following or round_.closed_at is None:
        return following
    couple = await ctx.session.get_one(Couple, round_.couple_id)
    return rounds.following_day(couple, round_.day)


def _midnight(at: datetime) -> datetime:
    """Return the first midnight after a moment, the same for both, wherever they are."""
    return _midnight_of(at.astimezone(UTC).date() + calendar.DAY)


def _midnight_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
