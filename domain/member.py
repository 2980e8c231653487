"""Finds, welcomes and names one person and their partner."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import NOT_GREETED_KINDS, Address, Event, Kind
from content.normalize import is_blank
from domain import calendar
from domain.context import Context
from domain.privacy import consent
from storage.sealing import ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import CoupleMember
from storage.tables.queues import Outbox

NAME_LENGTH = 40


async def by_address(ctx: Context, server_keys: ServerKeys, who: Address) -> Member | None:
    """Return the person behind an address, if they ever wrote."""
    found = await ctx.session.scalars(
        select(Member).where(Member.lookup == server_keys.lookup(who))
    )
    return found.one_or_none()


async def arrive(
    ctx: Context, server_keys: ServerKeys, known: Member | None, event: Event, language: str
) -> Member | None:
    """Return the person of an event, who starts over after /forget, and is created when new.

    Return None for a new person whom this kind of event does not introduce.
    """
    if event.address is None or event.kind in NOT_GREETED_KINDS:
        return known
    if known is None:
        known = await create(ctx, server_keys, event.address, event.nickname)
        known.language = language
    elif known.leaving:
        await _start_over(ctx, known, event.nickname)
    return known


async def create(ctx: Context, server_keys: ServerKeys, who: Address, name: str) -> Member:
    """Create a row and a key for a person who writes for the first time."""
    member = Member(
        id=uuid4(), platform=who.platform, lookup=server_keys.lookup(who), joined_at=ctx.now
    )
    ctx.vault.make_key(member.id)
    await ctx.vault.seal(member, "address", _address_text(who))
    await ctx.vault.seal(member, "name", _name(name))
    ctx.session.add(member)
    await ctx.session.flush()
    return member


async def _start_over(ctx: Context, member: Member, name: str) -> None:
    """Make a person new who was erased a moment ago and writes again."""
    member.leaving = False
    await ctx.vault.seal(member, "name", _name(name))


def mark_returned(member: Member, event: Event) -> bool:
    """Mark the sender of an event as reachable; return whether they were not before."""
    returned = event.address is not None and not member.reachable and event.kind is not Kind.LEFT
    member.reachable = member.reachable or returned
    return returned


async def record_visit(ctx: Context, member: Member, event: Event) -> None:
    """Note when and in which chat the sender of an event was here, unless they are leaving."""
    if event.address and event.kind is not Kind.LEFT and not member.leaving:
        _record_activity(member, ctx.now)
        await update_channel(ctx, member, event.address)


def _record_activity(member: Member, now: datetime) -> None:
    """Save only the month, which is enough to know who has long been gone."""
    member.active_in = now.date().replace(day=1)
    member.warned_on = None


async def address_of(vault: Vault, member: Member) -> Address:
    """Return where to reach the person. Raise CannotOpen."""
    id, _, channel = (await vault.open(member, "address")).partition(" ")
    return Address(member.platform, id, channel)


async def update_channel(ctx: Context, member: Member, who: Address) -> None:
    """Save where their chat with the bot is, once they use it there and only when it changes."""
    if who.channel and who.channel != (await address_of(ctx.vault, member)).channel:
        await ctx.vault.seal(member, "address", _address_text(who))


async def swap_addresses(ctx: Context, one: Member, other: Member) -> None:
    """Swap the addresses at which two rows are reached and found."""
    addresses = await address_of(ctx.vault, one), await address_of(ctx.vault, other)
    lookups = one.lookup, other.lookup
    # A lookup is unique at every moment, so one row first gives way.
    one.lookup = uuid4().bytes
    await ctx.session.flush()
    other.lookup = lookups[0]
    await ctx.session.flush()
    one.lookup = lookups[1]
    one.reachable, other.reachable = other.reachable, one.reachable
    for member, who in zip((other, one), addresses, strict=True):
        member.platform = who.platform
        await ctx.vault.seal(member, "address", _address_text(who))
    await ctx.session.flush()


async def partner_of(ctx: Context, member: Member) -> Member | None:
    """Return the other person of the couple that the person is in now."""
    if member.couple_id is None:
        return None
    others = select(Member).where(Member.couple_id == member.couple_id, Member.id != member.id)
    return (await ctx.session.scalars(others)).one_or_none()


async def was_linked(ctx: Context, member: Member) -> bool:
    """Return whether the person is or was in a couple."""
    couple_members = select(CoupleMember.id).where(CoupleMember.member_id == member.id).limit(1)
    return await ctx.session.scalar(couple_members) is not None


def is_paused(member: Member, now: datetime) -> bool:
    """Return whether they asked for quiet; what they ask for themselves still comes."""
    return member.paused_until is not None and now < member.paused_until


def can_be_pushed(member: Member, now: datetime) -> bool:
    """Return whether a message that they did not ask for may reach them now."""
    refused = member.consent == consent.REFUSED
    return member.reachable and not refused and not is_paused(member, now)


def is_quiet_minute(member: Member, minute: int) -> bool:
    """Return whether a minute of the day, on the person's own clock, is in their quiet hours."""
    begin, end = member.quiet_from, member.quiet_until
    if begin <= end:
        return begin <= minute < end
    return minute >= begin or minute < end


def end_of_quiet_hours(member: Member, now: datetime) -> datetime:
    """Return when a message that can wait may come: now, or at the end of their quiet hours."""
    zone = member.zone or "UTC"
    local = calendar.to_local(now, zone)
    minute = local.hour * 60 + local.minute
    if not is_quiet_minute(member, minute):
        return now
    day = local.date() + calendar.DAY * (minute >= member.quiet_until)
    # An hour that a clock shows twice has ended the first time.
    return max(now, calendar.to_utc(day, time(*divmod(member.quiet_until, 60)), zone))


async def partner_name(ctx: Context, reader: Member, couple_id: UUID | None) -> str:
    """Return the name of the other person of a couple, present or former; "" if there is none.

    The name is stored with their side of the couple, which outlives their row, so it is the same
    however they left.
    """
    couple_members = select(CoupleMember).where(
        CoupleMember.couple_id == couple_id, CoupleMember.member_id.is_distinct_from(reader.id)
    )
    couple_member = (await ctx.session.scalars(couple_members)).first()
    return await ctx.vault.open(couple_member, "name") if couple_member else ""


async def rename(ctx: Context, member: Member, name: str) -> None:
    """Change the name that the partner sees; earlier partners keep the one that they knew."""
    await ctx.vault.seal(member, "name", _name(name))
    couple_members = select(CoupleMember).where(
        CoupleMember.couple_id == member.couple_id, CoupleMember.member_id == member.id
    )
    for couple_member in await ctx.session.scalars(couple_members):
        await ctx.vault.seal(couple_member, "name", _name(name))


async def mark_unreachable(session: AsyncSession, member: Member) -> None:
    """Cancel all waiting messages of a person who blocked the bot or closed their messages."""
    member.reachable = False
    waiting = update(Outbox).where(Outbox.member_id == member.id, Outbox.state == "new")
    await session.execute(waiting.values(state="cancelled", body=None))


def _name(name: str) -> str:
    """Return the name as it is kept: cut to its limit, and "" if nothing of it is visible."""
    return "" if is_blank(name[:NAME_LENGTH]) else name[:NAME_LENGTH]


def _address_text(who: Address) -> str:
    return f"{who.id} {who.channel}".rstrip()
