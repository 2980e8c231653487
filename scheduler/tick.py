"""One tick: due rows become inbox events and get their next slot, in one transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Row, Table, Update, bindparam, case, delete, select, update

from domain import calendar, challenge, goals_check_in_week
from domain.due import Moment
from storage.database import Database, insert_new
from storage.models import Due, Inbox
from storage.sealing import House

BATCH = 500
SOURCE = "due"
DUE = cast(Table, Due.__table__)
FIRST_OF_ALL = {challenge.OPENING: 0, challenge.PROMPT: 1, goals_check_in_week.DECIDE: 2}
"""At one instant a round goes before all that may be about the one before it, and what is decided
of a check-in before it is asked."""
ORDER = (DUE.c.at, case(FIRST_OF_ALL, value=DUE.c.kind, else_=len(FIRST_OF_ALL)), DUE.c.kind)
"""Never the order in which rows were written: the partner's card plans one's own once more."""


async def tick(database: Database, house: House, now: datetime) -> int:
    """Moves at most 500 due rows into the inbox; returns how many it moved."""
    look = select(DUE).where(DUE.c.at <= now).order_by(*ORDER).limit(BATCH)
    async with database.read() as session:
        # Most ticks find nothing, and a look that finds nothing must not keep writers waiting.
        if not (await session.execute(look.limit(1))).first():
            return 0
    async with database.write() as session:
        rows = (await session.execute(look.with_for_update(skip_locked=True))).all()
        if not rows:
            return 0
        await insert_new(session, Inbox, [_arrival(row, house, now) for row in rows])
        again = [_next(row, now) for row in rows if row.step_days]
        if again:
            await (await session.connection()).execute(_moved(), again)
        over = [row.id for row in rows if not row.step_days]
        await session.execute(delete(DUE).where(DUE.c.id.in_(over)))
    return len(rows)


def _arrival(row: Row[Any], house: House, now: datetime) -> dict[str, object]:
    moment = Moment(row.kind, row.member_id, row.couple_id, row.subject, _last_day(row, now))
    return {
        "id": row.slot,
        "source": SOURCE,
        "lane": f"due:{row.couple_id or row.member_id}",
        "rank": 1,
        "state": "new",
        "body": house.seal(moment.dump(), row.slot),
        "attempts": 0,
        "not_before": now,
        "received_at": now,
    }


def _next(row: Row[Any], now: datetime) -> dict[str, object]:
    day, at = _slot_after(row, now)
    return {"row": row.id, "day": day, "at": at, "slot": f"{row.kind}:{row.member_id}:{day}"}


def _last_day(row: Row[Any], now: datetime) -> date | None:
    """After a downtime the one catch-up is for the latest day that was missed."""
    if not row.step_days:
        return None
    return _slot_after(row, now)[0] - timedelta(days=row.step_days)


def _slot_after(row: Row[Any], now: datetime) -> tuple[date, datetime]:
    at = time(*divmod(row.minute, 60))
    return calendar.first_slot_after(row.day, at, row.zone, row.step_days, now.astimezone(UTC))


def _moved() -> Update:
    return (
        update(DUE)
        .where(DUE.c.id == bindparam("row"))
        .values(day=bindparam("day"), at=bindparam("at"), slot=bindparam("slot"))
    )
