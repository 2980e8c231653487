"""Lets a person's own reminder count at once, and shows it in one sentence with a way back."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from domain.remind import sharing as remind_sharing, undo
from handlers.remind import text as remind_text
from handlers.turn import Turn, button
from storage.tables.remind import Reminder


async def keep(turn: Turn, draft: Reminder) -> Replies:
    """Let the draft, or the change that it is, count. Raise RuleBroken if it cannot."""
    reminder = await remind_sharing.confirm(
        turn.ctx, turn.member, turn.partner, draft.id, turn.max_reminders_for_partner
    )
    return await show(turn, reminder, draft.id)


async def show(turn: Turn, reminder: Reminder, draft_id: UUID | None) -> Replies:
    """Say what counts now, with a way to take it back and one to change it."""
    key = "remind-changed-me" if undo.is_change(reminder, draft_id) else "remind-kept-me"
    text = turn.text(key, None, **await remind_text.sentence_values(turn, reminder))
    row = [
        button("remind-button-undo", "remind:unset", draft_id),
        button("remind-button-change", "remind:edit", reminder.id),
    ]
    return turn.send(text, row, target=EditPressed(), shows=(reminder.id,))
