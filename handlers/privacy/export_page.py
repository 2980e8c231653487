"""Draws an export as a page to keep: titles, sentences, names and dates in the reader's form."""

from __future__ import annotations

from collections.abc import Mapping

from content.pages import DocumentPage, Section
from domain.privacy.export import PROFILE
from domain.privacy.export_section import Export
from handlers.feature import Features
from handlers.privacy.export_text import Writer
from handlers.turn import Turn

HEAD_OMITS = {
    "format": "it says to programs what the file is",
    "version": "it says to programs what the file is",
}


def omitted_fields(features: Features[Turn]) -> Mapping[str, str]:
    """Return the fields that only the file for programs contains, and why."""
    omits = dict(HEAD_OMITS)
    for section in features.export_page:
        omits |= section.omits
    return omits


def render_page(turn: Turn, export: Export) -> str:
    """Return the whole page in the reader's language."""
    write = Writer(turn)
    name, day = export.part(PROFILE).name, write.local_day(export.made_at)
    return turn.content.pages.render_export(
        DocumentPage(
            turn.member.language,
            title=write.say("privacy-page-title", name=name, day=day),
            about=write.say("privacy-page-about"),
            sections=[
                Section(write.say(f"privacy-page-{each.name}"), each.render(turn, export))
                for each in turn.features.export_page
            ],
        )
    )
