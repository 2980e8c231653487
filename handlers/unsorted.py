"""Puts words that nobody asked for aside, and asks what should become of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from chat.media import without_marks
from chat.messages import Kind, Replies
from content.pages import Block
from content.texts import Rendered
from domain import thanks, unsorted
from domain.challenge import answers
from domain.errors import RuleBroken
from domain.privacy.export_section import Export
from domain.remind import reminders
from handlers import thanks as kindness, unsent
from handlers.challenge import answers as challenge_answers, card, taps
from handlers.conversation.matching import has_thanks
from handlers.feature import Feature, PageSection
from handlers.privacy.export_text import Writer, quoted_paragraph
from handlers.privacy.lock_screen import delete_if_wanted, delete_silently_if_wanted, say_deleted
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.challenge import Answer, Round
from storage.tables.unsorted import Unsorted

router = FeatureRouter()


@router.fallback(Kind.TEXT, media=True)
@router.fallback(Kind.FORM, media=True)
async def offer_choices(turn: Turn) -> Replies:
    """Offer the words first as an answer to the open round, or else a choice of places."""
    if not turn.event.text.strip():
        raise RuleBroken("start-no-words")
    round_ = await answers.unanswered_round(turn.ctx, turn.member)
    answer = await answers.answer_in_round(turn.ctx, turn.member, round_) if round_ else None
    if round_ and answer and _continues_answer(turn, round_, answer):
        return await challenge_answers.add_words(turn, answer, turn.event.text, turn.event.message)
    if round_ and (taken := await taps.take_whole_answer(turn, round_)):
        return taken
    album = turn.event.album[: unsorted.MAX_ALBUM_LENGTH]
    if album and await unsorted.add_to_album(turn.ctx, turn.member, album, turn.event.text):
        return []
    is_late = turn.event.kind is Kind.FORM and bool(turn.event.name)
    since = turn.now - answers.CONTINUATION_WINDOW
    before = await unsorted.find_same(turn.ctx, turn.member, turn.event.text, since)
    row = before or await _put_aside(turn, round_.id if round_ else None, album)
    return await _ask_choice(turn, row, round_, answer, is_late=is_late)


@router.button("unsorted:answer")
async def use_as_answer(turn: Turn) -> Replies:
    """Take the words as the answer, or as the next part of it; nobody sees them yet."""
    row = await _find_own(turn)
    round_ = await answers.lock_round(turn.ctx, turn.member, row.round_id)
    if not _takes_typed_answer(turn, round_):
        return await _ask_choice(turn, row, round_, None, is_late=True)
    words, message = await unsorted.words_of(turn.ctx, row), row.message
    own = await answers.begin(turn.ctx, turn.member, round_)
    await unsorted.discard(turn.ctx, row)
    return await challenge_answers.add_words(turn, own, words, message)


@router.button("unsorted:keep")
async def keep_in_journal(turn: Turn) -> Replies:
    row = await _find_own(turn)
    message = row.message
    await unsorted.move_to_journal(turn.ctx, turn.member, row)
    journal = button("unsorted-button-journal", "reflect:page")
    return [*turn.edit("unsorted-kept", journal), *delete_if_wanted(turn, message)]


@router.button("unsorted:remind")
async def make_reminder(turn: Turn) -> Replies:
    """Go on as if the words followed /remind; if they are too many, leave them where they are."""
    row = await _find_own(turn)
    words = await unsorted.words_of(turn.ctx, row)
    if len(words) > 2 * reminders.LONGEST:
        raise RuleBroken("unsorted-too-long-to-remind", longest=reminders.LONGEST)
    turn.next_event = replace(
        turn.event, kind=Kind.COMMAND, name="remind", text=words, message=row.message
    )
    if turn.member.zone is not None:
        await unsorted.discard(turn.ctx, row)
    return []


@router.button("unsorted:thank")
async def make_thanks(turn: Turn) -> Replies:
    return await kindness.draft_from_words(turn, await _find_own(turn))


@router.button("unsorted:drop", binding=True, needs_consent=False)
async def drop_words(turn: Turn) -> Replies:
    row = await _find_own(turn)
    typed, row_id = delete_silently_if_wanted(turn, row.message), row.id
    await unsorted.discard(turn.ctx, row)
    return [*typed, *say_deleted(turn, "unsorted-dropped", subject=row_id)]


@router.button("unsorted:nod")
async def acknowledge(turn: Turn) -> Replies:
    """Keep nothing of a mere "ok", unless it could answer the open card."""
    if await answers.unanswered_round(turn.ctx, turn.member):
        turn.event = replace(turn.event, kind=Kind.TEXT, name="")
        return await offer_choices(turn)
    return turn.say("unsorted-nod")


@router.form("unsorted:add", media=True)
async def add_words(turn: Turn) -> Replies:
    """Add words that reply to a person's own waiting message; they wait with it."""
    row = await _find_own(turn)
    before = await unsorted.words_of(turn.ctx, row)
    words = f"{before}\n\n{turn.event.text.strip()}"
    if row.purpose in unsent.PURPOSES:
        return await unsent.change_words(turn, row, words)
    await turn.ctx.vault.seal(row, "words", words)
    if row.purpose == unsorted.THANKS:
        return await kindness.draft_from_words(turn, row)
    return turn.say(
        "unsorted-added",
        [button("unsorted-button-keep", "unsorted:keep", row.id), _drop_button(row)],
    )


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """Change the words that wait after an edit; show again what would be sent."""
    row = await unsorted.by_message(turn.ctx, turn.member, turn.event.message)
    if row is None:
        return None
    by_command = row.purpose == unsorted.THANKS and turn.event.name == "thanks"
    if turn.event.name and not by_command:
        return turn.say("edit-no-command")
    if row.purpose == unsorted.THANKS:
        return await kindness.change_words(turn, row)
    if row.purpose in unsent.PURPOSES:
        return await unsent.change_words(turn, row, turn.event.text)
    await turn.ctx.vault.seal(row, "words", turn.event.text)
    return []


