"""Shows the weekly card: what one person sees of the round, and what they can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zlib import crc32

from chat import markup
from chat.messages import Priority, Replies
from content import cards
from content.challenges import Challenge
from content.questions import stored
from content.questions.question import GUESS, Question
from content.texts import Rendered
from content.values import Weekday
from domain import thanks
from domain.ask import questions
from domain.challenge import answers, rounds
from domain.challenge.week import Week
from domain.errors import RuleBroken
from domain.wishes import shared as shared_wishes
from handlers import date_text
from handlers.pushes import render_for_card
from handlers.turn import ButtonSpec, Row, Turn, button
from handlers.wishes.deck import APART_BUTTON
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due

PROMPT_LIFETIME = timedelta(days=15)
"""How long a prompt or a reveal that could not be sent is useful: until the round after next."""


def card_key(round_: Round, member: Member) -> str:
    """Return the key of a person's card, which lets a swap change it in place."""
    return f"card:{round_.id}:{member.id}"


def challenge_of(turn: Turn, round_: Round, reader: Member) -> Challenge:
    """Return the round's challenge. Raise RuleBroken if its pack was taken away."""
    return find_challenge(turn, round_.challenge, reader)


def find_challenge(turn: Turn, challenge_id: str, reader: Member) -> Challenge:
    """Return a challenge in the reader's language. Raise RuleBroken if its pack was taken away."""
    if challenge_id not in turn.content.library:
        raise RuleBroken("challenge-gone")
    return turn.content.library.challenge(challenge_id, reader.language)


def is_gone(turn: Turn, round_: Round) -> bool:
    """Return whether the round's challenge was in a pack that has since been taken away."""
    return round_.challenge not in turn.content.library


async def build_prompt(turn: Turn, week: Week, round_: Round, reader: Member) -> Replies:
    """Return the card as it comes automatically: first what is new, then the challenge."""
    couple = week.couple
    lines = _week_lines(turn, week, round_, reader)
    offers_slower = couple.quiet >= rounds.SLOWER_AFTER and couple.every_weeks == 1
    if offers_slower:
        lines.append(turn.text("challenge-slower-offer", reader))
    lines += await _news_lines(turn, week, reader)
    more_lines, more_rows = await _waiting(turn, week, reader)
    slower_row = (
        [button("challenge-button-slower", "challenge:slower", couple.id)] if offers_slower else []
    )
    return turn.send(
        Rendered("\n\n".join([*lines, *more_lines, body_text(turn, round_, reader)])),
        *button_rows(turn, round_, reader),
        *slower_row,
        *more_rows,
        to=reader,
        preview="challenge-preview",
        priority=Priority.PROMPT,
        key=card_key(round_, reader),
        subject=round_.id,
        expires=turn.now + PROMPT_LIFETIME,
    )


def body_text(turn: Turn, round_: Round, reader: Member) -> Rendered:
    """Return the challenge with a note if it was swapped, or a note that it is gone."""
    if is_gone(turn, round_):
        return turn.text("challenge-gone", reader)
    challenge = challenge_of(turn, round_, reader)
    theme = turn.content.library.theme(challenge.theme, reader.language)
    text = cards.card(turn.content.texts, reader.language, theme, challenge)
    text = add_origin(turn, round_.challenge, text, reader)
    if round_.swapped_from is None:
        return text
    return Rendered(f"{turn.text('challenge-swapped', reader)}\n\n{text}")


def add_origin(turn: Turn, challenge_id: str, text: Rendered, reader: Member) -> Rendered:
    """Put a line above a pack's challenge that says where it is from: the bot did not write it."""
    if not turn.content.library.is_from_pack(challenge_id):
        return text
    return Rendered(f"{turn.text('challenge-from-pack', reader)}\n\n{text}")


def button_rows(turn: Turn, round_: Round, reader: Member) -> Sequence[Row]:
    """Return a card's buttons, how to answer first; a challenge that is gone only allows a swap."""
    swap = button("challenge-button-swap", "challenge:swap", round_.id)
    if is_gone(turn, round_):
        return [swap] if round_.closed_at is None else []
    revision = [
        button("challenge-button-why", "challenge:why", round_.id),
        button("challenge-button-later", "challenge:later", round_.id),
    ]
    rest = [button("challenge-button-skip", "challenge:skip", round_.id)]
    if round_.swapped_from is None and round_.closed_at is None:
        rest.insert(0, swap)
    return [*answer_buttons(turn, round_, reader), revision, rest]


