"""Takes back what a person has set or changed for themselves, and gives the words back."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from domain.errors import NotFound, RuleBroken
from domain.remind import undo
from domain.remind.timing import timing_of
from handlers.remind import overview, text as remind_text
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.remind import Reminder

router = FeatureRouter()


@router.button("remind:unset", needs_consent=False)
async def undo_setting(turn: Turn) -> Replies:
    """Restore what was there before; a second press says the same again."""
    try:
        reminder = await undo.undo(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-gone") from None
    values = await remind_text.sentence_values(turn, reminder)
    text = turn.text(_key(turn, reminder), None, **values)
    replies = turn.send(text, _way_on(turn, reminder), target=EditPressed(), shows=(reminder.id,))
    return [*replies, *await overview.refresh_all(turn, reminder)]


def _key(turn: Turn, reminder: Reminder) -> str:
    if not undo.is_change(reminder, turn.event.subject):
        return "remind-undone"
    is_over = timing_of(reminder, turn.member).next_after(turn.now) is None
    return "remind-undone-over" if is_over else "remind-undone-change"


def _way_on(turn: Turn, reminder: Reminder) -> Row:
    if undo.is_change(reminder, turn.event.subject):
        return button("remind-button-change", "remind:edit", reminder.id)
    return button("remind-button-restore", "remind:restore", reminder.id)
