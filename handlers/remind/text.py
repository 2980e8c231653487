"""Describes a reminder in words: what it says, for whom, when, and who ticks it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import product

from chat import markup
from content.texts import Rendered
from content.values import Month, Weekday
from domain.natural_time.parser import Understood
from domain.recurrence import Recurrence
from domain.remind import local_recurrence, reminders
from domain.remind.timing import timing_of
from handlers import date_text
from handlers.turn import Turn
from handlers.zone import place_name
from storage.tables.member import Member
from storage.tables.remind import Reminder

WORKDAYS = (0, 1, 2, 3, 4)
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
LEAP_YEAR = 2024
"""A year that has every date."""


async def card_text(turn: Turn, reminder: Reminder, next_at: datetime | None = None) -> Rendered:
    """Return all of the reminder in one sentence, and for two who ticks it and by whose clock."""
    values = await _name_values(turn, reminder) | await sentence_values(turn, reminder, next_at)
    lines = [turn.text(f"remind-card-{_audience_of(turn, reminder)}", None, **values)]
    if reminder.audience == reminders.US:
        lines.append(turn.text(f"remind-mode-{reminder.mode}"))
    if reminder.audience != reminders.ME:
        lines.append(turn.text(f"remind-clock-{reminder.clock}"))
    return Rendered("\n".join(lines))


async def sentence_values(
    turn: Turn, reminder: Reminder, next_at: datetime | None = None
) -> dict[str, str]:
    """Return what and when, for a sentence about a reminder."""
    words = await reminders.words_of(turn.ctx, reminder)
    return {"words": words, "when": when_text(turn, reminder, turn.member, next_at)}


async def audience_text(turn: Turn, reminder: Reminder) -> Rendered:
    """Say for whom it is, from the reader's point of view."""
    values = await _name_values(turn, reminder)
    return turn.text(f"remind-for-{_audience_of(turn, reminder)}", None, **values)


async def _name_values(turn: Turn, reminder: Reminder) -> dict[str, str]:
    """Return the other person's name, if the reminder is not for its author alone."""
    is_own = reminder.audience == reminders.ME
    return {} if is_own else {"name": await turn.partner_name()}


def _audience_of(turn: Turn, reminder: Reminder) -> str:
    is_received = reminder.audience == reminders.PARTNER and reminder.author_id != turn.member.id
    return "you" if is_received else reminder.audience


def when_text(
    turn: Turn, reminder: Reminder, reader: Member, next_at: datetime | None = None
) -> Rendered:
    """Say when it rings on the reader's own clock; this tells nobody where the other is."""
    timing = timing_of(reminder, reader)
    if timing.rule is None:
        return moment_text(turn, next_at or timing.only or turn.now, reader)
    at = next_at or timing.next_after(turn.now) or turn.now
    rule = local_recurrence.rule_for(timing, timing.rule, reader.zone or "UTC", at)
    times = local_recurrence.clock_times(timing, timing.rule, at)
    return recurrence_text(turn, rule, at, reader, times)


def meaning_text(turn: Turn, understood: Understood) -> Rendered:
    """Return a possible meaning of what the person said, as the label of a button."""
    if understood.rule is None:
        return _capitalized(moment_text(turn, understood.at, turn.member))
    return _capitalized(recurrence_text(turn, understood.rule, understood.at, turn.member))


def without_own_place(turn: Turn, words: str) -> str:
    """Return words without the person's own place behind a time, as the bot writes it there."""
    place = turn.text("remind-place", None, place=place_name(turn, turn.member.zone or "UTC"))
    return words.replace(markup.to_plain(place), "")


def _capitalized(text: Rendered) -> Rendered:
    return Rendered(text[:1].upper() + text[1:])


