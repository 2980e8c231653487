"""For whom an export is gathered, and what each part of it needs for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar
from storage.models import Member, Reminder, Tie
from storage.sealing import Vault


@dataclass(frozen=True, slots=True)
class Wording:
    """How the reader's language says what is kept as an id or a rule.

    A challenge is named by its id. `when` takes a reminder, whether it still comes and its next
    moment where that was planned.
    """

    title: Callable[[str], str]
    question: Callable[[str], str]
    label: Callable[[str, str], str]
    when: Callable[[Reminder, bool, datetime | None], str]


@dataclass(frozen=True, slots=True)
class Gathering:
    """One person, who reads only what is theirs or was shown to them."""

    session: AsyncSession
    vault: Vault
    me: Member
    wording: Wording
    now: datetime

    def day(self, at: datetime) -> date:
        """The day of a moment on the person's own calendar."""
        return calendar.local(at, self.me.zone or "UTC").date()

    async def partner(self, couple_id: UUID | None) -> str:
        """The name of the other half, now or then; "" where there is none."""
        other = select(Tie).where(
            Tie.couple_id == couple_id, Tie.member_id.is_distinct_from(self.me.id)
        )
        tie = (await self.session.scalars(other)).first()
        return await self.vault.open(tie, "name") if tie else ""
