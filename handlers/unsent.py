"""Shows words for the partner to their author before they are sent: what, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID
from zlib import crc32

from chat.messages import Kind, Replies
from chat.targets import EditPressed
from domain import unsorted
from domain.ask import questions
from domain.challenge import answers, reactions
from domain.errors import NotFound
from domain.repair import open_parts, sessions
from domain.wishes import memories, own as own_wishes, shared
from handlers.feature import Feature
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract, retract_if_wanted
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.unsorted import Unsorted

router = FeatureRouter()

WORDS_QUESTION = "unsent:words"


@dataclass(frozen=True, slots=True)
class Purpose:
    """The button that sends such words, and the check that they fit."""

    send_action: str
    validate: Callable[[str], str]


PURPOSES = {
    unsorted.LINE: Purpose("challenge:send", reactions.validated_line),
    unsorted.TRIAL: Purpose("repair:propose", sessions.validated_words),
    unsorted.QUESTION: Purpose("ask:send", questions.validated_question),
    unsorted.WISH: Purpose("wishes:put", own_wishes.validated_wish),
    unsorted.MEMORY: Purpose("wishes:keep", memories.validated_line),
}
FOR_COUPLE = (unsorted.QUESTION, unsorted.WISH)
"""Purposes of words that are for the present partner; they name the couple."""
MAX_LENGTH = max(reactions.LINE_LONGEST, sessions.LONGEST)


async def begin(turn: Turn, purpose: str, about: UUID, words: str) -> Replies:
    """Save the words in place of earlier ones for the same purpose, and show them.

    Raise RuleBroken if there are none or too many.
    """
    validated = PURPOSES[purpose].validate(words)
    cleared = list(delete_silently_if_wanted(turn, turn.event.message))
    for earlier in await unsorted.by_purpose(turn.ctx, turn.member, purpose, about):
        cleared += retract(turn, earlier.id)
        await unsorted.discard(turn.ctx, earlier)
    row = await unsorted.put_aside(
        turn.ctx,
        turn.member,
        validated,
        turn.day,
        message=turn.event.message,
        purpose=purpose,
        about=about,
    )
    return [*cleared, *await show_draft(turn, row)]


async def show_draft(turn: Turn, row: Unsorted) -> Replies:
    """Show exactly what would be sent. Raise NotFound if it has nowhere to go any more."""
    await _require_reader(turn, row)
    words = await unsorted.words_of(turn.ctx, row)
    send = button(
        f"unsent-button-{row.purpose}", PURPOSES[row.purpose].send_action, row.id, _words_tag(words)
    )
    edit = button("unsent-button-edit", "unsent:edit", row.id)
    discard = button("unsent-button-discard", "unsorted:drop", row.id)
    name = await turn.partner_name()
    text = turn.text(f"unsent-{row.purpose}", None, name=name, words=words)
    return turn.send(text, send, [edit, discard], target=EditPressed(), shows=(row.id,))


async def change_words(turn: Turn, row: Unsorted, words: str) -> Replies:
    """Replace the words that wait, and show them again."""
    await turn.ctx.vault.seal(row, "words", PURPOSES[row.purpose].validate(words))
    return [*retract_if_wanted(turn, row.id), *await show_draft(turn, row)]


async def find_words_to_send(turn: Turn, purpose: str) -> tuple[Unsorted, str] | None:
    """Return the words above the pressed button; None if they have changed. Raise NotFound."""
    row = await _find_own(turn)
    if row.purpose != purpose:
        raise NotFound
    words = await unsorted.words_of(turn.ctx, row)
    return (row, words) if turn.event.choice == _words_tag(words) else None


async def discard_sent(turn: Turn, row: Unsorted, question: str) -> None:
    """Discard words that were sent, and close the question for them if it is still open."""
    await unsorted.discard(turn.ctx, row)
    turn.stop_asking_for(question)


@router.button("unsent:show")
async def show_again(turn: Turn) -> Replies:
    return await show_draft(turn, await _find_own(turn))


@router.button("unsent:edit", asks=MAX_LENGTH, replied="unsent:edit")
async def ask_other_words(turn: Turn) -> Replies:
    """Ask for new words; the old ones stay until there are some."""
    row = await _find_own(turn)
    await _require_reader(turn, row)
    turn.ask(WORDS_QUESTION, row.id)
    return turn.say("unsent-edit")


@router.answer(WORDS_QUESTION)
async def write_words(turn: Turn) -> Replies:
    try:
        row = await unsorted.find_own(turn.ctx, turn.member, turn.member.asking_about)
        await _require_reader(turn, row)
    except NotFound:
        turn.stop_asking()
        turn.next_event = replace(turn.event, kind=Kind.TEXT, name="")
        return []
    row.message = turn.event.message
    replies = await change_words(turn, row, turn.event.text)
    turn.stop_asking()
    return [*delete_silently_if_wanted(turn, row.message), *replies]


async def _find_own(turn: Turn) -> Unsorted:
    row = await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)
    if row.purpose not in PURPOSES:
        raise NotFound
    return row


async def _require_reader(turn: Turn, row: Unsorted) -> None:
    """Raise NotFound if the words were for an earlier partner."""
    if row.purpose == unsorted.LINE:
        await answers.lock_round(turn.ctx, turn.member, row.about)
        return
    if row.purpose == unsorted.MEMORY:
        await shared.find_present(turn.ctx, turn.member, row.about)
        return
    if row.purpose in FOR_COUPLE:
        if row.about != turn.member.couple_id:
            raise NotFound
        return
    part = await open_parts.find_own(turn.ctx, turn.member, row.about)
    if not sessions.is_linked(turn.member, part):
        raise NotFound


def _words_tag(words: str) -> str:
    """Return a short tag for a button, so that it sends only the words that it stood under."""
    return f"{crc32(words.encode()):08x}"


FEATURE = Feature("unsent", (router,))
