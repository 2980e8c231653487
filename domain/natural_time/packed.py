"""Writes a moment and how it comes again so short that a button carries it, and reads it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.calendar import to_local, to_utc
from domain.natural_time.recurrence import Freq, Recurrence
from domain.natural_time.results import Understood

BEGIN = datetime(2020, 1, 1)  # noqa: DTZ001 - what a clock shows has no offset
MINUTE = timedelta(minutes=1)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SIZES = (6, 4, 2, 1, 1, 1)
"""Digits for the minute, the interval, the weekdays, which of them, the day and the month."""
KINDS: dict[int, Freq] = dict(enumerate(("elapsed", "day", "week", "month", "year")))


def pack(found: Understood) -> str:
    """Pack a moment into at most 16 letters and digits, to the minute."""
    rule = found.rule
    if rule is None:
        return _digits((to_local(found.at, found.zone).replace(tzinfo=None) - BEGIN) // MINUTE, 6)
    days = sum(1 << day for day in rule.weekdays)
    values = ((rule.start - BEGIN) // MINUTE, rule.interval, days)
    # Two more than each, so that the last, which is -1, is neither a minus nor nothing.
    others = (0 if each is None else each + 2 for each in (rule.nth, rule.monthday))
    fields = (*values, *others, rule.month or 0)
    kind = next(number for number, freq in KINDS.items() if freq == rule.freq)
    return str(kind) + "".join(map(_digits, fields, SIZES))


def unpack(packed: str, now: datetime, zone: str) -> Understood:
    """Read what `pack` wrote, on clocks in `zone`; a recurrence starts with its next moment.

    Raise ValueError, KeyError or OverflowError for anything else.
    """
    if len(packed) == SIZES[0]:
        wall = BEGIN + int(packed, 36) * MINUTE
        return Understood("", to_utc(wall.date(), wall.time(), zone), None, zone)
    if len(packed) != 1 + sum(SIZES):
        raise ValueError(f"no moment is written in {len(packed)} letters")
    rule = _rule(packed)
    if not rule.interval:
        raise ValueError("a recurrence needs an interval")
    before = now if rule.freq == "elapsed" else max(now, _before(rule, zone))
    return Understood("", rule.next_after(before, zone), rule, zone)


def _before(rule: Recurrence, zone: str) -> datetime:
    return to_utc(rule.start.date(), rule.at, zone) - MINUTE


def _rule(packed: str) -> Recurrence:
    fields: list[int] = []
    kind, at = KINDS[int(packed[0])], 1
    for size in SIZES:
        fields.append(int(packed[at : at + size], 36))
        at += size
    minute, interval, days, nth, monthday, month = fields
    return Recurrence(
        kind,
        BEGIN + minute * MINUTE,
        interval,
        tuple(day for day in range(7) if days >> day & 1),
        nth - 2 if nth else None,
        monthday - 2 if monthday else None,
        month or None,
    )


def _digits(number: int, size: int) -> str:
    """Return the number in base 36, in exactly that many digits."""
    found = ""
    for _ in range(size):
        number, digit = divmod(number, 36)
        found = DIGITS[digit] + found
    if number:
        raise OverflowError("a moment beyond what a button carries")
    return found
