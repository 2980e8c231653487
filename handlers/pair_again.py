"""After linking again: an offer to take up what the two had, which needs a yes from both."""

from __future__ import annotations

from chat.messages import Kind, Replies
from content.texts import Rendered
from domain import pair_again
from domain import privacy_consent as consent
from handlers import privacy_consent
from handlers.turn import Features, Tap, Turn, tap
from storage.models import Tie

router = Features()


async def offer(turn: Turn) -> Replies:
    """Once for each of the two, below what they asked for; nothing is ever pushed."""
    if turn.event.kind is not Kind.COMMAND or not consent.has_agreed(turn.member):
        return []
    shown = await pair_again.to_show(turn.session, turn.member, turn.now)
    if shown is None:
        return []
    tie, found = shown
    words = await pair_again.words_of(turn.vault, found)
    lines = Rendered("\n".join(turn.text("pair-again-line", words=each) for each in words))
    return turn.say("pair-again", _yes(tie), _no(tie), list=lines)


@router.button("pair:again")
async def answer(turn: Turn) -> Replies:
    """The same words whatever the other has said, until both have said yes."""
    tie = await pair_again.own(turn.session, turn.member, turn.event.subject)
    if not consent.has_agreed(turn.member):
        return privacy_consent.ask(turn, "goals")
    say = turn.event.choice
    if await pair_again.answer(turn.session, turn.vault, tie, say, turn.now):
        return turn.change("pair-again-done")
    other = _no(tie) if say == pair_again.YES else _yes(tie)
    return turn.change(f"pair-again-{say}", other)


def _yes(tie: Tie) -> Tap:
    return tap("pair-button-again", "pair:again", tie.id, pair_again.YES)


def _no(tie: Tie) -> Tap:
    return tap("pair-button-not-again", "pair:again", tie.id, pair_again.NO)
