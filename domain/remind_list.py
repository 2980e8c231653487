"""The reminders of one person: those to come, those that were missed, and as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vRecur
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
A_DAY = 24 * 60
MOST_TIMES = 96
"""As many as there are quarters of an hour in a day."""
LISTED = 52
"""So many occurrences stand in a file one by one, where no rule can say them."""
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
    return sorted(ahead, key=lambda each: _place(each, now))


def _place(item: Item, now: datetime) -> tuple[datetime, datetime, bool, str]:
    """Of two versions of one reminder the earlier comes first."""
    held = item.reminder
    return item.next_at or now, held.made_at, held.changes is None, held.id.hex


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
        .order_by(Ring.at.desc(), Reminder.made_at, Ring.id)
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
        words = await remind.words_of(vault, each.reminder)
        for event in _events(each, words, member, now):
            file.add_component(event)
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _is_on(item: Item) -> bool:
    return item.share is not None and item.share.state in (ON, MUTED)


def _events(item: Item, words: str, member: Member, now: datetime) -> Iterator[Event]:
    """One event, or several where there is no rule for it that calendars read.

    They are in the person's own zone: where the other's clock is, is nobody's business. So what
    comes at one moment for both is never a rule: no rule there says what another clock does.
    """
    held, own = item.reminder, ZoneInfo(member.zone or "UTC")
    first = item.next_at or now
    if held.rule is None:
        yield _event(item, words, now, first.astimezone(own))
    elif remind_ring.is_elapsed(held) and (cycle := _cycle(held.rule)):
        every, times = cycle
        for at in _coming(held, member, first, times):
            phase = int(at.timestamp()) // 60 % (every * A_DAY)
            daily = f"FREQ=DAILY;INTERVAL={every}"
            # In UTC, so that no calendar goes by a wall clock that is put forward.
            yield _event(item, words, now, at, daily, f"-{phase}")
    elif remind_ring.goes_by_own_clock(held):
        rule = Recurrence.load(held.rule)
        # The first may come late, where its clock skips the time, and the others do not.
        start = datetime.combine(first.astimezone(own), rule.at, own)
        yield _event(item, words, now, start, rule.rule)
    else:
        for at in _coming(held, member, first):
            yield _event(item, words, now, at.astimezone(own), number=f"-{at:%Y%m%dT%H%M}")


def _event(
    item: Item,
    words: str,
    now: datetime,
    start: datetime,
    rule: str = "",
    number: str = "",
) -> Event:
    event = Event()
    event.add("uid", f"{item.reminder.id}{number}@same-side")
    event.add("dtstamp", now)
    event.add("summary", words)
    event.add("dtstart", start)
    event.add("duration", LENGTH)
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    if item.share and item.share.state == ON:
        event.add_component(_alarm(words))
    return event


def _alarm(words: str) -> Alarm:
    """So that it rings in the calendar, at the very moment."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    return alarm


def _cycle(rule: str) -> tuple[int, int] | None:
    """After how many days every so many minutes begins again, and how many times fall into it.

    The calendars of Apple and Google know nothing more frequent than daily, so each time of the
    cycle is an event of its own. None where they would be too many.
    """
    minutes = Recurrence.load(rule).interval
    whole = lcm(minutes, A_DAY)
    return (whole // A_DAY, whole // minutes) if whole // minutes <= MOST_TIMES else None


def _coming(
    held: Reminder, member: Member, first: datetime, most: int = LISTED
) -> Iterator[datetime]:
    at: datetime | None = first
    for _ in range(most):
        if at is None:
            return
        yield at
        at = remind_ring.next_moment(held, member, at)


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
