"""Writes the days that matter in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.pages import Block, Paragraph
from domain.dates.details import DateDetails
from domain.dates.export import EXPORT, ExportedDate
from domain.privacy.export_section import Export
from handlers.dates.text import plain_day
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each date."""
    write = Writer(turn)
    return [Block("", [*_paragraphs(turn, write, each)]) for each in export.part(EXPORT)]


def _paragraphs(turn: Turn, write: Writer, date: ExportedDate) -> Iterator[Paragraph]:
    yield quoted_paragraph(date.words)
    if date.month:
        day = plain_day(turn, DateDetails(month=date.month, day=date.day))
        yield plain_paragraph(write.say("privacy-page-day", day=day, leap=date.leap))
    if date.year:
        yield plain_paragraph(write.say("privacy-page-year", year=str(date.year)))
    yield plain_paragraph(write.say("privacy-page-date-kind", kind=date.kind))
    whose, name = "mine" if date.mine else "theirs", date.partner or ""
    yield plain_paragraph(write.say("privacy-page-date", state=date.state, whose=whose, name=name))
    if date.days_before:
        yield plain_paragraph(write.say("dates-told", days=date.days_before))
