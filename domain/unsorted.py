"""Keeps words that wait for their author's choice: put aside, found, changed, kept or erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import and_, func, or_, select

from domain import due, reflect
from domain.context import Context
from domain.errors import NotFound
from domain.media import kept as media
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, omit_all
from storage.tables.member import Member
from storage.tables.reflect import JournalEntry
from storage.tables.unsorted import Unsorted

DECIDE_WITHIN = timedelta(days=7)
"""After this, words are kept or erased, as their author's settings say."""
HELD_FOR = timedelta(hours=1)
"""After this, words of a person who has not said yes to being kept are erased."""
TO_SORT, THANKS, ANSWER, LINE, TRIAL = "", "thanks", "answer", "line", "trial"
QUESTION, WISH, MEMORY = "question", "wish", "memory"
HELD = "held"
"""The purpose of words that wait for a yes to being kept: `domain/start.py`."""
MAX_ALBUM_LENGTH = 32
"""Characters of an album's id that are kept, in the place of a question."""
EXPIRY_DUE = "unsorted"


async def put_aside(
    ctx: Context,
    member: Member,
    words: str,
    day: date,
    *,
    message: str = "",
    purpose: str = TO_SORT,
    question: str = "",
    about: UUID | None = None,
    round_id: UUID | None = None,
) -> Unsorted:
    """Keep words until their author decides; `day` is their local date."""
    row = Unsorted(
        id=uuid4(),
        member_id=member.id,
        round_id=round_id,
        purpose=purpose,
        question=question,
        about=about,
        message=message,
        day=day,
        at=ctx.now,
    )
    await ctx.vault.seal(row, "words", words)
    await _add_with_expiry(ctx, member, row)
    return row


async def find_own(ctx: Context, member: Member, row_id: UUID | None) -> Unsorted:
    """Return the author's own words. Raise NotFound."""
    own = select(Unsorted).where(Unsorted.id == row_id, Unsorted.member_id == member.id)
    found = (await ctx.session.scalars(own)).one_or_none()
    if found is None:
        raise NotFound
    return found


async def _add_with_expiry(ctx: Context, member: Member, row: Unsorted) -> None:
    ctx.session.add(row)
    await ctx.session.flush()
    lifetime = HELD_FOR if row.purpose == HELD else DECIDE_WITHIN
    await due.schedule(ctx, EXPIRY_DUE, member, row.at + lifetime, row.id, alone=True)


async def by_purpose(ctx: Context, member: Member, purpose: str, about: UUID) -> Sequence[Unsorted]:
    """Return the author's own words that wait for this purpose, about this row."""
    own = select(Unsorted).where(
        Unsorted.member_id == member.id, Unsorted.purpose == purpose, Unsorted.about == about
    )
    return (await ctx.session.scalars(own)).all()


async def by_message(ctx: Context, member: Member, message: str) -> Unsorted | None:
    """Return the words that were written in this chat message."""
    own = select(Unsorted).where(Unsorted.member_id == member.id, Unsorted.message == message)
    return (await ctx.session.scalars(own)).first() if message else None


async def find_same(ctx: Context, member: Member, words: str, since: datetime) -> Unsorted | None:
    """Return the same words if they already wait, as when they come from two devices."""
    own = select(Unsorted).where(
        Unsorted.member_id == member.id, Unsorted.purpose == TO_SORT, Unsorted.at >= since
    )
    for row in await ctx.session.scalars(own):
        if await words_of(ctx, row) == words:
            return row
    return None


async def add_to_album(ctx: Context, member: Member, album: str, words: str) -> bool:
    """Add words to those of the same album that still wait; return whether there are any."""
    own = select(Unsorted).where(Unsorted.member_id == member.id, Unsorted.purpose == TO_SORT)
    row = (await ctx.session.scalars(own.where(Unsorted.question == album))).first()
    if row is not None:
        await ctx.vault.seal(row, "words", f"{await words_of(ctx, row)}\n\n{words}")
    return row is not None


async def undecided(ctx: Context, member: Member) -> Sequence[Unsorted]:
    """Return what the author has still to decide about, oldest first."""
    own = select(Unsorted).where(
        Unsorted.member_id == member.id, Unsorted.purpose.not_in((ANSWER, HELD))
    )
    # Words of the same instant come in the order in which the platform numbered them.
    order = (Unsorted.at, func.length(Unsorted.message), Unsorted.message, Unsorted.id)
    return (await ctx.session.scalars(own.order_by(*order))).all()


async def words_of(ctx: Context, row: Unsorted) -> str:
    return await ctx.vault.open(row, "words")


async def move_to_journal(ctx: Context, member: Member, row: Unsorted) -> JournalEntry:
    """Make the words a journal entry of the day on which they were written."""
    words = await words_of(ctx, row)
    entry = await reflect.write_entry(
        ctx.at(row.at), member, words, day=row.day, message=row.message
    )
    await ctx.session.delete(row)
    await media.release(ctx, row)
    return entry


async def discard(ctx: Context, row: Unsorted) -> None:
    """Erase the words for good."""
    await ctx.session.delete(row)
    await media.release(ctx, row)


async def settle_expired(ctx: Context, member: Member) -> None:
    """Keep or erase words that have waited for a week, as the author's settings say.

    Words that wait for a yes to being kept are erased after an hour.
    """
    waited = or_(
        Unsorted.at <= ctx.now - DECIDE_WITHIN,
        and_(Unsorted.purpose == HELD, Unsorted.at <= ctx.now - HELD_FOR),
    )
    over = select(Unsorted).where(Unsorted.member_id == member.id, waited)
    for row in await ctx.session.scalars(over):
        if member.keeps_unsorted and row.purpose not in (ANSWER, HELD):
            await move_to_journal(ctx, member, row)
        else:
            await discard(ctx, row)


class ExportedUnsorted(ExportedPart):
    """Words of yours that wait until you choose what becomes of them."""

    day: date
    words: str


async def export(look: ExportScope) -> list[ExportedUnsorted]:
    """Return what still waits for a choice."""
    return [
        ExportedUnsorted(day=each.day, words=await words_of(look.ctx, each))
        for each in await undecided(look.ctx, look.me)
    ]


EXPORT = ExportSection(
    "unsorted", list[ExportedUnsorted], export, without_private=omit_all, columns=(Unsorted.words,)
)
