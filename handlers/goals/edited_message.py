"""Handles an edited message of a goal: a draft follows, a proposal stays as it is."""

from __future__ import annotations

from chat.messages import Replies
from domain.goals import draft as drafts, proposals
from domain.goals.plan import validated_words
from handlers.goals.draft import show_for_review
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter()


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    proposal = await drafts.by_message(turn.ctx, turn.member, turn.event.message)
    if proposal is None:
        return None
    if proposal.state != proposals.DRAFT:
        return turn.say("goals-edited-late")
    if turn.event.name not in ("", "goals"):
        return turn.say("edit-no-command")
    await drafts.change(turn.ctx, proposal, words=validated_words("words", turn.event.text))
    return await show_for_review(turn, proposal, turn.say)
