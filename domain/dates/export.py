"""The dates of an export: one's own, and those that the other shares with one."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field
from sqlalchemy import ColumnElement, select

from domain.dates import own, sharing
from domain.dates.details import DateDetails
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from storage.tables.dates import DateNotice, DateShare, ImportantDate
from storage.tables.pair import CoupleMember


class ExportedDate(ExportedPart):
    """A day that matters: yours, or one that your partner shares or would like to share."""

    words: str
    kind: str
    month: int
    day: int
    year: int | None
    leap: str = Field(description="In a year without 29 February: before or after, else nothing.")
    mine: bool
    partner: str | None = Field(description="Your partner, if the two of you share it.")
    state: str = Field(description="own, draft, proposed or agreed.")
    days_before: int | None = Field(
        description="How many days before it you want to hear of it; never without a number."
    )


async def dates_of(look: ExportScope) -> list[ExportedDate]:
    """Return one's own dates and drafts, then what two share or one of them proposes."""
    owned = select(ImportantDate).where(ImportantDate.member_id == look.me.id)
    rows = await look.ctx.session.scalars(owned.order_by(ImportantDate.at, ImportantDate.id))
    return [
        *[await _own(look, each) for each in rows],
        *[await _shared(look, each) for each in await _shares(look)],
    ]


async def _shares(look: ExportScope) -> Sequence[DateShare]:
    mine = select(CoupleMember.couple_id).where(CoupleMember.member_id == look.me.id)
    rows = select(DateShare).where(DateShare.couple_id.in_(mine), DateShare.details.is_not(None))
    return (await look.ctx.session.scalars(rows.order_by(DateShare.at, DateShare.id))).all()


async def _own(look: ExportScope, row: ImportantDate) -> ExportedDate:
    details = await own.details_of(look.ctx, row)
    days = await _days_before(look, DateNotice.date_id == row.id)
    state = "draft" if row.draft else "own"
    return _exported(details, mine=True, partner=None, state=state, days_before=days)


async def _shared(look: ExportScope, share: DateShare) -> ExportedDate:
    return _exported(
        await sharing.details_of(look.ctx, share),
        mine=share.member_id == look.me.id,
        partner=await look.partner_name(share.couple_id),
        state=share.state,
        days_before=await _days_before(look, DateNotice.share_id == share.id),
    )


def _exported(details: DateDetails, **rest: object) -> ExportedDate:
    held = {name: getattr(details, name) for name in ("words", "kind", "month", "day", "year")}
    return ExportedDate.model_validate({**held, "leap": details.leap, **rest})


async def _days_before(look: ExportScope, of_date: ColumnElement[bool]) -> int | None:
    rows = select(DateNotice.days).where(DateNotice.member_id == look.me.id, of_date)
    return await look.ctx.session.scalar(rows)


def _omit_own(dates: list[ExportedDate]) -> list[ExportedDate]:
    """Return what both know of, without one's own choice of when to hear of it."""
    return [
        each.model_copy(update={"days_before": None}) for each in dates if each.partner is not None
    ]


EXPORT = ExportSection(
    "dates",
    list[ExportedDate],
    dates_of,
    without_private=_omit_own,
    columns=(ImportantDate.details, DateShare.details),
)
