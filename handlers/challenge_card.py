"""The weekly card: what one person sees of the round, and what they can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zlib import crc32

from chat import markup
from chat.messages import Priority, Replies
from content import cards
from content.challenges import Challenge
from content.texts import Rendered
from domain import calendar, challenge, challenge_order, thanks
from domain import challenge_answers as answers
from domain.errors import RuleBroken
from handlers import dates
from handlers.pushes import for_card
from handlers.turn import Row, Tap, Turn, tap
from storage.models import Couple, Due, Member, Round

PROMPT_LASTS = timedelta(days=15)
"""A prompt or a reveal that could not be sent is of use until the round after next."""


def key_of(held: Round, member: Member) -> str:
    """The name of a person's card, so that a swap can change it in place."""
    return f"card:{held.id}:{member.id}"


def challenge_of(turn: Turn, held: Round, reader: Member) -> Challenge:
    """Raises RuleBroken for one that is gone."""
    return find(turn, held.challenge, reader)


def find(turn: Turn, challenge_id: str, reader: Member) -> Challenge:
    """Raises RuleBroken for one that is gone: its pack was taken away."""
    if challenge_id not in turn.shelf.library:
        raise RuleBroken("challenge-gone")
    return turn.shelf.library.challenge(challenge_id, reader.language)


def is_gone(turn: Turn, held: Round) -> bool:
    """Whether the round's challenge was in a pack that has been taken away since."""
    return held.challenge not in turn.shelf.library


async def prompt(turn: Turn, held: Round, reader: Member) -> Replies:
    """The card as it comes by itself: first what is new, then the challenge."""
    couple = await turn.session.get_one(Couple, held.couple_id)
    lines: list[Rendered] = []
    if not await challenge.is_first(turn.session, held):
        lines.append(turn.text("challenge-closed-line", reader))
    if await challenge_order.begins_again(turn.session, held):
        lines.append(turn.text("challenge-again", reader))
    lines += await _news(turn, couple, reader)
    slower = couple.quiet >= challenge.SLOWER_AFTER and couple.every_weeks == 1
    if slower:
        lines.append(turn.text("challenge-slower-offer", reader))
    lines += await _thanks(turn, reader)
    waits, ways = await for_card(turn, reader)
    offer = [tap("challenge-button-slower", "challenge:slower", couple.id)] if slower else []
    return turn.send(
        Rendered("\n\n".join([*lines, *waits, body(turn, held, reader)])),
        *rows(turn, held, reader),
        *offer,
        *ways,
        to=reader,
        preview="challenge-preview",
        priority=Priority.PROMPT,
        key=key_of(held, reader),
        about=held.id,
        expires=turn.now + PROMPT_LASTS,
    )


def body(turn: Turn, held: Round, reader: Member) -> Rendered:
    """The challenge, or a word about one that is gone; one that was swapped says so to both."""
    if is_gone(turn, held):
        return turn.text("challenge-gone", reader)
    week = challenge_of(turn, held, reader)
    theme = turn.shelf.library.theme(week.theme, reader.language)
    shown = cards.card(turn.shelf.texts, reader.language, theme, week)
    shown = with_origin(turn, held.challenge, shown, reader)
    if held.swapped_from is None:
        return shown
    return Rendered(f"{turn.text('challenge-swapped', reader)}\n\n{shown}")


def with_origin(turn: Turn, challenge_id: str, shown: Rendered, reader: Member) -> Rendered:
    """What a pack asks is not taken for the bot's own: a line above says where it is from."""
    if not turn.shelf.library.is_added(challenge_id):
        return shown
    return Rendered(f"{turn.text('challenge-from-pack', reader)}\n\n{shown}")


def rows(turn: Turn, held: Round, reader: Member) -> Sequence[Row]:
    """The buttons of a card; how to answer comes first, and one that is gone has a way on."""
    swap = tap("challenge-button-swap", "challenge:swap", held.id)
    if is_gone(turn, held):
        return [swap] if held.closed_at is None else []
    revision = [
        tap("challenge-button-why", "challenge:why", held.id),
        tap("challenge-button-later", "challenge:later", held.id),
    ]
    rest = [tap("challenge-button-skip", "challenge:skip", held.id)]
    if held.swapped_from is None and held.closed_at is None:
        rest.insert(0, swap)
    return [*ways_to_answer(turn, held, reader), revision, rest]


def ways_to_answer(turn: Turn, held: Round, reader: Member) -> Sequence[Row]:
    """A text is asked for; a choice and a scale are one tap."""
    if is_gone(turn, held):
        return []
    week = challenge_of(turn, held, reader)
    if week.question.kind == "text":
        mark = mark_of(held.challenge)
        return [tap("challenge-button-answer", "challenge:answer", held.id, mark)]
    ids = iter(answers.choices(week.question))
    return [
        [_pick(held, next(ids), label) for label in row] for row in cards.ways_to_answer(week, "")
    ]


def is_picked(turn: Turn, challenge_id: str) -> bool:
    """Whether its question is answered with a tap; one that is gone takes words like any text."""
    library = turn.shelf.library
    known = challenge_id in library
    return known and library.challenge(challenge_id, turn.member.language).question.kind != "text"


def mark_of(challenge_id: str) -> str:
    """Short, for a button: a form that comes back after a swap must not answer the other one."""
    return f"{crc32(challenge_id.encode()):08x}"


def label_of(turn: Turn, challenge_id: str, words: str, reader: Member) -> str:
    """An answer as people read it; to a challenge that is gone, as it was kept."""
    if challenge_id not in turn.shelf.library:
        return words
    return cards.label(turn.shelf.library.challenge(challenge_id, reader.language), words)


def when(turn: Turn, planned: Due | None) -> Rendered:
    """A moment in the person's own zone and language, "" where nothing is planned."""
    return dates.long_moment(turn, planned.at) if planned else Rendered("")


def _pick(held: Round, choice: str, label: str) -> Tap:
    return tap(
        "challenge-button-pick",
        "challenge:pick",
        held.id,
        choice,
        label=Rendered(markup.escape(label)),
    )


async def _news(turn: Turn, couple: Couple, reader: Member) -> list[Rendered]:
    """A line for each thing that the other changed, as it is now."""
    monday = calendar.next_weekday(turn.now.date(), 0)
    weekday = dates.weekday_of(turn, monday + timedelta(days=couple.weekday), reader)
    lines = {
        challenge.DAY: turn.text("challenge-news-day", reader, weekday=weekday),
        challenge.PACE: turn.text("challenge-news-pace", reader, weeks=couple.every_weeks),
    }
    return [lines[what] for what in await challenge.take_news(turn.session, couple, reader)]


async def _thanks(turn: Turn, reader: Member) -> list[Rendered]:
    kept = await thanks.with_card(turn.session, turn.vault, reader)
    return [turn.text("challenge-thanks", reader, name=name, words=words) for name, words in kept]
