"""Handles /forget: says what will happen, asks for a word, and then deletes everything."""

from __future__ import annotations

from chat.messages import Replies
from domain.privacy import forget
from handlers import date_text
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)

WORD_QUESTION = "privacy:word"


@router.command("forget")
@router.button("privacy:explain")
async def explain_erasure(turn: Turn) -> Replies:
    """Explain the deletion; it takes two more steps, so looking deletes nothing."""
    turn.stop_asking()
    return turn.say(
        "privacy-forget",
        button("privacy-button-export", "privacy:export"),
        button("privacy-button-forget", "privacy:forget"),
        button("privacy-button-stay", "privacy:stay"),
    )


@router.button("privacy:forget", destructive=True, binding="privacy:explain")
async def ask_for_word(turn: Turn) -> Replies:
    turn.ask(WORD_QUESTION)
    return turn.edit("privacy-type-word", button("privacy-button-stay", "privacy:stay"))


@router.button("privacy:stay")
async def keep_account(turn: Turn) -> Replies:
    turn.stop_asking_for(WORD_QUESTION)
    return turn.edit("privacy-stayed")


@router.answer(WORD_QUESTION)
async def check_word(turn: Turn) -> Replies:
    """Delete everything after the right word; after another one, ask again or let them stay."""
    word = turn.text("privacy-word")
    if turn.event.text.strip().strip("“”\"'.!").casefold() != word.casefold():
        return turn.say("privacy-other-word", button("privacy-button-stay", "privacy:stay"))
    leaving = await forget.forget(turn.ctx, turn.server_keys, turn.member)
    return turn.send(turn.text("privacy-forgotten", leaving), to=leaving, during_quiet_hours=True)


@router.due(forget.LEAVE)
async def erase_after_goodbye(turn: Turn) -> Replies:
    """Delete the row that was kept for a goodbye as soon as it has been said."""
    if turn.member.leaving:
        await forget.erase_after_goodbye(turn.ctx, turn.member)
    return []


@router.due(forget.WARN)
async def warn_inactive(turn: Turn) -> Replies:
    """Warn an inactive person even in a pause, since everything they wrote is at stake."""
    if not forget.is_inactive(turn.member, turn.now):
        return []
    turn.member.warned_on = turn.now.date()
    last_day = turn.now.date() + forget.ANSWER_WITHIN
    day = date_text.long_date(turn, last_day)
    return turn.say(
        "privacy-silent",
        button("privacy-button-here", "privacy:here"),
        button("privacy-button-export", "privacy:export"),
        day=day,
    )


@router.button("privacy:here")
async def confirm_active(turn: Turn) -> Replies:
    """Say that everything stays; any sign of life has already withdrawn the warning."""
    return turn.edit("privacy-kept")


@router.due(forget.ERASE)
async def erase_inactive(turn: Turn) -> Replies:
    await forget.erase_inactive(turn.ctx, turn.member)
    return []
