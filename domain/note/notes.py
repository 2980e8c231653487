"""Private notes: for their author alone, about a date or about none."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, select

from domain.context import Context
from domain.dates import own, sharing
from domain.dates.visible import VisibleDate
from domain.errors import NotFound, RuleBroken, require_words
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, omit_all
from storage.tables.dates import DateShare, ImportantDate, Note
from storage.tables.member import Member

LONGEST = 500
"""Characters of a note; what is longer belongs in the journal."""
MAX_NOTES = 100
# Notes of the same instant come in the order in which the platform numbered their messages.
ORDER = Note.at, func.length(Note.message), Note.message, Note.id


async def write(
    ctx: Context, member: Member, words: str, date: VisibleDate | None, message: str
) -> Note:
    """Keep a note. Raise RuleBroken if it is empty or too long, or if there are too many."""
    kept = validated(words)
    if len(await all_of(ctx, member)) >= MAX_NOTES:
        raise RuleBroken("note-enough", most=MAX_NOTES)
    note = Note(id=uuid4(), member_id=member.id, message=message, at=ctx.now)
    attach(note, date)
    await ctx.vault.seal(note, "text", kept)
    ctx.session.add(note)
    await ctx.session.flush()
    return note


async def change(ctx: Context, note: Note, words: str) -> None:
    await ctx.vault.seal(note, "text", validated(words))


def attach(note: Note, date: VisibleDate | None) -> None:
    """Let the note belong to a date, or to none."""
    note.date_id = note.share_id = None
    if date:
        setattr(note, date.owner_column, date.id)


async def all_of(ctx: Context, member: Member) -> Sequence[Note]:
    """Return all notes of the person, newest first."""
    rows = select(Note).where(Note.member_id == member.id)
    return (await ctx.session.scalars(rows.order_by(*(each.desc() for each in ORDER)))).all()


async def about(ctx: Context, member: Member, date: VisibleDate) -> Sequence[Note]:
    """Return the person's own notes about a date, oldest first."""
    rows = select(Note).where(
        Note.member_id == member.id, getattr(Note, date.owner_column) == date.id
    )
    return (await ctx.session.scalars(rows.order_by(*ORDER))).all()


async def find(ctx: Context, member: Member, note_id: UUID | None) -> Note:
    """Return the person's own note. Raise NotFound."""
    note = await ctx.session.get(Note, note_id) if note_id else None
    if note is None or note.member_id != member.id:
        raise NotFound
    return note


async def by_message(ctx: Context, member: Member, message: str) -> Note | None:
    """Return the note that was written in this chat message."""
    rows = select(Note).where(Note.member_id == member.id, Note.message == message)
    return (await ctx.session.scalars(rows)).first() if message else None


async def words_of(ctx: Context, note: Note) -> str:
    return await ctx.vault.open(note, "text")


async def erase(ctx: Context, note: Note) -> None:
    await ctx.session.delete(note)
    await ctx.session.flush()


def validated(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken if none or too many."""
    return require_words(words, LONGEST, empty="note-empty", too_long="note-too-long")


class ExportedNote(ExportedPart):
    """A private note of yours."""

    words: str
    about: str | None


async def export(look: ExportScope) -> list[ExportedNote]:
    """Return all notes, oldest first, each with the words of its date."""
    notes = reversed(await all_of(look.ctx, look.me))
    return [
        ExportedNote(words=await words_of(look.ctx, each), about=await _date_words(look, each))
        for each in notes
    ]


async def _date_words(look: ExportScope, note: Note) -> str | None:
    if note.date_id:
        date = await look.ctx.session.get_one(ImportantDate, note.date_id)
        return (await own.details_of(look.ctx, date)).words
    if note.share_id:
        share = await look.ctx.session.get_one(DateShare, note.share_id)
        return (await sharing.details_of(look.ctx, share)).words if share.details else None
    return None


EXPORT = ExportSection(
    "notes", list[ExportedNote], export, without_private=omit_all, columns=(Note.text,)
)