@router.button("unsorted:was")
async def reopen_question(turn: Turn) -> Replies:
    """Ask the question again: words taken for a button were its answer after all."""
    row = await _find_own(turn)
    turn.ask(row.question, row.about)
    words = await unsorted.words_of(turn.ctx, row)
    turn.next_event = replace(turn.event, kind=Kind.TEXT, name="", text=words, message=row.message)
    await unsorted.discard(turn.ctx, row)
    return []


@router.due(unsorted.EXPIRY_DUE)
async def settle_expired(turn: Turn) -> Replies:
    """Settle words silently: the line under them said what would become of them."""
    await unsorted.settle_expired(turn.ctx, turn.member)
    return []


async def note_taken_for(turn: Turn, question: str, taken_for: str) -> Replies:
    """Say which button or command the words were taken for, with the way back."""
    row = await _put_aside(turn, None, purpose=unsorted.ANSWER, question=question)
    was = button("unsorted-button-was", "unsorted:was", row.id)
    return turn.say("unsorted-taken", was, label=taken_for)


async def render_journal_head(turn: Turn) -> tuple[Rendered | None, list[Row]]:
    """Return what stands first in the journal: the words that are not sorted yet."""
    rows = await unsorted.undecided(turn.ctx, turn.member)
    if not rows:
        return None, []
    words = await unsorted.words_of(turn.ctx, rows[0])
    text = turn.text("unsorted-head", None, words=words, until=_until_text(turn))
    keep_button = button("unsorted-button-keep", "unsorted:keep", rows[0].id)
    return text, [[keep_button, _drop_button(rows[0])]]


async def find_journal_head_ids(turn: Turn) -> list[UUID]:
    """Return the row whose words stand there."""
    return [row.id for row in (await unsorted.undecided(turn.ctx, turn.member))[:1]]


async def _ask_choice(
    turn: Turn, row: Unsorted, round_: Round | None, answer: Answer | None, *, is_late: bool
) -> Replies:
    lines = [
        _reason_text(turn, round_, answer, is_late=is_late),
        _until_text(turn),
        turn.text("unsorted-support"),
    ]
    return turn.send(Rendered("\n\n".join(lines)), *_choice_buttons(turn, row, round_, answer))


