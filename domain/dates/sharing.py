"""Shares a date: one proposes it as it stands, and both have it once the other agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, select, update

from domain.context import Context
from domain.dates import own
from domain.dates.details import DateDetails
from domain.errors import NotFound, RuleBroken
from domain.pair.couple import lock_couple
from storage.tables.dates import DateNotice, DateShare, ImportantDate, Note
from storage.tables.member import Member

PROPOSED, AGREED, OVER = "proposed", "agreed", "over"
MAX_OPEN = 3
"""Dates that one person has proposed and that wait for a yes."""
LIFETIME = timedelta(days=28)
"""How long a proposal waits for a yes before it ends, whether or not its reader put it off."""


async def propose(ctx: Context, author: Member, date: ImportantDate) -> DateShare:
    """Propose the date as it stands, in place of an earlier proposal of it.

    If the other proposes the same, agree to theirs. Raise RuleBroken without a partner, or if too
    many proposals wait.
    """
    await lock_couple(ctx, author)
    details = await own.details_of(ctx, date)
    for theirs in await received(ctx, author, also_put_off=True):
        if details.is_same_as(await details_of(ctx, theirs)):
            await _settle(ctx, author, theirs)
            return theirs
    await withdraw(ctx, author, date)
    if len(await _own_open(ctx, author)) >= MAX_OPEN:
        raise RuleBroken("dates-enough-open", count=MAX_OPEN)
    share = DateShare(id=uuid4(), couple_id=author.couple_id, member_id=author.id, at=ctx.now)
    share.date_id, share.state = date.id, PROPOSED
    share.put_off = await _was_put_off(ctx, author, date)
    await ctx.vault.seal(share, "details", details.dump())
    ctx.session.add(share)
    await ctx.session.flush()
    return share


async def agree(ctx: Context, member: Member, share_id: UUID | None) -> tuple[DateShare, bool]:
    """Save the other's yes to exactly what was proposed; also return whether it is new.

    Raise NotFound, or RuleBroken for a proposal that is over.
    """
    await lock_couple(ctx, member)
    share = await find(ctx, member, share_id)
    if share.member_id == member.id:
        raise NotFound
    if share.state == AGREED:
        return share, False
    await _settle(ctx, member, share)
    return share, True


async def put_off(ctx: Context, member: Member, share_id: UUID | None) -> DateShare:
    """Take what the other shares off the person's list; nobody is told. Raise NotFound."""
    share = await find(ctx, member, share_id)
    if share.member_id == member.id:
        raise NotFound
    share.put_off = True
    await _delete_notices(ctx, share, member)
    return share


async def withdraw(ctx: Context, author: Member, date: ImportantDate) -> Sequence[UUID]:
    """Withdraw a proposal that waits for a yes, and delete its words; the other is not told.

    Return the ids of what was withdrawn.
    """
    waiting = update(DateShare).where(
        DateShare.date_id == date.id, DateShare.member_id == author.id, DateShare.state == PROPOSED
    )
    ended = waiting.values(state=OVER, details=None).returning(DateShare.id)
    return (await ctx.session.scalars(ended)).all()


async def withdraw_if_changed(
    ctx: Context, author: Member, date: ImportantDate, details: DateDetails
) -> None:
    """Withdraw a proposal of other words than the date has now: a yes is for what was shown."""
    for share in await _own_open(ctx, author):
        if share.date_id == date.id and not details.is_same_as(await details_of(ctx, share)):
            await withdraw(ctx, author, date)


async def end_proposals(ctx: Context, couple_id: UUID) -> None:
    """Delete what waits for a yes between two who are no longer linked."""
    await ctx.session.execute(
        delete(DateShare).where(DateShare.couple_id == couple_id, DateShare.state != AGREED)
    )


