"""Asks for what is missing of a date, piece by piece, in words or by taps."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypedDict, Unpack

from chat import markup
from chat.messages import Replies
from chat.router import SHORT_ANSWER_LENGTH
from domain.dates import details as date_details, notices, own, sharing, visible
from domain.dates.details import DateDetails, validated_words, validated_year
from domain.dates.reading import DateReading, YearDay
from domain.errors import NotFound, RuleBroken
from handlers import date_text
from handlers.dates import page, text, words as words_in
from handlers.privacy.lock_screen import delete_silently_if_wanted
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.dates import ImportantDate

router = FeatureRouter()

QUESTIONS = DAY_QUESTION, WORDS_QUESTION, YEAR_QUESTION = "dates:day", "dates:words", "dates:year"
LONGEST_SENTENCE = date_details.LONGEST + 50
"""Characters of a date's words with its day."""
NAMED = {
    "ours": date_details.ANNIVERSARY,
    "theirs": date_details.BIRTHDAY,
    "mine": date_details.BIRTHDAY,
}
"""Names that a date gets with one tap, and the kind that goes with each."""
PARTS = ("words", "day", "year")
YEAR_PATTERN = re.compile(r"\b\d{4}\b")


class ChangedParts(TypedDict, total=False):
    """The parts of a date that one tap changes."""

    words: str
    kind: str
    leap: str
    year: int | None
    asked_year: bool


@router.button("dates:add", asks=LONGEST_SENTENCE)
async def ask_new(turn: Turn) -> Replies:
    turn.ask(DAY_QUESTION)
    example = date_text.day_of_year(turn, turn.day)
    return turn.say("dates-ask", button("dates-button-tap", "dates:months"), day=example)


@router.answer(DAY_QUESTION)
async def write_day(turn: Turn) -> Replies:
    """Read a new date, or another day for one that the question is about."""
    if turn.member.asking_about is None:
        return await begin(turn, turn.event.text)
    row = await own.find(turn.ctx, turn.member, turn.member.asking_about)
    reading = await words_in.read(turn, turn.event.text)
    if not reading.days:
        raise RuleBroken("dates-unread")
    if len(reading.days) > 1:
        return _ask_which_day(turn, row, reading)
    known = await own.details_of(turn.ctx, row)
    return await save(
        turn,
        row,
        words_in.on_day(turn, words_in.with_words(turn, known, reading.words), reading.days[0]),
    )


async def begin(turn: Turn, words: str) -> Replies:
    """Begin a date with these words, which may hold its day, and ask for the rest."""
    if len(words) > LONGEST_SENTENCE:
        # No question is open after a command, so it has to be opened here.
        turn.ask(DAY_QUESTION)
        over = len(words) - date_details.LONGEST
        return turn.say("dates-too-long", longest=date_details.LONGEST, over=over)
    try:
        reading = await words_in.read(turn, words)
        details = words_in.with_words(turn, DateDetails(), reading.words)
        if len(reading.days) == 1:
            details = words_in.on_day(turn, details, reading.days[0])
    except RuleBroken as broken:
        turn.ask(DAY_QUESTION)
        return turn.send(turn.text(broken.key, None, **broken.values))
    row = await own.begin(turn.ctx, turn.member, details)
    row.message = turn.event.message
    cleared = delete_silently_if_wanted(turn, turn.event.message)
    if len(reading.days) > 1:
        return [*cleared, *_ask_which_day(turn, row, reading)]
    return [*cleared, *await save(turn, row, details)]


@router.button("dates:on")
async def choose_day(turn: Turn) -> Replies:
    """Save a day that was tapped: MM-DD, or with its year; without a row it begins a date."""
    day = _chosen_day(turn.event.choice)
    if turn.event.subject is None:
        details = words_in.on_day(turn, DateDetails(), day)
        return await save(turn, await own.begin(turn.ctx, turn.member, details), details)
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    return await save(turn, row, words_in.on_day(turn, await own.details_of(turn.ctx, row), day))


@router.button("dates:leap")
async def choose_leap(turn: Turn) -> Replies:
    """Save on which day a 29 February counts in the years that have none."""
    if turn.event.choice not in (date_details.BEFORE, date_details.AFTER):
        raise NotFound
    return await _change(turn, leap=turn.event.choice)


@router.button("dates:named")
async def choose_words(turn: Turn) -> Replies:
    """Save words that were tapped."""
    if turn.event.choice not in NAMED:
        raise NotFound
    key, values = f"dates-named-{turn.event.choice}", await _named_values(turn, turn.event.choice)
    words = validated_words(markup.to_plain(turn.text(key, None, **values)))
    return await _change(turn, words=words, kind=NAMED[turn.event.choice])


@router.answer(WORDS_QUESTION)
async def write_words(turn: Turn) -> Replies:
    words = validated_words(words_in.without_links(turn, turn.event.text))
    row = await own.find(turn.ctx, turn.member, turn.member.asking_about)
    cleared = delete_silently_if_wanted(turn, turn.event.message)
    known = await own.details_of(turn.ctx, row)
    changed = replace(known, words=words, kind=words_in.kind_of(turn, words))
    return [*cleared, *await save(turn, row, changed)]


