"""Says for whom an export is gathered, and what each part of it needs for that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain import calendar
from domain.context import Context
from storage.tables.member import Member
from storage.tables.remind import Reminder


@dataclass(frozen=True, slots=True)
class Wording:
    """How the reader's language says what is kept as an id or a rule.

    A challenge and a card are named by their ids. `label` takes an answer and whether it is the
    reader's; `when` takes a reminder, whether it still comes and its next moment where that was
    planned.
    """

    title: Callable[[str], str]
    question: Callable[[str], str]
    card: Callable[[str], str]
    label: Callable[[str, str, bool], str]
    wish: Callable[[UUID], str]
    """Says a wish of the bot's own; "" for any other."""
    when: Callable[[Reminder, bool, datetime | None], str]


@dataclass(frozen=True, slots=True)
class ExportScope:
    """One person, who reads only what is theirs or was shown to them."""

    ctx: Context
    me: Member
    wording: Wording
    partner_name: Callable[[UUID | None], Awaitable[str]]
    """Return the name of the couple's other person, present or former; "" if there is none."""

    def local_day(self, at: datetime) -> date:
        """Return the day of a moment on the person's own calendar."""
        return calendar.to_local(at, self.me.zone or "UTC").date()
