"""Asks when: in words, or by a calendar of buttons, a month and then an hour."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from babel.dates import get_day_names

from chat.messages import Replies
from content.texts import Rendered
from domain import calendar
from domain.errors import NotFound, RuleBroken
from domain.natural_time import merge, packed as natural_time_packed, parser as reading
from domain.natural_time.recurrence import Recurrence
from domain.natural_time.relative_to import read_late
from domain.remind import reminders
from domain.remind.sentence import drop_link
from handlers import dates
from handlers.remind import text
from handlers.turn import ButtonSpec, Row, Turn, tap
from storage.tables.remind import Reminder

WHEN = "remind:when"
HOURS = range(6, 24)
TO_CHOOSE = frozenset({"long-ago", "past", "next", "order", "nth", "half", "midnight", "scattered"})
"""Questions that name or promise what can be chosen."""
FARTHEST = timedelta(days=366 * 2)
"""So far ahead the calendar of buttons can be leafed; words reach further."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading: the words before the moment, and what there is to say about it.

    `why` names what is unclear, "" for a moment that was understood and stands in the draft.
    """

    title: str
    why: str = ""
    choices: tuple[reading.Understood, ...] = ()
    shifted: bool = False


async def take(turn: Turn, draft: Reminder, words: str) -> Taken:
    """Reads the moment off the end of the words into the draft.

    In doubt the draft's moment stays as it is, and what was understood waits for the rest.
    """
    kept = await reminders.partial_time(turn.ctx, draft)
    zone, language = zone_of(turn), turn.member.language

    def read(at: datetime) -> reading.Reading:
        return reading.read(words, at, zone, language, kept)

    taken = await _taken(turn, draft, read_late(read, turn.said, turn.now))
    if taken.title and not words.startswith(taken.title):
        return replace(taken, title=drop_link(taken.title, turn.member.language))
    return taken


async def take_day(turn: Turn, draft: Reminder, day: date) -> Taken | None:
    """Keeps a day that was tapped; None if its hour is still to be asked."""
    kept = await reminders.partial_time(turn.ctx, draft)
    said = merge.on_day(day, kept if draft.at is None else None)
    await reminders.save_partial_time(turn.ctx, draft, said)
    if not said.timed:
        return None
    zone, language = zone_of(turn), turn.member.language
    return await _taken(turn, draft, reading.settle_said(said, turn.now, zone, language))


async def take_meant(turn: Turn, draft: Reminder, packed: str) -> None:
    """Takes over what may have been meant. Raises NotFound, or RuleBroken when it is over."""
    try:
        found = natural_time_packed.unpack(packed, turn.now, zone_of(turn))
    except (ValueError, KeyError, OverflowError):
        raise NotFound from None
    if found.at <= turn.now:
        raise RuleBroken("remind-passed")
    _set_moment(turn, draft, found)


async def keep_present_moment(turn: Turn, draft: Reminder) -> None:
    """What is changed goes on from what it is: another hour on the same day, or the reverse."""
    if draft.at is None:
        return
    rule = Recurrence.load(draft.rule) if draft.rule else None
    draft.said = None
    if rule is None or draft.zone == zone_of(turn):
        wall = calendar.to_local(draft.at, zone_of(turn))
        await reminders.save_partial_time(turn.ctx, draft, merge.of_moment(wall, rule))


async def ask(turn: Turn, draft: Reminder, taken: Taken | None = None) -> Replies:
    """The question, three examples and this month's days; what was unclear is said first."""
    turn.ask(WHEN, draft.id)
    why = turn.text(f"remind-why-{_reason(taken)}") if taken else await _question(turn, draft)
    rows = _month(turn, draft, _today(turn).replace(day=1))
    choices = [_choice(turn, draft, each) for each in taken.choices] if taken else []
    return turn.edit("remind-when", *choices, *rows, why=why, **_examples(turn))


async def ask_month(turn: Turn, draft: Reminder, first: date) -> Replies:
    """The days of the month that begins on `first`."""
    turn.ask(WHEN, draft.id)
    why = await _question(turn, draft)
    return turn.edit("remind-when", *_month(turn, draft, first), why=why, **_examples(turn))


