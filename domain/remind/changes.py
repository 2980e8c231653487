"""Changes a reminder: at once for the author of the change, and after a yes for the partner."""

from __future__ import annotations

from sqlalchemy import update

from domain.context import Context
from domain.remind import occurrences, quiet_hours, reminders, versions
from domain.remind.reminders import APPLIED, ASKED, ME, OFF, REPLACED, UNDONE, US
from storage.tables.member import Member
from storage.tables.remind import Reminder

COLUMNS = ("at", "rule", "clock", "zone", "mode")
"""Columns that a change copies as they are."""


async def apply(
    ctx: Context, member: Member, partner: Member | None, draft: Reminder, *, rests: bool
) -> Reminder:
    """Apply a change: the last of two editors wins for themselves, and the other is asked.

    With `rests` the version before does not ring for the other until their yes, if the reminder's
    author asks for it.
    """
    reminder = await reminders.find_changeable(ctx, member, draft.changes)
    words = await ctx.vault.open(draft, "words")
    moved, reworded = (
        _has_new_moment(reminder, draft),
        words != await reminders.words_of(ctx, reminder),
    )
    await _count_change(ctx, member, draft, moved=moved)
    rests = rests and reminder.author_id == member.id
    if moved or reworded or rests or reminder.mode != draft.mode:
        await versions.split_for_partner(ctx, reminder, partner, rests=rests)
    await _exchange(ctx, reminder, draft, member)
    await _apply_for_changer(ctx, reminder, member, moved=moved)
    await _replace_earlier_changes(ctx, reminder)
    draft.state = APPLIED
    return reminder


async def restore_before(ctx: Context, member: Member, change: Reminder) -> Reminder:
    """Restore what a person's own reminder was before a change of theirs."""
    reminder = await reminders.find_changeable(ctx, member, change.changes)
    await _exchange(ctx, reminder, change, member)
    await _apply_for_changer(ctx, reminder, member, moved=True)
    change.state = UNDONE
    return reminder


async def _replace_earlier_changes(ctx: Context, reminder: Reminder) -> None:
    """Keep earlier changes of a person's own reminder from being taken back."""
    if reminder.audience == ME:
        earlier = update(Reminder).where(Reminder.changes == reminder.id, Reminder.state == APPLIED)
        await ctx.session.execute(earlier.values(state=REPLACED))


async def _exchange(ctx: Context, reminder: Reminder, draft: Reminder, member: Member) -> None:
    """Give the reminder what the draft says; one of a person's own keeps in it what was before."""
    words, before = await ctx.vault.open(draft, "words"), await reminders.words_of(ctx, reminder)
    for column in COLUMNS:
        old = getattr(reminder, column)
        setattr(reminder, column, getattr(draft, column))
        if reminder.audience == ME:
            setattr(draft, column, old)
    if words != before:
        await _reword(ctx, reminder, member, words)
    if reminder.audience == ME:
        await ctx.vault.seal(draft, "words", before)


def _has_new_moment(reminder: Reminder, draft: Reminder) -> bool:
    return (reminder.at, reminder.rule, reminder.clock) != (draft.at, draft.rule, draft.clock)


async def can_rest(ctx: Context, draft: Reminder) -> bool:
    """Return whether a change can silence the old version for the other: only its author may."""
    reminder = await ctx.session.get(Reminder, draft.changes) if draft.changes else None
    return (
        reminder is not None and reminder.audience != ME and reminder.author_id == draft.author_id
    )


async def _count_change(ctx: Context, member: Member, draft: Reminder, *, moved: bool) -> None:
    """Count a change like a question, from the moment at which it was confirmed."""
    if moved:
        reminders.must_be_ahead(draft, ctx.now)
    reminders.must_not_be_too_often(draft)
    if (
        draft.audience != ME
        and await reminders.count_acts_today(ctx, member) >= reminders.MAX_ACTS_PER_DAY
    ):
        raise reminders.daily_limit_error()
    draft.made_at = ctx.now


async def _apply_for_changer(
    ctx: Context, reminder: Reminder, member: Member, *, moved: bool
) -> None:
    """Move the changer to the newest version, even if the other changed it first."""
    share = await reminders.recipient_of(ctx, reminder, member)
    if share is None:
        return
    before = await versions.earlier_version_for(ctx, reminder, member)
    if before and share.state in (ASKED, OFF):
        state = before[1].state
        await versions.move_to_newest(ctx, reminder, share, member)
        share.state, moved = state, True
    if moved:
        share.minute = quiet_hours.minute_of(reminder, member, ctx.now)
        await occurrences.plan(ctx, reminder, share, member, ctx.now)


async def _reword(ctx: Context, reminder: Reminder, member: Member, words: str) -> None:
    if reminder.audience == US:
        await ctx.vault.seal(reminder, "shared", words)
        if reminder.author_id != member.id:
            reminder.words = None
            return
    else:
        reminder.shared = None
    await ctx.vault.seal(reminder, "words", words)
