"""Define the actions of the two in the compared weeks; each is one instant."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from chat.buttons import Button
from domain import calendar
from domain.challenge import reach
from domain.remind import occurrences, reminders
from storage.tables.challenge import Reveal, Round
from storage.tables.goals import Goal, GoalCheckIn, GoalProposal
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient
from tests.privacy.side_by_side.couples import Deed
from tests.support.contexts import context
from tests.support.couples import member_of
from tests.support.people import Person

Steps = AsyncIterator[object]
EVERY = {"en": ("every Friday", "every day"), "es": ("cada viernes", "cada día")}
COMMANDS = (
    *("challenge", "history", "goals", "reminders", "thanks", "repair", "start", "settings"),
    *("journal", "whatcansee", "unpair", "pause", "help", "support"),
)


def words(number: int) -> str:
    """Return different words for each number, which nobody takes for a time."""
    letters = ""
    while number:
        number, at = divmod(number, len(ascii_lowercase))
        letters += ascii_lowercase[at]
    return f"tea{letters}"


async def gives_thanks(who: Person, number: int) -> Steps:
    await who.says(f"/thanks Thank you for the {words(number)}")
    yield sees(who, "thanks:send")
    await taps(who, "thanks:send")


async def reminds_once(who: Person, number: int) -> Steps:
    """Remind both, or the other, at an instant in the next days."""
    member = await row_of(who)
    at = who.app.clock.now() + timedelta(days=1 + number % 9, hours=number % 7)
    wall = f"{calendar.to_local(at, member.zone or 'UTC'):%Y-%m-%d %H:%M}"
    audience = ("us", "partner")[number % 2]
    async for step in _reminds(who, f"{audience} {words(number)} {wall}", number):
        yield step


async def reminds_on_own_clocks(who: Person, number: int) -> Steps:
    """Remind both, each by their own clock, repeatedly."""
    language = (await row_of(who)).language
    often = EVERY[language][number % 5 == 0]
    wall = f"{often} {8 + number % 13}:{number % 59:02}"
    async for step in _reminds(who, f"us {words(number)} {wall}", number, own=True):
        yield step


async def reminds_at_one_moment(who: Person, number: int) -> Steps:
    """Remind both at one moment, repeatedly by the clock of the author."""
    member = await row_of(who)
    wall = f"{EVERY[member.language][0]} {8 + number % 13}:{number % 59:02}"
    async for step in _reminds(who, f"us {words(number)} {wall}", number):
        yield step


async def _reminds(who: Person, said: str, number: int, *, own: bool = False) -> Steps:
    await who.says(f"/remind {said}")
    draft = newest(who, "remind:confirm")
    if draft and own:
        await who.presses_button(Button("", "remind:clock", draft.id, reminders.OWN))
    if draft and said.startswith("us"):
        mode = reminders.MODES[number % len(reminders.MODES)]
        await who.presses_button(Button("", "remind:mode", draft.id, mode))
    yield bool(draft)
    await taps(who, "remind:confirm")


async def accepts(who: Person, number: int) -> Steps:
    found = await first(
        who,
        select(Reminder.made_at, Reminder.id, ReminderRecipient.asks)
        .join(ReminderRecipient)
        .where(
            ReminderRecipient.member_id == (await row_of(who)).id,
            ReminderRecipient.state.in_((reminders.ASKED, reminders.OFF)),
            Reminder.state == reminders.ACTIVE,
        )
        .order_by(Reminder.made_at.desc()),
        number % 2,
    )
    yield found and found.made_at
    await press(who, "remind:accept", found.id, str(found.asks))


async def ticks(who: Person, number: int) -> Steps:
    found = await first(
        who,
        select(
            Reminder.made_at,
            ReminderOccurrence.slot,
            ReminderOccurrence.id,
            ReminderOccurrence.returns,
        )
        .join(Reminder, Reminder.id == ReminderOccurrence.reminder_id)
        .where(
            ReminderOccurrence.member_id == (await row_of(who)).id,
            ReminderOccurrence.state.in_((occurrences.OPEN, occurrences.MISSED)),
            Reminder.audience != reminders.ME,
        )
        .order_by(ReminderOccurrence.slot.desc(), Reminder.made_at),
        number % 2,
    )
    yield found and (found.made_at, found.slot)
    await press(who, "remind:done", found.id, str(found.returns))


async def rewords(who: Person, number: int) -> Steps:
    found = await own_reminder(who, number)
    if found:
        await press(who, "remind:edit", found.id)
        await taps(who, "remind:words")
        await who.says(f"{words(number)} now")
    yield found and newest(who, "remind:confirm") and found.made_at
    await taps(who, "remind:confirm")


async def deletes(who: Person, number: int) -> Steps:
    found = await own_reminder(who, number)
    yield found and found.made_at
    await press(who, "remind:delete", found.id)
    if number % 2:
        await press(who, "remind:restore", found.id)


async def proposes(who: Person, number: int) -> Steps:
    await who.says(f"/goals {words(number)}")
    await who.says("One step")
    await taps(who, "goals:who")
    yield sees(who, "goals:propose")
    await taps(who, "goals:propose")


async def agrees(who: Person, number: int) -> Steps:
    me = await row_of(who)
    rows = select(GoalProposal.at, GoalProposal.id).where(
        GoalProposal.couple_id == me.couple_id,
        GoalProposal.member_id != me.id,
        GoalProposal.state == "open",
    )
    found = await first(who, rows.order_by(GoalProposal.at.desc()), number % 3)
    yield found and found.at
    await press(who, "goals:agree", found.id)


async def turns_a_goal(who: Person, number: int) -> Steps:
    """Ask for a weekly check-in on a goal, or to park, finish or drop it."""
    me = await row_of(who)
    rows = select(Goal.at, Goal.id).where(Goal.couple_id == me.couple_id, Goal.state == "active")
    found = await first(who, rows.order_by(Goal.at), number % 2)
    yield found and found.at
    kind = ("weekly", "weekly", "park", "finish", "drop")[number % 5]
    if kind == "weekly":
        await press(who, "goals:weekly", found.id, "on")
    else:
        await press(who, "goals:ask", found.id, kind)


async def checks_in(who: Person, number: int) -> Steps:
    rows = (
        select(GoalCheckIn.week, Goal.at, GoalCheckIn.id)
        .join(Goal, Goal.id == GoalCheckIn.goal_id)
        .where(GoalCheckIn.member_id == (await row_of(who)).id, GoalCheckIn.revealed.is_(None))
    )
    found = await first(who, rows.order_by(GoalCheckIn.week.desc(), Goal.at), 0)
    yield found and (found.week, found.at)
    await press(who, "goals:how", found.id, "again")
    await taps(who, "goals:tick")
    await taps(who, "goals:share")


async def shares(who: Person, number: int) -> Steps:
    """Share this week's answer, in new words."""
    await who.says("/challenge")
    ways = [f"challenge:{way}" for way in ("answer", "pick", "edit", "again", "reopen")]
    begun = next((each.action for each in who.last.buttons if each.action in ways), "")
    yield begun and await week_of(who)
    await taps(who, begun)
    if (await row_of(who)).asking:
        await who.says(words(number))
    elif begun != "challenge:pick":
        await taps(who, "challenge:pick")
    for way in ("share", "sure", "confirm"):  # a private answer takes a question first
        await taps(who, f"challenge:{way}")


