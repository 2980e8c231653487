"""Writes the questions of both in words for the page of an export."""

from __future__ import annotations

from collections.abc import Sequence

from content.pages import Block
from domain.ask.export import QUESTIONS, ExportedQuestion
from domain.privacy.export_section import Export
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return each question with one's own answer, and the other's where it was revealed."""
    write = Writer(turn)
    return [_block(write, each) for each in export.part(QUESTIONS)]


def _block(write: Writer, question: ExportedQuestion) -> Block:
    whose = "own" if question.mine else "other"
    heading = write.say("ask-export-heading", whose=whose, name=question.partner)
    day = f" · {write.day(question.on)}" if question.on else ""
    paragraphs = [quoted_paragraph(question.words)] if question.words else []
    if question.answer is not None:
        label = write.say("privacy-page-me")
        paragraphs.append(quoted_paragraph(question.answer, label))
    if question.theirs is not None:
        paragraphs.append(quoted_paragraph(question.theirs, question.partner))
    else:
        paragraphs.append(plain_paragraph(write.say("ask-export-state", state=question.state)))
    if question.in_cards:
        paragraphs.append(plain_paragraph(write.say("ask-export-card")))
    return Block(f"{heading}{day}", paragraphs)


SECTIONS = (PageSection("questions", render_export),)
