"""Puts together what is said of one moment little by little: the day first, the hour later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from pydantic import TypeAdapter, ValidationError

from domain.natural_time.expression import EMPTY, Said, makes_sense
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.resolve import MINUTES, Here, NoSuchMoment, day_of
from domain.natural_time.results import Why
from domain.recurrence import Recurrence

SHAPE = TypeAdapter(Said)
FORMAT = "2"
"""Goes before what is stored, so that another release's format is told from this one."""
RARE = 28
"""Days of a month beyond this one are not in every month."""
DAY_IN_DOUBT: set[Why] = {
    *("next", "order", "no-such-day", "short-month", "leap-day", "which-day", "weekend", "nth"),
    *("differs", "past", "too-often", "too-far"),
}


def dump(said: Said) -> str:
    """Return what was said so far as text, to store until the rest is said."""
    part = said.part and said.part.model_copy(update={"words": (), "alone": (), "daily": ()})
    return FORMAT + SHAPE.dump_json(replace(said, part=part), exclude_defaults=True).decode()


def load(kept: str | None) -> Said | None:
    """Read what `dump` wrote; return None for nothing, or for the format of another release."""
    try:
        return SHAPE.validate_json(kept[1:]) if kept and kept[0] == FORMAT else None
    except ValidationError:
        return None


def on_day(day: date, kept: Said | None = None) -> Said:
    """Return that day at the time that was said; a repetition that was said begins there."""
    said = kept or EMPTY
    if said.unit:
        return _begun_on(day, said)
    return replace(
        EMPTY,
        on=day,
        clock=said.clock,
        clocks=said.clocks,
        midnight=said.midnight,
        part=said.part,
    )


def at_hour(said: Said, at: time) -> Said:
    """Return the same day, or repetition, at another time of day."""
    return replace(said, clock=ClockTime(at.hour, at.minute), clocks=(), midnight=False, part=None)


def _begun_on(day: date, kept: Said) -> Said:
    """Return the repetition from a day on; a day that it lacks is this one."""
    if kept.unit == "week" and not kept.weekdays:
        return replace(kept, weekdays=(day.weekday(),))
    if kept.unit == "month" and not (kept.monthdays or kept.nths):
        return replace(kept, monthdays=(day.day,), even_if_rare=True)
    if kept.unit == "year" and kept.month is None:
        return replace(kept, monthdays=(day.day,), month=day.month, even_if_rare=True)
    return replace(kept, begins=(day.day, day.month, day.year))


def of_moment(wall: datetime, rule: Recurrence | None) -> Said:
    """Return the expression of a moment that was understood, as a clock there shows it."""
    clock = ClockTime(wall.hour, wall.minute)
    if rule is None:
        return replace(EMPTY, on=wall.date(), clock=clock)
    if rule.freq == "elapsed":
        return replace(EMPTY, unit="minute", interval=rule.interval)
    start = rule.start
    first, *others = (ClockTime(at.hour, at.minute) for at in rule.times)
    return replace(
        EMPTY,
        unit=rule.freq,
        interval=rule.interval,
        weekdays=rule.weekdays or ((start.weekday(),) if rule.freq == "week" else ()),
        nths=rule.nths,
        monthdays=rule.monthdays,
        month=rule.month,
        clock=first,
        clocks=tuple(others),
        even_if_rare=True,
    )


def anchored(said: Said, why: Why, here: Here) -> Said:
    """Return the expression with "tomorrow" as a fixed day, so that it stays the same later."""
    if why in DAY_IN_DOUBT or said.unit or said.doubt or (said.days is None and not said.span):
        return said
    if said.elapsed:
        return said
    try:
        return on_day(day_of(said, here), said)
    except NoSuchMoment:
        return said


def joined(kept: Said | None, new: Said) -> Sequence[Said]:
    """Return the readings of new words together with earlier ones: the likeliest first, seldom two.

    The new words count, and the earlier ones fill in what they leave open.
    """
    if kept is None or new.elapsed:
        return (new,)
    whole = _with_time(new, new if new.timed else kept, kept)
    if not (new.dated or new.unit):
        found = [_with_time(kept, new, kept)]
    elif new.unit:
        found = [_with_days(whole, kept)]
    elif (rule := _on_other_day(kept, new)) is None:
        found = [whole]
    elif _lacks_a_day(kept):
        found = [_with_time(rule, whole, kept)]
    else:
        found = [whole] if new.timed else [_with_time(rule, whole, kept), whole]
    return [each for each in found if makes_sense(each)] or [new]


def rest_of(
    words: str, kept: Said | None, at: str, read: Callable[[str], Said | None]
) -> Said | None:
    """Read what has a meaning only after earlier words: "pm", "evening", or a bare 9."""
    if kept is None:
        return None
    before = f"{kept.clock.hour}:{kept.clock.minute:02}" if kept.clock else at
    said = read(f"{before} {words}")
    return None if said is None or said.dated or said.unit else said


def _with_time(said: Said, time: Said, kept: Said) -> Said:
    clock, part = time.clock, time.part
    if part and not (clock or time.midnight) and kept.clock and not kept.clock.sure:
        clock = kept.clock
    if clock and not clock.sure and part is None and kept.clock is None:
        part = kept.part
    return replace(said, clock=clock, clocks=time.clocks, midnight=time.midnight, part=part)


def _with_days(new: Said, kept: Said) -> Said:
    """Return "every two weeks" with the Tuesday that was said before."""
    if new.unit in ("week", "month") and kept.weekdays and not (new.weekdays or new.monthdays):
        nths = kept.nths if new.unit == "month" else ()
        return replace(new, weekdays=kept.weekdays, nths=nths)
    return new


def _lacks_a_day(kept: Said) -> bool:
    match kept.unit:
        case "week":
            return not kept.weekdays
        case "month":
            return not kept.nths and (not kept.monthdays or max(kept.monthdays) > RARE)
    return kept.month is None or max(kept.monthdays, default=0) > RARE


def _on_other_day(kept: Said, new: Said) -> Said | None:
    """Move the earlier recurrence to the day that is said now; return None if it does not fit."""
    is_shifted = new.week is not None or new.month_shift is not None or new.weeks_on
    if new.year or new.next or is_shifted or new.over or kept.unit in MINUTES:
        return None
    if kept.unit == "week" and new.weekdays:
        return replace(kept, weekdays=new.weekdays, weekend=False)
    if kept.unit == "month" and new.monthdays and not new.month:
        return replace(kept, monthdays=new.monthdays, weekdays=(), nths=(), nth_or_interval=False)
    if kept.unit == "year" and new.monthdays and new.month:
        return replace(kept, monthdays=new.monthdays, month=new.month)
    return None
