"""Asks one light question before anything else, and holds its answer until there is a yes."""

from __future__ import annotations

from chat.messages import Replies
from content.texts import Rendered
from domain import reflect, start
from domain.errors import RuleBroken
from domain.privacy import consent
from handlers.pair.buttons import pairing_buttons
from handlers.privacy import consent as privacy_consent
from handlers.privacy.lock_screen import delete_if_wanted
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)

QUESTION = "start:first"
SKIP_BUTTON = button("start-button-skip", "start:skip")


def ask(turn: Turn) -> Rendered:
    """Open the question; return it with a line on what becomes of its answer."""
    turn.ask(QUESTION)
    key = "start-question-kept" if consent.has_agreed(turn.member) else "start-question"
    return turn.text(key, None, question=turn.text("start-first-question"))


async def go_on(turn: Turn) -> Replies:
    """Ask the question after a yes that came without an answer to it."""
    return turn.send(ask(turn), SKIP_BUTTON)


@router.answer(QUESTION)
async def take_answer(turn: Turn) -> Replies:
    """Hold the answer and ask whether it may be kept; keep it at once after a yes."""
    if not turn.event.text.strip():
        raise RuleBroken("start-no-words")
    if _was_said_before_question(turn):
        return turn.say("start-crossed")
    turn.stop_asking()
    if consent.has_agreed(turn.member):
        return await _keep(turn)
    if turn.member.consent == consent.REFUSED:
        return privacy_consent.ask(turn, "start")
    await hold(turn)
    return privacy_consent.ask(turn, "start")


async def hold(turn: Turn) -> None:
    """Hold the words of the event for an hour; nobody is shown them."""
    await start.hold(turn.ctx, turn.member, turn.event.text, turn.day, turn.event.message)


async def keep_held(turn: Turn, *, offers_next: bool = False) -> Replies:
    """Keep what waited for a yes that was just given; return nothing if nothing did."""
    entry = await start.move_to_journal(turn.ctx, turn.member)
    if entry is None:
        return []
    cleared: Replies = []
    for message in await reflect.messages_of(turn.ctx, entry):
        cleared = [*cleared, *delete_if_wanted(turn, message)]
    return [*_say_kept(turn, offers_next=offers_next), *cleared]


@router.button("start:skip")
async def skip(turn: Turn) -> Replies:
    turn.stop_asking_for(QUESTION)
    key = "start-skipped-linked" if turn.partner else "start-skipped"
    return turn.edit(key, *next_buttons(turn))


@router.button("start:later")
async def invite_later(turn: Turn) -> Replies:
    return turn.edit("start-later")


def next_buttons(turn: Turn) -> list[Row]:
    """Return what may follow the first question: the week for a couple, an invitation for one."""
    if turn.partner:
        return [button("start-button-challenge", "challenge:show")]
    return [*pairing_buttons(turn), button("start-button-later", "start:later")]


async def _keep(turn: Turn) -> Replies:
    event = turn.event
    await reflect.write_entry(
        turn.ctx, turn.member, event.text, day=turn.day, message=event.message
    )
    return [*_say_kept(turn, offers_next=True), *delete_if_wanted(turn, event.message)]


def _say_kept(turn: Turn, *, offers_next: bool) -> Replies:
    if turn.partner or not offers_next:
        return turn.say("start-kept-linked", *(next_buttons(turn) if offers_next else ()))
    return turn.say("start-kept", *next_buttons(turn))


def _was_said_before_question(turn: Turn) -> bool:
    """Return whether the words crossed with the question, as the second of two first messages.

    Platforms give the time of a message in whole seconds.
    """
    asked_at = turn.member.asked_at
    return asked_at is not None and turn.said_at < asked_at.replace(microsecond=0)
