"""Writes wishes in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.pages import Block, Paragraph
from domain.privacy.export_section import Export
from domain.wishes.export import WISHES, ExportedWish
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return each wish with what became of it."""
    write = Writer(turn)
    return [_block(write, each) for each in export.part(WISHES)]


def _block(write: Writer, wish: ExportedWish) -> Block:
    heading = write.say("privacy-page-with", name=wish.partner)
    day = f" · {write.day(wish.on)}" if wish.on else ""
    return Block(f"{heading}{day}", list(_paragraphs(write, wish)))


def _paragraphs(write: Writer, wish: ExportedWish) -> Iterator[Paragraph]:
    yield quoted_paragraph(wish.words)
    yield plain_paragraph(write.say("wishes-export-state", state=wish.state))
    if wish.mine:
        yield quoted_paragraph(wish.mine, write.say("privacy-page-me"))
    if wish.theirs:
        yield quoted_paragraph(wish.theirs, wish.partner)


SECTIONS = (PageSection("wishes", render_export),)