async def reacts(who: Person, number: int) -> Steps:
    me = await row_of(who)
    rows = select(Round.week, Round.id).join(Reveal).where(Round.couple_id == me.couple_id)
    found = await first(who, rows.order_by(Round.day.desc()), 0)
    yield found and found.week
    kind = ("heart", "thanks", "undo", "line")[number % 4]
    if kind in ("undo", "line"):
        await press(who, f"challenge:{kind}", found.id)
    else:
        await press(who, "challenge:react", found.id, kind)
    if kind == "line":
        await who.says(words(number))


async def is_ready_to_talk(who: Person, number: int) -> Steps:
    """Write about a quarrel, and agree to show it."""
    await who.says("/repair")
    await taps(who, "repair:cool")
    await who.says("/repair")
    await taps(who, "repair:start")
    for each in ("fair", "felt", "need", "wish"):
        if (await row_of(who)).asking == f"repair:{each}":
            await who.says(f"{words(number)} {each}")
    yield sees(who, "repair:ready")
    await taps(who, "repair:ready")
    if number % 2:
        await taps(who, "repair:ask")


async def swaps(who: Person, number: int) -> Steps:
    await who.says("/challenge")
    yield sees(who, "challenge:swap") and await week_of(who)
    await taps(who, "challenge:swap")


