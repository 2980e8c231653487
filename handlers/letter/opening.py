"""Delivers a letter on its day, as its reader likes to hear from their partner."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import pushes
from domain.letter import letters, opening
from domain.pushes import News, PushMode, Topic
from handlers.letter.page import LIST_BUTTON
from handlers.turn import FeatureRouter, Turn
from storage.tables.letter import Letter

router = FeatureRouter(needs_consent=False)


@router.due(opening.OPEN_DUE)
async def open_letter(turn: Turn) -> Replies:
    """Open it; to its receiver it comes at once only if they chose so, or else with their card."""
    letter = await opening.fire(turn.ctx, turn.member, turn.event.subject)
    if letter is None:
        return []
    news = News(Topic.LETTER, f"{letter.id}:{turn.member.id}", never_edits=True)
    is_own = letter.member_id == turn.member.id
    if not is_own and await pushes.decide_push(turn.ctx, turn.member, news) is PushMode.NONE:
        return []
    return await _deliver(turn, letter, news.key, is_own=is_own)


async def _deliver(turn: Turn, letter: Letter, key: str, *, is_own: bool) -> Replies:
    words = await letters.words_of(turn.ctx, turn.member, letter)
    name = await turn.name_in(letter.couple_id)
    text = turn.text(
        "letter-came-back" if is_own else "letter-arrived", None, name=name, words=words
    )
    return turn.send(
        text,
        LIST_BUTTON,
        preview="letter-preview",
        priority=Priority.REVEAL,
        key=key,
        subject=letter.couple_id,
        shows=(letter.id,) if is_own else (),
    )
