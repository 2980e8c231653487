"""Gathers the reminders of an export: one's own, and those for both that were shown to one."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field
from sqlalchemy import or_, select

from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, keep_all
from domain.recurrence import Recurrence
from domain.remind import reminders
from domain.remind.timing import only_moment
from storage.tables.remind import Reminder, ReminderRecipient

PAST, ENDED, PASSED = "past", "ended", "passed"
STATES_WITH_NEXT = (reminders.DRAFT, reminders.ASKED, reminders.ON, reminders.MUTED, PASSED)
"""States in which there is a next time to tell."""


class ExportedReminder(ExportedPart):
    """A reminder of yours, or one that was shared with you."""

    words: str
    audience: str
    mine: bool = Field(description="Whether you made it.")
    partner: str = Field(description="The one it is shared with; empty for one of yours alone.")
    mode: str = Field(description="The people who tick one for both: each, both or either.")
    clock: str = Field(description="“same” for one moment for both, “own” for each one's clock.")
    state: str = Field(
        description="How it stands for you: draft, asked, on, muted or off; “past” when its only "
        "moment is over, “ended” when you two are not linked any more, and “passed” for one that "
        "is for your partner alone."
    )
    when: str | None = Field(description="When it comes, in words and by your own clock.")
    at: datetime | None
    time_zone: str
    rule: str | None = Field(description="How it returns: an RRULE of RFC 5545.")


async def reminders_of(look: ExportScope) -> list[ExportedReminder]:
    """Return confirmed reminders, those the person was asked about, and own drafts with words."""
    part = select(ReminderRecipient.reminder_id).where(ReminderRecipient.member_id == look.me.id)
    asked = part.where(ReminderRecipient.state == reminders.ASKED)
    shown = or_(
        Reminder.id.in_(part) & Reminder.shared.is_not(None),
        Reminder.id.in_(asked) & (Reminder.couple_id == look.me.couple_id),
    )
    own = Reminder.author_id == look.me.id
    begun = own & (Reminder.state == reminders.DRAFT) & Reminder.words.is_not(None)
    rows = select(Reminder).where(
        or_(or_(own, shown) & (Reminder.state == reminders.ACTIVE), begun)
    )
    found = await look.ctx.session.scalars(rows.order_by(Reminder.made_at, Reminder.id))
    return [await _reminder(look, each) for each in found if not await _is_copy(look, each)]


async def _is_copy(look: ExportScope, reminder: Reminder) -> bool:
    """Return whether it is the draft of a change that says the same as the original."""
    original = await look.ctx.session.get(Reminder, reminder.changes) if reminder.changes else None
    if original is None:
        return False
    both = [await reminders.words_of(look.ctx, each) for each in (reminder, original)]
    return reminder.state == reminders.DRAFT and both[0] == both[1]


async def _reminder(look: ExportScope, reminder: Reminder) -> ExportedReminder:
    """Return a reminder in the person's own zone, so that it does not tell where the other was."""
    share = await reminders.recipient_of(look.ctx, reminder, look.me)
    state = _state(look, reminder, share)
    planned = share.next_at if share and state == reminders.ON else None
    return ExportedReminder(
        words=await reminders.words_of(look.ctx, reminder),
        audience=reminder.audience,
        mine=reminder.author_id == look.me.id,
        partner=await look.partner_name(reminder.couple_id),
        mode=reminder.mode,
        clock=reminder.clock,
        state=state,
        when=look.wording.when(reminder, state in STATES_WITH_NEXT, planned)
        if reminder.at or reminder.rule
        else None,
        at=reminder.at,
        time_zone=look.me.zone or "UTC",
        rule=Recurrence.load(reminder.rule).rule if reminder.rule else None,
    )


def _state(look: ExportScope, reminder: Reminder, share: ReminderRecipient | None) -> str:
    if reminder.state == reminders.DRAFT:
        return reminders.DRAFT
    if reminder.couple_id and reminder.couple_id != look.me.couple_id:
        return ENDED
    only = None if reminder.rule else only_moment(reminder, look.me)
    if only and only <= look.ctx.now:
        return PAST
    return share.state if share else PASSED


REMINDERS = ExportSection(
    "reminders",
    list[ExportedReminder],
    reminders_of,
    without_private=keep_all,
    columns=(Reminder.words, Reminder.shared),
)
