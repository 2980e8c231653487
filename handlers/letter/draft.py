"""Writes a letter: its words, its day, then for whom; until its day it can be changed."""

from __future__ import annotations

from datetime import date, timedelta

from chat.messages import Replies
from chat.router import SHORT_ANSWER_LENGTH
from domain import calendar, time_habits
from domain.dates import visible
from domain.errors import NotFound, RuleBroken
from domain.letter import letters
from domain.natural_time import parser
from handlers import date_text
from handlers.goals.view import shorten
from handlers.letter import page
from handlers.privacy.lock_screen import (
    delete_silently_if_wanted,
    retract_if_wanted,
    say_deleted,
)
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.letter import Letter

router = FeatureRouter()

WORDS_QUESTION, DAY_QUESTION = QUESTIONS = "letter:words", "letter:day"
WRITE_BUTTON = button("letter-button-write", "letter:write")
DAYS_AHEAD = {"month": 30, "half-year": 182, "year": 365}
MOST_DATES = 2
"""How many of the person's own coming dates are offered."""
MOST_READINGS = 3


@router.button("letter:write", asks=letters.LONGEST, media=True, main=True, replied="letter:write")
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return turn.say("not-linked")
    turn.ask(WORDS_QUESTION)
    return turn.say("letter-ask", name=await turn.partner_name())


@router.answer(WORDS_QUESTION, media=True)
async def write_words(turn: Turn) -> Replies:
    """Begin a letter, or replace the words of the one that the question is about."""
    if turn.member.asking_about is None:
        return await write(turn, turn.event.text)
    letter = await letters.find_own(turn.ctx, turn.member, turn.member.asking_about)
    return await _rewrite(turn, letter)


async def write(turn: Turn, words: str) -> Replies:
    """Keep the words as a draft, and ask for the day."""
    try:
        letter = await letters.begin(turn.ctx, turn.member, words, turn.event.message)
    except RuleBroken as broken:
        # No question is open after a command, so it has to be opened here.
        if broken.key == "letter-too-long":
            turn.ask(WORDS_QUESTION)
        return turn.send(turn.text(broken.key, None, **broken.values))
    cleared = delete_silently_if_wanted(turn, turn.event.message)
    return [*cleared, *await _ask_day(turn, letter)]


@router.edit
async def change_edited(turn: Turn) -> Replies | None:
    """Change a letter after its author edits the message that it came from."""
    letter = await letters.by_message(turn.ctx, turn.member, turn.event.message)
    return await _rewrite(turn, letter) if letter and letter.text else None


@router.button("letter:words", asks=letters.LONGEST, media=True, replied="letter:words")
async def ask_other_words(turn: Turn) -> Replies:
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    turn.ask(WORDS_QUESTION, letter.id)
    return turn.say("letter-ask-other")


@router.button("letter:day", asks=SHORT_ANSWER_LENGTH, replied="letter:day")
async def ask_other_day(turn: Turn) -> Replies:
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    return await _ask_day(turn, letter)


@router.answer(DAY_QUESTION)
async def write_day(turn: Turn) -> Replies:
    """Save the day in the person's words; offer the days that they may mean if in doubt."""
    letter = await letters.find_own(turn.ctx, turn.member, turn.member.asking_about)
    days = await _days_meant(turn)
    if len(days) == 1:
        return await _move(turn, letter, days[0])
    specs: list[Row] = [
        button(
            "letter-button-on",
            "letter:on",
            letter.id,
            day.isoformat(),
            day=date_text.long_date(turn, day),
        )
        for day in days[:MOST_READINGS]
    ]
    return turn.say("letter-which-day", *specs)


@router.button("letter:on")
async def choose_day(turn: Turn) -> Replies:
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    try:
        day = date.fromisoformat(turn.event.choice)
    except ValueError:
        raise NotFound from None
    return await _move(turn, letter, day)