def _reason_text(
    turn: Turn, round_: Round | None, answer: Answer | None, *, is_late: bool
) -> Rendered:
    if is_late:
        return turn.text("unsorted-late")
    if turn.event.forwarded:
        return turn.text("unsorted-forwarded")
    if turn.refused_label:
        return turn.text("unsorted-refused", None, label=turn.refused_label)
    if round_ is None or not _takes_typed_answer(turn, round_):
        return turn.text("unsorted-where")
    title = Rendered(card.challenge_of(turn, round_, turn.member).title)
    key = "unsorted-add" if answer and answer.text else "unsorted-answer"
    return turn.text(key, None, title=title)


def _choice_buttons(
    turn: Turn, row: Unsorted, round_: Round | None, answer: Answer | None
) -> list[Row]:
    """Return the choices; only thanks, without an open round, are one tap from the partner."""
    keep_button = button("unsorted-button-keep", "unsorted:keep", row.id)
    remind_button = button("unsorted-button-remind", "unsorted:remind", row.id)
    if round_ and _takes_typed_answer(turn, round_):
        key = "unsorted-button-add" if answer and answer.text else "unsorted-button-answer"
        return [button(key, "unsorted:answer", row.id), [keep_button, _drop_button(row)]]
    if not without_marks(turn.event.text):
        return _choices_without_words(turn, row, keep_button)
    fits = len(turn.event.text) <= thanks.LONGEST and has_thanks(turn, turn.event.text)
    if round_ or turn.partner is None or not fits:
        return [[keep_button, remind_button], _drop_button(row)]
    thank_button = button("unsorted-button-thank", "unsorted:thank", row.id)
    return [[keep_button, remind_button], [thank_button, _drop_button(row)]]


def _choices_without_words(turn: Turn, row: Unsorted, keep_button: ButtonSpec) -> list[Row]:
    """Return the choices for a file alone: it is no reminder, but it can say thanks."""
    if turn.partner is None or turn.event.forwarded:
        return [[keep_button, _drop_button(row)]]
    thank_button = button("unsorted-button-thank", "unsorted:thank", row.id)
    return [[keep_button, thank_button], _drop_button(row)]


def _drop_button(row: Unsorted) -> ButtonSpec:
    return button("unsorted-button-drop", "unsorted:drop", row.id)


def _until_text(turn: Turn) -> Rendered:
    return turn.text("unsorted-until", None, keeps="yes" if turn.member.keeps_unsorted else "no")


async def _put_aside(
    turn: Turn, round_id: UUID | None, question: str = "", *, purpose: str = unsorted.TO_SORT
) -> Unsorted:
    event, member = turn.event, turn.member
    return await unsorted.put_aside(
        turn.ctx,
        member,
        event.text,
        turn.day,
        message=event.message,
        purpose=purpose,
        question=question,
        about=member.asking_about if purpose == unsorted.ANSWER else None,
        round_id=round_id,
    )


async def _find_own(turn: Turn) -> Unsorted:
    return await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)


def _takes_typed_answer(turn: Turn, round_: Round) -> bool:
    return not card.is_gone(turn, round_) and not card.is_answered_by_tap(turn, round_.challenge)


def _continues_answer(turn: Turn, round_: Round, answer: Answer) -> bool:
    """Return whether the words follow so soon that they can only be more of the same answer."""
    if turn.event.forwarded or turn.refused_label or not _takes_typed_answer(turn, round_):
        return False
    since = turn.said_at - answer.written_at
    return answer.state == answers.DRAFT and since < answers.CONTINUATION_WINDOW


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return the words that wait, as the page of an export shows them."""
    write = Writer(turn)
    return [
        Block(write.day(each.day), [quoted_paragraph(each.words)])
        for each in export.part(unsorted.EXPORT)
    ]


FEATURE = Feature(
    "unsorted",
    (router,),
    export=(unsorted.EXPORT,),
    export_page=(PageSection("unsorted", render_export),),
)
