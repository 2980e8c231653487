"""Writes days and hours for their reader: one long form and one short, by language and country."""

from __future__ import annotations

from datetime import date, datetime, time

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.languages import get_official_languages

from content.normalize import fold
from content.texts import Rendered
from content.values import WORLD_ENGLISH
from domain import calendar, zone
from handlers.turn import ButtonSpec, Turn
from storage.tables.member import Member

DAY_PERIOD_LETTERS = ("a", "b", "B")
"""CLDR's letters for a part of the day, which only a 12-hour clock needs."""
SHORTEST_DAY = 3
"""Letters of a weekday that are enough to name it."""
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EARLY, MORNING, EVENING = time(8, 30), time(9), time(19, 30)
"""Hours that stand in texts as examples of what can be typed."""


def long_date(turn: Turn, day: date, reader: Member | None = None) -> str:
    """Write a day with its weekday, month and year in full: Saturday, 28 November 2026."""
    return format_date(day, "full", locale=locale_of(turn, reader or turn.member))


def short_date(turn: Turn, day: date, reader: Member | None = None) -> str:
    """Write a day in little room, with its year only if it is not the present one: Sat, 28 Nov."""
    for_member = reader or turn.member
    skeleton = "MMMEd" if day.year == to_local(turn, turn.now, for_member).year else "yMMMEd"
    return format_skeleton(skeleton, day, locale=locale_of(turn, for_member))


def day_of_year(turn: Turn, day: date, reader: Member | None = None) -> str:
    """Write a day that comes every year: 28 November."""
    return format_skeleton("MMMMd", day, locale=locale_of(turn, reader or turn.member))


def month_name(turn: Turn, day: date) -> str:
    """Write the month of a day alone: November."""
    return format_date(day, "LLLL", locale=locale_of(turn, turn.member))


def month_title(turn: Turn, day: date) -> str:
    """Write the heading of a calendar's page: November 2026."""
    return format_skeleton("yMMMM", day, locale=locale_of(turn, turn.member))


def weekday_headings(turn: Turn) -> list[str]:
    """Write the weekdays above a calendar's page, from Monday on: Mo, Tu, We."""
    names = get_day_names("short", "stand-alone", locale=locale_of(turn, turn.member))
    return [names[at] for at in range(7)]


def is_weekday(turn: Turn, word: str, weekday: int) -> bool:
    """Return whether a folded word, or a beginning of three letters, names a weekday; 0 is Monday.

    It may be in any language of the bot.
    """
    locales = [Locale.parse(each, sep="-") for each in turn.content.texts.languages]
    names = [fold(get_day_names("wide", "format", locale=each)[weekday]) for each in locales]
    return len(word) >= SHORTEST_DAY and any(each.startswith(word) for each in names)


def clock_face(turn: Turn, at: time | datetime, reader: Member | None = None) -> str:
    """Write a time of day in the reader's language, by the 12 or 24 hours of their country.

    No line can break inside it.
    """
    locale, is_halved_clock = _resolve_locale(turn, reader or turn.member)
    is_halved_locale = has_12_hour_clock(locale)
    pattern = (
        "short" if is_halved_locale == is_halved_clock else "h:mm a" if is_halved_clock else "HH:mm"
    )
    formatted = format_time(at.time() if isinstance(at, datetime) else at, pattern, locale=locale)
    return NO_BREAK_SPACE.join(formatted.split())


def clock_at(turn: Turn, at: datetime, reader: Member | None = None) -> str:
    """Write what the reader's own clock shows at an instant."""
    for_member = reader or turn.member
    return clock_face(turn, to_local(turn, at, for_member), for_member)


def long_moment(turn: Turn, at: datetime, reader: Member | None = None) -> Rendered:
    """Write an instant by the reader's calendar and clock, the day in its long form."""
    for_member = reader or turn.member
    day = long_date(turn, to_local(turn, at, for_member), for_member)
    return turn.text("moment", for_member, day=day, time=clock_at(turn, at, for_member))


def short_moment(turn: Turn, at: datetime, reader: Member | None = None) -> Rendered:
    """Write an instant by the reader's calendar and clock, the day in its short form."""
    for_member = reader or turn.member
    day = short_date(turn, to_local(turn, at, for_member), for_member)
    return turn.text("moment", for_member, day=day, time=clock_at(turn, at, for_member))


def to_local(turn: Turn, at: datetime, reader: Member | None = None) -> datetime:
    """Return an instant as it is where the reader is; in UTC until that is known."""
    return calendar.to_local(at, (reader or turn.member).zone or "UTC")


def arrange_clocks(turn: Turn, clocks: list[ButtonSpec]) -> list[list[ButtonSpec]]:
    """Lay out buttons that show a clock, as many in a row as a narrow phone can show."""
    columns = 3 if _resolve_locale(turn, turn.member)[1] else 4
    return [clocks[at : at + columns] for at in range(0, len(clocks), columns)]


def locale_of(turn: Turn, reader: Member) -> Locale:
    """Return the locale of the reader's language in their country, as far as that is known."""
    return _resolve_locale(turn, reader)[0]


def has_12_hour_clock(locale: Locale) -> bool:
    """Return whether a clock there counts to twelve twice a day."""
    pattern = locale.time_formats["short"].pattern
    return any(letter in pattern for letter in DAY_PERIOD_LETTERS)


def _resolve_locale(turn: Turn, reader: Member) -> tuple[Locale, bool]:
    """Return the locale, and whether the reader's clock has 12 hours.

    If CLDR does not know the language in that country, the hours are those of the country's own
    language, and English is world English rather than that of the United States.
    """
    spoken = Locale.parse(reader.language, sep="-")
    region = _find_region(turn, reader)
    if region is None:
        return spoken, has_12_hour_clock(spoken)
    try:
        regional = Locale(spoken.language, territory=region, script=spoken.script)
    except UnknownLocaleError:
        regional = WORLD_ENGLISH if spoken.language == WORLD_ENGLISH.language else spoken
        return regional, _has_12_hour_clock_in(region, regional)
    return regional, has_12_hour_clock(regional)


def _find_region(turn: Turn, reader: Member) -> str | None:
    city = turn.content.cities.by_zone.get(reader.zone or "")
    if city:
        return city.country
    return zone.region_of(turn.event.language) if reader is turn.member else None


def _has_12_hour_clock_in(region: str, fallback: Locale) -> bool:
    for language in get_official_languages(region, de_facto=True):
        try:
            return has_12_hour_clock(Locale.parse(f"{language.partition('_')[0]}_{region}"))
        except (UnknownLocaleError, ValueError):
            continue
    return has_12_hour_clock(fallback)
