"""Sends a reply's files and its page ahead of it, each as a message of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.outbox.payload import MessagePayload
from bot.platforms.adapter import OutboundMedia
from chat.messages import Reply
from domain.context import Context
from domain.media import kept as kept_media
from storage.tables.member import Member


async def payloads_for_media(
    ctx: Context, member: Member, reply: Reply, *, own: bool
) -> Mapping[str, MessagePayload]:
    """Return the messages with the files, by the suffixes of their keys.

    The words come last, with their push, so these come silently. A picture that its reader did not
    ask for just now is covered, also on a locked phone.
    """
    page = _page_payload(member, reply, own=own)
    if not reply.media:
        return page
    readable = await kept_media.readable(ctx, member, [each.mark for each in reply.media])
    return page | {
        f"~{number}": MessagePayload(
            each.caption,
            silent=True,
            media=OutboundMedia(each.mark, hidden=member.hides_words or not own),
            respects_quiet_hours=not (own or reply.during_quiet_hours),
        )
        for number, each in enumerate(reply.media)
        if each.mark.id in readable
    }


def _page_payload(member: Member, reply: Reply, *, own: bool) -> dict[str, MessagePayload]:
    """Return the message with the page; one that changes a message further up brings none."""
    if reply.page is None or reply.edits_earlier:
        return {}
    page = replace(reply.page, hidden=member.hides_words or not own)
    waits = not (own or reply.during_quiet_hours)
    return {
        "~page": MessagePayload(
            reply.page.heading, silent=True, page=page, respects_quiet_hours=waits
        )
    }
