"""Asks for a time: in words, by likely moments, or by a calendar with a month and then an hour."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from chat.messages import Replies
from content.texts import Rendered
from domain import calendar, time_habits
from domain.errors import NotFound, RuleBroken
from domain.natural_time import merge, parser as reading
from domain.natural_time.expression import Said
from domain.natural_time.relative_to import read_late
from domain.recurrence import Recurrence
from domain.remind import packed as packed_moment, reminders
from domain.remind.sentence import drop_link
from domain.time_habits import TimeHabits
from handlers import date_text
from handlers.remind import quick_picks, text
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.remind import Reminder

WHEN_QUESTION = "remind:when"
HOUR_CHOICES = range(6, 24)
MOST_READINGS = 3
REASONS_WITH_CHOICES = frozenset(
    {"long-ago", "past", "next", "order", "nth", "half", "midnight", "scattered"}
)
"""Questions that name or promise what can be chosen."""
MAX_AHEAD = timedelta(days=366 * 2)
"""How far ahead the calendar of buttons reaches; words reach further."""


@dataclass(frozen=True, slots=True)
class MomentReading:
    """The result of reading words: those before the moment, and what to say about the moment.

    `reason` names what is unclear; it is "" for a moment that was understood and saved in the
    draft.
    """

    title: str
    reason: str = ""
    choices: tuple[reading.Understood, ...] = ()
    is_shifted: bool = False


async def read_moment(turn: Turn, draft: Reminder, words: str) -> MomentReading:
    """Read the moment at the end of the words into the draft.

    If the moment is unclear, the draft's moment stays, and the parts understood wait for the rest.
    """
    partial_time = await reminders.partial_time(turn.ctx, draft)
    zone, language = zone_of(turn), turn.member.language
    habits = await _habits(turn, draft)
    words = text.without_own_place(turn, words)

    def read(at: datetime) -> reading.Reading:
        return reading.read(words, at, zone, language, partial_time, habits.country, habits.usual)

    moment = await _apply_reading(turn, draft, read_late(read, turn.said_at, turn.now))
    if moment.title and not words.startswith(moment.title):
        return replace(moment, title=drop_link(moment.title, turn.member.language))
    return moment


async def choose_day(turn: Turn, draft: Reminder, day: date) -> MomentReading | None:
    """Save a day that was tapped; return None if its hour is still to be asked."""
    merged = merge.on_day(day, await _open_time(turn, draft))
    await reminders.save_partial_time(turn.ctx, draft, merged)
    if not (merged.clock or merged.midnight):
        return None
    return await _settle(turn, draft, merged)


async def choose_moment(turn: Turn, draft: Reminder, wall: datetime) -> MomentReading:
    """Save a day and an hour that were tapped; a repetition that was said goes on from there.

    A repetition that no hour completes, such as "every 0 days", gives way to what was tapped.
    """
    kept = await _open_time(turn, draft)
    for said in (merge.on_day(wall.date(), kept), merge.on_day(wall.date())):
        found = await _settled(turn, draft, merge.at_hour(said, wall.time()))
        if isinstance(found, reading.Understood) or found.choices:
            break
    return await _apply_reading(turn, draft, found)


async def resume(turn: Turn, draft: Reminder) -> MomentReading | None:
    """Return the readings of what was said of a moment, which waits for a choice or more words."""
    said = await _open_time(turn, draft)
    if said is None or (said.on and not said.timed):
        return None
    found = await _settled(turn, draft, said)
    if isinstance(found, reading.Understood):
        return MomentReading("", "scattered", (found,))
    return MomentReading("", found.why, found.choices)


async def _settle(turn: Turn, draft: Reminder, said: Said) -> MomentReading:
    return await _apply_reading(turn, draft, await _settled(turn, draft, said))


async def _settled(turn: Turn, draft: Reminder, said: Said) -> reading.Reading:
    habits = await _habits(turn, draft)
    return reading.settle_said(said, turn.now, zone_of(turn), habits.country, habits.usual)


async def _habits(turn: Turn, draft: Reminder) -> TimeHabits:
    """Return how the person's words are read; their own hours count for their reminders alone."""
    is_own = draft.audience == reminders.ME
    return await time_habits.habits_of(turn.ctx, turn.member, is_own=is_own)