def recurrence_text(
    turn: Turn, rule: Recurrence, at: datetime, reader: Member, times: Sequence[datetime] = ()
) -> Rendered:
    """Say how it recurs and when it comes next, in the reader's own calendar and clock.

    `times` are moments of one day, by which each hour is told.
    """
    words = rule_text(turn, rule, reader)
    if rule.freq == "elapsed":
        return turn.text(
            "remind-when-elapsed", reader, rule=words, next=moment_text(turn, at, reader)
        )
    return turn.text(
        "remind-when-rule",
        reader,
        rule=words,
        time=_hours(turn, times or _hours_from(rule, at, reader), reader),
        place=place_name(turn, reader.zone or "UTC", reader),
        next=date_text.long_date(turn, date_text.to_local(turn, at, reader), reader),
    )


def _hours_from(rule: Recurrence, at: datetime, reader: Member) -> list[datetime]:
    """Return the moment, and those that follow until each hour was there."""
    found = [at]
    while len(found) < len(rule.times):
        found.append(rule.next_after(found[-1], reader.zone or "UTC"))
    return found


def _hours(turn: Turn, moments: Sequence[datetime], reader: Member) -> tuple[str, ...]:
    local = [date_text.to_local(turn, at, reader).time() for at in moments]
    clocks = [date_text.clock_face(turn, at, reader) for at in sorted(set(local))]
    return tuple(clocks)


def moment_text(turn: Turn, at: datetime, reader: Member) -> Rendered:
    """Return a day, a time and whose time: Friday, March 6 at 19:00, Berlin time."""
    return turn.text(
        "remind-when-once",
        reader,
        day=date_text.long_date(turn, date_text.to_local(turn, at, reader), reader),
        time=date_text.clock_at(turn, at, reader),
        place=place_name(turn, reader.zone or "UTC", reader),
    )


def rule_text(turn: Turn, rule: Recurrence, reader: Member) -> Rendered:
    """Say how it recurs, without the time of day: every Sunday."""
    if rule.freq == "elapsed":
        hours, minutes = divmod(rule.interval, 60)
        unit, count = ("minutes", rule.interval) if minutes else ("hours", hours)
        return turn.text(f"remind-rule-{unit}", reader, count=count)
    if rule.freq == "week" and rule.weekdays == WORKDAYS and rule.interval == 1:
        return turn.text("remind-rule-workdays", reader)
    kind = f"remind-rule-{rule.freq}"
    if rule.freq == "day" or local_recurrence.is_bare(rule):
        bare = kind if rule.freq == "day" else f"{kind}-bare"
        return turn.text(bare, reader, count=rule.interval)
    return turn.text(kind, reader, count=rule.interval, days=_days(turn, rule, reader))


def _days(turn: Turn, rule: Recurrence, reader: Member) -> tuple[Rendered, ...]:
    """Return the days of its week, month or year on which it comes."""
    if rule.freq == "week":
        weekdays = rule.weekdays or (rule.start.weekday(),)
        key = "remind-rule-weekday"
        return tuple(turn.text(key, reader, weekday=Weekday(day)) for day in weekdays)
    if rule.freq == "year":
        return (_day_of_year(turn, rule, reader),)
    return _days_of_month(turn, rule, reader)


def _day_of_year(turn: Turn, rule: Recurrence, reader: Member) -> Rendered:
    month = rule.month or rule.start.month
    number = (rule.monthdays or (rule.start.day,))[0]
    if number > 0 and not rule.weekdays:
        return Rendered(date_text.day_of_year(turn, date(LEAP_YEAR, month, number), reader))
    days = _days_of_month(turn, rule, reader)
    return turn.text("remind-rule-nth-month", reader, nth=days, month=Month(month))


def _days_of_month(turn: Turn, rule: Recurrence, reader: Member) -> tuple[Rendered, ...]:
    if not rule.weekdays:
        days = [max(day, 0) for day in rule.monthdays or (rule.start.day,)]
        return tuple(turn.text("remind-rule-monthday", reader, day=day) for day in days)
    nths = [ORDINALS.get(nth, "fifth") for nth in rule.nths or (1,)]
    return tuple(
        turn.text("remind-rule-nth", reader, nth=nth, weekday=Weekday(day))
        for nth, day in product(nths, rule.weekdays)
    )
