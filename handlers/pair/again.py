"""Offers people who link again to go on with what they had; it takes a yes from both."""

from __future__ import annotations

from chat.messages import Kind, Replies
from content.texts import Rendered
from domain.pair import again
from domain.privacy import consent
from handlers.privacy import consent as privacy_consent
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.pair import CoupleMember

router = FeatureRouter(needs_consent=False)


async def offer(turn: Turn) -> Replies:
    """Offer this once to each of the two, below what they asked for; never push it."""
    if turn.event.kind is not Kind.COMMAND or not consent.has_agreed(turn.member):
        return []
    offered = await again.take_unseen_offer(turn.ctx, turn.member)
    if offered is None:
        return []
    couple_member, found = offered
    words = await again.words_of(turn.ctx, found)
    lines = Rendered("\n".join(turn.text("pair-again-line", words=each) for each in words))
    return turn.say("pair-again", _yes_button(couple_member), _no_button(couple_member), list=lines)


@router.button("pair:again")
async def answer_offer(turn: Turn) -> Replies:
    """Save a yes or no; until both say yes, the words are the same whatever the other said."""
    couple_member = await again.find_own(turn.ctx, turn.member, turn.event.subject)
    if not consent.has_agreed(turn.member):
        return privacy_consent.ask(turn, "goals")
    choice = turn.event.choice
    if await again.answer(turn.ctx, couple_member, choice):
        return turn.edit("pair-again-done")
    other = _no_button(couple_member) if choice == again.YES else _yes_button(couple_member)
    return turn.edit(f"pair-again-{choice}", other)


def _yes_button(couple_member: CoupleMember) -> ButtonSpec:
    return button("pair-button-again", "pair:again", couple_member.id, again.YES)


def _no_button(couple_member: CoupleMember) -> ButtonSpec:
    return button("pair-button-not-again", "pair:again", couple_member.id, again.NO)
