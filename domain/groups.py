"""Decides when to tell a group what the bot is for: if new or addressed, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address, Event, GroupEvent
from storage.database import insert_new
from storage.sealing import ServerKeys
from storage.tables.queues import GroupChat, Outbox

EXPLANATION_INTERVAL = timedelta(days=1)


def id_of(server_keys: ServerKeys, who: Address) -> UUID:
    """Return the id of a group's row, which does not lead back to the group."""
    return UUID(server_keys.ordering_key(who))


async def record_event(
    session: AsyncSession, server_keys: ServerKeys, event: Event, who: Address, now: datetime
) -> bool:
    """Note what happened in a group; return True when the bot should now explain itself there."""
    id = id_of(server_keys, who)
    group = await session.get(GroupChat, id)
    if event.name == GroupEvent.LEFT:
        await mark_unreachable(session, id)
    elif event.name == GroupEvent.MOVED:
        await _move_to_new_id(
            session, group, id_of(server_keys, Address(who.platform, event.text)), now
        )
    elif event.name in (GroupEvent.JOINED, GroupEvent.CHANGED):
        return await _record_arrival(
            session, id, group, now, is_new=event.name == GroupEvent.JOINED
        )
    elif group is None or not group.unreachable:
        return _claim_explanation(await _get_or_create(session, id, now), now)
    return False


async def mark_unreachable(session: AsyncSession, id: UUID) -> None:
    """Note that the bot cannot write there; nothing is sent until it is added or allowed again."""
    group = await session.get(GroupChat, id)
    if group:
        group.unreachable = True
        await _cancel_unsent(session, group)


async def _record_arrival(
    session: AsyncSession, id: UUID, group: GroupChat | None, now: datetime, *, is_new: bool
) -> bool:
    """Record where the bot arrived; a group that it knows, as after an upgrade, is no news."""
    if group is None and not is_new:
        return False
    was_away = group is None or group.unreachable
    group = await _get_or_create(session, id, now)
    group.unreachable = False
    return was_away and _claim_explanation(group, now)


def _claim_explanation(group: GroupChat, now: datetime) -> bool:
    if group.explained_at and now - group.explained_at < EXPLANATION_INTERVAL:
        return False
    group.explained_at = now
    return True


async def _get_or_create(session: AsyncSession, id: UUID, now: datetime) -> GroupChat:
    """Return the group's row, creating it if missing; another process may do the same."""
    row = {"id": id, "unreachable": False, "heard_on": now.date()}
    await insert_new(session, GroupChat, [row])
    group = await session.get_one(GroupChat, id)
    group.heard_on = now.date()
    return group


async def _move_to_new_id(
    session: AsyncSession, group: GroupChat | None, to: UUID, now: datetime
) -> None:
    """Carry over to a group's new id that its people have been told already."""
    if group is None:
        return
    await _cancel_unsent(session, group)
    grown = await _get_or_create(session, to, now)
    grown.explained_at = grown.explained_at or group.explained_at
    await session.delete(group)


async def _cancel_unsent(session: AsyncSession, group: GroupChat) -> None:
    """Cancel what has not arrived yet; it does not count as told."""
    for row in await _unsent_messages(session, group.id):
        row.state, row.body = "cancelled", None
        group.explained_at = None


async def _unsent_messages(session: AsyncSession, id: UUID) -> Sequence[Outbox]:
    waiting = Outbox.state.in_(("new", "sending"))
    return (await session.scalars(select(Outbox).where(Outbox.group_id == id, waiting))).all()
