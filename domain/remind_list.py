"""The reminders of one person: those to come, those that were missed, and as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import remind, remind_ring
from domain.errors import NotFound
from domain.remind import ACTIVE, ASKED, ME, MUTED, ON
from domain.when_rule import Recurrence
from storage.models import Member, Reminder, ReminderShare, Ring
from storage.sealing import Vault

MISSED_FOR = timedelta(days=14)
"""So long what was missed or never ticked stays in the list."""
MISSED_MOST = 5
LISTED = 51
LENGTH = timedelta(minutes=30)
"""How long a reminder is in a calendar, which knows no moments."""


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder as it stands in a person's list; `share` is None for one only for the other."""

    reminder: Reminder
    share: ReminderShare | None
    next_at: datetime | None


async def items(session: AsyncSession, member: Member, now: datetime) -> list[Item]:
    """All that is to come, soonest first, also what they muted or were only asked about."""
    found = [_item(held, share, member, now) for held, share in await _rows(session, member)]
    ahead = [each for each in found if each.next_at]
    return sorted(ahead, key=lambda each: (each.next_at or now, each.reminder.id.hex))


async def item(session: AsyncSession, held: Reminder, member: Member, now: datetime) -> Item:
    """One reminder as it stands in this person's list. Raises NotFound for one that does not."""
    share = await remind.share_of(session, held, member)
    if share is None and held.author_id != member.id:
        raise NotFound
    return _item(held, share, member, now)


async def missed(
    session: AsyncSession, member: Member, now: datetime
) -> list[tuple[Reminder, Ring]]:
    """The last ones that did not come, or came and wait for a tick, newest first."""
    rows = (
        select(Reminder, Ring)
        .join(Ring, Ring.reminder_id == Reminder.id)
        .where(
            Ring.member_id == member.id,
            Ring.state.in_((remind_ring.MISSED, remind_ring.OPEN)),
            Ring.at > now - MISSED_FOR,
            Reminder.state == ACTIVE,
            _is_alive(member),
        )
        .order_by(Ring.at.desc(), Ring.id)
        .limit(MISSED_MOST)
    )
    return [(held, ring) for held, ring in (await session.execute(rows)).all()]


async def calendar_file(
    session: AsyncSession, vault: Vault, member: Member, product: str, now: datetime
) -> bytes | None:
    """What is to come for this person as iCalendar (RFC 5545); None when there is nothing."""
    own = [each for each in await items(session, member, now) if _is_on(each)]
    if not own:
        return None
    file = Calendar()
    file.add("prodid", f"-//{product}//reminders//EN")
    file.add("version", "2.0")
    for each in own:
        file.add_component(_event(each, await remind.words_of(vault, each.reminder), member, now))
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _is_on(item: Item) -> bool:
    return item.share is not None and item.share.state in (ON, MUTED)


def _event(item: Item, words: str, member: Member, now: datetime) -> Event:
    """In the person's own zone: where the other's clock is, is nobody's business."""
    held, own = item.reminder, member.zone or "UTC"
    event = Event()
    event.add("uid", f"{held.id}@same-side")
    event.add("dtstamp", now)
    event.add("summary", words)
    start = (item.next_at or now).astimezone(ZoneInfo(own))
    event.add("dtstart", start)
    event.add("duration", LENGTH)
    if held.rule and (remind_ring.is_elapsed(held) or remind_ring.zone_of(held, member) == own):
        event.add("rrule", vRecur.from_ical(Recurrence.load(held.rule).rule))
    elif held.rule:
        event.add("rdate", [at.astimezone(ZoneInfo(own)) for at in _coming(held, member, start)])
    return event


def _coming(held: Reminder, member: Member, start: datetime) -> Iterator[datetime]:
    """A rule on another clock is no rule on this one, so its next occurrences are listed."""
    at: datetime | None = start
    for _ in range(LISTED):
        at = remind_ring.next_moment(held, member, at) if at else None
        if at:
            yield at


def _item(held: Reminder, share: ReminderShare | None, member: Member, now: datetime) -> Item:
    planned = share.next_at if share and share.state == ON else None
    return Item(held, share, planned or remind_ring.next_moment(held, member, now))


async def _rows(
    session: AsyncSession, member: Member
) -> Sequence[tuple[Reminder, ReminderShare | None]]:
    side = and_(
        ReminderShare.reminder_id == Reminder.id,
        ReminderShare.member_id == member.id,
    )
    rows = (
        select(Reminder, ReminderShare)
        .outerjoin(ReminderShare, side)
        .where(
            Reminder.state == ACTIVE,
            _is_alive(member),
            or_(
                ReminderShare.state.in_((ASKED, ON, MUTED)),
                and_(Reminder.author_id == member.id, Reminder.audience != ME),
            ),
        )
    )
    return [(held, share) for held, share in (await session.execute(rows)).all()]


def _is_alive(member: Member) -> ColumnElement[bool]:
    own = and_(Reminder.audience == ME, Reminder.author_id == member.id)
    return or_(own, Reminder.couple_id == member.couple_id) if member.couple_id else own
