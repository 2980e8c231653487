"""Drafts, confirms, changes and deletes reminders, by those who may."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, or_, select

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.natural_time import merge
from domain.natural_time.expression import Said
from domain.recurrence import Recurrence
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderRecipient

ME, US, PARTNER = AUDIENCES = ("me", "us", "partner")
EACH, BOTH, EITHER = MODES = ("each", "both", "either")
SAME, OWN = CLOCKS = ("same", "own")
DRAFT, ACTIVE, DELETED = "draft", "active", "deleted"
APPLIED, UNDONE, REPLACED = "applied", "undone", "replaced"
"""The states of a change: it counts, was taken back, or a newer one counts."""
ASKED, ON, MUTED, OFF = "asked", "on", "muted", "off"
LONGEST = 200
"""The most characters of a reminder, which is read at a glance."""
MAX_FOR_PARTNER = 5
"""The most reminders for the other that may wait, unless the operator sets another number."""
MAX_OWN = 200
"""The most reminders for oneself that may wait at a time."""
MAX_FOR_BOTH = 20
"""The most reminders for both that one person may have waiting at a time."""
MAX_ACTS_PER_DAY = 10
"""How often a day a person may ask, change, delete and restore what is not theirs alone."""
MIN_INTERVAL_MINUTES = 24 * 60
"""The fewest minutes between two rings of what one person makes for another."""
DAY = timedelta(days=1)
DRAFTS_KEPT = timedelta(days=7)
DELETED_KEPT = timedelta(days=7)
"""A deleted one that is older than this goes for good when its author makes the next."""


async def begin(ctx: Context, member: Member) -> Reminder:
    """Begin an empty draft in the person's zone; delete drafts that are too old."""
    await _delete_stale(ctx, member)
    draft = Reminder(id=uuid4(), author_id=member.id, zone=member.zone or "UTC", made_at=ctx.now)
    ctx.session.add(draft)
    await ctx.session.flush()
    return draft


async def begin_copy(ctx: Context, reminder: Reminder, member: Member) -> Reminder:
    """Begin a draft of this person's with the words and times of another draft or reminder."""
    other = Reminder(id=uuid4(), author_id=member.id, made_at=ctx.now)
    other.wish_id = reminder.wish_id
    for column in ("couple_id", "changes", "audience", "mode", "clock", "zone", "rule", "at"):
        setattr(other, column, getattr(reminder, column))
    await ctx.vault.seal(other, "words", await words_of(ctx, reminder))
    ctx.session.add(other)
    await ctx.session.flush()
    return other


