"""Kind sentences: one partner writes them, the other reads them when they like."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from uuid import UUID

from pydantic import Field
from sqlalchemy import ColumnElement, and_, func, or_, select

from domain import calendar, member as members, pushes, unsorted
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.paging import PagePosition, page_of
from domain.pair.couple import lock_couple
from domain.privacy import hide
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, keep_all
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.thanks import Thanks

LONGEST = 500
"""Characters of one sentence; what is longer is a letter, and better given by hand."""
MAX_PER_DAY = 5
"""The limit from one midnight of the author to the next; more would turn into noise."""
MAX_ON_CARD = 5
"""After a long pause a card brings the newest; the rest is in the jar."""


async def give(ctx: Context, author: Member, receiver: Member, draft_id: UUID | None) -> Thanks:
    """Move a draft of the author's to the couple's jar; a second call changes nothing.

    Raise NotFound for a draft that is not the author's, and RuleBroken when the two are no longer
    linked or the day's thanks are all given; the draft stays then.
    """
    given = select(Thanks).where(Thanks.id == draft_id, Thanks.author_id == author.id)
    if earlier := (await ctx.session.scalars(given)).one_or_none():
        return earlier
    draft = await unsorted.find_own(ctx, author, draft_id)
    couple = await lock_couple(ctx, author)
    await _must_be_within_daily_limit(ctx, author)
    thanks = Thanks(id=draft.id, couple_id=couple.id, message=draft.message, at=ctx.now)
    thanks.author_id, thanks.receiver_id = author.id, receiver.id
    await ctx.vault.seal(thanks, "text", await unsorted.words_of(ctx, draft))
    ctx.session.add(thanks)
    await unsorted.discard(ctx, draft)
    return thanks


async def by_message(ctx: Context, author: Member, message: str) -> Thanks | None:
    """Return what the author sent with the words of this chat message."""
    sent = select(Thanks).where(Thanks.author_id == author.id, Thanks.message == message)
    return (await ctx.session.scalars(sent)).first() if message else None


async def has_given(ctx: Context, author: Member, since: datetime) -> bool:
    """Return whether the person has thanked the one they are linked with now."""
    given = select(Thanks.id).where(
        Thanks.author_id == author.id, Thanks.couple_id == author.couple_id, Thanks.at >= since
    )
    return await ctx.session.scalar(given.limit(1)) is not None


async def has_not_thanked(ctx: Context, member: Member, round_: Round) -> bool:
    """Return whether the person can be nudged to thank in this round."""
    return not await has_given(ctx, member, round_.opened_at)


def mark_shown(thanks: Thanks) -> None:
    """Mark it as delivered, so that no card brings it."""
    # Not when it was shown: nobody should learn what was read when, even from the database.
    thanks.shown_at = thanks.at


async def take_for_card(ctx: Context, member: Member) -> list[tuple[str, str]]:
    """Return the author's name and words of what waited for the weekly card, oldest first.

    Only for somebody who wants them there, and only once: all that waited counts as shown.
    """
    if member.from_partner != pushes.CARD or member.couple_id is None:
        return []
    waiting = select(Thanks).where(
        Thanks.couple_id == member.couple_id,
        Thanks.receiver_id == member.id,
        Thanks.shown_at.is_(None),
    )
    kept = (await ctx.session.scalars(waiting.order_by(Thanks.at, Thanks.id))).all()
    for each in kept:
        mark_shown(each)
    return [
        (
            await members.partner_name(ctx, member, each.couple_id),
            await ctx.vault.open(each, "text"),
        )
        for each in kept[-MAX_ON_CARD:]
    ]


async def page_at(ctx: Context, member: Member, thanks_id: UUID | None) -> PagePosition | None:
    """Return a page of all that the person got and gave, linked or not, newest first.

    Notes that they have put away are left out. Without an id the page is the newest; None while
    the jar is empty. Raise NotFound.
    """
    theirs = or_(Thanks.author_id == member.id, _is_in_jar(member))
    rows = select(Thanks.id).where(theirs, Thanks.couple_id.in_(hide.visible_couple_ids(member)))
    ids = await ctx.session.scalars(rows.order_by(Thanks.at.desc(), Thanks.id))
    return page_of(ids.all(), thanks_id)


async def draw(ctx: Context, member: Member, before: UUID | None, chance: Random) -> UUID | None:
    """Draw one sentence for a grey day, if possible another than the one before.

    It is one that they got; of those, one from their present partner. Raise NotFound if the one
    before is not theirs, unless they have put it away meanwhile.
    """
    one = await ctx.session.get(Thanks, before) if before else None
    if one is None or one.receiver_id != member.id:
        await page_at(ctx, member, before)
    got = select(Thanks.id).where(
        _is_in_jar(member), Thanks.couple_id.in_(hide.visible_couple_ids(member))
    )
    if member.couple_id:
        got = got.where(Thanks.couple_id == member.couple_id)
    ids = (await ctx.session.scalars(got.order_by(Thanks.at, Thanks.id))).all()
    others = [each for each in ids if each != before]
    return chance.choice(others or ids) if ids else None


async def set_put_away(
    ctx: Context, member: Member, thanks_id: UUID | None, *, away: bool
) -> Thanks:
    """Take what the person got out of their own jar, or put it back. Raise NotFound.

    It counts as shown, so that no card brings it.
    """
    thanks = await ctx.session.get(Thanks, thanks_id) if thanks_id else None
    if thanks is None or thanks.receiver_id != member.id:
        raise NotFound
    thanks.put_away = away
    mark_shown(thanks)
    return thanks


def _is_in_jar(member: Member) -> ColumnElement[bool]:
    return and_(Thanks.receiver_id == member.id, Thanks.put_away.is_(False))


async def _must_be_within_daily_limit(ctx: Context, author: Member) -> None:
    zone = author.zone or "UTC"
    midnight = calendar.to_utc(calendar.to_local(ctx.now, zone).date(), time.min, zone)
    today = select(func.count()).where(Thanks.author_id == author.id, Thanks.at >= midnight)
    if (await ctx.session.scalar(today) or 0) >= MAX_PER_DAY:
        raise RuleBroken("thanks-enough-today", count=MAX_PER_DAY)


class ExportedThanks(ExportedPart):
    """A sentence from your jar."""

    mine: bool = Field(description="Whether you gave it; else you got it.")
    other: str
    words: str
    on: date | None = Field(
        description="The day on which you gave it. When your partner wrote theirs is not told."
    )
    put_away: bool = Field(description="Whether you took it out of your jar.")


async def export(look: ExportScope) -> list[ExportedThanks]:
    """Return what one gave, and what one got and has been shown."""
    got = (Thanks.receiver_id == look.me.id) & Thanks.shown_at.is_not(None)
    rows = select(Thanks).where(or_(Thanks.author_id == look.me.id, got))
    return [
        ExportedThanks(
            mine=each.author_id == look.me.id,
            other=await look.partner_name(each.couple_id),
            words=await look.ctx.vault.open(each, "text"),
            on=look.local_day(each.at) if each.author_id == look.me.id else None,
            put_away=each.put_away and each.receiver_id == look.me.id,
        )
        for each in await look.ctx.session.scalars(rows.order_by(Thanks.at, Thanks.id))
    ]


EXPORT = ExportSection(
    "thanks", list[ExportedThanks], export, without_private=keep_all, columns=(Thanks.text,)
)
