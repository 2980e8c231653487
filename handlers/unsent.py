"""Words for the partner, shown to their author before they go: what, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID
from zlib import crc32

from chat.messages import Kind, Replies
from chat.targets import EditPressed
from domain import unsorted
from domain.challenge import answers, reactions
from domain.errors import NotFound
from domain.repair import open_parts, sessions
from handlers.feature import Feature
from handlers.privacy.lock_screen import clear_quietly, retract, retract_kept
from handlers.turn import FeatureRouter, Turn, tap
from storage.tables.unsorted import Unsorted

router = FeatureRouter()

WORDS = "unsent:words"


@dataclass(frozen=True, slots=True)
class Purpose:
    """The button that sends such words, and the check that they fit."""

    send: str
    fitting: Callable[[str], str]


PURPOSES = {
    unsorted.LINE: Purpose("challenge:send", reactions.validated_line),
    unsorted.TRIAL: Purpose("repair:propose", sessions.validated_words),
}
LONGEST = max(reactions.LINE_LONGEST, sessions.LONGEST)


async def begin(turn: Turn, purpose: str, about: UUID, words: str) -> Replies:
    """Puts the words aside, in the place of earlier ones for the same, and shows them.

    Raises RuleBroken for none and for too many.
    """
    kept = PURPOSES[purpose].fitting(words)
    cleared = list(clear_quietly(turn, turn.event.message))
    for earlier in await unsorted.by_purpose(turn.ctx, turn.member, purpose, about):
        cleared += retract(turn, earlier.id)
        await unsorted.discard(turn.ctx, earlier)
    row = await unsorted.put_aside(
        turn.ctx,
        turn.member,
        kept,
        turn.day,
        message=turn.event.message,
        purpose=purpose,
        about=about,
    )
    return [*cleared, *await show(turn, row)]


async def show(turn: Turn, row: Unsorted) -> Replies:
    """Just what would be sent. Raises NotFound where it has nowhere to go any more."""
    await _must_have_reader(turn, row)
    words = await unsorted.words_of(turn.ctx, row)
    send = tap(f"unsent-button-{row.purpose}", PURPOSES[row.purpose].send, row.id, _mark_of(words))
    edit = tap("unsent-button-edit", "unsent:edit", row.id)
    discard = tap("unsent-button-discard", "unsorted:drop", row.id)
    name = await turn.partner_name()
    text = turn.text(f"unsent-{row.purpose}", None, name=name, words=words)
    return turn.send(text, send, [edit, discard], target=EditPressed(), shows=(row.id,))


async def change_words(turn: Turn, row: Unsorted, words: str) -> Replies:
    """Other words in the place of those that wait, shown once more."""
    await turn.ctx.vault.seal(row, "words", PURPOSES[row.purpose].fitting(words))
    return [*retract_kept(turn, row.id), *await show(turn, row)]


async def to_send(turn: Turn, purpose: str) -> tuple[Unsorted, str] | None:
    """The words that the pressed button stood under; None when they have changed since.

    Raises NotFound.
    """
    row = await _mine(turn)
    if row.purpose != purpose:
        raise NotFound
    words = await unsorted.words_of(turn.ctx, row)
    return (row, words) if turn.event.choice == _mark_of(words) else None


async def finish(turn: Turn, row: Unsorted, question: str) -> None:
    """Discards words that were sent, and closes the question for them if it is still open."""
    await unsorted.discard(turn.ctx, row)
    if turn.member.asking == question:
        turn.stop_asking()


@router.button("unsent:show")
async def show_again(turn: Turn) -> Replies:
    return await show(turn, await _mine(turn))


@router.button("unsent:edit", asks=LONGEST, replied="unsent:edit")
async def edit(turn: Turn) -> Replies:
    """The old words stay until there are new ones."""
    row = await _mine(turn)
    await _must_have_reader(turn, row)
    turn.ask(WORDS, row.id)
    return turn.say("unsent-edit")


@router.answer(WORDS)
async def write(turn: Turn) -> Replies:
    try:
        row = await unsorted.find_own(turn.ctx, turn.member, turn.member.asking_about)
        await _must_have_reader(turn, row)
    except NotFound:
        turn.stop_asking()
        turn.then = replace(turn.event, kind=Kind.TEXT, name="")
        return []
    row.message = turn.event.message
    shown = await change_words(turn, row, turn.event.text)
    turn.stop_asking()
    return [*clear_quietly(turn, row.message), *shown]


async def _mine(turn: Turn) -> Unsorted:
    row = await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)
    if row.purpose not in PURPOSES:
        raise NotFound
    return row


async def _must_have_reader(turn: Turn, row: Unsorted) -> None:
    """Words for one partner are not shown as if they went to the next."""
    if row.purpose == unsorted.LINE:
        await answers.lock_round(turn.ctx, turn.member, row.about)
        return
    part = await open_parts.find_own(turn.ctx, turn.member, row.about)
    if not sessions.is_linked(turn.member, part):
        raise NotFound


def _mark_of(words: str) -> str:
    """Short, for a button: it sends only the words that it stood under."""
    return f"{crc32(words.encode()):08x}"


FEATURE = Feature("unsent", (router,))
