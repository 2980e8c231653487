"""Shows one date with what its reader can do, and the notes that are theirs alone."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.dates import notices, sharing
from domain.dates.visible import VisibleDate
from domain.note import notes
from handlers.dates import text
from handlers.dates.buttons import ALL_BUTTON
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.dates import ImportantDate

STATES_TO_SHARE = ("mine", "changed")


async def show(turn: Turn, date: VisibleDate, notice: str = "") -> Replies:
    """Show a date with its own notes, and first what has just happened to it."""
    state = await _state(turn, date)
    name = await turn.partner_name()
    chosen = await notices.find(turn.ctx, turn.member, date)
    lines = [text.heading(turn, date.details, turn.day)]
    lines.append(turn.text("dates-state", None, state=state, name=name))
    lines.append(turn.text("dates-told", None, days=chosen.days if chosen else notices.NEVER))
    if notice:
        lines.append(turn.text(notice))
    if own_notes := await note_lines(turn, date):
        lines.append(own_notes)
    rows = [*_share_rows(date, state, name), *_own_rows(date)]
    return turn.send(
        Rendered("\n\n".join(lines)), *rows, ALL_BUTTON, target=EditPressed(), shows=(date.id,)
    )


def answer_buttons(share_id: UUID) -> list[ButtonSpec]:
    """Return the buttons under what the partner proposes."""
    agree = button("dates-button-agree", "dates:agree", share_id)
    return [agree, button("dates-button-later", "dates:off", share_id)]


async def note_lines(turn: Turn, date: VisibleDate) -> Rendered | None:
    """Return the person's own notes about a date, if there are any."""
    found = await notes.about(turn.ctx, turn.member, date)
    words = [await notes.words_of(turn.ctx, each) for each in found]
    if not words:
        return None
    lines = [turn.text("dates-note", None, words=each) for each in words]
    return Rendered("\n".join([turn.text("dates-notes"), *lines]))


async def _state(turn: Turn, date: VisibleDate) -> str:
    if not isinstance(date.row, ImportantDate):
        return "theirs"
    return await sharing.state_of(turn.ctx, turn.member, date.row)


def _share_rows(date: VisibleDate, state: str, name: str) -> list[Row]:
    if state in STATES_TO_SHARE:
        return [button("dates-button-share", "dates:share", date.id, name=name)]
    if state == "asked":
        return [button("dates-button-withdraw", "dates:withdraw", date.id)]
    return []


def _own_rows(date: VisibleDate) -> list[Row]:
    """Return buttons for the person's own choices; only their own date can be changed."""
    tell = button("dates-button-tell", "dates:tell", date.id)
    note = button("dates-button-note", "note:write", date.id)
    if not isinstance(date.row, ImportantDate):
        return [[tell, note], button("dates-button-remove", "dates:off", date.id)]
    change = button("dates-button-change", "dates:change", date.id)
    return [[tell, note], [change, button("dates-button-delete", "dates:delete", date.id)]]
