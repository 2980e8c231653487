"""The journal: entries that their author alone can reach, made of one or more messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, func, select

from content.library import Library
from domain.challenge import solo
from domain.challenge.reach import current_round
from domain.context import Context
from domain.errors import NotFound
from domain.media import kept as media
from domain.paging import PagePosition, page_of
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, omit_all
from storage.tables.member import Member
from storage.tables.reflect import JournalEntry, JournalPart

OPEN_FOR = timedelta(hours=12)
"""Words that come later begin an entry of their own, so that nothing lands in a forgotten one."""


async def prompt_challenge(ctx: Context, library: Library, member: Member) -> str:
    """Return the id of the challenge to write about: their round's, or this week's if alone."""
    round_ = await current_round(ctx, member)
    return (
        round_.challenge
        if round_ and round_.challenge in library
        else solo.weekly_challenge(library, ctx.now, member.zone)
    )


async def begin(ctx: Context, member: Member, challenge: str = "") -> JournalEntry:
    """Start an empty entry that waits for words; retention deletes those that get none."""
    unwritten = ~exists().where(JournalPart.entry_id == JournalEntry.id)
    await ctx.session.execute(
        delete(JournalEntry).where(JournalEntry.member_id == member.id, unwritten)
    )
    return add_entry(ctx, member, challenge)


def add_entry(ctx: Context, member: Member, challenge: str = "") -> JournalEntry:
    """Start an entry that gets its first words now."""
    entry = JournalEntry(
        id=uuid4(), member_id=member.id, challenge=challenge, open=True, begun_at=ctx.now
    )
    ctx.session.add(entry)
    return entry


async def append(
    ctx: Context, entry: JournalEntry, words: str, *, day: date, message: str = ""
) -> int:
    """Append one message; return how many there are now.

    The first one gives the entry its `day` on its author's calendar.
    """
    is_new = entry in ctx.session.new and entry.day is None
    position = 0 if is_new else await count_parts(ctx, entry)
    if position == 0:
        entry.begun_at, entry.day = ctx.now, day
    part = JournalPart(
        id=uuid4(), entry_id=entry.id, member_id=entry.member_id, position=position, message=message
    )
    await ctx.vault.seal(part, "text", words)
    ctx.session.add(part)
    return position + 1


async def write_entry(
    ctx: Context, member: Member, words: str, *, day: date, challenge: str = "", message: str = ""
) -> JournalEntry:
    """Create a finished entry. `message` is the id of the chat message whose edits change it."""
    entry = add_entry(ctx, member, challenge)
    await append(ctx, entry, words, day=day, message=message)
    entry.open = False
    return entry


async def find_own(ctx: Context, member: Member, entry_id: UUID | None) -> JournalEntry:
    """Return the author's own entry. Raise NotFound."""
    own = select(JournalEntry).where(
        JournalEntry.id == entry_id, JournalEntry.member_id == member.id
    )
    entry = (await ctx.session.scalars(own)).one_or_none()
    if entry is None:
        raise NotFound
    return entry


async def find_open(ctx: Context, member: Member, entry_id: UUID | None) -> JournalEntry | None:
    """Return the author's own entry while it still takes more words."""
    own = select(JournalEntry).where(
        JournalEntry.id == entry_id, JournalEntry.member_id == member.id, JournalEntry.open
    )
    entry = (await ctx.session.scalars(own)).one_or_none()
    if entry is None or ctx.now - entry.begun_at < OPEN_FOR:
        return entry
    return None if await count_parts(ctx, entry) else entry


async def erase(ctx: Context, entry: JournalEntry) -> None:
    """Delete an entry with all its words, for good."""
    parts = await _parts(ctx, entry)
    await ctx.session.execute(delete(JournalPart).where(JournalPart.entry_id == entry.id))
    await ctx.session.delete(entry)
    await media.release(ctx, *parts)


async def words_of(ctx: Context, entry: JournalEntry) -> str:
    """Return all that was written in an entry."""
    return "\n\n".join([await ctx.vault.open(part, "text") for part in await _parts(ctx, entry)])


async def messages_of(ctx: Context, entry: JournalEntry) -> list[str]:
    """Return the platform's ids of the chat messages that the entry was written in."""
    return [part.message for part in await _parts(ctx, entry)]


async def count_parts(ctx: Context, entry: JournalEntry) -> int:
    """Return the number of messages in the entry."""
    parts = select(func.count()).select_from(JournalPart).where(JournalPart.entry_id == entry.id)
    return await ctx.session.scalar(parts) or 0


async def replace_words(
    ctx: Context, member: Member, message: str, words: str
) -> JournalEntry | None:
    """Replace the words of an edited chat message if they are in the journal."""
    own = select(JournalPart).where(
        JournalPart.member_id == member.id, JournalPart.message == message
    )
    part = (await ctx.session.scalars(own)).first() if message and words.strip() else None
    if part is None:
        return None
    await ctx.vault.seal(part, "text", words)
    return await ctx.session.get_one(JournalEntry, part.entry_id)


async def by_message(ctx: Context, member: Member, message: str) -> JournalEntry | None:
    """Return the entry that one of the author's chat messages is a part of."""
    own = (
        select(JournalEntry)
        .join(JournalPart, JournalPart.entry_id == JournalEntry.id)
        .where(JournalPart.member_id == member.id, JournalPart.message == message)
    )
    return (await ctx.session.scalars(own.limit(1))).first() if message else None


async def page_at(ctx: Context, member: Member, entry_id: UUID | None) -> PagePosition | None:
    """Return a page of the journal, by default the newest; None if it is empty. Raise NotFound."""
    written = exists().where(JournalPart.entry_id == JournalEntry.id)
    own = select(JournalEntry.id).where(JournalEntry.member_id == member.id, written)
    ids = await ctx.session.scalars(own.order_by(JournalEntry.begun_at.desc(), JournalEntry.id))
    return page_of(ids.all(), entry_id)


async def _parts(ctx: Context, entry: JournalEntry) -> Sequence[JournalPart]:
    parts = (
        select(JournalPart).where(JournalPart.entry_id == entry.id).order_by(JournalPart.position)
    )
    return (await ctx.session.scalars(parts)).all()


class ExportedEntry(ExportedPart):
    """One entry of your journal; the day is the one on which you wrote it, where you were."""

    begun_at: datetime
    day: date
    challenge: str | None
    words: str


async def export(look: ExportScope) -> list[ExportedEntry]:
    """Return every entry that has words, oldest first."""
    own = (
        select(JournalEntry)
        .where(JournalEntry.member_id == look.me.id)
        .order_by(JournalEntry.begun_at, JournalEntry.id)
    )
    written = own.where(
        select(JournalPart.id).where(JournalPart.entry_id == JournalEntry.id).exists()
    )
    return [
        ExportedEntry(
            begun_at=entry.begun_at,
            day=entry.day or look.local_day(entry.begun_at),
            challenge=entry.challenge or None,
            words=await words_of(look.ctx, entry),
        )
        for entry in await look.ctx.session.scalars(written)
    ]


EXPORT = ExportSection(
    "journal",
    list[ExportedEntry],
    export,
    without_private=omit_all,
    columns=(JournalPart.text,),
)
