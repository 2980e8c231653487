"""/reflect, /done and /journal: a place for one's own words that nobody else can reach."""

from __future__ import annotations

from typing import Unpack

from chat.messages import Replies
from chat.targets import EditEarlier, EditPressed
from content.texts import Rendered
from domain import reflect
from domain.paging import PagePosition
from handlers import dates, unsorted
from handlers.challenge.card import with_origin
from handlers.feature import Feature
from handlers.privacy import word
from handlers.privacy.lock_screen import REMOVE, clear_quietly, delete_from_chat, end
from handlers.turn import FeatureRouter, ReplyOptions, Row, Turn, tap
from storage.tables.reflect import JournalEntry

MORE = "reflect:more"
WRITE = tap("reflect-button-write", "reflect:write")

router = FeatureRouter()


@router.command("reflect")
async def write(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await _add(turn, None)
    return await prompt(turn)


@router.button("reflect:write")
async def prompt(turn: Turn) -> Replies:
    library, language = turn.content.library, turn.member.language
    challenge = await reflect.prompt_challenge(turn.ctx, library, turn.member)
    entry = await reflect.begin(turn.ctx, turn.member, challenge)
    turn.ask(MORE, entry.id)
    question = Rendered(library.challenge(challenge, language).reflect)
    not_now = tap("reflect-button-not-now", "reflect:drop", entry.id)
    text = turn.text("reflect-prompt", None, question=question)
    shown = with_origin(turn, challenge, text, turn.member)
    return turn.send(shown, not_now, target=EditPressed())


@router.answer(MORE, lapses=reflect.OPEN_FOR)
async def write_on(turn: Turn) -> Replies:
    return await _add(turn, await _being_written(turn))


@router.form("reflect:add")
async def add_reply(turn: Turn) -> Replies:
    """Words in reply to a page that was just written, or to one's own message of it."""
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    words, message = turn.event.text, turn.event.message
    await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    return [*await _note(turn, entry), *delete_from_chat(turn, message)]


@router.command("done", needs_consent=False)
async def finish(turn: Turn) -> Replies:
    entry = await _being_written(turn)
    if entry is None:
        return turn.say("reflect-nothing-open")
    if not await _close(turn, entry):
        return turn.say("reflect-dropped")
    note = await _note(turn, entry, target=EditEarlier(_key(entry)))
    return [*note, *turn.say("reflect-done")]


@router.button("reflect:keep", main=True)
async def keep(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    if not await _close(turn, entry):
        return turn.edit("reflect-dropped")
    held = await reflect.messages_of(turn.ctx, entry)
    return [*await _note(turn, entry, target=EditPressed()), *delete_from_chat(turn, *held)]


@router.button("reflect:drop", binding=True, needs_consent=False)
async def drop(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    if not entry.open:
        return await _note(turn, entry, target=EditPressed())
    await _erase(turn, entry)
    return turn.edit("reflect-dropped")


@router.button("reflect:note", needs_consent=False)
async def show_note(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    return await _note(turn, entry, target=EditPressed())


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
    yes = tap("reflect-button-delete-yes", "reflect:erase", entry.id)
    return turn.edit("reflect-delete", [yes, tap("reflect-button-delete-no", back, entry.id)])


@router.button("reflect:erase", destructive=True, binding="reflect:delete", needs_consent=False)
async def erase(turn: Turn) -> Replies:
    entry = await reflect.find_own(turn.ctx, turn.member, turn.event.subject)
    typed, entry_id = await reflect.messages_of(turn.ctx, entry), entry.id
    await _erase(turn, entry)
    journal = tap("reflect-button-journal", "reflect:page")
    return [*clear_quietly(turn, *typed), *end(turn, "reflect-erased", journal, about=entry_id)]


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
        turn.text("reflect-changed"), *_note_rows(entry), target=EditEarlier(_key(entry))
    )


@router.command("journal", needs_consent=False)
@router.button("reflect:page", needs_consent=False)
async def turn_page(turn: Turn) -> Replies:
    """A page; at the newest one stands first what is not sorted yet."""
    is_open, cleared = await word.unlock(turn)
    shown = await _pages(turn) if is_open else _empty(turn)
    return [*shown, *cleared]


async def _pages(turn: Turn) -> Replies:
    page = await reflect.page_at(turn.ctx, turn.member, turn.event.subject)
    head, ways = await unsorted.head(turn) if turn.event.subject is None else (None, [])
    if page is None and head is None:
        return _empty(turn)
    shown, rows = (turn.text("reflect-empty"), [WRITE]) if page is None else await _page(turn, page)
    text = Rendered(f"{head}\n\n{shown}") if head else shown
    whose = await unsorted.shown_at_the_head(turn) if head else []
    whose += [page.id] if page else []
    return turn.send(text, *ways, *rows, target=EditPressed(), shows=tuple(whose))


def _empty(turn: Turn) -> Replies:
    return turn.send(turn.text("reflect-empty"), WRITE, target=EditPressed())


async def _page(turn: Turn, page: PagePosition) -> tuple[Rendered, list[Row]]:
    entry = await reflect.find_own(turn.ctx, turn.member, page.id)
    head = turn.text("reflect-head", date=_date(turn, entry), at=page.number, all=page.count)
    words = await reflect.words_of(turn.ctx, entry)
    title = _title(turn, entry)
    key = "reflect-page-about" if title else "reflect-page"
    about = {"title": title} if title else {}
    return turn.text(key, None, head=head, words=words, **about), _page_rows(page)


def _page_rows(page: PagePosition) -> list[Row]:
    newer = [tap("reflect-button-newer", "reflect:page", page.newer)] if page.newer else []
    older = [tap("reflect-button-older", "reflect:page", page.older)] if page.older else []
    delete = tap("reflect-button-delete", "reflect:delete", page.id, "page")
    return [row for row in ([*newer, *older], delete, REMOVE) if row]


def _date(turn: Turn, entry: JournalEntry) -> str:
    """The day on which it was written, wherever its author is now."""
    return dates.long_date(turn, entry.day or dates.local(turn, entry.begun_at))


def _title(turn: Turn, entry: JournalEntry) -> Rendered | None:
    """What the entry was prompted by, as long as the library still holds it."""
    try:
        return Rendered(turn.content.library.challenge(entry.challenge, turn.member.language).title)
    except KeyError:
        return None


async def _being_written(turn: Turn) -> JournalEntry | None:
    if turn.member.asking != MORE:
        return None
    about = turn.member.asking_about
    return await reflect.find_open(turn.ctx, turn.member, about)


async def _add(turn: Turn, entry: JournalEntry | None) -> Replies:
    """The first words get a note that says where they went; more words change that note."""
    entry = entry or await reflect.begin(turn.ctx, turn.member)
    first = not await reflect.count_parts(turn.ctx, entry)
    words, message = turn.event.text, turn.event.message
    await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    turn.ask(MORE, entry.id)
    options: ReplyOptions = (
        {"key": _key(entry), "silent": True} if first else {"target": EditEarlier(_key(entry))}
    )
    return [*await _note(turn, entry, **options), *delete_from_chat(turn, message)]


async def _close(turn: Turn, entry: JournalEntry) -> bool:
    """Ends the writing; False if there was nothing to keep."""
    if not await reflect.count_parts(turn.ctx, entry):
        await _erase(turn, entry)
        return False
    _stop_asking(turn, entry)
    entry.open = False
    return True


async def _erase(turn: Turn, entry: JournalEntry) -> None:
    _stop_asking(turn, entry)
    await reflect.erase(turn.ctx, entry)


def _stop_asking(turn: Turn, entry: JournalEntry) -> None:
    if turn.member.asking_about == entry.id:
        turn.stop_asking()


async def _note(turn: Turn, entry: JournalEntry, **options: Unpack[ReplyOptions]) -> Replies:
    parts = await reflect.count_parts(turn.ctx, entry)
    key = "reflect-note-open" if entry.open else "reflect-note"
    return turn.send(turn.text(key, parts=parts), *_note_rows(entry), **options)


def _note_rows(entry: JournalEntry) -> list[Row]:
    delete = tap("reflect-button-delete", "reflect:delete", entry.id)
    done = tap("reflect-button-done", "reflect:keep", entry.id)
    return [[done, delete]] if entry.open else [delete]


def _key(entry: JournalEntry) -> str:
    return f"reflect:{entry.id}"


FEATURE = Feature(
    "reflect",
    (router,),
    commands=("reflect", "journal"),
    after_consent=prompt,
    export=reflect.SECTIONS,
)