@router.button("letter:seal", binding="letter:show")
async def seal(turn: Turn) -> Replies:
    """Seal exactly what stood above the button; the partner hears nothing until the day."""
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.partner is None:
        raise RuleBroken("not-linked")
    to, _, mark = turn.event.choice.partition(".")
    words = await letters.words_of(turn.ctx, turn.member, letter)
    if to not in (page.PARTNER, page.BOTH):
        raise NotFound
    if mark != page.tag(letter, words):
        return await page.show(turn, letter)
    to_both = to == page.BOTH
    await letters.seal(turn.ctx, turn.member, turn.partner, letter, to_both=to_both)
    turn.stop_asking_for(*QUESTIONS)
    return [*retract_if_wanted(turn, letter.id), *await page.show(turn, letter, "letter-is-sealed")]


@router.button("letter:again", binding="letter:show")
async def send_again(turn: Turn) -> Replies:
    """Let a letter that was held go to the same person, now that the two are linked again."""
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.partner is None:
        raise RuleBroken("not-linked")
    await letters.send_again(turn.ctx, turn.member, turn.partner, letter)
    return await page.show(turn, letter)


@router.button("letter:take-back", destructive=True, binding="letter:show", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    typed, letter_id = delete_silently_if_wanted(turn, letter.message), letter.id
    await letters.take_back(turn.ctx, turn.member, letter)
    turn.stop_asking_about(letter_id)
    return [*typed, *say_deleted(turn, "letter-gone", page.LIST_BUTTON, subject=letter_id)]


async def _rewrite(turn: Turn, letter: Letter) -> Replies:
    await letters.rewrite(turn.ctx, turn.member, letter, turn.event.text)
    turn.stop_asking_for(WORDS_QUESTION)
    cleared = delete_silently_if_wanted(turn, turn.event.message)
    return [*cleared, *retract_if_wanted(turn, letter.id), *await page.show(turn, letter)]


async def _move(turn: Turn, letter: Letter, day: date) -> Replies:
    await letters.move(turn.ctx, turn.member, turn.partner, letter, day)
    turn.stop_asking_for(DAY_QUESTION)
    return await page.show(turn, letter)


async def _ask_day(turn: Turn, letter: Letter) -> Replies:
    """Ask on which day it opens; offer some, the person's own coming dates among them."""
    turn.ask(DAY_QUESTION, letter.id)
    spans = [
        button(
            f"letter-button-in-{name}",
            "letter:on",
            letter.id,
            (turn.day + timedelta(days=ahead)).isoformat(),
        )
        for name, ahead in DAYS_AHEAD.items()
    ]
    return turn.say("letter-ask-day", spans, *await _date_buttons(turn, letter))


async def _date_buttons(turn: Turn, letter: Letter) -> list[Row]:
    begun = calendar.latest_begun_date(turn.now)
    found = []
    for each in await visible.upcoming(turn.ctx, turn.member, begun + calendar.DAY):
        day = each.details.next_on(begun + calendar.DAY)
        words, on = shorten(each.details.words), date_text.short_date(turn, day)
        choice = day.isoformat()
        found.append(
            button("letter-button-date", "letter:on", letter.id, choice, words=words, day=on)
        )
    return [*found[:MOST_DATES]]


async def _days_meant(turn: Turn) -> list[date]:
    """Return the days that the words may mean, likeliest first. Raise RuleBroken without one."""
    zone, language = turn.member.zone or "UTC", turn.member.language
    country = await time_habits.country_of(turn.ctx, turn.member)
    found = parser.read_day(turn.event.text, turn.day, zone, language, country)
    if isinstance(found, parser.Unclear) and found.why == "past":
        raise RuleBroken("letter-day-past")
    choices = (found,) if isinstance(found, parser.Understood) else found.choices
    if not choices and isinstance(found, parser.Unclear) and found.why == "too-far":
        raise RuleBroken("letter-day-far", years=letters.YEARS_AHEAD)
    if not choices:
        raise RuleBroken("letter-day-unread")
    return list(dict.fromkeys(calendar.to_local(each.at, each.zone).date() for each in choices))
