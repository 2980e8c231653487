"""Lists the reminders of one person: those to come and those missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from domain.context import Context
from domain.errors import NotFound
from domain.remind import occurrences, reminders
from domain.remind.reminders import ACTIVE, ASKED, ME, MUTED, ON
from domain.remind.timing import timing_of
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

MISSED_FOR = timedelta(days=14)
"""How long an occurrence that was missed or never ticked stays in the list."""
MAX_MISSED = 5


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder in a person's list; one for the other alone has no `recipient`."""

    reminder: Reminder
    recipient: ReminderRecipient | None
    next_at: datetime | None


async def upcoming_items(ctx: Context, member: Member) -> list[Item]:
    """Return all that is to come, soonest first, also what they muted or were only asked about."""
    found = [
        _item(reminder, share, member, ctx.now) for reminder, share in await _rows(ctx, member)
    ]
    ahead = [each for each in found if each.next_at]
    return sorted(ahead, key=lambda each: _sort_key(each, ctx.now))


def _sort_key(item: Item, now: datetime) -> tuple[datetime, datetime, bool, str]:
    """Sort by the next moment; of two versions of one reminder the earlier comes first."""
    reminder = item.reminder
    return item.next_at or now, reminder.made_at, reminder.changes is None, reminder.id.hex


async def find_item(ctx: Context, reminder: Reminder, member: Member) -> Item:
    """Return one reminder as it is in this person's list. Raise NotFound if it is not in it."""
    share = await reminders.recipient_of(ctx, reminder, member)
    if share is None and reminder.author_id != member.id:
        raise NotFound
    return _item(reminder, share, member, ctx.now)


async def missed(ctx: Context, member: Member) -> list[tuple[Reminder, ReminderOccurrence]]:
    """Return the last occurrences that did not come, or came and wait for a tick, newest first."""
    rows = (
        select(Reminder, ReminderOccurrence)
        .join(ReminderOccurrence, ReminderOccurrence.reminder_id == Reminder.id)
        .where(
            ReminderOccurrence.member_id == member.id,
            ReminderOccurrence.state.in_((occurrences.MISSED, occurrences.OPEN)),
            ReminderOccurrence.at > ctx.now - MISSED_FOR,
            Reminder.state == ACTIVE,
            _is_alive(member),
        )
        .order_by(ReminderOccurrence.at.desc(), Reminder.made_at, ReminderOccurrence.id)
        .limit(MAX_MISSED)
    )
    return [
        (reminder, occurrence) for reminder, occurrence in (await ctx.session.execute(rows)).all()
    ]


def _item(
    reminder: Reminder, share: ReminderRecipient | None, member: Member, now: datetime
) -> Item:
    planned = share.next_at if share and share.state == ON else None
    return Item(reminder, share, planned or timing_of(reminder, member).next_after(now))


async def _rows(
    ctx: Context, member: Member
) -> Sequence[tuple[Reminder, ReminderRecipient | None]]:
    side = and_(
        ReminderRecipient.reminder_id == Reminder.id, ReminderRecipient.member_id == member.id
    )
    rows = (
        select(Reminder, ReminderRecipient)
        .outerjoin(ReminderRecipient, side)
        .where(
            Reminder.state == ACTIVE,
            _is_alive(member),
            or_(
                ReminderRecipient.state.in_((ASKED, ON, MUTED)),
                and_(Reminder.author_id == member.id, Reminder.audience != ME),
            ),
        )
    )
    return [(reminder, share) for reminder, share in (await ctx.session.execute(rows)).all()]


def _is_alive(member: Member) -> ColumnElement[bool]:
    own = and_(Reminder.audience == ME, Reminder.author_id == member.id)
    return or_(own, Reminder.couple_id == member.couple_id) if member.couple_id else own
