"""Reads the words of a date: which kind it is, and where its day stood in them."""

from __future__ import annotations

from dataclasses import replace

from domain import time_habits
from domain.dates import details as date_details
from domain.dates.details import DateDetails, validated_words, validated_year
from domain.dates.reading import DateReading, YearDay, read_date
from handlers.conversation.word_lists import languages_by_preference, normalize, word_list
from handlers.turn import Turn

MARKS = ",;:–- "
"""Marks that may stand between the words of a date and its day."""
KINDS = (date_details.ANNIVERSARY, date_details.BIRTHDAY, date_details.FIRST_TIME)


async def read(turn: Turn, words: str) -> DateReading:
    """Return the day in the words. Raise RuleBroken."""
    zone, language = turn.member.zone or "UTC", turn.member.language
    country = await time_habits.country_of(turn.ctx, turn.member)
    return read_date(words, turn.day, zone, language, country)


def on_day(turn: Turn, details: DateDetails, day: YearDay) -> DateDetails:
    """Return the date on that day; its year stays if no other one was said."""
    moved = replace(details, month=day.month, day=day.day, leap="")
    if day.year:
        return replace(moved, year=validated_year(moved, day.year, turn.day), asked_year=True)
    fits = details.year is None or date_details.has_day(day.month, day.day, details.year)
    return moved if fits else replace(moved, year=None)


def with_words(turn: Turn, details: DateDetails, words: str) -> DateDetails:
    """Return the date with these words, if there are any."""
    kept = without_links(turn, words)
    if not kept:
        return details
    return replace(details, words=validated_words(kept), kind=kind_of(turn, kept))


def kind_of(turn: Turn, words: str) -> str:
    """Return the kind of date that the words name, in any language."""
    padded = f" {normalize(words)} "
    for language in languages_by_preference(turn):
        for kind in KINDS:
            listed = word_list(turn, language, f"dates-kind-{kind}")
            if any(f" {each} " in padded for each in listed):
                return kind
    return date_details.OTHER


def without_links(turn: Turn, words: str) -> str:
    """Return the words without "is" or "on" at their ends, where the day stood."""
    links = word_list(turn, turn.member.language, "dates-links")
    kept = words.split()
    while kept and (normalize(kept[-1]) in links or not kept[-1].strip(MARKS)):
        kept.pop()
    while kept and normalize(kept[0]) in links:
        kept.pop(0)
    return " ".join(kept).strip(MARKS)
