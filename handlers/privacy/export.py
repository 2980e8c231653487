"""Handles /export: a file with all of a person's own words, and what the partner showed them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from uuid import UUID

from chat import markup
from chat.messages import Attachment, Replies
from content.texts import Rendered
from domain.privacy import export as privacy_export
from domain.privacy.export_scope import Wording
from domain.privacy.export_section import Export
from domain.recurrence import Recurrence
from handlers import date_text
from handlers.challenge import card
from handlers.privacy import export_media, export_page, word
from handlers.privacy.export_media import ExportedMedia
from handlers.privacy.export_text import Writer
from handlers.privacy.lock_screen import REMOVE_BUTTON
from handlers.remind import text as remind_text
from handlers.turn import FeatureRouter, Turn
from storage.tables.remind import Reminder

router = FeatureRouter(needs_consent=False)

FILE_NAME = "same-side.zip"
PAGE_NAME, DATA_NAME = "same-side.html", "same-side.json"


@router.command("export")
@router.button("privacy:export")
async def send_export(turn: Turn) -> Replies:
    """Send the file with the answer; nobody else is told, and no copy stays after it is sent."""
    is_open, cleared = await word.unlock(turn)
    write = Writer(turn)
    sections, wording = turn.features.export, _build_wording(turn, write)
    gathered = await privacy_export.gather(turn.ctx, turn.member, wording, sections)
    text = turn.text("privacy-export", day=write.local_day(turn.now))
    visible = gathered if is_open else privacy_export.without_private(gathered, sections)
    media = await export_media.find_media(turn, visible.model_dump_json())
    attachment = Attachment(FILE_NAME, _pack_zip(turn, visible, media))
    await privacy_export.record_taken(
        turn.ctx, turn.member, date_text.to_local(turn, turn.now).date()
    )
    parts = export_media.send_parts(turn, media)
    return [*turn.send(text, REMOVE_BUTTON, attachment=attachment), *parts, *cleared]


def _pack_zip(turn: Turn, gathered: Export, media: ExportedMedia) -> bytes:
    """Pack the export; the same words make the same bytes at any time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (
            (PAGE_NAME, export_page.render_page(turn, gathered)),
            (DATA_NAME, gathered.model_dump_json(indent=2) + "\n"),
        ):
            named = media.name_in(content)
            file.writestr(zipfile.ZipInfo(name), named, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _build_wording(turn: Turn, write: Writer) -> Wording:
    library = turn.content.library

    def question(id: str) -> str:
        known = id in library
        ask = library.challenge(id, turn.member.language).question.ask if known else ""
        return markup.to_plain(ask)

    def evening_card(id: str) -> str:
        deck = turn.content.deck
        return deck.card(id, turn.member.language).text if id in deck else ""

    return Wording(
        title=write.title,
        question=question,
        card=evening_card,
        label=lambda id, words, is_own: card.answer_label(
            turn, id, words, turn.member, is_own=is_own
        ),
        wish=lambda key: _wish_words(turn, key),
        when=lambda reminder, comes, planned: markup.to_plain(
            _reminder_when(turn, reminder, comes, planned)
        ),
    )


def _wish_words(turn: Turn, key: UUID) -> str:
    wishes = turn.content.wishes
    return wishes.words(key, turn.member.language) if key in wishes else ""


def _reminder_when(
    turn: Turn, reminder: Reminder, comes: bool, planned: datetime | None
) -> Rendered:
    """Return when a reminder comes next, or only its rule if it does not come any more."""
    if reminder.rule and not comes:
        return remind_text.rule_text(turn, Recurrence.load(reminder.rule), turn.member)
    return remind_text.when_text(turn, reminder, turn.member, planned)