async def begin_change(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Begin a draft with what a reminder says now, to be changed and then confirmed."""
    reminder = await find_changeable(ctx, member, reminder_id)
    await _delete_stale(ctx, member)
    draft = await begin_copy(ctx, reminder, member)
    draft.changes = reminder.changes or reminder.id
    return draft


async def find_draft(ctx: Context, member: Member, draft_id: UUID | None) -> Reminder:
    """Lock and return the person's own draft. Raise NotFound, also if it is confirmed."""
    reminder = await lock(ctx, draft_id)
    if reminder.author_id != member.id or reminder.state != DRAFT or not is_alive(reminder, member):
        raise NotFound
    return reminder


async def lock(ctx: Context, reminder_id: UUID | None) -> Reminder:
    """Lock and return the row, so that two people who change it come one after the other."""
    row = select(Reminder).where(Reminder.id == reminder_id).with_for_update()
    fresh = row.execution_options(populate_existing=True)
    reminder = (await ctx.session.scalars(fresh)).one_or_none()
    if reminder is None:
        raise NotFound
    return reminder


async def by_message(ctx: Context, member: Member, message: str) -> Reminder | None:
    """Return the person's newest reminder whose words were written in this chat message."""
    rows = select(Reminder).where(Reminder.author_id == member.id, Reminder.message == message)
    newest = rows.order_by(Reminder.made_at.desc()).limit(1)
    return (await ctx.session.scalars(newest)).one_or_none() if message else None


def is_alive(reminder: Reminder, member: Member) -> bool:
    """Return whether the reminder still counts; one for two ends when they are unlinked."""
    return reminder.audience in ("", ME) or reminder.couple_id == member.couple_id is not None


async def find_changeable(
    ctx: Context, member: Member, reminder_id: UUID | None, *states: str
) -> Reminder:
    """Return a reminder that this person may change: their own, or one for both that reaches them.

    `states` are the states that it may be in, by default only active. Raise NotFound.
    """
    reminder = await lock(ctx, reminder_id)
    if reminder.state not in (states or (ACTIVE,)) or not is_alive(reminder, member):
        raise NotFound
    if reminder.author_id == member.id:
        return reminder
    mine = await recipient_of(ctx, reminder, member)
    if reminder.audience != US or mine is None:
        raise NotFound
    if mine.state in (ON, MUTED) or await _has_earlier_version(ctx, reminder, member):
        return reminder
    raise NotFound


async def recipient_of(
    ctx: Context, reminder: Reminder, member: Member | None
) -> ReminderRecipient | None:
    """Return this person's side of the reminder."""
    if member is None:
        return None
    rows = select(ReminderRecipient).where(
        ReminderRecipient.reminder_id == reminder.id, ReminderRecipient.member_id == member.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


def set_audience(draft: Reminder, member: Member, audience: str) -> None:
    """Set who the reminder is for. Raise RuleBroken for both while there is no partner."""
    if audience not in AUDIENCES:
        raise NotFound
    if audience != ME and member.couple_id is None:
        raise RuleBroken("remind-not-linked")
    draft.audience = audience
    draft.couple_id = None if audience == ME else member.couple_id
    draft.mode = BOTH if audience == US else EACH
    draft.clock = OWN if audience == ME else SAME


async def set_words(ctx: Context, draft: Reminder, words: str) -> None:
    """Set the words. Raise RuleBroken if they are empty or too long."""
    words = words.strip()
    if not words:
        raise RuleBroken("remind-no-words")
    if len(words) > LONGEST:
        raise RuleBroken("remind-too-long", longest=LONGEST, over=len(words) - LONGEST)
    await ctx.vault.seal(draft, "words", words)


def choose_mode(draft: Reminder, mode: str) -> None:
    """Set who marks it done, which only a reminder for both leaves open. Raise NotFound."""
    if mode not in MODES or draft.audience != US:
        raise NotFound
    draft.mode = mode


def choose_clock(draft: Reminder, clock: str) -> None:
    """Set one moment for both, or each person's own wall clock. Raise NotFound."""
    if clock not in CLOCKS or draft.audience == ME:
        raise NotFound
    draft.clock = clock


def set_moment(draft: Reminder, member: Member, at: datetime, rule: str | None) -> None:
    """Set the only moment, or the first one of `rule`; both are in the person's own zone."""
    draft.at, draft.rule, draft.zone = at, rule, member.zone or "UTC"
    draft.said = None


async def save_partial_time(ctx: Context, draft: Reminder, said: Said) -> None:
    """Save what was said of the moment until the rest of it is said."""
    await ctx.vault.seal(draft, "said", merge.dump(said))


async def partial_time(ctx: Context, draft: Reminder) -> Said | None:
    """Return what was said of the moment so far."""
    return merge.load(await ctx.vault.open(draft, "said")) if draft.said else None


async def must_have_room(ctx: Context, member: Member, draft: Reminder, for_partner: int) -> None:
    """Raise RuleBroken if too many wait for one person, or they asked for too many in a day.

    Also raise it for a moment that has passed, and for one that comes too often for another person.
    Only what the author can see counts: never whether the other accepted, or ticked.
    """
    must_be_ahead(draft, ctx.now)
    must_not_be_too_often(draft)
    most = {ME: MAX_OWN, US: MAX_FOR_BOTH, PARTNER: for_partner}[draft.audience]
    mine = select(func.count()).where(Reminder.author_id == member.id)
    waiting = mine.where(
        Reminder.state == ACTIVE,
        Reminder.changes.is_(None),
        Reminder.audience == draft.audience,
        Reminder.couple_id.is_not_distinct_from(draft.couple_id),
        is_upcoming(ctx.now),
    )
    if (await ctx.session.scalar(waiting) or 0) >= most:
        raise RuleBroken(f"remind-enough-{draft.audience}", most=most)
    if draft.audience != ME and await count_acts_today(ctx, member) >= MAX_ACTS_PER_DAY:
        raise daily_limit_error()


async def count_acts_today(ctx: Context, member: Member) -> int:
    """Return how often within a day the person asked, changed, deleted or restored one for two."""
    asked = Reminder.state.in_((ACTIVE, DELETED)) & Reminder.changes.is_(None)
    today = select(func.count()).where(
        Reminder.author_id == member.id,
        Reminder.audience != ME,
        or_(asked, Reminder.state == APPLIED),
        Reminder.made_at > ctx.now - DAY,
    )
    return await ctx.session.scalar(today) or 0


def daily_limit_error() -> RuleBroken:
    """Return the error for a day that allows no more; nothing is lost by it."""
    return RuleBroken("remind-enough-today", most=MAX_ACTS_PER_DAY)


async def record_act(ctx: Context, member: Member, reminder: Reminder) -> None:
    """Count a deletion, or its undoing, among the changes of the day: a row without words."""
    if reminder.audience == ME:
        return
    note = Reminder(
        id=uuid4(), author_id=member.id, couple_id=reminder.couple_id, changes=reminder.id
    )
    note.audience, note.state, note.zone, note.made_at = reminder.audience, APPLIED, "UTC", ctx.now
    ctx.session.add(note)
    await ctx.session.flush()


def is_complete(draft: Reminder) -> bool:
    """Return whether nothing of it is missing."""
    return draft.words is not None and draft.at is not None and bool(draft.audience)


def must_be_ahead(draft: Reminder, now: datetime) -> None:
    """Raise RuleBroken for a moment that has passed."""
    if draft.rule is None and (draft.at is None or draft.at <= now):
        raise RuleBroken("remind-passed")


def must_not_be_too_often(reminder: Reminder) -> None:
    """Raise RuleBroken if it would ring for another person more than once a day."""
    if is_too_often(reminder):
        raise RuleBroken("remind-often-for-two")


def is_too_often(reminder: Reminder) -> bool:
    """Return whether it rings more than once a day, which each can choose for themselves alone."""
    if reminder.audience == ME or reminder.rule is None:
        return False
    rule = Recurrence.load(reminder.rule)
    return bool(rule.hours) or (rule.freq == "elapsed" and rule.interval < MIN_INTERVAL_MINUTES)


def is_upcoming(now: datetime) -> ColumnElement[bool]:
    """Select reminders that have a moment ahead of them, whatever was done with earlier ones."""
    return or_(Reminder.rule.is_not(None), Reminder.at > now)


async def words_of(ctx: Context, reminder: Reminder) -> str:
    """Return the words as they were shared, or as the author wrote them."""
    if reminder.shared is not None:
        return await ctx.vault.open(reminder, "shared")
    return await ctx.vault.open(reminder, "words")


async def _has_earlier_version(ctx: Context, reminder: Reminder, member: Member) -> bool:
    earlier = (
        select(ReminderRecipient.id)
        .join(Reminder, Reminder.id == ReminderRecipient.reminder_id)
        .where(
            Reminder.changes == reminder.id,
            Reminder.state == ACTIVE,
            ReminderRecipient.member_id == member.id,
        )
    )
    return await ctx.session.scalar(earlier) is not None


async def _delete_stale(ctx: Context, member: Member) -> None:
    mine = delete(Reminder).where(Reminder.author_id == member.id)
    drafts = mine.where(
        Reminder.state.in_((DRAFT, APPLIED, UNDONE, REPLACED)),
        Reminder.made_at < ctx.now - DRAFTS_KEPT,
    )
    await ctx.session.execute(drafts)
    old = Reminder.state == DELETED, Reminder.made_at < ctx.now - DELETED_KEPT
    gone = select(Reminder.id).where(Reminder.author_id == member.id, *old)
    earlier = delete(Reminder).where(Reminder.state == DELETED, Reminder.changes.in_(gone))
    await ctx.session.execute(earlier)
    await ctx.session.execute(mine.where(*old))
