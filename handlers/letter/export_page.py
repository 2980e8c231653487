"""Writes letters in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.pages import Block, Paragraph
from domain.letter.export import EXPORT, ExportedLetter
from domain.privacy.export_section import Export
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each letter."""
    write = Writer(turn)
    return [
        Block(_heading(write, each), [*_paragraphs(write, each)]) for each in export.part(EXPORT)
    ]


def _heading(write: Writer, letter: ExportedLetter) -> str:
    return write.say(f"privacy-page-{'given' if letter.mine else 'got'}", name=letter.other)


def _paragraphs(write: Writer, letter: ExportedLetter) -> Iterator[Paragraph]:
    yield quoted_paragraph(letter.words)
    if letter.opens_on:
        yield plain_paragraph(write.say("privacy-page-letter-day", day=write.day(letter.opens_on)))
    yield plain_paragraph(write.say("privacy-page-letter", state=letter.state))
    if letter.to_both:
        yield plain_paragraph(write.say("privacy-page-letter-both"))
