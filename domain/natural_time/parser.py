"""Reads from a sentence when it is to be; what is in doubt is asked, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from domain.calendar import to_utc
from domain.country import country_of_zone
from domain.natural_time.ambiguity import MOST_CHOICES, resolve
from domain.natural_time.expression import Said, Unfit, makes_sense
from domain.natural_time.hour_doubts import times
from domain.natural_time.lexicon import Lexicon, lexicon, mixed_lexicon
from domain.natural_time.mending import has_foreign_words, without_typos
from domain.natural_time.merge import anchored, joined, rest_of
from domain.natural_time.regions import MOST_LETTERS, Region, Sentence
from domain.natural_time.resolve import Here
from domain.natural_time.results import Reading, Unclear, Understood, Why, titled
from domain.recurrence import Recurrence

__all__ = ["Reading", "Recurrence", "Unclear", "Understood", "Why"]

MENDED: tuple[Why, ...] = ("nothing", "no-time", "past", "scattered", "doubt")
"""Doubts that other words may clear: another language's, or those without typing errors."""
NEAR = 200
"""A word counts as mistyped or foreign only among this number of last letters."""


def read(
    words: str,
    now: datetime,
    zone: str,
    language: str,
    kept: Said | None = None,
    country: str | None = None,
    usual: Mapping[str, int] | None = None,
) -> Reading:
    """Read what is to happen when, from a sentence with the moment at its end or beginning.

    `zone` is an IANA name; the country is that of the zone unless another one is given. `kept` is
    what was said of the same moment before; these words continue it. `usual` are the person's own
    times for parts of the day, in minutes since midnight, by name. Every moment of the answer lies
    after `now`.
    """
    here = _here(now, zone, country, usual)
    code, known = lexicon(language)
    plain = _read(words, known, here, kept)
    if isinstance(plain, Unclear) and plain.why not in MENDED:
        return plain
    return _mended(words, plain, code, here, kept)


def settle_said(
    said: Said,
    now: datetime,
    zone: str,
    country: str | None = None,
    usual: Mapping[str, int] | None = None,
) -> Reading:
    """Resolve what was put together without words, as by tapping a day."""
    return _meant([said], _here(now, zone, country, usual))


def read_moment(
    words: str, now: datetime, zone: str, language: str, country: str | None = None
) -> Reading:
    """Read a single moment, as for a snooze: "tomorrow 9:00", "in 2 hours", "2 hours", "9:30"."""
    known = lexicon(language)[1]
    here = _here(now, zone, country, None)
    return _read_bare(words, here, language, ("", known.within, known.at))


def read_day(
    words: str, today: date, zone: str, language: str, country: str | None = None
) -> Reading:
    """Read a day, as for a goal: today's counts until midnight.

    A number that may be minutes or an hour is no day: "24", or the end of "24 May 2026 2027".
    """
    here = _here(to_utc(today, time(), zone), zone, country, None)
    reading = _read_bare(words, here, language, ("", lexicon(language)[1].within))
    said = reading.said if isinstance(reading, Unclear) else None
    if said and said.doubt and (said.clock or (said.span and said.span.seconds)):
        return Unclear("", "nothing")
    return reading


def _read_bare(words: str, here: Here, language: str, befores: Sequence[str]) -> Reading:
    """Read words that say nothing but a moment, perhaps without the word before it."""
    reading: Reading = Unclear("", "nothing")
    for before in befores if len(words) <= MOST_LETTERS else ():
        short = f"{before} {words.strip()}".strip()
        reading = _bare(read(short, here.now, here.zone, language, country=here.country))
        if not (isinstance(reading, Unclear) and reading.why == "nothing"):
            break
    return reading


def read_time(words: str, language: str) -> tuple[int, ...]:
    """Return what "7:30 pm" or "a las 7" may mean, in minutes since midnight.

    The list is empty if it is no time, and has two where it may be before or after noon.
    """
    _, known = lexicon(language)
    for each in (words, f"{known.at} {words}"):
        said = whole(each, known)
        if said and not (said.dated or said.unit or said.doubt or said.clocks):
            return times(said)
    return ()


