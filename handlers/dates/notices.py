"""Tells of a date ahead of it, to those who chose to hear, with their own notes."""

from __future__ import annotations

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import member
from domain.dates import notices
from handlers.dates import page, text
from handlers.dates.buttons import ALL_BUTTON
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)


@router.due(notices.NOTICE_DUE)
async def tell_ahead(turn: Turn) -> Replies:
    """Tell what is near; nothing comes while they pause, and nothing of that comes later."""
    notice = await notices.fire(turn.ctx, turn.member, turn.event.subject)
    if notice is None or not member.can_be_pushed(turn.member, turn.now):
        return []
    date, today = notice.about, text.today(turn)
    lines = [text.heading(turn, date.details, today)]
    if own_notes := await page.note_lines(turn, date):
        lines.append(own_notes)
    return turn.send(
        Rendered("\n\n".join(lines)),
        [button("dates-button-note", "note:write", date.id), ALL_BUTTON],
        preview="dates-told-preview",
        priority=Priority.REVEAL,
        key=f"{notices.NOTICE_DUE}:{turn.event.subject}:{notice.day}",
        shows=(date.id,),
    )
