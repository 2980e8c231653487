"""Puts together what is said of one moment little by little: the day first, the hour later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from pydantic import TypeAdapter, ValidationError

from content.when import DayPart
from domain.natural_time.expression import EMPTY, Said, makes_sense
from domain.natural_time.grammar import understand
from domain.natural_time.lexicon import ClockTime, LexicalToken, Lexicon, Word
from domain.natural_time.recurrence import Recurrence
from domain.natural_time.resolve import MINUTES, Here, NoSuchMoment, day_of
from domain.natural_time.results import Why

SHAPE = TypeAdapter(Said)
RARE = 28
"""Days of a month beyond this one are not in every month."""
DAY_IN_DOUBT: set[Why] = {
    *("next", "order", "no-such-day", "short-month", "leap-day", "which-day", "weekend", "nth"),
    *("differs", "past", "too-often", "too-far"),
}


def dump(said: Said) -> str:
    """Return what was said so far as text, to store until the rest is said."""
    part = said.part and DayPart(first=said.part.first, last=said.part.last, usual=said.part.usual)
    return SHAPE.dump_json(replace(said, part=part), exclude_defaults=True).decode()


def load(kept: str | None) -> Said | None:
    """Read what `dump` wrote; return None for nothing, or for the format of another release."""
    try:
        return SHAPE.validate_json(kept) if kept else None
    except ValidationError:
        return None


def on_day(day: date, kept: Said | None = None) -> Said:
    """Return that day at the time that was said, if one was."""
    time = kept or EMPTY
    return replace(EMPTY, on=day, clock=time.clock, midnight=time.midnight, part=time.part)


def of_moment(wall: datetime, rule: Recurrence | None) -> Said:
    """Return the expression of a moment that was understood, as a clock there shows it."""
    clock = ClockTime(wall.hour, wall.minute)
    if rule is None:
        return replace(EMPTY, on=wall.date(), clock=clock)
    if rule.freq == "elapsed":
        return replace(EMPTY, every=True, unit="minute", interval=rule.interval)
    start = rule.start
    return replace(
        EMPTY,
        every=True,
        unit=rule.freq,
        interval=rule.interval,
        weekdays=rule.weekdays or ((start.weekday(),) if rule.freq == "week" else ()),
        nth=rule.nth,
        monthday=rule.monthday,
        month=rule.month,
        clock=ClockTime(rule.at.hour, rule.at.minute),
        even_if_rare=True,
    )


def anchored(said: Said, why: Why, here: Here) -> Said:
    """Return the expression with "tomorrow" as a fixed day, so that it stays the same later."""
    if why in DAY_IN_DOUBT or said.unit or not (said.day or said.span):
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


def rest_of(words: Sequence[Word], lexicon: Lexicon, kept: Said | None) -> Said | None:
    """Read what has a meaning only after earlier words: "pm", "evening", or a bare 9."""
    tokens = lexicon.read(words) or []
    while tokens and tokens[0].code == "f":
        tokens = tokens[1:]
    if kept is None or not tokens:
        return None
    before = [LexicalToken("C", kept.clock)] if kept.clock else [LexicalToken("A")]
    said = understand([*before, *tokens])
    return None if said is None or said.dated or said.unit else said


def _with_time(said: Said, time: Said, kept: Said) -> Said:
    clock, part = time.clock, time.part
    if part and not (clock or time.midnight) and kept.clock and not kept.clock.sure:
        clock = kept.clock
    if clock and not clock.sure and part is None and kept.clock is None:
        part = kept.part
    return replace(said, clock=clock, midnight=time.midnight, part=part)


def _with_days(new: Said, kept: Said) -> Said:
    """Return "every two weeks" with the Tuesday that was said before."""
    if new.unit in ("week", "month") and kept.weekdays and not (new.weekdays or new.monthday):
        nth = kept.nth if new.unit == "month" else None
        return replace(new, weekdays=kept.weekdays, nth=nth)
    return new


def _lacks_a_day(kept: Said) -> bool:
    match kept.unit:
        case "week":
            return not kept.weekdays
        case "month":
            return kept.nth is None and (kept.monthday is None or kept.monthday > RARE)
    return kept.month is None or (kept.monthday or 0) > RARE


def _on_other_day(kept: Said, new: Said) -> Said | None:
    """Move the earlier recurrence to the day that is said now; return None if it does not fit."""
    if new.year or new.next or new.next_week or new.over or kept.unit in MINUTES:
        return None
    if kept.unit == "week" and new.weekdays:
        return replace(kept, weekdays=new.weekdays, weekend=False)
    if kept.unit == "month" and new.monthday and not new.month:
        return replace(kept, monthday=new.monthday, weekdays=(), nth=None)
    if kept.unit == "year" and new.monthday and new.month:
        return replace(kept, monthday=new.monthday, month=new.month)
    return None