def whole(words: str, known: Lexicon) -> Said | None:
    """Return what all of the words together say of a moment, or None if some say nothing."""
    sentence = Sentence(words, known)
    found = sentence.tail()
    return found.said if found and not found.start and not sentence.is_cut else None


def _here(now: datetime, zone: str, country: str | None, usual: Mapping[str, int] | None) -> Here:
    return Here(now, zone, country_of_zone(zone) if country is None else country, usual or {})


def _bare(reading: Reading) -> Reading:
    """Refuse words that say more than a moment."""
    if reading.title or (isinstance(reading, Understood) and reading.rule):
        return Unclear("", "nothing")
    if isinstance(reading, Unclear) and any(choice.rule for choice in reading.choices):
        return Unclear("", "nothing")
    return reading


def _read(words: str, known: Lexicon, here: Here, kept: Said | None) -> Reading:
    sentence = Sentence(words, known)
    tail = sentence.tail()
    if tail is None and (more := rest_of(words, kept, known.at, lambda each: whole(each, known))):
        tail = Region(0, sentence.end, more)
    if tail and not tail.start and not sentence.is_cut:
        return titled(_meant(joined(kept, tail.said), here), sentence.title(0, 0))
    head = sentence.head(tail.start if tail else sentence.end)
    if tail is None:
        return _from_head(sentence, head, here) if head else _from_middle(sentence, here)
    if head is not None:
        return _from_both(sentence, head, tail, here)
    return _from_tail(sentence, tail, here, kept)


def _from_tail(sentence: Sentence, tail: Region, here: Here, kept: Said | None) -> Reading:
    """Read a moment at the end, unless words before it may belong to it."""
    if tail.said.vague and (clear := sentence.clear_tail()):
        return _asked("doubt", _from_tail(sentence, clear, here, kept))
    title = sentence.title(0, tail.start)
    reading = _yearly(sentence, titled(_meant(joined(kept, tail.said), here), title), here)
    others = [titled(each, title) for each in _with_left_over(sentence, tail, here)]
    if sentence.is_half_said(tail):
        return _asked("doubt", *others, reading)
    return _asked("scattered", *others, reading) if others else reading


def _with_left_over(sentence: Sentence, tail: Region, here: Here) -> Sequence[Reading]:
    """Return the moments of an hour together with a day that stands elsewhere, or the reverse."""
    said = tail.said
    has_day, has_time = said.dated or bool(said.unit), said.timed or said.elapsed
    if has_day and (has_time or said.unit in ("minute", "hour")):
        return ()
    found = []
    for other in sentence.left_over(tail.start):
        is_day = other.unit or other.days is not None or other.weekdays or other.month
        if (has_day or not is_day) and (has_time or not other.clock):
            continue
        both = _together(said, other)
        found.append(_meant([both] if both else [said], here))
    return found


def _from_head(sentence: Sentence, head: Region, here: Here) -> Reading:
    """Read a moment at the beginning; what it does not need is the title's: "The 5th Element"."""
    reading = _meant([head.said], here)
    if sentence.is_weak(head) and not head.said.part:
        return _asked("scattered", titled(reading, sentence.title(0, sentence.end)))
    found = titled(reading, sentence.title(head.end, sentence.end))
    if short := sentence.head_before_a_title(head):
        shorter = titled(_meant([short.said], here), sentence.title(short.end, sentence.end))
        if _moments(shorter) == _moments(found):
            return _yearly(sentence, shorter, here)
        if isinstance(found, Unclear) and found.why == "differs":
            return _asked("scattered", shorter, found)
    return _yearly(sentence, found, here)


