"""/forget: what will happen, a word to type, and then everything goes."""

from __future__ import annotations

from chat.messages import Replies
from domain.privacy import forget
from handlers import dates
from handlers.turn import FeatureRouter, Turn, tap

router = FeatureRouter(needs_consent=False)

WORD = "privacy:word"


@router.command("forget")
@router.button("privacy:explain")
async def explain(turn: Turn) -> Replies:
    """Nothing is deleted by looking; two more steps lead there."""
    turn.stop_asking()
    return turn.say(
        "privacy-forget",
        tap("privacy-button-export", "privacy:export"),
        tap("privacy-button-forget", "privacy:forget"),
        tap("privacy-button-stay", "privacy:stay"),
    )


@router.button("privacy:forget", destructive=True, binding="privacy:explain")
async def ask_for_word(turn: Turn) -> Replies:
    turn.ask(WORD)
    return turn.edit("privacy-type-word", tap("privacy-button-stay", "privacy:stay"))


@router.button("privacy:stay")
async def stay(turn: Turn) -> Replies:
    if turn.member.asking == WORD:
        turn.stop_asking()
    return turn.edit("privacy-stayed")


@router.answer(WORD)
async def read_word(turn: Turn) -> Replies:
    """Any other word is no loss: it is asked for again, and can be called off."""
    word = turn.text("privacy-word")
    if turn.event.text.strip().strip("“”\"'.!").casefold() != word.casefold():
        return turn.say("privacy-other-word", tap("privacy-button-stay", "privacy:stay"))
    leaving = await forget.forget(turn.ctx, turn.server_keys, turn.member)
    return turn.send(turn.text("privacy-forgotten", leaving), to=leaving, rings=True)


@router.due(forget.LEAVE)
async def leave(turn: Turn) -> Replies:
    """The row that had a goodbye to say goes as soon as it has been said."""
    if turn.member.leaving:
        await forget.erase_after_goodbye(turn.ctx, turn.member)
    return []


@router.due(forget.WARN)
async def warn(turn: Turn) -> Replies:
    """Comes even in a pause: what is at stake is everything that the person wrote."""
    if not forget.is_inactive(turn.member, turn.now):
        return []
    turn.member.warned_on = turn.now.date()
    last = turn.now.date() + forget.ANSWER_WITHIN
    day = dates.long_date(turn, last)
    return turn.say(
        "privacy-silent",
        tap("privacy-button-here", "privacy:here"),
        tap("privacy-button-export", "privacy:export"),
        day=day,
    )


@router.button("privacy:here")
async def keep(turn: Turn) -> Replies:
    """Any sign of life has taken the warning back already."""
    return turn.edit("privacy-kept")


@router.due(forget.ERASE)
async def erase_silent(turn: Turn) -> Replies:
    await forget.erase_inactive(turn.ctx, turn.member)
    return []
