"""Reads until when something is put off, and offers what the words may mean where in doubt."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from chat.messages import Replies
from domain import time_habits
from domain.errors import NotFound, RuleBroken
from domain.natural_time import parser
from domain.natural_time.relative_to import read_late
from domain.remind import packed
from handlers.remind.text import meaning_text
from handlers.turn import Turn, button

MOST_OFFERED = 3


async def read_moment(turn: Turn) -> parser.Reading:
    """Read the single moment that the person just named; every moment of the answer is ahead.

    An hour alone that is over today is tomorrow's.
    """
    words, zone, language = turn.event.text, zone_of(turn), turn.member.language
    country = await time_habits.country_of(turn.ctx, turn.member)

    def read(at: datetime) -> parser.Reading:
        return parser.read_moment(words, at, zone, language, country)

    found = read_late(read, turn.said_at, turn.now)
    if isinstance(found, parser.Unclear) and found.why == "past" and len(found.choices) == 1:
        is_hour_alone = found.said is not None and not found.said.dated
        return found.choices[0] if is_hour_alone else found
    return found


def offer(
    turn: Turn,
    doubt: parser.Unclear,
    action: str,
    about: UUID,
    before: str = "",
    *,
    unread: RuleBroken,
) -> Replies:
    """Offer the likeliest readings; the question stays open for other words.

    A button's choice is the moment, with `before` in front of it. Raise `unread` if there are none.
    """
    if not doubt.choices:
        raise RuleBroken("remind-until-meanwhile") if doubt.why == "meanwhile" else unread
    choices = [
        button(
            "remind-button-any",
            action,
            about,
            before + packed.pack(each),
            label=meaning_text(turn, each),
        )
        for each in doubt.choices[:MOST_OFFERED]
    ]
    return turn.say("remind-which", *choices, why=turn.text(f"remind-why-{doubt.why}"))


def chosen_moment(turn: Turn, choice: str) -> datetime:
    """Return the moment of a button. Raise NotFound for any other choice."""
    try:
        found = packed.unpack(choice, turn.now, zone_of(turn))
    except (ValueError, KeyError, OverflowError):
        raise NotFound from None
    if found.rule:
        raise NotFound
    return found.at


def zone_of(turn: Turn) -> str:
    """Return the time zone of the person's clock, UTC if it is not known."""
    return turn.member.zone or "UTC"