async def _open_time(turn: Turn, draft: Reminder) -> Said | None:
    """Return what was said of a moment that is not complete."""
    return await reminders.partial_time(turn.ctx, draft) if draft.at is None else None


async def choose_meaning(turn: Turn, draft: Reminder, packed: str) -> None:
    """Save the meaning that was tapped. Raise NotFound, or RuleBroken if it is in the past."""
    try:
        understood = packed_moment.unpack(packed, turn.now, zone_of(turn))
    except (ValueError, KeyError, OverflowError):
        raise NotFound from None
    if understood.at <= turn.now:
        raise RuleBroken("remind-passed")
    await _set_moment(turn, draft, understood)


async def start_from_current_moment(turn: Turn, draft: Reminder) -> None:
    """Let a change start from the draft's moment: a new hour on the same day, or vice versa."""
    if draft.at is None:
        return
    rule = Recurrence.load(draft.rule) if draft.rule else None
    draft.said = None
    if rule is None or draft.zone == zone_of(turn):
        wall = calendar.to_local(draft.at, zone_of(turn))
        await reminders.save_partial_time(turn.ctx, draft, merge.of_moment(wall, rule))


async def ask_when(turn: Turn, draft: Reminder, moment: MomentReading | None = None) -> Replies:
    """Ask when: offer the likeliest readings, or moments that many people mean."""
    turn.ask(WHEN_QUESTION, draft.id)
    if moment is None:
        return await ask_other_time(turn, draft)
    reason = turn.text(f"remind-why-{_question_reason(moment)}")
    choices = [_choice_button(turn, draft, each) for each in moment.choices[:MOST_READINGS]]
    if not choices:
        return await ask_other_time(turn, draft, reason)
    other = button("remind-button-other", "remind:other", draft.id)
    return turn.edit("remind-which", *choices, other, why=reason)


async def ask_other_time(turn: Turn, draft: Reminder, reason: Rendered | None = None) -> Replies:
    """Ask when, with three examples and a few moments to tap."""
    turn.ask(WHEN_QUESTION, draft.id)
    why = reason or await _question_text(turn, draft)
    rows = await quick_picks.rows(turn, draft, _today(turn))
    return turn.edit("remind-when", *rows, why=why, **_example_hours(turn))


def ask_month(turn: Turn, draft: Reminder, first: date) -> Replies:
    """Show the days of the month that begins on `first`."""
    turn.ask(WHEN_QUESTION, draft.id)
    back = button("remind-button-back", "remind:other", draft.id)
    return turn.edit("remind-pick-day", *_month_rows(turn, draft, first), back)


def ask_hour(turn: Turn, draft: Reminder, day: date) -> Replies:
    """Show the hours of a day that are still to come."""
    turn.ask(WHEN_QUESTION, draft.id)
    clock = [calendar.to_utc(day, time(hour), zone_of(turn)) for hour in HOUR_CHOICES]
    specs = [_hour_button(turn, draft, at) for at in clock if at > turn.now]
    back = button("remind-button-back", "remind:month", draft.id, f"{day:%Y-%m}")
    rows = date_text.arrange_clocks(turn, specs)
    return turn.edit("remind-hour", *rows, back, day=date_text.long_date(turn, day))


async def _apply_reading(turn: Turn, draft: Reminder, found: reading.Reading) -> MomentReading:
    if isinstance(found, reading.Unclear):
        if found.said:
            await reminders.save_partial_time(turn.ctx, draft, found.said)
        return MomentReading(found.title, found.why, found.choices)
    await _set_moment(turn, draft, found)
    return MomentReading(found.title, is_shifted=found.shifted)


