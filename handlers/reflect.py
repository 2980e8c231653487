"""Handles /reflect, /done and /journal: a place for one's own words that nobody else can reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from chat.messages import Replies
from chat.targets import EditEarlier, EditPressed, React
from content.pages import Block
from content.texts import Rendered
from domain import reflect
from domain.paging import PagePosition
from domain.privacy.export_section import Export
from handlers import date_text, unsorted
from handlers.challenge.card import add_origin
from handlers.feature import Feature, PageSection
from handlers.paging import paging_rows
from handlers.privacy import word
from handlers.privacy.export_text import Writer, quoted_paragraph
from handlers.privacy.lock_screen import (
    REMOVE_BUTTON,
    delete_if_wanted,
    delete_silently_if_wanted,
    say_deleted,
)
from handlers.turn import FeatureRouter, ReplyOptions, Row, Turn, button
from storage.tables.reflect import JournalEntry

WORDS_QUESTION = "reflect:more"
KEPT_EMOJI = "✍️"
WRITE_BUTTON = button("reflect-button-write", "reflect:write")

router = FeatureRouter()


@router.command("reflect", media=True)
async def begin_writing(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await _add_words(turn, None)
    return await show_prompt(turn)


@router.button("reflect:write")
async def show_prompt(turn: Turn) -> Replies:
    library, language = turn.content.library, turn.member.language
    challenge = await reflect.prompt_challenge(turn.ctx, library, turn.member)
    entry = await reflect.begin(turn.ctx, turn.member, challenge)
    turn.ask(WORDS_QUESTION, entry.id)
    question = Rendered(library.challenge(challenge, language).reflect)
    not_now = button("reflect-button-not-now", "reflect:drop", entry.id)
    text = turn.text("reflect-prompt", None, question=question)
    shown_text = add_origin(turn, challenge, text, turn.member)
    return turn.send(shown_text, not_now, target=EditPressed())


@router.answer(WORDS_QUESTION, lapses=reflect.OPEN_FOR, media=True)
async def continue_writing(turn: Turn) -> Replies:
    return await _add_words(turn, await _find_entry_in_progress(turn))


@router.form("reflect:add", media=True)
async def add_reply(turn: Turn) -> Replies:
    """Add words that reply to a page just written, or to the person's own message in it."""
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    words, message = turn.event.text, turn.event.message
    parts = await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    return [*_show_note(turn, entry, parts), *delete_if_wanted(turn, message)]


@router.command("done", needs_consent=False)
async def finish(turn: Turn) -> Replies:
    entry = await _find_entry_in_progress(turn)
    if entry is None:
        return turn.say("reflect-nothing-open")
    if not await _close_entry(turn, entry):
        return turn.say("reflect-dropped")
    note = await _show_note_again(turn, entry, target=EditEarlier(_note_key(entry)))
    return [*note, *turn.say("reflect-done")]


