"""Writes the answers of an evening that is going on for the page of an export."""

from __future__ import annotations

from collections.abc import Sequence

from content.pages import Block
from domain.cards.export import CARDS, ExportedCardAnswer
from domain.privacy.export_section import Export
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, quoted_paragraph
from handlers.turn import Turn


def render_cards(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each card that the person has answered this evening."""
    write = Writer(turn)
    return [_block(write, each) for each in export.part(CARDS)]


def _block(write: Writer, answer: ExportedCardAnswer) -> Block:
    state = write.say("privacy-page-card-state", state=answer.state)
    mine = quoted_paragraph(answer.mine, f"{write.say('privacy-page-me')} · {state}")
    theirs = [quoted_paragraph(answer.theirs, answer.partner)] if answer.theirs else []
    return Block(answer.question or answer.card, [mine, *theirs])


SECTIONS = (PageSection("cards", render_cards),)
