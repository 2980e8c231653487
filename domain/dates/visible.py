"""Lists the dates that a person has: their own and those that the other shares, next days first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.context import Context
from domain.dates import own, sharing
from domain.dates.details import DateDetails
from domain.errors import NotFound
from storage.tables.dates import DateShare, ImportantDate
from storage.tables.member import Member


@dataclass(frozen=True, slots=True)
class VisibleDate:
    """A date as one person has it: their own row, or what the other shares."""

    row: ImportantDate | DateShare
    details: DateDetails

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def owner_column(self) -> str:
        """Return the column by which notes and notices point at it."""
        return "date_id" if isinstance(self.row, ImportantDate) else "share_id"


async def upcoming(ctx: Context, member: Member, today: date) -> Sequence[VisibleDate]:
    """Return the person's dates in the order in which they come.

    A date that both wrote by the same words is there once, as the person's own.
    """
    found = [
        VisibleDate(row, await own.details_of(ctx, row)) for row in await own.all_of(ctx, member)
    ]
    for share in await sharing.from_partner(ctx, member):
        details = await sharing.details_of(ctx, share)
        if not any(details.is_same_as(each.details) for each in found):
            found.append(VisibleDate(share, details))
    return sorted(found, key=lambda each: each.details.next_on(today))


async def find(ctx: Context, member: Member, id: UUID | None) -> VisibleDate:
    """Return a date of the person's own, or one that both share. Raise NotFound."""
    try:
        row = await own.find(ctx, member, id)
    except NotFound:
        share = await sharing.find(ctx, member, id)
        if share.state != sharing.AGREED or share.member_id == member.id or share.put_off:
            raise NotFound from None
        return VisibleDate(share, await sharing.details_of(ctx, share))
    if row.draft:
        raise NotFound
    return VisibleDate(row, await own.details_of(ctx, row))
