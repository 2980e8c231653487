"""The reminders of an export: one's own, and those for both that were shown to one."""

from __future__ import annotations

from sqlalchemy import or_, select

from domain import privacy_document as document
from domain import remind, remind_ring
from domain.privacy_gathering import Gathering
from domain.when_rule import Recurrence
from storage.models import Reminder, ReminderShare

PAST, ENDED, PASSED = "past", "ended", "passed"
COMES = (remind.DRAFT, remind.ASKED, remind.ON, remind.MUTED, PASSED)
"""In these states there is a next time to speak of."""


async def reminders_of(look: Gathering) -> list[document.Reminder]:
    """Confirmed ones, what one was asked about, and drafts of one's own that have words."""
    part = select(ReminderShare.reminder_id).where(ReminderShare.member_id == look.me.id)
    asked = part.where(ReminderShare.state == remind.ASKED)
    shown = or_(
        Reminder.id.in_(part) & Reminder.shared.is_not(None),
        Reminder.id.in_(asked) & (Reminder.couple_id == look.me.couple_id),
    )
    own = Reminder.author_id == look.me.id
    begun = own & (Reminder.state == remind.DRAFT) & Reminder.words.is_not(None)
    rows = select(Reminder).where(or_(or_(own, shown) & (Reminder.state == remind.ACTIVE), begun))
    found = await look.session.scalars(rows.order_by(Reminder.made_at, Reminder.id))
    return [await _reminder(look, each) for each in found if not await _is_copy(look, each)]


async def _is_copy(look: Gathering, held: Reminder) -> bool:
    """Whether it is the draft of a change that says the same as what it is to change."""
    original = await look.session.get(Reminder, held.changes) if held.changes else None
    if original is None:
        return False
    both = [await remind.words_of(look.vault, each) for each in (held, original)]
    return held.state == remind.DRAFT and both[0] == both[1]


async def _reminder(look: Gathering, held: Reminder) -> document.Reminder:
    """In the person's own zone: where the other was when they made it is nobody's business."""
    share = await remind.share_of(look.session, held, look.me)
    state = _state(look, held, share)
    planned = share.next_at if share and state == remind.ON else None
    return document.Reminder(
        words=await remind.words_of(look.vault, held),
        audience=held.audience,
        mine=held.author_id == look.me.id,
        partner=await look.partner(held.couple_id),
        mode=held.mode,
        clock=held.clock,
        state=state,
        when=look.wording.when(held, state in COMES, planned) if held.at or held.rule else None,
        at=held.at,
        time_zone=look.me.zone or "UTC",
        rule=Recurrence.load(held.rule).rule if held.rule else None,
    )


def _state(look: Gathering, held: Reminder, share: ReminderShare | None) -> str:
    if held.state == remind.DRAFT:
        return remind.DRAFT
    if held.couple_id and held.couple_id != look.me.couple_id:
        return ENDED
    only = None if held.rule else remind_ring.only_moment(held, look.me)
    if only and only <= look.now:
        return PAST
    return share.state if share else PASSED
