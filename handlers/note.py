"""Handles /note: lines for oneself alone, which may belong to a date and come back before it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from content.pages import Block
from domain.dates import visible
from domain.dates.visible import VisibleDate
from domain.errors import NotFound
from domain.note import notes
from domain.paging import page_of
from domain.privacy.export_section import Export
from handlers.feature import Feature, PageSection
from handlers.goals.view import shorten
from handlers.paging import paging_rows
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.privacy.lock_screen import (
    delete_silently_if_wanted,
    retract_if_wanted,
    say_deleted,
)
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.dates import Note

router = FeatureRouter()

WORDS_QUESTION, CHANGE_QUESTION = "note:words", "note:other"
MOST_DATES = 8
"""How many of the next days are offered for a note."""
WRITE_BUTTON = button("note-button-write", "note:write")
ALL_BUTTON = button("note-button-all", "note:all")


@router.command("note")
async def begin(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await _write(turn, None)
    return await show_notes(turn)


@router.button("note:write", asks=notes.LONGEST, replied="note:write")
async def ask_words(turn: Turn) -> Replies:
    """Ask for a note, about a date or about none."""
    if turn.event.subject:
        date = await visible.find(turn.ctx, turn.member, turn.event.subject)
        turn.ask(WORDS_QUESTION, date.id)
        return turn.say("note-ask-about", words=date.details.words)
    turn.ask(WORDS_QUESTION)
    return turn.say("note-ask")


@router.answer(WORDS_QUESTION)
async def write_words(turn: Turn) -> Replies:
    replies = await _write(turn, turn.member.asking_about)
    turn.stop_asking_for(WORDS_QUESTION)
    return replies


@router.button("note:all", needs_consent=False)
async def show_notes(turn: Turn) -> Replies:
    """Show one note at a time, newest first."""
    ids = [each.id for each in await notes.all_of(turn.ctx, turn.member)]
    found = page_of(ids, turn.event.subject)
    if found is None:
        return turn.edit("note-none", WRITE_BUTTON)
    note = await notes.find(turn.ctx, turn.member, found.id)
    return await _show(turn, note, *paging_rows(found, "note", "note:all"))


@router.button("note:about")
async def choose_date(turn: Turn) -> Replies:
    """Offer the next days for a note to belong to."""
    note = await notes.find(turn.ctx, turn.member, turn.event.subject)
    dates = (await visible.upcoming(turn.ctx, turn.member, turn.day))[:MOST_DATES]
    rows: list[Row] = [
        button(
            "note-button-date",
            "note:attach",
            note.id,
            _tag(each.id),
            words=shorten(each.details.words),
        )
        for each in dates
    ]
    none = button("note-button-no-date", "note:attach", note.id)
    return turn.edit("note-which-date" if rows else "note-no-dates", *rows, none)


@router.button("note:attach")
async def attach(turn: Turn) -> Replies:
    note = await notes.find(turn.ctx, turn.member, turn.event.subject)
    notes.attach(note, await _tagged_date(turn, turn.event.choice))
    return await _show(turn, note)


@router.button("note:change", asks=notes.LONGEST, replied="note:change")
async def ask_other_words(turn: Turn) -> Replies:
    note = await notes.find(turn.ctx, turn.member, turn.event.subject)
    turn.ask(CHANGE_QUESTION, note.id)
    return turn.say("note-change")


@router.answer(CHANGE_QUESTION)
async def change_words(turn: Turn) -> Replies:
    note = await notes.find(turn.ctx, turn.member, turn.member.asking_about)
    return await _replace(turn, note)


@router.edit
async def change_edited(turn: Turn) -> Replies | None:
    """Change a note after its author edits the message that it came from."""
    note = await notes.by_message(turn.ctx, turn.member, turn.event.message)
    return await _replace(turn, note) if note else None


@router.button("note:delete", destructive=True, binding="note:all", needs_consent=False)
async def delete(turn: Turn) -> Replies:
    note = await notes.find(turn.ctx, turn.member, turn.event.subject)
    typed, note_id = delete_silently_if_wanted(turn, note.message), note.id
    await notes.erase(turn.ctx, note)
    turn.stop_asking_about(note_id)
    return [*typed, *say_deleted(turn, "note-deleted", ALL_BUTTON, subject=note_id)]


async def _write(turn: Turn, date_id: UUID | None) -> Replies:
    date = await visible.find(turn.ctx, turn.member, date_id) if date_id else None
    words, message = turn.event.text, turn.event.message
    note = await notes.write(turn.ctx, turn.member, words, date, message)
    return [*delete_silently_if_wanted(turn, message), *await _show(turn, note)]


async def _replace(turn: Turn, note: Note) -> Replies:
    await notes.change(turn.ctx, note, turn.event.text)
    turn.stop_asking_for(CHANGE_QUESTION)
    return [*retract_if_wanted(turn, note.id), *await _show(turn, note)]


async def _show(turn: Turn, note: Note, *pages: Row) -> Replies:
    date = await _date_of(turn, note)
    words = await notes.words_of(turn.ctx, note)
    shown = (
        turn.text("note-about", None, words=words, date=date.details.words)
        if date
        else turn.text("note-alone", None, words=words)
    )
    about = button("note-button-about", "note:about", note.id)
    change = button("note-button-change", "note:change", note.id)
    rows: list[Row] = [
        about,
        [change, button("note-button-delete", "note:delete", note.id)],
        *([ALL_BUTTON] if not pages else []),
        WRITE_BUTTON,
    ]
    return turn.send(shown, *pages, *rows, target=EditPressed(), shows=(note.id,))


async def _date_of(turn: Turn, note: Note) -> VisibleDate | None:
    """Return the date of a note, if the person still has it."""
    try:
        return await visible.find(turn.ctx, turn.member, note.date_id or note.share_id)
    except NotFound:
        return None


def _tag(date_id: UUID) -> str:
    """Return a short name of a date, since a button has room for one id."""
    return date_id.hex[:8]


async def _tagged_date(turn: Turn, tag: str) -> VisibleDate | None:
    """Return the person's date with this tag, or None for "" . Raise NotFound."""
    if not tag:
        return None
    for each in await visible.upcoming(turn.ctx, turn.member, turn.day):
        if _tag(each.id) == tag:
            return each
    raise NotFound


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return each note with the words of its date."""
    write = Writer(turn)
    return [_export_block(write, each) for each in export.part(notes.EXPORT)]


def _export_block(write: Writer, note: notes.ExportedNote) -> Block:
    about = (
        [plain_paragraph(write.say("privacy-page-note-about", date=note.about))]
        if note.about
        else []
    )
    return Block("", [quoted_paragraph(note.words), *about])


FEATURE = Feature(
    "note",
    (router,),
    commands=("note",),
    help_group="private",
    after_consent=begin,
    export=(notes.EXPORT,),
    export_page=(PageSection("notes", render_export),),
)
