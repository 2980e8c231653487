"""Who has sent nothing for a year is asked once whether to keep what is theirs; then it goes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, select, update

from domain.privacy_forget import ANSWER_WITHIN, ERASE, SILENT_FOR, WARN
from storage.database import Database, insert_new
from storage.models import Due, Member

BATCH = 500


async def look_for_the_silent(database: Database, now: datetime) -> None:
    """Plans a warning at 12 months and the end a month after it; the handlers look once more."""
    today = now.date()
    await _begin_to_count(database, today)
    warned = Member.warned_on
    await _plan(database, WARN, warned.is_(None) & (Member.active_in <= today - SILENT_FOR), now)
    await _plan(database, ERASE, warned <= today - ANSWER_WITHIN, now)


async def _begin_to_count(database: Database, today: date) -> None:
    """Rows from before the month was kept count from now."""
    async with database.read() as session:
        if (
            await session.scalar(select(Member.id).where(Member.active_in.is_(None)).limit(1))
            is None
        ):
            return
    async with database.write() as session:
        unknown = update(Member).where(Member.active_in.is_(None))
        await session.execute(unknown.values(active_in=today.replace(day=1)))


async def _plan(database: Database, kind: str, which: ColumnElement[bool], now: datetime) -> None:
    ids = select(Member.id, Member.active_in).where(which, ~Member.leaving).limit(BATCH)
    async with database.read() as session:
        found = (await session.execute(ids)).all()
    if not found:
        return
    async with database.write() as session:
        await insert_new(session, Due, [_due(kind, id, since, now) for id, since in found])


def _due(kind: str, member_id: object, since: date | None, now: datetime) -> dict[str, Any]:
    slot = f"{kind}:{member_id}:{since}:{now:%Y-%m-%d}"
    return {"id": uuid4(), "kind": kind, "member_id": member_id, "slot": slot, "at": now}
