"""Removes the other parts of a message that has several, when the message is changed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.outbox.payload import MessagePayload
from chat.targets import DeleteMessage, EditEarlier, EditMessage
from domain.context import Context
from domain.screen import PART
from storage.tables.member import Member
from storage.tables.queues import Outbox

MAX_PARTS = 100
REMOVED_PLACEHOLDER = "…"
"""Stands for a part of a changed message when the platform no longer lets us delete it."""


async def payloads_for_other_parts(
    ctx: Context, member: Member, payload: MessagePayload
) -> dict[str, MessagePayload]:
    """Return the payloads that remove the other parts of a changed message that has several."""
    text = payload.text if isinstance(payload.target, DeleteMessage) else REMOVED_PLACEHOLDER
    rest = replace(payload, text=text, rows=(), attachment=None, silent=True)
    changed = await _find_changed_row(ctx, member, payload)
    first_key = PART.sub("", changed.dedup_key) if changed else ""
    second = select(Outbox.id).where(Outbox.dedup_key == f"{first_key}+1")
    if changed is None or not await ctx.session.scalar(second):
        return {}
    keys = [first_key, *(f"{first_key}+{number}" for number in range(1, MAX_PARTS))]
    others = (
        Outbox.dedup_key.in_(keys),
        Outbox.platform_message_id != changed.platform_message_id,
    )
    found = await ctx.session.scalars(select(Outbox.platform_message_id).where(*others))
    ids = {f"-{at}": id for at, id in enumerate(found) if id}
    return {mark: replace(rest, target=DeleteMessage(id)) for mark, id in ids.items()}


async def _find_changed_row(ctx: Context, member: Member, payload: MessagePayload) -> Outbox | None:
    """Return the row whose words the changed message shows; a file changes none in place."""
    if payload.attachment:
        return None
    match payload.target:
        case EditEarlier(key):
            matching = Outbox.dedup_key == key
        case EditMessage(id) | DeleteMessage(id):
            matching = Outbox.platform_message_id == id
        case _:
            return None
    sent = (
        Outbox.member_id == member.id,
        Outbox.state == "sent",
        Outbox.platform_message_id.is_not(None),
    )
    newest = select(Outbox).where(*sent, matching).order_by(Outbox.seq.desc()).limit(1)
    return await ctx.session.scalar(newest)
