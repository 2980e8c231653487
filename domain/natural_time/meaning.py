"""Works out what the words behind a rule of the grammar fill in, where it is more than a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from domain.natural_time.expression import Said, Span, Unfit
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.pattern import Captured

Fields = dict[str, Any]
Meaning = Callable[[Captured, Said], Fields]
LISTS = ("weekdays", "nths", "monthdays")
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
DAYS_PER_MONTH, SECONDS_PER_DAY = 30, 86400
WORKDAYS = (0, 1, 2, 3, 4)
NOON = 12
MOST_MINUTES_LIKE_HOURS = 12
"""Up to this number, minutes "to 8" may as well be the hour at which something begins."""


def plain(captured: Captured) -> Fields:
    """Return the values under labels that are fields of what was said."""
    found: Fields = {}
    for label, value in captured:
        if label in LISTS:
            found[label] = (*found.get(label, ()), value)
        elif label in Said.__dataclass_fields__:
            found[label] = value
    return found | {
        label: tuple(sorted(set(found[label]), key=lambda day: (day < 0, day)))
        for label in LISTS
        if label in found
    }


def clock(captured: Captured, said: Said) -> Fields:
    return {"clock": _clocks(captured)[0]}


def behind_a_day(captured: Captured, said: Said) -> Fields:
    """Refuse 17.30, 0900 or 10-11 without a day: it is a price, a code or a score."""
    if not (said.dated or said.unit):
        raise Unfit
    return {}


def full_clock(captured: Captured, said: Said) -> Fields:
    return {"clock": replace(_clocks(captured)[0], sure=True)}


def bare_hour(captured: Captured, said: Said) -> Fields:
    """Take a number for an hour where a day was said and no time from now."""
    if not (said.dated or said.unit) or said.span:
        raise Unfit
    return clock(captured, said)


def half_hour(captured: Captured, said: Said) -> Fields:
    """Read "half 7", which is 7:30 for some people and 6:30 for others."""
    (found,) = _clocks(captured)
    return {"clock": replace(found, minute=30), "doubt": "half-hour"}


def clock_around_the_hour(captured: Captured, said: Said) -> Fields:
    """Read minutes past an hour, or to one."""
    values = dict(captured)
    past = 15 * ("past_quarter" in values) + 30 * ("past_half" in values)
    to = 15 * ("to_quarter" in values) + values.get("to_minutes", 0)
    if "range" in values and to <= MOST_MINUTES_LIKE_HOURS:
        raise Unfit
    return {"clock": _shifted(_clocks(captured)[0], past + values.get("past_minutes", 0) - to)}


def clock_range(captured: Captured, said: Said) -> Fields:
    """Take the beginning of a range, in doubt."""
    first, last = _clocks(captured)
    if not first.sure and last.fixed:
        first = _halved(first, after_noon=last.hour >= NOON)
    return {"clock": first, "clocks": (last,), "doubt": "range"}


def clock_list(captured: Captured, said: Said) -> Fields:
    *found, last = _clocks(captured)
    if any(each.hour > NOON for each in (*found, last) if not each.fixed):
        found = [replace(each, sure=True) for each in found]
    if last.fixed:
        found = [
            each if each.sure else _halved(each, after_noon=last.hour >= NOON) for each in found
        ]
    first, *others = [*found, last]
    return {"clock": first, "clocks": tuple(others)}


def part_behind(captured: Captured, said: Said) -> Fields:
    """Take "morning" for a part of the day only behind a day, an hour or a repetition."""
    if not (said.dated or said.clock or said.unit):
        raise Unfit
    return plain(captured)


def part_noun(captured: Captured, said: Said) -> Fields:
    """Leave "night" behind "at 18:00" to the title: "Friday at 18:00 night shift"."""
    if said.clock and said.clock.sure:
        raise Unfit
    return part_behind(captured, said)


def span(captured: Captured, said: Said) -> Fields:
    """Add up "2 hours and a half", or "a week and 2 days"."""
    months = days = seconds = 0.0
    for amount, unit in _measures(captured):
        months += amount * MONTHS.get(unit, 0)
        days += amount * DAYS.get(unit, 0)
        seconds += amount * SECONDS.get(unit, 0)
    days += months % 1 * DAYS_PER_MONTH
    seconds += days % 1 * SECONDS_PER_DAY
    return {"span": Span(int(months), int(days), round(seconds))}


def every_span(captured: Captured, said: Said) -> Fields:
    """Read "every hour and a half"."""
    found = span(captured, said)["span"]
    if found.months:
        raise Unfit
    if not found.seconds:
        return {"unit": "day", "interval": found.days}
    return {"unit": "minute", "interval": (found.days * SECONDS_PER_DAY + found.seconds) // 60}


def span_of_days(captured: Captured, said: Said) -> Fields:
    """Read "a week tomorrow"; "30 minutes tomorrow" is how long it takes."""
    found = span(captured, said)
    if found["span"].seconds:
        raise Unfit
    return found


def in_days(captured: Captured, said: Said) -> Fields:
    """Read "same time tomorrow", or "in 5 business days"."""
    return {"span": Span(days=dict(captured)["later"])}


def weeks_on(captured: Captured, said: Said) -> Fields:
    """Read "a week on Tuesday": that many weeks after the coming one."""
    return {"weeks_on": dict(captured).get("count", 1)}


def weeks_from_now(captured: Captured, said: Said) -> Fields:
    """Read "two Sundays from now": the second one that comes."""
    return {"weeks_on": dict(captured)["count"] - 1}


def weekday_range(captured: Captured, said: Said) -> Fields:
    values = dict(captured)
    first, last = values["first_day"], values["last_day"]
    days = tuple(sorted((first + day) % 7 for day in range((last - first) % 7 + 1)))
    if len(days) in (1, 7):
        raise Unfit
    return {"weekdays": days, "unit": "week"}


def workdays(captured: Captured, said: Said) -> Fields:
    return {"weekdays": WORKDAYS, "unit": "week"}


def all_but(captured: Captured, said: Said) -> Fields:
    """Read "every day except Sunday"."""
    excepted = plain(captured)["weekdays"]
    return {"weekdays": tuple(day for day in range(7) if day not in excepted), "unit": "week"}


def begins(captured: Captured, said: Said) -> Fields:
    """Read "starting 9 March" behind a repetition."""
    if not said.unit:
        raise Unfit
    values = dict(captured)
    first = (values["begin_day"], values["begin_month"], values.get("begin_year", 0))
    return {"begins": first, "even_if_rare": True}


def same_weekday(captured: Captured, said: Said) -> Fields:
    """Refuse "the first Monday and the third Friday", which no single rule can say."""
    if len(plain(captured)["weekdays"]) > 1:
        raise Unfit
    return {}


def every_nth(captured: Captured, said: Said) -> Fields:
    """Read "every second Tuesday": of each month, or every two weeks."""
    found = plain(captured)
    return {"unit": "month", "nth_or_interval": len(found["nths"]) == 1 and found["nths"][0] > 1}


def written_date(captured: Captured, said: Said) -> Fields:
    """Read 2026-05-06, 25/12 or 6/5, of which the last may be two days."""
    day, month, year, is_iso = dict(captured)["date"]
    if not 1 <= min(day, month) <= max(day, month) <= 31 or min(day, month) > 12:
        raise Unfit
    if not is_iso and max(day, month) <= 12 and day != month:
        return {"orders": (day, month), "year": year}
    if month > 12:
        day, month = month, day
    return {"monthdays": (day,), "month": month, "year": year}


def _measures(captured: Captured) -> list[tuple[float, str]]:
    """Return amounts and their units, in the order in which they were said."""
    found: list[tuple[float, str]] = []
    amount: float | None = None
    quarters = 1
    for label, value in captured:
        if label in ("amount", "couple"):
            amount = value if label == "amount" else 2
        elif label == "half":
            amount = (amount or 0) + 0.5
        elif label == "quarter":
            amount = (amount or 1) / 4
        elif label == "quarters":
            quarters = value
        elif label == "extra_quarter":
            amount, quarters = (amount or 0) + quarters / 4, 1
        elif label == "minutes":
            found.append((value, "minute"))
        elif label == "unit_of":
            found.append((1 if amount is None else amount, value))
            amount = None
    if amount:
        found.append((amount, found[-1][1]))
    return found


def _clocks(captured: Captured) -> list[ClockTime]:
    """Return the times of day, in the order in which they were said."""
    found: list[ClockTime] = []
    for label, value in captured:
        match label:
            case "clock":
                found.append(replace(value, sure=True))
            case "hour":
                found.append(ClockTime(value, sure=value > NOON or value == 0))
            case "noon" | "midnight":
                found.append(ClockTime(NOON if label == "noon" else 0))
            case "hour_mark":
                found[-1] = replace(found[-1], sure=True)
            case "am" | "pm":
                found[-1] = _halved(found[-1], after_noon=label == "pm")
    if not all(each.hour < 24 or not each.minute for each in found):
        raise Unfit
    return found


def _shifted(clock: ClockTime, minutes: int) -> ClockTime:
    whole = (clock.hour * 60 + minutes) % (24 * 60)
    hour = whole // 60 or NOON * (not clock.sure)
    return ClockTime(hour, whole % 60, sure=clock.sure, fixed=clock.fixed)


def _halved(clock: ClockTime, *, after_noon: bool) -> ClockTime:
    if after_noon and NOON < clock.hour < 24:
        return clock
    if not 1 <= clock.hour <= NOON:
        raise Unfit
    return ClockTime(clock.hour % NOON + NOON * after_noon, clock.minute, fixed=True)


FUNCTIONS: dict[str, Meaning] = {
    each.__name__: each
    for each in (
        *(
            behind_a_day,
            clock,
            full_clock,
            bare_hour,
            half_hour,
            clock_around_the_hour,
            clock_range,
        ),
        *(clock_list, part_behind, part_noun, span, span_of_days, every_span, in_days),
        *(weeks_on, weeks_from_now, weekday_range, workdays, all_but, begins),
        *(same_weekday, every_nth, written_date),
    )
}


def fill(said: Said, captured: Captured, constants: Fields, names: Sequence[str]) -> Said:
    """Return what was said with what a rule adds to it. Raise Unfit if that cannot be."""
    fields = plain(captured)
    for name in names:
        if name.startswith(("clock", "full", "bare", "half")):
            fields = {}
        fields |= FUNCTIONS[name](captured, said)
    fields |= constants
    unit, interval = fields.pop("unit", None), fields.pop("interval", 1)
    said = said.put(**fields)
    return said.with_rule(unit, interval) if unit else said
