"""A reminder is changed: by whoever may, for themselves at once, for the other after a yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.remind import occurrences, quiet_hours, reminders, versions
from domain.remind.reminders import APPLIED, ASKED, ME, OFF, US
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.remind import Reminder

COLUMNS = ("at", "rule", "clock", "zone", "mode")
"""What a change takes over as it stands."""


async def apply(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    partner: Member | None,
    draft: Reminder,
    now: datetime,
    *,
    rests: bool,
) -> Reminder:
    """The last of two who change one reminder wins for themselves; the other is asked.

    With `rests` the version before does not ring for the other until then, if its author says so.
    """
    reminder = await reminders.find_changeable(session, member, draft.changes)
    words = await vault.open(draft, "words")
    moved, reworded = (
        _has_new_moment(reminder, draft),
        words != await reminders.words_of(vault, reminder),
    )
    await _count_change(session, member, draft, now, moved=moved)
    rests = rests and reminder.author_id == member.id
    if moved or reworded or rests or reminder.mode != draft.mode:
        await versions.split_for_partner(session, vault, reminder, partner, now, rests=rests)
    for column in COLUMNS:
        setattr(reminder, column, getattr(draft, column))
    if reworded:
        await _reword(vault, reminder, member, words)
    await _apply_for_changer(session, reminder, member, now, moved=moved)
    draft.state = APPLIED
    return reminder


def _has_new_moment(reminder: Reminder, draft: Reminder) -> bool:
    return (reminder.at, reminder.rule, reminder.clock) != (draft.at, draft.rule, draft.clock)


async def can_rest(session: AsyncSession, draft: Reminder) -> bool:
    """Whether a change can leave nothing that rings for the other: its author may say so."""
    reminder = await session.get(Reminder, draft.changes) if draft.changes else None
    return (
        reminder is not None and reminder.audience != ME and reminder.author_id == draft.author_id
    )


async def _count_change(
    session: AsyncSession, member: Member, draft: Reminder, now: datetime, *, moved: bool
) -> None:
    """A change counts like an ask, from the moment at which it was confirmed."""
    if moved:
        reminders.must_be_ahead(draft, now)
    reminders.must_not_be_too_often(draft)
    if (
        draft.audience != ME
        and await reminders.count_acts_today(session, member, now) >= reminders.MAX_ACTS_PER_DAY
    ):
        raise reminders.daily_limit_error()
    draft.made_at = now


async def _apply_for_changer(
    session: AsyncSession, reminder: Reminder, member: Member, now: datetime, *, moved: bool
) -> None:
    """Who changed it goes by what they made of it, also when the other was there first."""
    share = await reminders.recipient_of(session, reminder, member)
    if share is None:
        return
    before = await versions.earlier_version_for(session, reminder, member)
    if before and share.state in (ASKED, OFF):
        state = before[1].state
        await versions.move_to_newest(session, reminder, share, member)
        share.state, moved = state, True
    if moved:
        share.minute = quiet_hours.minute_of(reminder, member, now)
        await occurrences.plan(session, reminder, share, member, now)


async def _reword(vault: Vault, reminder: Reminder, member: Member, words: str) -> None:
    if reminder.audience == US:
        await vault.seal(reminder, "shared", words)
        if reminder.author_id != member.id:
            reminder.words = None
            return
    else:
        reminder.shared = None
    await vault.seal(reminder, "words", words)
