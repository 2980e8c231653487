"""One tick: due rows become inbox events and get their next slot, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    case,
    delete,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar
from domain.due import DueEvent
from storage.database import Database, insert_new
from storage.sealing import ServerKeys
from storage.tables.queues import Due, Inbox

BATCH = 500
DUE_PLATFORM = "due"
NextSlot = Callable[[date, int, str, int], tuple[date, datetime]]
DUE = cast(Table, Due.__table__)


async def tick(
    database: Database, server_keys: ServerKeys, now: datetime, ranks: Mapping[str, int]
) -> int:
    """Move at most 500 due rows into the inbox; return how many it moved.

    At one instant kinds of lower rank go first, and those without a rank last.
    """
    async with database.read() as session:
        # Most ticks find nothing, and a look that finds nothing must not keep writers waiting.
        moments = (await session.scalars(_due_moments(now))).all()
    if not moments:
        return 0
    async with database.write() as session:
        rows = await _lock_due_rows(session, moments, ranks)
        if not rows:
            return 0
        next_slot = _find_next_slots(now)
        inbox_rows = [_inbox_row(row, server_keys, now, next_slot) for row in rows]
        await insert_new(session, Inbox, inbox_rows)
        recurring = [_next_slot_values(row, next_slot) for row in rows if row.step_days]
        if recurring:
            await (await session.connection()).execute(_update_slots(), recurring)
        finished_ids = [row.id for row in rows if not row.step_days]
        await session.execute(delete(DUE).where(DUE.c.id.in_(finished_ids)))
    return len(rows)


def _due_moments(now: datetime) -> Select[Any]:
    """Return the first moments that are due, one for each row."""
    return select(DUE.c.at).where(DUE.c.at <= now).order_by(DUE.c.at).limit(BATCH)


async def _lock_due_rows(
    session: AsyncSession, moments: Sequence[datetime], ranks: Mapping[str, int]
) -> Sequence[Row[Any]]:
    """Return the rows that are due at these moments, and that no other process moves.

    A hundred thousand can be due at the last one, and to sort them would read all of them for each
    batch. So of that moment the kinds are read one after the other.
    """
    last, rows = moments[-1], list[Row[Any]]()
    if len(moments) < BATCH:
        return await _lock(session, DUE.c.at <= last, _order(ranks), BATCH)
    if moments[0] < last:
        rows += await _lock(session, DUE.c.at < last, _order(ranks), BATCH)
    ranked = sorted(ranks, key=lambda kind: ranks[kind])
    for kind in (*(DUE.c.kind == each for each in ranked), DUE.c.kind.not_in(ranked)):
        if len(rows) < BATCH:
            condition, left = (DUE.c.at == last) & kind, BATCH - len(rows)
            rows += await _lock(session, condition, (DUE.c.at, DUE.c.kind), left)
    return rows


async def _lock(
    session: AsyncSession,
    condition: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    most: int,
) -> Sequence[Row[Any]]:
    rows = select(DUE).where(condition).order_by(*order).limit(most)
    return (await session.execute(rows.with_for_update(skip_locked=True))).all()


def _order(ranks: Mapping[str, int]) -> Sequence[ColumnElement[object]]:
    """Order what is due, but never as it was written: the partner's card plans one's own again."""
    rank = case(dict(ranks), value=DUE.c.kind, else_=len(ranks))
    return DUE.c.at, rank, DUE.c.kind


def _inbox_row(
    row: Row[Any], server_keys: ServerKeys, now: datetime, next_slot: NextSlot
) -> dict[str, object]:
    day = _latest_missed_day(row, next_slot) if row.step_days else None
    moment = DueEvent(row.kind, row.member_id, row.couple_id, row.subject, day)
    return {
        "id": row.slot,
        "platform": DUE_PLATFORM,
        "ordering_key": f"due:{row.couple_id or row.member_id}",
        "priority": 1,
        "state": "new",
        "body": server_keys.seal(moment.dump(), row.slot),
        "attempts": 0,
        "not_before": now,
        "received_at": now,
    }


def _next_slot_values(row: Row[Any], next_slot: NextSlot) -> dict[str, object]:
    day, at = next_slot(row.day, row.minute, row.zone, row.step_days)
    return {"row": row.id, "day": day, "at": at, "slot": f"{row.kind}:{row.member_id}:{day}"}


def _latest_missed_day(row: Row[Any], next_slot: NextSlot) -> date:
    """Return the latest day that a downtime missed, the only one that is caught up on."""
    day, _ = next_slot(row.day, row.minute, row.zone, row.step_days)
    return day - timedelta(days=row.step_days)


def _find_next_slots(now: datetime) -> NextSlot:
    """Return what finds the first slot after `now`, once for all rows of one hour and zone."""

    @cache
    def next_slot(day: date, minute: int, zone: str, step_days: int) -> tuple[date, datetime]:
        at = time(*divmod(minute, 60))
        return calendar.first_slot_after(day, at, zone, step_days, now.astimezone(UTC))

    return next_slot


def _update_slots() -> Update:
    return (
        update(DUE)
        .where(DUE.c.id == bindparam("row"))
        .values(day=bindparam("day"), at=bindparam("at"), slot=bindparam("slot"))
    )