def ask_hour(turn: Turn, draft: Reminder, day: date) -> Replies:
    """The hours of a day that are still to come."""
    turn.ask(WHEN, draft.id)
    clock = [calendar.to_utc(day, time(hour), zone_of(turn)) for hour in HOURS]
    specs = [_hour(turn, draft, at) for at in clock if at > turn.now]
    back = tap("remind-button-back", "remind:month", draft.id, f"{day:%Y-%m}")
    rows = dates.in_rows(turn, specs)
    return turn.edit("remind-hour", *rows, back, day=dates.long_date(turn, day))


async def _taken(turn: Turn, draft: Reminder, found: reading.Reading) -> Taken:
    if isinstance(found, reading.Unclear):
        if found.said:
            await reminders.save_partial_time(turn.ctx, draft, found.said)
        return Taken(found.title, found.why, found.choices)
    _set_moment(turn, draft, found)
    return Taken(found.title, shifted=found.shifted)


def _set_moment(turn: Turn, draft: Reminder, found: reading.Understood) -> None:
    rule = found.rule.dump() if found.rule else None
    reminders.set_moment(draft, turn.member, found.at, rule)


def _reason(taken: Taken) -> str:
    """Why it is asked; what can only be asked with something to choose from is not, without."""
    if taken.choices or taken.why not in TO_CHOOSE:
        return taken.why
    return "over" if taken.why in ("past", "long-ago") else "unsure"


async def _question(turn: Turn, draft: Reminder) -> Rendered:
    """When it shall be; a day that was chosen and waits for its hour is named."""
    kept = await reminders.partial_time(turn.ctx, draft)
    if kept is None or kept.on is None or draft.at:
        return turn.text("remind-when-ask")
    return turn.text("remind-when-day", day=dates.long_date(turn, kept.on))


def _choice(turn: Turn, draft: Reminder, meant: reading.Understood) -> ButtonSpec:
    """What may have been meant; the button carries all of it, and nothing is kept."""
    when = text.meant(turn, meant)
    packed = natural_time_packed.pack(meant)
    return tap("remind-button-any", "remind:meant", draft.id, packed, label=when)


def _examples(turn: Turn) -> dict[str, str]:
    hours = {"early": dates.EARLY, "morning": dates.MORNING, "evening": dates.EVENING}
    return {name: dates.clock_face(turn, at) for name, at in hours.items()}


def _month(turn: Turn, draft: Reminder, first: date) -> list[Row]:
    names = get_day_names("short", "stand-alone", locale=turn.member.language)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    head: list[Row] = [
        _leaf(turn, draft, first),
        [_blank(draft, first, names[at]) for at in range(7)],
    ]
    shown = [week for week in weeks if week[-1] >= _today(turn)]
    return head + [[_day(turn, draft, first, day) for day in week] for week in shown]


def _leaf(turn: Turn, draft: Reminder, first: date) -> list[ButtonSpec]:
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    back = [_turn_to(draft, "remind-button-earlier", before)] if before >= _today(turn) else []
    last = _today(turn) + FARTHEST
    on = [_turn_to(draft, "remind-button-later", after)] if after <= last else []
    return [*back, _blank(draft, first, dates.month_of(turn, first)), *on]


def _turn_to(draft: Reminder, key: str, day: date) -> ButtonSpec:
    return tap(key, "remind:month", draft.id, f"{day:%Y-%m}")


def _day(turn: Turn, draft: Reminder, first: date, day: date) -> ButtonSpec:
    if day.month != first.month or day < _today(turn):
        return _blank(draft, first, "·")
    return tap("remind-button-any", "remind:day", draft.id, day.isoformat(), label=str(day.day))


def _blank(draft: Reminder, first: date, label: str) -> ButtonSpec:
    """Something to read in the calendar; a tap on it shows the same month once more."""
    return tap("remind-button-any", "remind:month", draft.id, f"{first:%Y-%m}", label=label)


def _hour(turn: Turn, draft: Reminder, at: datetime) -> ButtonSpec:
    wall = calendar.to_local(at, zone_of(turn))
    face = dates.clock_face(turn, wall)
    return tap("remind-button-any", "remind:at", draft.id, f"{wall:%Y%m%d%H%M}", label=face)


def _today(turn: Turn) -> date:
    return calendar.to_local(turn.now, zone_of(turn)).date()


def zone_of(turn: Turn) -> str:
    """Where the person's clock is."""
    return turn.member.zone or "UTC"
