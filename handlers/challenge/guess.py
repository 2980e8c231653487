"""Handles the second half of an answer in one's own words: the guess of the partner's."""

from __future__ import annotations

from chat.messages import Replies
from domain.challenge import answer_parts as parts, answers
from handlers.challenge import draft
from handlers.challenge.draft import GUESS_QUESTION
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter()


@router.button(
    GUESS_QUESTION, asks=parts.LONGEST // 2, media=True, main=True, replied=GUESS_QUESTION
)
async def ask_again(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await answers.lock_shareable_round(turn.ctx, turn.member, answer)
    return await draft.ask_guess(turn, answer)


@router.answer(GUESS_QUESTION, media=True)
async def write_guess(turn: Turn) -> Replies:
    """Keep the guess beside the person's own answer, as a draft."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.member.asking_about)
    guess = turn.event.message, draft.typed_words(turn)
    changed = parts.with_guess(await parts.parts_of(turn.ctx, answer), guess)
    turn.stop_asking()
    return await draft.save_and_show(turn, answer, changed)