def answer_buttons(turn: Turn, round_: Round, reader: Member) -> Sequence[Row]:
    """Return one button that asks for the answer, or one for each option of a choice or scale."""
    if is_gone(turn, round_):
        return []
    challenge = challenge_of(turn, round_, reader)
    if challenge.question.takes_several_taps:
        return [button("challenge-button-answer", "challenge:open", round_.id)]
    if challenge.question.is_typed:
        tag = challenge_tag(round_.challenge)
        return [button("challenge-button-answer", "challenge:answer", round_.id, tag)]
    ids = iter(answers.choices(challenge.question))
    return [
        [_pick_button(round_, next(ids), label) for label in row]
        for row in cards.answer_rows(challenge, "")
    ]


def is_answered_by_tap(turn: Turn, challenge_id: str) -> bool:
    """Return whether the question is answered with a tap; a challenge that is gone takes words."""
    question = question_of(turn, challenge_id, turn.member)
    return question is not None and not question.is_typed


def question_of(turn: Turn, challenge_id: str, reader: Member) -> Question | None:
    """Return the question in the reader's language; None if its challenge is gone."""
    library = turn.content.library
    if challenge_id not in library:
        return None
    return library.challenge(challenge_id, reader.language).question


def challenge_tag(challenge_id: str) -> str:
    """Return a short tag for a button: a form from before a swap must not answer the new one."""
    return f"{crc32(challenge_id.encode()):08x}"


def answer_label(
    turn: Turn, challenge_id: str, words: str, reader: Member, *, is_own: bool = True
) -> str:
    """Return an answer as people read it; as it was kept if its challenge is gone."""
    question = question_of(turn, challenge_id, reader)
    if question is None:
        return stored.as_kept(words)
    if question.kind != GUESS or not stored.fits(question, words):
        return stored.answer_label(question, words)
    own, guess = stored.answer_lines(question, words)
    whose = "own" if is_own else "other"
    text = turn.text("challenge-guess-label", reader, own=own, guess=guess, whose=whose)
    return markup.to_plain(text)


def format_due(turn: Turn, planned: Due | None) -> Rendered:
    """Return a moment in the person's own zone and language, "" if nothing is planned."""
    return date_text.long_moment(turn, planned.at) if planned else Rendered("")


def _pick_button(round_: Round, choice: str, label: str) -> ButtonSpec:
    return button(
        "challenge-button-pick",
        "challenge:pick",
        round_.id,
        choice,
        label=Rendered(markup.escape(label)),
    )


def _week_lines(turn: Turn, week: Week, round_: Round, reader: Member) -> list[Rendered]:
    """Return what is new about the couple's week itself."""
    keys = ["challenge-closed-line"] if week.follows_reveal(round_) else []
    keys += ["challenge-again"] if week.is_first_repeat(round_) else []
    return [*(turn.text(key, reader) for key in keys), *_change_lines(turn, week, reader)]


def _change_lines(turn: Turn, week: Week, reader: Member) -> list[Rendered]:
    """Return a line with the present value of each setting that the partner changed."""
    return [
        _change_line(turn, week.couple, reader, each) for each in rounds.take_news(week, reader)
    ]


def _change_line(turn: Turn, couple: Couple, reader: Member, change: str) -> Rendered:
    if change == rounds.PACE:
        return turn.text("challenge-news-pace", reader, weeks=couple.every_weeks)
    return turn.text("challenge-news-day", reader, weekday=Weekday(couple.weekday))


async def _waiting(turn: Turn, week: Week, reader: Member) -> tuple[list[Rendered], list[Row]]:
    """Return a line for each wish that both said yes to, once, and for what else waits."""
    found = await shared_wishes.take_for_card(turn.ctx, week.wish_decks, reader)
    wished = [await shared_wishes.words_of(turn.ctx, each, reader.language) for each in found]
    lines, rows = await render_for_card(turn, week.couple_members.get(reader.id), reader)
    return (
        [*(turn.text("wishes-on-card", reader, words=each) for each in wished), *lines],
        [*rows, *([APART_BUTTON] if wished else [])],
    )


async def _news_lines(turn: Turn, week: Week, reader: Member) -> list[Rendered]:
    """Return the thanks that waited for the card, and whether a question is over."""
    received = await thanks.take_for_card(turn.ctx, reader)
    lines = [
        turn.text("challenge-thanks", reader, name=name, words=words) for name, words in received
    ]
    if questions.take_over_line(week.questions, reader, turn.now):
        lines.append(turn.text("ask-over-line", reader))
    return lines
