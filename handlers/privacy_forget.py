"""/forget: what will happen, a word to type, and then everything goes."""

from __future__ import annotations

from chat.messages import Replies
from domain import privacy_forget as forget
from handlers.turn import Features, Turn, tap

router = Features()

WORD = "privacy:word"


@router.command("forget")
async def explain(turn: Turn) -> Replies:
    """Nothing is deleted by looking; two more steps lead there."""
    turn.asked()
    return turn.say(
        "privacy-forget",
        tap("privacy-button-export", "privacy:export"),
        tap("privacy-button-forget", "privacy:forget"),
        tap("privacy-button-stay", "privacy:stay"),
    )


@router.button("privacy:forget")
async def ask_for_word(turn: Turn) -> Replies:
    turn.ask(WORD)
    return turn.change("privacy-type-word", tap("privacy-button-stay", "privacy:stay"))


@router.button("privacy:stay")
async def stay(turn: Turn) -> Replies:
    if turn.member.asking == WORD:
        turn.asked()
    return turn.change("privacy-stayed")


@router.answer(WORD)
async def read_word(turn: Turn) -> Replies:
    """Any other word is no loss: it is asked for again, and can be called off."""
    word = turn.text("privacy-word")
    if turn.event.text.strip().strip("“”\"'.!").casefold() != word.casefold():
        return turn.say("privacy-other-word", tap("privacy-button-stay", "privacy:stay"))
    leaving = await forget.forget(turn.session, turn.vault, turn.house, turn.member, turn.now)
    return turn.send(turn.text("privacy-forgotten", leaving), to=leaving, rings=True)


@router.due(forget.LEAVE)
async def leave(turn: Turn) -> Replies:
    """The row that had a goodbye to say goes as soon as it has been said."""
    if turn.member.leaving:
        await forget.let_go(turn.session, turn.vault, turn.house, turn.member, turn.now)
    return []
