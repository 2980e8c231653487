"""Opens a letter on its day, at its reader's own hour; what keeps it away delays it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from domain import calendar, due, member as members
from domain.context import Context
from storage.tables.letter import Letter
from storage.tables.member import Member
from storage.tables.queues import Due

OPEN_DUE = "letter-open"
DRAFT, WAITING, OPEN = "draft", "waiting", "open"


async def plan(ctx: Context, reader: Member, letter: Letter) -> None:
    """Plan its opening at the reader's own hour; unlinking cancels it."""
    if letter.day:
        at = calendar.to_utc(letter.day, due.clock_time(reader), reader.zone or "UTC")
        await due.schedule(ctx, OPEN_DUE, reader, at, letter.id)


async def replan(ctx: Context, reader: Member) -> None:
    """Let all that is planned follow the reader's clock, after their hour or zone has changed."""
    planned = select(Due.subject).where(Due.kind == OPEN_DUE, Due.member_id == reader.id)
    for letter_id in (await ctx.session.scalars(planned)).all():
        letter = await ctx.session.get(Letter, letter_id)
        if letter and letter.day and letter.day >= _today(ctx, reader):
            await plan(ctx, reader, letter)


async def fire(ctx: Context, reader: Member, letter_id: UUID | None) -> Letter | None:
    """Open the letter for one of its readers, or put it off while nothing may reach them.

    Return None if there is nothing to open now.
    """
    letter = await ctx.session.get(Letter, letter_id, with_for_update=True) if letter_id else None
    if letter is None or letter.state == DRAFT or letter.couple_id != reader.couple_id:
        return None
    if reader.id != letter.receiver_id and not letter.to_both:
        return None
    if later := _delay(ctx, reader):
        await due.schedule(ctx, OPEN_DUE, reader, later, letter.id)
        return None
    if reader.id == letter.receiver_id and letter.state == WAITING:
        await ctx.vault.seal(letter, "opened", await ctx.vault.open(letter, "text"))
        letter.state = OPEN
    return letter


def _delay(ctx: Context, reader: Member) -> datetime | None:
    """Return when to try again: after quiet hours, or on the next day while they are away."""
    if not members.can_be_pushed(reader, ctx.now):
        tomorrow = _today(ctx, reader) + calendar.DAY
        return calendar.to_utc(tomorrow, due.clock_time(reader), reader.zone or "UTC")
    ready = members.end_of_quiet_hours(reader, ctx.now)
    return ready if ready > ctx.now else None


def _today(ctx: Context, reader: Member) -> date:
    return calendar.to_local(ctx.now, reader.zone or "UTC").date()
