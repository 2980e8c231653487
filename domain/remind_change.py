"""A reminder is changed: by whoever may, for themselves at once, for the other after a yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain import remind, remind_quiet, remind_ring, remind_version
from domain.remind import APPLIED, ASKED, ME, OFF, US
from storage.models import Member, Reminder
from storage.sealing import Vault

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
    held = await remind.to_change(session, member, draft.changes)
    words = await vault.open(draft, "words")
    moved, reworded = _moves(held, draft), words != await remind.words_of(vault, held)
    await _count(session, member, draft, now, moved=moved)
    rests = rests and held.author_id == member.id
    if moved or reworded or rests or held.mode != draft.mode:
        await remind_version.part(session, vault, held, partner, now, rests=rests)
    for column in COLUMNS:
        setattr(held, column, getattr(draft, column))
    if reworded:
        await _reword(vault, held, member, words)
    await _stand_by(session, held, member, now, moved=moved)
    draft.state = APPLIED
    return held


def _moves(held: Reminder, draft: Reminder) -> bool:
    return (held.at, held.rule, held.clock) != (draft.at, draft.rule, draft.clock)


async def may_rest(session: AsyncSession, draft: Reminder) -> bool:
    """Whether a change can leave nothing that rings for the other: its author may say so."""
    held = await session.get(Reminder, draft.changes) if draft.changes else None
    return held is not None and held.audience != ME and held.author_id == draft.author_id


async def _count(
    session: AsyncSession, member: Member, draft: Reminder, now: datetime, *, moved: bool
) -> None:
    """A change counts like an ask, from the moment at which it was confirmed."""
    if moved:
        remind.must_be_ahead(draft, now)
    remind.must_be_seldom(draft)
    if draft.audience != ME and await remind.acts_today(session, member, now) >= remind.A_DAY:
        raise remind.enough_today()
    draft.made_at = now


async def _stand_by(
    session: AsyncSession, held: Reminder, member: Member, now: datetime, *, moved: bool
) -> None:
    """Who changed it goes by what they made of it, also when the other was there first."""
    share = await remind.share_of(session, held, member)
    if share is None:
        return
    before = await remind_version.kept_by(session, held, member)
    if before and share.state in (ASKED, OFF):
        state = before[1].state
        await remind_version.take_over(session, held, share, member)
        share.state, moved = state, True
    if moved:
        share.minute = remind_quiet.minute_of(held, member, now)
        await remind_ring.plan(session, held, share, member, now)


async def _reword(vault: Vault, held: Reminder, member: Member, words: str) -> None:
    if held.audience == US:
        await vault.seal(held, "shared", words)
        if held.author_id != member.id:
            held.words = None
            return
    else:
        held.shared = None
    await vault.seal(held, "words", words)
