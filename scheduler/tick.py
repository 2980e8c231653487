"""One tick: due rows become inbox events and get their next slot, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Table, Update, bindparam, case, delete, select, update

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
    due_rows = select(DUE).where(DUE.c.at <= now).order_by(*_order(ranks)).limit(BATCH)
    async with database.read() as session:
        # Most ticks find nothing, and a look that finds nothing must not keep writers waiting.
        if not (await session.execute(due_rows.limit(1))).first():
            return 0
    async with database.write() as session:
        rows = (await session.execute(due_rows.with_for_update(skip_locked=True))).all()
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


def _order(ranks: Mapping[str, int]) -> Sequence[ColumnElement[object]]:
    """Never the order in which rows were written: the partner's card plans one's own once more."""
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
    """After a downtime the one catch-up is for the latest day that was missed."""
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