async def _set_moment(turn: Turn, draft: Reminder, understood: reading.Understood) -> None:
    """Save a moment; the hour chosen for "tonight" is what they mean by it from now on."""
    asked_about = await reminders.partial_time(turn.ctx, draft)
    if asked_about and not asked_about.clock and draft.audience == reminders.ME:
        at = calendar.to_local(understood.at, zone_of(turn)).time()
        await time_habits.learn(turn.ctx, turn.member, asked_about.part, at)
    rule = understood.rule.dump() if understood.rule else None
    reminders.set_moment(draft, turn.member, understood.at, rule)


def _question_reason(moment: MomentReading) -> str:
    """Return why it is asked; without choices, give a reason that needs none."""
    if moment.choices or moment.reason not in REASONS_WITH_CHOICES:
        return moment.reason
    return "over" if moment.reason in ("past", "long-ago") else "unsure"


async def _question_text(turn: Turn, draft: Reminder) -> Rendered:
    """Ask when it should ring; name a chosen day that waits for its hour."""
    partial_time = await reminders.partial_time(turn.ctx, draft)
    if partial_time is None or partial_time.on is None or draft.at:
        return turn.text("remind-when-ask")
    return turn.text("remind-when-day", day=date_text.long_date(turn, partial_time.on))


def _choice_button(turn: Turn, draft: Reminder, understood: reading.Understood) -> ButtonSpec:
    """Return a button for a possible meaning; the button carries all of it, nothing is saved."""
    when = text.meaning_text(turn, understood)
    packed = packed_moment.pack(understood)
    return button("remind-button-any", "remind:meant", draft.id, packed, label=when)


def _example_hours(turn: Turn) -> dict[str, str]:
    hours = {"early": date_text.EARLY, "morning": date_text.MORNING, "evening": date_text.EVENING}
    return {name: date_text.clock_face(turn, at) for name, at in hours.items()}


def _month_rows(turn: Turn, draft: Reminder, first: date) -> list[Row]:
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    header_rows: list[Row] = [
        _month_arrows(turn, draft, first),
        [_blank_button(draft, first, each) for each in date_text.weekday_headings(turn)],
    ]
    open_weeks = [week for week in weeks if week[-1] >= _today(turn)]
    return header_rows + [
        [_day_button(turn, draft, first, day) for day in week] for week in open_weeks
    ]


def _month_arrows(turn: Turn, draft: Reminder, first: date) -> list[ButtonSpec]:
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    back = [_month_button(draft, "remind-button-earlier", before)] if before >= _today(turn) else []
    last = _today(turn) + MAX_AHEAD
    on = [_month_button(draft, "remind-button-later", after)] if after <= last else []
    return [*back, _blank_button(draft, first, date_text.month_title(turn, first)), *on]


def _month_button(draft: Reminder, key: str, day: date) -> ButtonSpec:
    return button(key, "remind:month", draft.id, f"{day:%Y-%m}")


def _day_button(turn: Turn, draft: Reminder, first: date, day: date) -> ButtonSpec:
    if day.month != first.month or day < _today(turn):
        return _blank_button(draft, first, "·")
    return button("remind-button-any", "remind:day", draft.id, day.isoformat(), label=str(day.day))


def _blank_button(draft: Reminder, first: date, label: str) -> ButtonSpec:
    """Return a button that is only there to read; a tap on it shows the same month again."""
    return button("remind-button-any", "remind:month", draft.id, f"{first:%Y-%m}", label=label)


def _hour_button(turn: Turn, draft: Reminder, at: datetime) -> ButtonSpec:
    wall = calendar.to_local(at, zone_of(turn))
    face = date_text.clock_face(turn, wall)
    return button("remind-button-any", "remind:at", draft.id, f"{wall:%Y%m%d%H%M}", label=face)


def _today(turn: Turn) -> date:
    return calendar.to_local(turn.now, zone_of(turn)).date()


def zone_of(turn: Turn) -> str:
    """Return the time zone of the person's clock, UTC if it is not known."""
    return turn.member.zone or "UTC"
