"""Handles a person's own yes to a question as a card for an evening."""

from __future__ import annotations

from chat.messages import Replies
from domain.ask import in_cards
from handlers.ask import view
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter()


@router.button("ask:card", binding="ask:show")
async def put_among_cards(turn: Turn) -> Replies:
    """Save the yes. The reply is the same whether or not the other has said so."""
    await in_cards.choose(turn.ctx, turn.member, turn.event.subject, yes=True)
    return turn.edit("ask-card-yes", view.LIST_BUTTON, name=await turn.partner_name())


@router.button("ask:no-card", needs_consent=False)
async def take_out_of_cards(turn: Turn) -> Replies:
    """Take the yes back; from then on no evening shows the card."""
    await in_cards.choose(turn.ctx, turn.member, turn.event.subject, yes=False)
    return turn.edit("ask-card-no", view.LIST_BUTTON)