def _from_both(sentence: Sentence, head: Region, tail: Region, here: Here) -> Reading:
    """Read a sentence with a moment, or a part of one, at either end."""
    whole_title = sentence.title(0, tail.start)
    at_end = titled(_meant([tail.said], here), whole_title)
    has_hour = tail.said.clock or tail.said.midnight or tail.said.elapsed
    is_complete = (tail.said.dated or tail.said.unit) and has_hour
    both = _together(head.said, tail.said)
    if is_complete:
        if sentence.is_weak(head) or both == tail.said:
            return _from_tail(sentence, tail, here, None)
        return _asked("scattered", at_end)
    if both is None and head.said.dated and head.said.clock:
        rest = sentence.title(head.end, sentence.end)
        return _asked("scattered", titled(_meant([head.said], here), rest), at_end)
    if both is None:
        return _asked("scattered", at_end, titled(_meant([head.said], here), whole_title))
    reading = _meant([both], here)
    if sentence.is_weak(head):
        return _asked("scattered", titled(reading, whole_title), at_end)
    if sentence.is_half_said(tail):
        return _asked("doubt", titled(reading, whole_title))
    return _yearly(sentence, titled(reading, sentence.title(head.end, tail.start)), here)


def _from_middle(sentence: Sentence, here: Here) -> Reading:
    found = sentence.middle()
    title = sentence.title(0, sentence.end)
    if found is None:
        return Unclear(sentence.text.strip(), "nothing")
    return _asked("scattered", titled(_meant([found.said], here), title))


def _together(one: Said, other: Said) -> Said | None:
    """Return what both say of one moment, or None if they cannot both be."""
    values = {
        name: value
        for name in Said.__dataclass_fields__
        if (value := getattr(other, name)) != getattr(Said(), name)
    }
    unit, interval = values.pop("unit", ""), values.pop("interval", 1)
    try:
        both = one.put(**values)
        both = both.with_rule(unit, interval) if unit else both
    except Unfit:
        return None
    return both if makes_sense(both) else None


def _yearly(sentence: Sentence, reading: Reading, here: Here) -> Reading:
    """Ask whether a birthday on a date is meant for each year."""
    said = reading.said
    if not sentence.is_yearly or isinstance(reading, Unclear) or reading.rule or said is None:
        return reading
    if not (said.month and said.monthdays) or said.year or said.doubt:
        return reading
    every_year = titled(_meant([replace(said, unit="year")], here), reading.title)
    return _asked("every-year", every_year, reading)


def _mended(words: str, plain: Reading, code: str, here: Here, kept: Said | None) -> Reading:
    """Ask if words of another language, or a word typed wrong, make it another moment."""
    own, mixed = lexicon(code)[1], mixed_lexicon(code)
    before, end = words[:-NEAR], words[-NEAR:]
    mended = before + without_typos(end, own, mixed)
    if mended == words and not has_foreign_words(end, own, mixed):
        return plain
    other = _read(mended, own if mended != words else mixed, here, kept)
    if other.title and f" {other.title} " not in f" {words} ":
        other = titled(other, plain.title)
    if not _choices(other):
        return plain
    return other if _moments(other) == _moments(plain) else _asked("doubt", other, plain)


def _meant(others: Sequence[Said], here: Here) -> Reading:
    """Return the moment, or all possible ones; what was understood stays with the answer."""
    if others[0].vague:
        return Unclear("", "vague")
    readings = [resolve(said, here) for said in others]
    first = readings[0]
    if len(readings) > 1:
        return Unclear("", "nth", _chosen(readings).choices)
    why = first.why if isinstance(first, Unclear) else "scattered"
    return replace(first, said=anchored(others[0], why, here))


def _chosen(readings: Sequence[Reading]) -> Unclear:
    choices = {
        (each.at, each.rule): each for reading in readings[::-1] for each in _choices(reading)
    }
    moments = [moment for reading in readings for moment in _moments(reading)]
    first = list(dict.fromkeys(moments))[:MOST_CHOICES]
    return Unclear("", "scattered", tuple(choices[moment] for moment in first))


def _asked(why: Why, *readings: Reading) -> Unclear:
    """Ask about the first reading; the others are offered as well."""
    first = readings[0]
    if isinstance(first, Unclear) and first.why == "vague":
        return first
    return Unclear(first.title, why, _chosen(readings).choices, first.said)


def _choices(reading: Reading) -> tuple[Understood, ...]:
    return (reading,) if isinstance(reading, Understood) else reading.choices


def _moments(reading: Reading) -> list[tuple[datetime, Recurrence | None]]:
    return [(each.at, each.rule) for each in _choices(reading)]