async def starts_a_week(who: Person, number: int) -> Steps:
    yield True
    await press(who, "challenge:start")


async def changes_the_day(who: Person, number: int) -> Steps:
    yield True
    await press(who, "settings:day", None, str(number % 7))


async def changes_the_pace(who: Person, number: int) -> Steps:
    yield True
    await press(who, "settings:pace", None, str(1 + number % 2))


async def changes_the_name(who: Person, number: int) -> Steps:
    await press(who, "settings:name")
    yield True
    await who.says(f"{who.name} {words(number)}")


DEEDS: tuple[Deed, ...] = (
    *(shares, shares, shares, reacts, gives_thanks, swaps, starts_a_week),
    *(reminds_once, reminds_on_own_clocks, accepts, accepts, ticks, ticks, rewords, deletes),
    *(proposes, agrees, agrees, turns_a_goal, checks_in, is_ready_to_talk),
    *(changes_the_day, changes_the_pace, changes_the_name),
)
BOBS = (*DEEDS, reminds_at_one_moment)
"""Hers would go by her clock: that it tells of that is said in the threat model."""
ANSWERS: dict[Deed, Deed] = {
    proposes: agrees,
    reminds_once: accepts,
    reminds_on_own_clocks: accepts,
    rewords: accepts,
}
"""The other's buttons for it; the same for anything else."""


def newest(who: Person, action: str) -> Button | None:
    """Return a button of the newest messages with this action."""
    shown = reversed(who.screen[-3:])
    found = (each for message in shown for each in message.buttons if each.action == action)
    return next(found, None)


def sees(who: Person, action: str) -> bool:
    """Return whether there is such a button, to which the other's can be compared."""
    return newest(who, action) is not None


async def taps(who: Person, action: str) -> None:
    """Press it where it can be seen."""
    if button := newest(who, action):
        message = next(each.id for each in reversed(who.screen) if button in each.buttons)
        await who.presses_button(button, message)


async def press(who: Person, action: str, id: UUID | None = None, choice: str = "") -> None:
    """Press a button that they had at some time."""
    await who.presses_button(Button("", action, id, choice))


async def row_of(who: Person) -> Member:
    async with who.app.database.read() as session:
        return await member_of(session, who, who.app)


async def week_of(who: Person) -> str:
    """Return the week of their present round: one of two may be a card ahead."""
    async with who.app.database.read() as session:
        round_ = await reach.current_round(context(session), await member_of(session, who, who.app))
    return round_.week if round_ else ""


async def first(who: Person, rows: Select[*tuple[Any, ...]], number: int) -> Any:  # noqa: ANN401 - as selected
    """Return the row of that number, or nothing."""
    async with who.app.database.read() as session:
        return (await session.execute(rows.offset(number).limit(1))).one_or_none()


async def own_reminder(who: Person, number: int) -> Any:  # noqa: ANN401 - a row of two columns
    rows = select(Reminder.made_at, Reminder.id).where(
        Reminder.author_id == (await row_of(who)).id,
        Reminder.audience != reminders.ME,
        Reminder.state == reminders.ACTIVE,
        Reminder.changes.is_(None),
    )
    return await first(who, rows.order_by(Reminder.made_at.desc()), number % 2)
