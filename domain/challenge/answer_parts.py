"""The messages that an answer was written in, each with its words, so that one can be changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import takewhile

import regex
from sqlalchemy import select

from chat.media import cut_before_broken_mark
from content.questions.stored import GUESS_MARK
from domain.context import Context
from domain.media import kept as media
from storage.tables.challenge import Answer
from storage.tables.member import Member

LONGEST = 4_000
"""Characters of one answer; a platform's form takes no more, either."""
PART_SEPARATOR = "\n\n"
GRAPHEME = regex.compile(r"\X")

AnswerPart = tuple[str, str]
"""The id of a chat message, "" for a form or a tap, and its words."""


def join(parts: Sequence[AnswerPart]) -> str:
    """Return the answer as people read it."""
    return PART_SEPARATOR.join(words for _, words in parts)


def halves(parts: Sequence[AnswerPart]) -> tuple[list[AnswerPart], list[AnswerPart]]:
    """Return the parts of one's own answer, and those of the guess that may follow it."""
    own = list(takewhile(lambda part: not part[1].startswith(GUESS_MARK), parts))
    return own, list(parts[len(own) :])


def with_own(parts: Sequence[AnswerPart], own: Sequence[AnswerPart]) -> list[AnswerPart]:
    """Return the parts with another answer of one's own; the guess stays, or is still to come."""
    return [*own, *(halves(parts)[1] or [("", GUESS_MARK)])]


def with_guess(parts: Sequence[AnswerPart], guess: AnswerPart) -> list[AnswerPart]:
    """Return the parts with another guess."""
    message, words = guess
    return [*halves(parts)[0], (message, f"{GUESS_MARK}{words}")]


def longest_of(parts: Sequence[AnswerPart]) -> int:
    """Return how many characters such an answer takes, or each half of it."""
    return LONGEST // 2 if halves(parts)[1] else LONGEST


def trim_to_limit(parts: Sequence[AnswerPart]) -> list[AnswerPart]:
    """Return the parts that fit into one answer; the last may be cut, between graphemes."""
    longest = longest_of(parts)
    return [part for half in halves(parts) for part in _trim(half, longest)]


def _trim(parts: Sequence[AnswerPart], room: int) -> list[AnswerPart]:
    kept: list[AnswerPart] = []
    for message, words in parts:
        head = _cut(words, room)
        if head:
            kept.append((message, head))
        if head != words:
            break
        room -= len(words) + len(PART_SEPARATOR)
    return kept


def replace_words(parts: Sequence[AnswerPart], message: str, words: str) -> list[AnswerPart]:
    """Return the parts with new words in place of those of one message."""
    return [
        (each, _keep_mark(before, words) if each == message else before) for each, before in parts
    ]


async def parts_of(ctx: Context, answer: Answer) -> list[AnswerPart]:
    """Return the parts of an answer; an answer of a former version is a single part."""
    if answer.parts is None:
        words = await ctx.vault.open(answer, "text")
        return [(answer.message, words)] if words else []
    return [
        (message, words) for message, words in json.loads(await ctx.vault.open(answer, "parts"))
    ]


async def seal(ctx: Context, answer: Answer, parts: Sequence[AnswerPart]) -> None:
    """Seal the parts into the answer, and their joined text as well."""
    await ctx.vault.seal(answer, "text", join(parts))
    await ctx.vault.seal(answer, "parts", json.dumps(parts, ensure_ascii=False))
    await media.release(ctx, answer, keep=join(parts))
    answer.message = parts[0][0]


async def by_message(ctx: Context, member: Member, message: str) -> Answer | None:
    """Return the answer that one of the person's own chat messages is a part of."""
    if not message:
        return None
    rows = select(Answer).where(Answer.member_id == member.id, Answer.text.is_not(None))
    for answer in await ctx.session.scalars(rows.order_by(Answer.written_at.desc(), Answer.id)):
        if any(each == message for each, _ in await parts_of(ctx, answer)):
            return answer
    return None


def _keep_mark(before: str, words: str) -> str:
    return f"{GUESS_MARK}{words}" if before.startswith(GUESS_MARK) else words


def _cut(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    end = max((m.end() for m in GRAPHEME.finditer(words) if m.end() <= room), default=0)
    return cut_before_broken_mark(words[:end])
