"""When a group is told what the bot is for: on arrival, then when addressed, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address, Event, InGroup
from storage.database import insert_new
from storage.models import GroupChat, Outbox
from storage.sealing import House

A_DAY = timedelta(days=1)


def id_of(house: House, who: Address) -> UUID:
    """Names a group's row, and does not lead back to the group."""
    return UUID(house.lane(who))


async def hear(
    session: AsyncSession, house: House, event: Event, who: Address, now: datetime
) -> bool:
    """Notes what happened in a group; True when it is to be told now what the bot is for."""
    id = id_of(house, who)
    group = await session.get(GroupChat, id)
    if event.name == InGroup.LEFT:
        await lose(session, id)
    elif event.name == InGroup.MOVED:
        await _move(session, group, id_of(house, Address(who.platform, event.text)), now)
    elif event.name in (InGroup.JOINED, InGroup.CHANGED):
        return await _arrive(session, id, group, now, is_new=event.name == InGroup.JOINED)
    elif group is None or not group.unreachable:
        return _explain(await _keep(session, id, now), now)
    return False


async def lose(session: AsyncSession, id: UUID) -> None:
    """The bot cannot write there: nothing is sent until it is brought in again, or let write."""
    group = await session.get(GroupChat, id)
    if group:
        group.unreachable = True
        await _take_back(session, group)


async def _arrive(
    session: AsyncSession, id: UUID, group: GroupChat | None, now: datetime, *, is_new: bool
) -> bool:
    """Where it is known to be already, as after an upgrade, its arrival is no news."""
    if group is None and not is_new:
        return False
    was_away = group is None or group.unreachable
    group = await _keep(session, id, now)
    group.unreachable = False
    return was_away and _explain(group, now)


def _explain(group: GroupChat, now: datetime) -> bool:
    if group.explained_at and now - group.explained_at < A_DAY:
        return False
    group.explained_at = now
    return True


async def _keep(session: AsyncSession, id: UUID, now: datetime) -> GroupChat:
    """The group's row, made if there is none; another process may make it at the same moment."""
    row = {"id": id, "unreachable": False, "heard_on": now.date()}
    await insert_new(session, GroupChat, [row])
    group = await session.get_one(GroupChat, id)
    group.heard_on = now.date()
    return group


async def _move(session: AsyncSession, group: GroupChat | None, to: UUID, now: datetime) -> None:
    """The same people under another id have been told what the others were."""
    if group is None:
        return
    await _take_back(session, group)
    grown = await _keep(session, to, now)
    grown.explained_at = grown.explained_at or group.explained_at
    await session.delete(group)


async def _take_back(session: AsyncSession, group: GroupChat) -> None:
    """What has not arrived yet is not sent, and does not count as told."""
    for row in await _on_its_way(session, group.id):
        row.state, row.body = "cancelled", None
        group.explained_at = None


async def _on_its_way(session: AsyncSession, id: UUID) -> Sequence[Outbox]:
    waiting = Outbox.state.in_(("new", "sending"))
    return (await session.scalars(select(Outbox).where(Outbox.group_id == id, waiting))).all()