@router.answer(YEAR_QUESTION)
async def write_year(turn: Turn) -> Replies:
    found = YEAR_PATTERN.search(turn.event.text)
    row = await own.find(turn.ctx, turn.member, turn.member.asking_about)
    known = await own.details_of(turn.ctx, row)
    if found is None:
        raise RuleBroken("dates-year-unread")
    year = validated_year(known, int(found[0]), turn.day)
    return await save(turn, row, replace(known, year=year))


@router.button("dates:no-year")
async def leave_year(turn: Turn) -> Replies:
    return await _change(turn, year=None, asked_year=True)


@router.button("dates:change")
async def offer_changes(turn: Turn) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    parts = [button(f"dates-button-{part}", f"dates:{part}", row.id) for part in PARTS]
    back = button("dates-button-back", "dates:show", row.id)
    return turn.edit("dates-change", parts, back)


@router.button("dates:words", asks=date_details.LONGEST, replied="dates:words")
async def ask_other_words(turn: Turn) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    turn.ask(WORDS_QUESTION, row.id)
    return turn.say("dates-ask-other-words")


@router.button("dates:day", asks=SHORT_ANSWER_LENGTH, replied="dates:day")
async def ask_other_day(turn: Turn) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    return _ask_day(turn, row)


@router.button("dates:year", asks=SHORT_ANSWER_LENGTH, replied="dates:year")
async def ask_other_year(turn: Turn) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    return _ask_year(turn, row)


async def go_on(turn: Turn, row: ImportantDate) -> Replies:
    """Ask for what is still missing of a draft."""
    return await save(turn, row, await own.details_of(turn.ctx, row))


async def save(turn: Turn, row: ImportantDate, details: DateDetails) -> Replies:
    """Save what is known and ask for the rest; show a date of which nothing is missing."""
    await own.save(turn.ctx, row, details)
    if details.missing and not (details.missing == "year" and not row.draft):
        return await _ask(turn, row, details)
    turn.stop_asking_for(*QUESTIONS)
    if not row.draft:
        await sharing.withdraw_if_changed(turn.ctx, turn.member, row, details)
        date = await visible.find(turn.ctx, turn.member, row.id)
        await notices.replan(turn.ctx, turn.member, date)
        return await page.show(turn, date)
    kept = await own.keep(turn.ctx, turn.member, row)
    date = await visible.find(turn.ctx, turn.member, kept.id)
    return await page.show(turn, date, "dates-kept" if kept is row else "dates-known")


async def _change(turn: Turn, **parts: Unpack[ChangedParts]) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    return await save(turn, row, replace(await own.details_of(turn.ctx, row), **parts))


async def _ask(turn: Turn, row: ImportantDate, details: DateDetails) -> Replies:
    match details.missing:
        case "day":
            return _ask_day(turn, row)
        case "leap":
            choices = (date_details.BEFORE, date_details.AFTER)
            specs = [button(f"dates-button-{each}", "dates:leap", row.id, each) for each in choices]
            turn.stop_asking_for(*QUESTIONS)
            return turn.say("dates-ask-leap", specs)
        case "words":
            return await _ask_words(turn, row, details)
    return _ask_year(turn, row)


def _ask_day(turn: Turn, row: ImportantDate) -> Replies:
    turn.ask(DAY_QUESTION, row.id)
    example = date_text.day_of_year(turn, turn.day)
    return turn.say(
        "dates-ask-day", button("dates-button-tap", "dates:months", row.id), day=example
    )


async def _ask_words(turn: Turn, row: ImportantDate, details: DateDetails) -> Replies:
    """Ask what day it is, and offer what it is for many."""
    turn.ask(WORDS_QUESTION, row.id)
    name = await turn.partner_name()
    names = [each for each in NAMED if name or each != "theirs"]
    specs: list[Row] = [
        button(
            f"dates-named-{each}", "dates:named", row.id, each, **await _named_values(turn, each)
        )
        for each in names
    ]
    return turn.say("dates-ask-words", *specs, day=text.plain_day(turn, details))


async def _named_values(turn: Turn, named: str) -> dict[str, str]:
    return {"name": await turn.partner_name()} if named == "theirs" else {}


def _ask_year(turn: Turn, row: ImportantDate) -> Replies:
    turn.ask(YEAR_QUESTION, row.id)
    return turn.say("dates-ask-year", button("dates-button-no-year", "dates:no-year", row.id))


def _ask_which_day(turn: Turn, row: ImportantDate, reading: DateReading) -> Replies:
    turn.ask(DAY_QUESTION, row.id)
    specs: list[Row] = [
        button(
            "dates-button-day-of-year",
            "dates:on",
            row.id,
            f"{each.year}-{each.month:02}-{each.day:02}" if each.year else _month_day(each),
            day=text.plain_day(turn, DateDetails(month=each.month, day=each.day)),
        )
        for each in reading.days
    ]
    return turn.say("dates-which-day", *specs)


def _month_day(day: YearDay) -> str:
    return f"{day.month:02}-{day.day:02}"


def _chosen_day(choice: str) -> YearDay:
    parts = choice.split("-")
    if len(parts) not in (2, 3) or not all(each.isdecimal() for each in parts):
        raise NotFound
    month, day = int(parts[-2]), int(parts[-1])
    year = int(parts[0]) if len(parts) == 3 else None
    if not date_details.has_day(month, day):
        raise NotFound
    return YearDay(month, day, year)
