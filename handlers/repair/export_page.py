"""Writes repairs in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content.pages import Block, Paragraph
from domain.privacy.export_section import Export
from domain.repair.export import REPAIRS, ExportedRepair
from domain.repair.sessions import QUESTIONS, TRIAL
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, quoted_paragraph
from handlers.turn import Turn


def render_repairs(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each repair that has words."""
    write = Writer(turn)
    return [*filter(None, (_repair_block(write, each) for each in export.part(REPAIRS)))]


def _repair_block(write: Writer, repair: ExportedRepair) -> Block | None:
    """Return both sides as they were shown, or the reader's own; None while there are no words."""
    paragraphs = [
        *_side_paragraphs(write, write.say("privacy-page-me"), repair.mine),
        *_side_paragraphs(write, repair.partner, repair.theirs or {}),
        *_trial_paragraphs(write, repair),
    ]
    if not paragraphs:
        return None
    if not repair.partner:
        return Block(write.say("privacy-page-by-yourself"), paragraphs)
    return Block(write.say("privacy-page-with", name=repair.partner), paragraphs)


def _side_paragraphs(write: Writer, author: str, answers: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in QUESTIONS:
        if each in answers:
            yield quoted_paragraph(
                answers[each], write.say("privacy-page-side", who=author, part=each)
            )


def _trial_paragraphs(write: Writer, repair: ExportedRepair) -> Iterator[Paragraph]:
    """Yield what the two try, and the reader's own earlier idea if they chose another."""
    own = repair.mine.get(TRIAL)
    if own and own != repair.trial:
        yield quoted_paragraph(own, write.say("privacy-page-own-trial"))
    if repair.trial:
        yield quoted_paragraph(repair.trial, write.say("privacy-page-trial"))
    if repair.proposed_by_me:
        yield quoted_paragraph(repair.proposed_by_me, write.say("privacy-page-proposed-by-me"))
    if repair.proposed_by_other:
        name = repair.partner
        yield quoted_paragraph(
            repair.proposed_by_other, write.say("privacy-page-proposed-by", name=name)
        )


SECTIONS = (PageSection("repairs", render_repairs),)
