"""The cards of an export: one's own answers this evening, and the other's that were opened."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from sqlalchemy import select

from content.deck.deck import OWN_PREFIX
from domain.ask import in_cards
from domain.cards import answers
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from storage.tables.cards import CardAnswer, EveningCard


class ExportedCardAnswer(ExportedPart):
    """An answer in an evening that is still going on; answers are deleted when it ends."""

    card: str
    question: str = Field(description="The words of the card; empty for a card that is gone.")
    partner: str
    mine: str
    state: Literal["draft", "in"]
    theirs: str | None = Field(description="Your partner's answer, once you have read both.")


async def cards_of(look: ExportScope) -> list[ExportedCardAnswer]:
    """Return the person's answers in the order of the cards."""
    rows = (
        select(CardAnswer, EveningCard)
        .join(EveningCard, EveningCard.id == CardAnswer.card_id)
        .where(CardAnswer.member_id == look.me.id, CardAnswer.text.is_not(None))
        .order_by(EveningCard.number)
    )
    found = (await look.ctx.session.execute(rows)).all()
    return [await _exported(look, answer, card) for answer, card in found]


async def _exported(look: ExportScope, answer: CardAnswer, card: EveningCard) -> ExportedCardAnswer:
    opened = await answers.revealed_texts(look.ctx, card)
    return ExportedCardAnswer(
        card=card.card,
        question=await _words_of(look, answer, card.card),
        partner=await look.partner_name(answer.couple_id),
        mine=await look.ctx.vault.open(answer, "text"),
        state="in" if answer.state == answers.IN else "draft",
        theirs=next((words for author, words in opened.items() if author != look.me.id), None),
    )


async def _words_of(look: ExportScope, answer: CardAnswer, card: str) -> str:
    if card.startswith(OWN_PREFIX):
        return await in_cards.words_of_card(look.ctx, answer.couple_id, card)
    return look.wording.card(card)


def _omit_unread(found: list[ExportedCardAnswer]) -> list[ExportedCardAnswer]:
    return [each for each in found if each.theirs is not None]


CARDS = ExportSection(
    "cards",
    list[ExportedCardAnswer],
    cards_of,
    without_private=_omit_unread,
    columns=(CardAnswer.text, CardAnswer.revealed),
)
