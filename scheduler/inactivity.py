"""Asks a person after a silent year whether to keep their words, and then deletes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, select, update

from domain.privacy.forget import ANSWER_WITHIN, ERASE, INACTIVE_FOR, WARN
from storage.database import Database, insert_new
from storage.tables.member import Member
from storage.tables.queues import Due

BATCH = 500


async def plan_for_inactive(database: Database, now: datetime) -> None:
    """Plan a warning at 12 months and the end a month after it; the handlers check both again."""
    today = now.date()
    await _set_missing_activity(database, today)
    warned = Member.warned_on
    await _insert_due(
        database, WARN, warned.is_(None) & (Member.active_in <= today - INACTIVE_FOR), now
    )
    await _insert_due(database, ERASE, warned <= today - ANSWER_WITHIN, now)


async def _set_missing_activity(database: Database, today: date) -> None:
    """Count people whose last month was never noted as active now."""
    async with database.read() as session:
        if (
            await session.scalar(select(Member.id).where(Member.active_in.is_(None)).limit(1))
            is None
        ):
            return
    async with database.write() as session:
        statement = update(Member).where(Member.active_in.is_(None))
        await session.execute(statement.values(active_in=today.replace(day=1)))


async def _insert_due(
    database: Database, kind: str, condition: ColumnElement[bool], now: datetime
) -> None:
    ids = select(Member.id, Member.active_in).where(condition, ~Member.leaving).limit(BATCH)
    async with database.read() as session:
        found = (await session.execute(ids)).all()
    if not found:
        return
    async with database.write() as session:
        await insert_new(session, Due, [_due_row(kind, id, since, now) for id, since in found])


def _due_row(kind: str, member_id: object, since: date | None, now: datetime) -> dict[str, Any]:
    slot = f"{kind}:{member_id}:{since}:{now:%Y-%m-%d}"
    return {"id": uuid4(), "kind": kind, "member_id": member_id, "slot": slot, "at": now}
