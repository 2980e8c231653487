"""The grammar of the part of a sentence that says when, with the meaning of each piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from content.when import DayPart
from domain.natural_time.expression import EMPTY, TODAY, Said, makes_sense
from domain.natural_time.lexicon import ClockTime, LexicalToken

MOST_HOURS = 12
WORKDAYS = (0, 1, 2, 3, 4)


class _Unfit(Exception):
    """This does not go with what was said so far: another pattern may, or these are other words."""


Fill = Callable[[Said, Sequence[LexicalToken]], Said]


def understand(tokens: Sequence[LexicalToken]) -> Said | None:
    """Return what the words say of a moment, or None unless all of them belong to it."""
    codes = "".join(token.code for token in tokens)
    said, at = Said(), 0
    while at < len(codes):
        step = _step(said, codes, tokens, at)
        if step is None:
            return None
        said, at = step
    if said.nth == -1 and not said.unit:
        said = replace(said, nth=None, over=True)
    return said if makes_sense(said) else None


def _step(
    said: Said, codes: str, tokens: Sequence[LexicalToken], at: int
) -> tuple[Said, int] | None:
    for pattern, fill in PATTERNS:
        if found := pattern.match(codes, at):
            try:
                return fill(said, tokens[at : found.end()]), found.end()
            except _Unfit:
                continue
    return None


def _put(said: Said, **values: object) -> Said:
    """Fill fields that are empty; raise _Unfit if one is filled already."""
    for name in values:
        if getattr(said, name) != getattr(EMPTY, name):
            raise _Unfit
    return replace(said, **values)  # type: ignore[arg-type]  # each caller names its own fields


def _one(tokens: Sequence[LexicalToken], codes: str) -> LexicalToken | None:
    return next((token for token in tokens if token.code in codes), None)


def _number(tokens: Sequence[LexicalToken], codes: str = "NO") -> int:
    token = _one(tokens, codes)
    if token is None or not isinstance(token.value, int):
        raise _Unfit
    return token.value


def _span(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    words = " ".join(_digits_or_text(token) for token in tokens if token.code != "+")
    units = {token.value for token in tokens if token.code == "U"}
    over = _one(tokens, "F") is not None
    return _put(said, span=words, elapsed=not units.isdisjoint(SHORT), over=over)


def _digits_or_text(token: LexicalToken) -> str:
    return token.text if token.value is None or token.code == "U" else str(token.value)


def _every_unit(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    unit = _one(tokens, "U")
    if said.nth_or_interval and unit and unit.value == "month":
        return replace(said, nth_or_interval=False)
    count = _number(tokens, "NOy") if _one(tokens, "NOy") else 1
    if unit and said.unit == unit.value and count == 1:
        return said
    return _rule(said, str(unit and unit.value), count)


def _rule(said: Said, unit: str, interval: int = 1) -> Said:
    if said.unit:
        raise _Unfit
    return replace(said, every=True, unit=unit, interval=interval)


def _every_nth(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    said = _put(said, nth=_number(tokens, "OL"), weekdays=_weekdays(tokens))
    return replace(_rule(said, "month"), nth_or_interval=(said.nth or 0) > 1)


def _every_few(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _rule(_put(said, weekdays=_weekdays(tokens)), "week", _number(tokens, "N"))


def _weekdays(tokens: Sequence[LexicalToken]) -> tuple[int, ...]:
    return tuple(sorted({int(str(token.value)) for token in tokens if token.code == "W"}))


def _weekday(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    days = _weekdays(tokens)
    said = _put(said, weekdays=days)
    if _one(tokens, "E"):
        return said if said.unit == "week" else _rule(said, "week")
    if len(days) > 1 and said.unit != "week":
        raise _Unfit
    return said


def _nth(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    if said.unit not in ("", "month"):
        raise _Unfit
    return _put(said, nth=_number(tokens, "OL"), weekdays=_weekdays(tokens))


def _weekday_the(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    day = _number(tokens)
    if not MOST_HOURS < day <= 31:
        raise _Unfit
    return _put(said, weekdays=_weekdays(tokens), monthday=day)


def _nth_day(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    unit = _one(tokens, "U")
    if unit is None or unit.value != "day":
        raise _Unfit
    return _put(said, monthday=_number(tokens, "OL"))


def _workdays(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _rule(_put(said, weekdays=WORKDAYS), "week")


def _weekend(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _rule(_put(said, weekend=True), "week")


def _next_weekday(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _put(said, weekdays=_weekdays(tokens), next=True)


def _past_weekday(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _put(said, weekdays=_weekdays(tokens), over=True)


def _next_week(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    unit = _one(tokens, "U")
    if unit is None or unit.value != "week":
        raise _Unfit
    return _put(said, next_week=True)


def _date(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    year = _one(tokens, "y")
    said = _put(
        said,
        monthday=_number(tokens),
        month=_number(tokens, "M"),
        year=_number(tokens, "y") if year else None,
    )
    if not 1 <= (said.monthday or 0) <= 31:
        raise _Unfit
    return _rule(said, "year") if _one(tokens, "E") else said


def _digits(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    token = tokens[-1]
    if not isinstance(token.value, tuple):
        raise _Unfit
    day, month, year = token.value
    if token.code == "?":
        if not (1 <= day <= 31 and 1 <= month <= 31 and min(day, month) <= 12):
            raise _Unfit
        if day != month and max(day, month) <= 12:
            return _put(said, orders=(day, month), year=year)
        day, month = (day, month) if month <= 12 else (month, day)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        raise _Unfit
    return _put(said, monthday=day, month=month, year=year)


def _monthday(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    day = _number(tokens)
    if not 1 <= day <= 31:
        raise _Unfit
    said = _put(said, monthday=day)
    return _rule(said, "month") if _one(tokens, "E") else said


def _day(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _put(said, day=tokens[-1].text)


def _part(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    value = tokens[-1].value
    if not isinstance(value, DayPart) or (tokens[0].code == "P" and said == EMPTY):
        raise _Unfit
    said = _put(said, part=value)
    return _rule(said, "day") if tokens[0].code == "E" else said


def _this_part(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _put(said, part=tokens[-1].value, day=TODAY)


def _clock(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    shown = _one(tokens, "Cc")
    clock = shown.value if shown else ClockTime(_number(tokens, "N"), sure=False)
    assert isinstance(clock, ClockTime)  # noqa: S101 - the lexicon gives no other
    if unit := _one(tokens, "U"):
        clock = _full(clock, unit)
    if shift := _one(tokens, "BJ"):
        clock = _shifted(clock, int(str(shift.value)))
    if token := _one(tokens, "H"):
        clock = _halved(clock, token.value == "p")
    if clock.hour > 24 or (clock.hour == 24 and clock.minute):
        raise _Unfit
    return _put(said, clock=clock if clock.hour <= 12 else replace(clock, sure=True))


def _full(clock: ClockTime, unit: LexicalToken) -> ClockTime:
    if unit.value != "hour":
        raise _Unfit
    return replace(clock, sure=True)


def _shifted(clock: ClockTime, minutes: int) -> ClockTime:
    if not 1 <= clock.hour <= 23:
        raise _Unfit
    whole = (clock.hour * 60 + minutes) % (24 * 60)
    hour = whole // 60 or 12 * (clock.hour <= 12)
    return ClockTime(hour, whole % 60, sure=clock.sure)


def _halved(clock: ClockTime, after_noon: bool) -> ClockTime:
    if not 1 <= clock.hour <= 12:
        raise _Unfit
    return ClockTime(clock.hour % 12 + 12 * after_noon, clock.minute, fixed=True)


def _bare_hour(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    hour = _number(tokens, "N")
    if not (said.dated or said.unit) or said.span or not 1 <= hour <= 12:
        raise _Unfit
    return _put(said, clock=ClockTime(hour, sure=False))


def _noon(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    return _put(said, clock=ClockTime(12))


def _midnight(said: Said, tokens: Sequence[LexicalToken]) -> Said:
    if said.clock:
        raise _Unfit
    return _put(said, midnight=True)


SHORT = {"second", "minute", "hour"}

PATTERNS: tuple[tuple[re.Pattern[str], Fill], ...] = tuple(
    (re.compile(pattern), fill)
    for pattern, fill in (
        (r"I[Ny]U(?:\+?NU)*|NU(?:\+?NU)*[FT]|FNU(?:\+?NU)*", _span),
        (r"f*E[NOy]?U", _every_unit),
        (r"f*ENE?W", _every_few),
        (r"E[OL][fd]*W", _every_nth),
        (r"[fd]*[OL][fd]*U", _nth_day),
        (r"[fd]*X[fd]*U|[fd]*UX", _next_week),
        (r"[fd]*X[fd]*W|[fd]*WX(?!U)", _next_weekday),
        (r"[fd]*WL", _past_weekday),
        (r"E?[fd]*[NO][fd]*M(?:[fd]*y)?|E?[fd]*M[fd]*[NO](?:[fd]*y)?", _date),
        (r"[fd]*[#?]", _digits),
        (r"[fd]*[OL][fd]*W", _nth),
        (r"[fdS]*WN(?![fd]*[MkHQJU])", _weekday_the),
        (r"[fd]*EW(?:\+?E?[fd]*W)*|[fdS]*W(?:\+?[fd]*W)*", _weekday),
        (r"[fd]*E[fd]*K", _workdays),
        (r"[fd]*E[fd]*G", _weekend),
        (r"E?[fd]*O|E?f*dN(?![kHQJ])", _monthday),
        (r"D", _day),
        (r"[Af]?Ck?H?|[Af]?cH|Ac", _clock),
        (r"[Af]?(?:BNk?H?|BCH|NJk?H?|Nk?H|Nk|Nk?(?=Q))|ANU|AN", _clock),
        (r"A?f?Z", _noon),
        (r"A?f?Y", _midnight),
        (r"SP", _this_part),
        (r"E?P|Q", _part),
        (r"N$", _bare_hour),
    )
)