@router.button("reflect:keep", main=True)
async def keep_entry(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    if not await _close_entry(turn, entry):
        return turn.edit("reflect-dropped")
    messages = await reflect.messages_of(turn.ctx, entry)
    return [
        *_show_note(turn, entry, len(messages), target=EditPressed()),
        *delete_if_wanted(turn, *messages),
    ]


@router.button("reflect:drop", binding=True, needs_consent=False)
async def drop_entry(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    if not entry.open:
        return await _show_note_again(turn, entry, target=EditPressed())
    await _erase_entry(turn, entry)
    return turn.edit("reflect-dropped")


@router.button("reflect:note", needs_consent=False)
async def show_note(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    return await _show_note_again(turn, entry, target=EditPressed())


@router.button(
    "reflect:delete",
    destructive=True,
    binding="reflect:note",
    replied="reflect:add",
    needs_consent=False,
)
async def ask_before_deleting(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    back = "reflect:page" if turn.event.choice == "page" else "reflect:note"
    yes = button("reflect-button-delete-yes", "reflect:erase", entry.id)
    return turn.edit("reflect-delete", [yes, button("reflect-button-delete-no", back, entry.id)])


@router.button("reflect:erase", destructive=True, binding="reflect:delete", needs_consent=False)
async def erase_entry(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    typed, entry_id = await reflect.messages_of(turn.ctx, entry), entry.id
    await _erase_entry(turn, entry)
    journal = button("reflect-button-journal", "reflect:page")
    return [
        *delete_silently_if_wanted(turn, *typed),
        *say_deleted(turn, "reflect-erased", journal, subject=entry_id),
    ]


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    event = turn.event
    if event.name not in ("", "reflect"):
        known = await reflect.by_message(turn.ctx, turn.member, event.message)
        return turn.say("edit-no-command") if known else None
    entry = await reflect.replace_words(turn.ctx, turn.member, event.message, event.text)
    if entry is None:
        return None
    return turn.send(
        turn.text("reflect-changed"), *_note_buttons(entry), target=EditEarlier(_note_key(entry))
    )


@router.command("journal", needs_consent=False)
@router.button("reflect:page", needs_consent=False)
async def show_journal(turn: Turn) -> Replies:
    """Show a page of the journal; the newest one begins with words that are not sorted yet."""
    is_open, cleared = await word.unlock(turn)
    replies = await _render_journal(turn) if is_open else _show_empty(turn)
    return [*replies, *cleared]


async def _render_journal(turn: Turn) -> Replies:
    page = await reflect.page_at(turn.ctx, turn.member, turn.event.subject)
    heading, head_buttons = (
        await unsorted.render_journal_head(turn) if turn.event.subject is None else (None, [])
    )
    if page is None and heading is None:
        return _show_empty(turn)
    page_text, rows = (
        (turn.text("reflect-empty"), [WRITE_BUTTON])
        if page is None
        else await _render_entry(turn, page)
    )
    text = Rendered(f"{heading}\n\n{page_text}") if heading else page_text
    shown_ids = await unsorted.find_journal_head_ids(turn) if heading else []
    shown_ids += [page.id] if page else []
    return turn.send(text, *head_buttons, *rows, target=EditPressed(), shows=tuple(shown_ids))


def _show_empty(turn: Turn) -> Replies:
    return turn.send(turn.text("reflect-empty"), WRITE_BUTTON, target=EditPressed())


async def _render_entry(turn: Turn, page: PagePosition) -> tuple[Rendered, list[Row]]:
    entry = await reflect.find_own(turn.ctx, turn.member, page.id)
    heading = turn.text(
        "reflect-head", date=_entry_date(turn, entry), at=page.number, all=page.count
    )
    words = await reflect.words_of(turn.ctx, entry)
    title = _entry_title(turn, entry)
    key = "reflect-page-about" if title else "reflect-page"
    values = {"title": title} if title else {}
    return turn.text(key, None, head=heading, words=words, **values), _page_buttons(page)


def _page_buttons(page: PagePosition) -> list[Row]:
    delete = button("reflect-button-delete", "reflect:delete", page.id, "page")
    return [*paging_rows(page, "reflect", "reflect:page"), delete, REMOVE_BUTTON]


def _entry_date(turn: Turn, entry: JournalEntry) -> str:
    """Return the date on which the entry was written, wherever its author is now."""
    return date_text.long_date(turn, entry.day or date_text.to_local(turn, entry.begun_at))


def _entry_title(turn: Turn, entry: JournalEntry) -> Rendered | None:
    """Return the title of the entry's prompt, or None if the library no longer has it."""
    try:
        return Rendered(turn.content.library.challenge(entry.challenge, turn.member.language).title)
    except KeyError:
        return None


async def _find_entry_in_progress(turn: Turn) -> JournalEntry | None:
    if turn.member.asking != WORDS_QUESTION:
        return None
    entry_id = turn.member.asking_about
    return await reflect.find_open(turn.ctx, turn.member, entry_id)


async def _add_words(turn: Turn, entry: JournalEntry | None) -> Replies:
    """Add words to an entry; a note says where the first ones went, and later ones change it."""
    entry = entry or reflect.add_entry(turn.ctx, turn.member)
    words, message = turn.event.text, turn.event.message
    parts = await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    turn.ask(WORDS_QUESTION, entry.id)
    options: ReplyOptions = (
        {"key": _note_key(entry), "silent": True}
        if parts == 1
        else {"target": EditEarlier(_note_key(entry))}
    )
    note = _show_note(turn, entry, parts, **options)
    if parts == 1 or not message or turn.member.clears_words:
        return [*note, *delete_if_wanted(turn, message)]
    # The note is further up: an emoji says here that these words were kept, too.
    kept = React(message, KEPT_EMOJI)
    return [*note, *turn.send(turn.text("reflect-kept"), target=kept, silent=True)]


async def _close_entry(turn: Turn, entry: JournalEntry) -> bool:
    """Close the entry; return False if there was nothing to keep."""
    if not await reflect.count_parts(turn.ctx, entry):
        await _erase_entry(turn, entry)
        return False
    turn.stop_asking_about(entry.id)
    entry.open = False
    return True


async def _erase_entry(turn: Turn, entry: JournalEntry) -> None:
    turn.stop_asking_about(entry.id)
    await reflect.erase(turn.ctx, entry)


async def _show_note_again(
    turn: Turn, entry: JournalEntry, **options: Unpack[ReplyOptions]
) -> Replies:
    parts = await reflect.count_parts(turn.ctx, entry)
    return _show_note(turn, entry, parts, **options)


def _show_note(
    turn: Turn, entry: JournalEntry, parts: int, **options: Unpack[ReplyOptions]
) -> Replies:
    key = "reflect-note-open" if entry.open else "reflect-note"
    return turn.send(turn.text(key, parts=parts), *_note_buttons(entry), **options)


def _note_buttons(entry: JournalEntry) -> list[Row]:
    delete = button("reflect-button-delete", "reflect:delete", entry.id)
    done = button("reflect-button-done", "reflect:keep", entry.id)
    return [[done, delete]] if entry.open else [delete]


def _note_key(entry: JournalEntry) -> str:
    return f"reflect:{entry.id}"


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return the journal as the page of an export shows it, entry by entry."""
    write = Writer(turn)
    return [_export_block(write, each) for each in export.part(reflect.EXPORT)]


def _export_block(write: Writer, entry: reflect.ExportedEntry) -> Block:
    label = ""
    if entry.challenge is not None:
        label = write.say("privacy-page-to-title", title=write.title(entry.challenge))
    return Block(write.day(entry.day), [quoted_paragraph(entry.words, label)])


FEATURE = Feature(
    "reflect",
    (router,),
    commands=("reflect", "journal"),
    help_group="private",
    after_consent=show_prompt,
    export=(reflect.EXPORT,),
    export_page=(
        PageSection("journal", render_export, omits={"journal[].begun_at": "its day is said"}),
    ),
)