async def find(ctx: Context, member: Member, share_id: UUID | None) -> DateShare:
    """Return a share of the person's couple. Raise NotFound, or RuleBroken if it is over."""
    rows = select(DateShare).where(
        DateShare.id == share_id, DateShare.couple_id == member.couple_id
    )
    again = rows.with_for_update().execution_options(populate_existing=True)
    share = (await ctx.session.scalars(again)).one_or_none()
    if share is None:
        raise NotFound
    if share.state == OVER or has_lapsed(ctx, share):
        raise RuleBroken("dates-over")
    return share


def has_lapsed(ctx: Context, share: DateShare) -> bool:
    """Return whether it has waited for as long as a proposal does, without a yes."""
    return share.state == PROPOSED and ctx.now - share.at >= LIFETIME


async def received(
    ctx: Context, member: Member, *, also_put_off: bool = False
) -> Sequence[DateShare]:
    """Return what the other proposes and the person has neither agreed to nor put off."""
    theirs = DateShare.member_id.is_distinct_from(member.id), DateShare.state == PROPOSED
    rows = [each for each in await _shares(ctx, member, *theirs) if not has_lapsed(ctx, each)]
    return [each for each in rows if also_put_off or not each.put_off]


async def from_partner(ctx: Context, member: Member) -> Sequence[DateShare]:
    """Return what the other shares with the person's yes."""
    theirs = DateShare.member_id.is_distinct_from(member.id), DateShare.state == AGREED
    return await _shares(ctx, member, *theirs, DateShare.put_off.is_(False))


async def state_of(ctx: Context, author: Member, date: ImportantDate) -> str:
    """Return how an own date stands between the two, as far as its author may know.

    It is `alone`, `mine` (not shared), `asked`, `both`, or `changed` (both have an earlier one).
    """
    if author.couple_id is None:
        return "alone"
    details = await own.details_of(ctx, date)
    agreed = await _shares(ctx, author, DateShare.state == AGREED)
    if any([details.is_same_as(await details_of(ctx, each)) for each in agreed]):
        return "both"
    if any(each.date_id == date.id for each in await _own_open(ctx, author)):
        return "asked"
    return "changed" if any(each.date_id == date.id for each in agreed) else "mine"


async def details_of(ctx: Context, share: DateShare) -> DateDetails:
    return DateDetails.load(await ctx.vault.open(share, "details"))


async def _settle(ctx: Context, member: Member, share: DateShare) -> None:
    """Make it a date of both; it takes the place of what they had of the same one before."""
    share.state, share.put_off = AGREED, False
    if share.date_id is None:
        return
    earlier = await _shares(
        ctx, member, DateShare.date_id == share.date_id, DateShare.state == AGREED
    )
    for each in earlier:
        if each.id != share.id:
            for table in (DateNotice, Note):
                moved = update(table).where(table.share_id == each.id).values(share_id=share.id)
                await ctx.session.execute(moved)
            await ctx.session.delete(each)
    await ctx.session.flush()


async def _shares(
    ctx: Context, member: Member, *conditions: ColumnElement[bool]
) -> Sequence[DateShare]:
    rows = select(DateShare).where(DateShare.couple_id == member.couple_id, *conditions)
    return (await ctx.session.scalars(rows.order_by(DateShare.at, DateShare.id))).all()


async def _own_open(ctx: Context, author: Member) -> Sequence[DateShare]:
    """Count what the author sees as asked, so that the limit does not reveal a no."""
    own_ = DateShare.member_id == author.id, DateShare.state == PROPOSED
    return [each for each in await _shares(ctx, author, *own_) if not has_lapsed(ctx, each)]


async def _was_put_off(ctx: Context, author: Member, date: ImportantDate) -> bool:
    """Return whether the other has lately put it off, so that it stays off their list."""
    lately = DateShare.put_off.is_(True), DateShare.at > ctx.now - LIFETIME
    return bool(await _shares(ctx, author, DateShare.date_id == date.id, *lately))


async def _delete_notices(ctx: Context, share: DateShare, member: Member) -> None:
    own_notices = DateNotice.share_id == share.id, DateNotice.member_id == member.id
    await ctx.session.execute(delete(DateNotice).where(*own_notices))
