"""What Alice and Bob do with reminders, in the tests of every side of them."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from domain import remind, settings
from storage.models import Reminder, ReminderShare, Ring
from tests import scenes
from tests.couples import member_of
from tests.people import Message, Person


async def reminds(person: Person, words: str) -> None:
    """Says it in one line, and confirms what is shown back."""
    await person.says(f"/remind {words}")
    await person.presses("Confirm")


async def shared(author: Person, other: Person, words: str) -> None:
    """One for both that the other has accepted."""

    async def play() -> None:
        await reminds(author, f"us {words}")
        await other.presses("Yes, remind me")
        author.looks()
        other.looks()

    await scenes.begin(("shared", words), (author, other), play)


def live(person: Person, words: str) -> Message:
    """The newest message on the screen that rings with these words."""
    found = [shown for shown in person.screen if f"⏰ {words}" in shown.text]
    assert found, f"nothing rings with {words!r} for {person.name}"
    return found[-1]


def ringing(person: Person, words: str) -> list[Message]:
    """Every message with these words that still has its buttons."""
    return [
        shown
        for shown in person.screen
        if words in shown.text and any(button.label == "Done" for button in shown.buttons)
    ]


async def copied(session: AsyncSession, one: Reminder, times: int) -> None:
    """As many more of the same, for their author."""
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
        side = ReminderShare(reminder_id=id, member_id=one.author_id, state="on", next_at=one.at)
        session.add(side)


async def rows(app: App) -> list[Reminder]:
    """All reminders that count."""
    async with app.database.read() as session:
        active = select(Reminder).where(Reminder.state == remind.ACTIVE)
        return list(await session.scalars(active))


async def next_for(person: Person, app: App) -> datetime | None:
    """When the person's only reminder comes next."""
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        mine = select(ReminderShare.next_at).where(ReminderShare.member_id == member.id)
        return (await session.scalars(mine)).one()


async def rings(person: Person, app: App) -> list[Ring]:
    """Every occurrence that was noted for this person, oldest first."""
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        mine = select(Ring).where(Ring.member_id == member.id).order_by(Ring.at)
        return list(await session.scalars(mine))


async def zone_of(person: Person, app: App, zone: str, *, quiet: bool = False) -> None:
    """They are somewhere else from here on, and hear what comes at any hour, or keep it quiet."""
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        if not quiet:
            settings.keep_quiet(member, *settings.NEVER_QUIET)
        await settings.move(session, member, zone, app.clock.now())
