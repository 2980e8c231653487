"""Play what Alice and Bob do with reminders."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from domain import settings
from domain.remind import reminders
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient
from tests.support.contexts import context
from tests.support.couples import member_of
from tests.support.people import Message, Person
from tests.support.storage import snapshots


async def reminds(person: Person, words: str) -> None:
    """Say a reminder in one line, and confirm what the bot shows unless it counts already."""
    await person.says(f"/remind {words}")
    await confirms_if_asked(person)


async def confirms_if_asked(person: Person) -> None:
    """Confirm what the bot shows, unless it counts already."""
    if "Confirm" in person.buttons():
        await person.presses("Confirm")


async def shares_reminder(author: Person, other: Person, words: str) -> None:
    """Make a reminder for both that the other has accepted."""

    async def play() -> None:
        await reminds(author, f"us {words}")
        await other.presses("Yes, remind me")
        author.looks()
        other.looks()

    await snapshots.play_once(("shared", words), (author, other), play)


def newest_occurrence_message(person: Person, words: str) -> Message:
    """Return the newest message on the screen that rings with these words."""
    found = [shown for shown in person.screen if f"⏰ {words}" in shown.text]
    assert found, f"nothing rings with {words!r} for {person.name}"
    return found[-1]


def unanswered_messages(person: Person, words: str) -> list[Message]:
    """Return every message with these words that still has its buttons."""
    return [
        shown
        for shown in person.screen
        if words in shown.text and any(button.label == "Done" for button in shown.buttons)
    ]


async def copy_reminder(session: AsyncSession, one: Reminder, times: int) -> None:
    """Add that many copies of a reminder for its author."""
    for _ in range(times):
        id = uuid4()
        fields = (
            "author_id",
            "audience",
            "mode",
            "clock",
            "state",
            "rule",
            "at",
            "zone",
            "made_at",
        )
        again = Reminder(id=id, **{field: getattr(one, field) for field in fields})
        session.add(again)
        await session.flush()
        side = ReminderRecipient(
            reminder_id=id, member_id=one.author_id, state="on", next_at=one.at
        )
        session.add(side)


async def active_reminders(app: App) -> list[Reminder]:
    """Return all active reminders."""
    async with app.database.read() as session:
        active = select(Reminder).where(Reminder.state == reminders.ACTIVE)
        return list(await session.scalars(active))


async def next_occurrence_at(person: Person, app: App) -> datetime | None:
    """Return when the person's only reminder comes next."""
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        mine = select(ReminderRecipient.next_at).where(ReminderRecipient.member_id == member.id)
        return (await session.scalars(mine)).one()


async def occurrences_of(person: Person, app: App) -> list[ReminderOccurrence]:
    """Return every occurrence that was noted for this person, oldest first."""
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        mine = (
            select(ReminderOccurrence)
            .where(ReminderOccurrence.member_id == member.id)
            .order_by(ReminderOccurrence.at)
        )
        return list(await session.scalars(mine))


async def delay_ring(person: Person, app: App, by: timedelta) -> None:
    """Delay the moment at which the person's only reminder rings."""
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        planned = select(Due).where(Due.member_id == member.id, Due.kind == "remind")
        (await session.scalars(planned)).one().at += by


async def move_to_zone(person: Person, app: App, zone: str, *, quiet: bool = False) -> None:
    """Move a person to another zone; they get messages at any hour, or keep quiet hours."""
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        if not quiet:
            settings.set_quiet_hours(member, *settings.NEVER_QUIET)
        await settings.change_zone(context(session, now=app.clock.now()), member, zone)
