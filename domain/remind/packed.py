"""Writes a moment and how it comes again so short that a button carries it, and reads it back."""

from __future__ import annotations

import string
from datetime import datetime, timedelta

from domain.calendar import to_local, to_utc
from domain.natural_time.results import Understood
from domain.recurrence import Freq, Recurrence

BEGIN = datetime(2020, 1, 1)  # noqa: DTZ001 - what a clock shows has no offset
MINUTE = timedelta(minutes=1)
DIGITS = string.digits + string.ascii_lowercase + string.ascii_uppercase + "_-"
RULE = "r"
"""Stands before a repetition, so that it is told from a moment and from earlier releases."""
MOMENT, LONGEST = 6, 16
"""Letters of a moment without a repetition, and the most of one with it."""
KINDS: tuple[Freq, ...] = ("elapsed", "day", "week", "month", "year")
BY_HOUR = ("day", "week")
"""Kinds that have no day of the month, so that hours take its place."""
HOURS, MONTHDAYS = 24, 32
SIZES = (len(KINDS), 1 << 20, 13, 1 << 33)
"""How many values there are: of the kind, the interval, the month, and the days or hours."""


def pack(found: Understood) -> str:
    """Pack a moment into at most 16 letters and digits, to the minute. Raise OverflowError."""
    rule = found.rule
    if rule is None:
        wall = to_local(found.at, found.zone).replace(tzinfo=None)
        return _digits((wall - BEGIN) // MINUTE, 36).rjust(MOMENT, "0")
    number = (rule.start - BEGIN) // MINUTE
    values = (KINDS.index(rule.freq), rule.interval, rule.month or 0, _days(rule))
    for value, size in zip(values, SIZES, strict=True):
        number = number * size + value
    return RULE + _digits(number, len(DIGITS))


def unpack(packed: str, now: datetime, zone: str) -> Understood:
    """Read what `pack` wrote, on clocks in `zone`; a recurrence starts with its next moment.

    Raise ValueError or OverflowError for anything else.
    """
    if len(packed) == MOMENT:
        wall = BEGIN + int(packed, 36) * MINUTE
        return Understood("", to_utc(wall.date(), wall.time(), zone), None, zone)
    if not packed.startswith(RULE) or len(packed) > LONGEST:
        raise ValueError(f"no moment is written in {len(packed)} letters")
    rule = _rule(packed.removeprefix(RULE))
    if not rule.interval:
        raise ValueError("a recurrence needs an interval")
    before = now if rule.freq == "elapsed" else max(now, _before(rule, zone))
    return Understood("", rule.next_after(before, zone), rule, zone)


def _before(rule: Recurrence, zone: str) -> datetime:
    return to_utc(rule.start.date(), rule.at, zone) - MINUTE


def _days(rule: Recurrence) -> int:
    """Return the hours and weekdays of a rule as bits, or its days of the month, or its nths."""
    if rule.freq in BY_HOUR:
        return _bits(rule.hours) | _bits(rule.weekdays) << HOURS
    if rule.hours:
        raise OverflowError("hours of days of a month are more than a button carries")
    if rule.nths:
        return 1 << MONTHDAYS | _bits(rule.nths) << 7 | _bits(rule.weekdays)
    return _bits(rule.monthdays)


def _rule(digits: str) -> Recurrence:
    number, fields = 0, []
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    for size in reversed(SIZES):
        number, value = divmod(number, size)
        fields.append(value)
    days, month, interval, kind = fields
    bare = Recurrence(KINDS[kind], BEGIN + number * MINUTE, interval, month=month or None)
    return _with_days(bare, days)


def _with_days(bare: Recurrence, days: int) -> Recurrence:
    values: dict[str, tuple[int, ...]] = {"monthdays": _with_last(days)}
    if bare.freq in BY_HOUR:
        values = {"weekdays": _numbers(days >> HOURS), "hours": _numbers(days % (1 << HOURS))}
    elif days >> MONTHDAYS:
        values = {"weekdays": _numbers(days % (1 << 7)), "nths": _with_last(days % (1 << 13) >> 7)}
    return Recurrence(bare.freq, bare.start, bare.interval, month=bare.month, **values)


def _bits(numbers: tuple[int, ...]) -> int:
    """Return a bit for each number; -1, for the last one, has the bit of zero."""
    return sum(1 << max(number, 0) for number in numbers)


def _numbers(bits: int) -> tuple[int, ...]:
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)


def _with_last(bits: int) -> tuple[int, ...]:
    return (*_numbers(bits & ~1), *([-1] if bits & 1 else []))


def _digits(number: int, base: int) -> str:
    found = ""
    while number > 0:
        number, digit = divmod(number, base)
        found = DIGITS[digit] + found
    return found
