"""/export: everything of one's own as one file, and of the partner what was shown to one."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from chat import markup
from chat.messages import Attachment, Replies
from content.texts import Rendered
from domain.natural_time.recurrence import Recurrence
from domain.privacy import export as privacy_export
from domain.privacy.export_schema import Export
from domain.privacy.export_scope import Wording
from domain.privacy.export_shared import without_private
from handlers import dates
from handlers.challenge import card
from handlers.privacy import export_page, word
from handlers.privacy.export_text import Writer
from handlers.privacy.lock_screen import REMOVE
from handlers.remind import text as remind_text
from handlers.turn import FeatureRouter, Turn
from storage.tables.remind import Reminder

router = FeatureRouter(needs_consent=False)

FILE = "same-side.zip"
READ, DATA = "same-side.html", "same-side.json"


@router.command("export")
@router.button("privacy:export")
async def export(turn: Turn) -> Replies:
    """The file comes with the answer; nobody else is told, and no copy is kept after it is sent."""
    is_open, cleared = await word.unlock(turn)
    write = Writer(turn)
    gathered = await privacy_export.gather(
        turn.ctx, turn.member, _wording(turn, write), turn.features.export
    )
    text = turn.text("privacy-export", day=write.day_of(turn.now))
    shown = gathered if is_open else without_private(gathered)
    attachment = Attachment(FILE, _packed(turn, shown))
    await privacy_export.record_taken(turn.ctx, turn.member, dates.local(turn, turn.now).date())
    return [*turn.send(text, REMOVE, attachment=attachment), *cleared]


def _packed(turn: Turn, gathered: Export) -> bytes:
    """The same bytes for the same words, whenever it is packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (
            (READ, export_page.page(turn, gathered)),
            (DATA, gathered.model_dump_json(indent=2) + "\n"),
        ):
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _wording(turn: Turn, write: Writer) -> Wording:
    library = turn.content.library

    def question(id: str) -> str:
        known = id in library
        ask = library.challenge(id, turn.member.language).question.ask if known else ""
        return markup.to_plain(ask)

    return Wording(
        title=write.title,
        question=question,
        label=lambda id, words: card.label_of(turn, id, words, turn.member),
        when=lambda reminder, comes, planned: markup.to_plain(
            _when(turn, reminder, comes, planned)
        ),
    )


def _when(turn: Turn, reminder: Reminder, comes: bool, planned: datetime | None) -> Rendered:
    """What does not come any more has a rule, and no next time."""
    if reminder.rule and not comes:
        return remind_text.rule_in_words(turn, Recurrence.load(reminder.rule), turn.member)
    return remind_text.when(turn, reminder, turn.member, planned)
