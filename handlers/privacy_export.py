"""/export: everything of one's own as one file, and of the partner what was shown to one."""

from __future__ import annotations

import io
import zipfile

from chat import markup
from chat.messages import Attachment, Replies
from domain import privacy_export
from domain.privacy_document import Export
from handlers import challenge_card as card
from handlers import dates, privacy_page
from handlers.privacy_screen import REMOVE
from handlers.turn import Features, Turn

router = Features()

FILE = "same-side.zip"
READ, DATA = "same-side.html", "same-side.json"


@router.command("export")
@router.button("privacy:export")
async def export(turn: Turn) -> Replies:
    """The file comes with the answer; nobody else is told, and no copy is kept after it is sent."""
    gathered = await privacy_export.gather(
        turn.session, turn.vault, turn.member, _titles(turn), turn.now
    )
    text = turn.text("privacy-export", day=dates.long_date(turn, dates.local(turn, turn.now)))
    attachment = Attachment(FILE, _packed(turn, gathered))
    return turn.send(text, REMOVE, attachment=attachment)


def _packed(turn: Turn, gathered: Export) -> bytes:
    """The same bytes for the same words, whenever it is packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (
            (READ, privacy_page.page(turn, gathered)),
            (DATA, gathered.model_dump_json(indent=2) + "\n"),
        ):
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _titles(turn: Turn) -> privacy_export.Titles:
    library, language = turn.shelf.library, turn.member.language

    def plain(words: str) -> str:
        return markup.to_plain(words)

    return privacy_export.Titles(
        title=lambda id: plain(library.challenge(id, language).title),
        question=lambda id: plain(library.challenge(id, language).question.ask),
        label=lambda id, words: card.label_of(turn, id, words, turn.member),
    )
