"""Handles an answer that its author keeps: written again, or shared after a question."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from domain.challenge import answers, private_answers as kept
from domain.errors import NotFound
from handlers.challenge import answers as challenge_answers, card, draft
from handlers.privacy import word
from handlers.privacy.lock_screen import retract_if_wanted
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.challenge import Answer

router = FeatureRouter()


@router.button("challenge:reopen")
async def reopen(turn: Turn) -> Replies:
    """Ask for the words again, with a button to share those that are there."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    round_ = await answers.lock_shareable_round(turn.ctx, turn.member, answer)
    if answer.state not in kept.KEPT:
        return await draft.show(turn, answer)
    share_rows = [each for each in [await draft.share_buttons(turn, answer)] if each]
    words = await _answer_label(turn, answer)
    if card.is_answered_by_tap(turn, answer.challenge):
        answer_rows = card.answer_buttons(turn, round_, turn.member)
        text = turn.text("challenge-pick-again", None, words=words)
        return turn.send(text, *answer_rows, *share_rows, shows=(answer.id,))
    turn.ask("challenge:answer", answer.id)
    text = turn.text("challenge-write-again", None, words=words)
    return turn.send(text, *share_rows, shows=(answer.id,))


@router.button("challenge:sure")
async def ask_confirmation(turn: Turn) -> Replies:
    """Show the words again and ask; the question is the same whatever the partner has done."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await answers.lock_shareable_round(turn.ctx, turn.member, answer)
    await _require_unlocked(turn)
    turn.stop_asking_about(answer.id)
    if answer.state == answers.SHARED:
        return turn.edit("challenge-in", await draft.own_buttons(turn, answer))
    yes = button("challenge-button-sure", "challenge:confirm", answer.id, kept.version_tag(answer))
    no = button("challenge-button-unsure", "challenge:keep", answer.id)
    text = turn.text("challenge-sure", None, words=await _answer_label(turn, answer))
    return turn.send(text, [yes, no], target=EditPressed(), shows=(answer.id,))


@router.button("challenge:confirm", binding="challenge:sure")
async def share_confirmed(turn: Turn) -> Replies:
    """Share the words that were shown with the question; if they have changed, ask again."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await _require_unlocked(turn)
    if turn.event.choice != kept.version_tag(answer):
        return await ask_confirmation(turn)
    shared = await answers.share(turn.ctx, turn.member, answer)
    return await challenge_answers.say_shared(turn, shared)


@router.button("challenge:keep")
async def keep_unshared(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    turn.stop_asking_about(answer.id)
    if answer.state == answers.SHARED:
        return turn.edit("challenge-in", await draft.own_buttons(turn, answer))
    replies = await challenge_answers.show_kept(turn, answer)
    return [*replies, *retract_if_wanted(turn, answer.id)]


@router.due(kept.RETURN_DUE)
async def return_unanswered(turn: Turn) -> Replies:
    """Make a share that got no answer private again, without a push."""
    if turn.event.subject:
        await kept.return_unanswered(turn.ctx, turn.member, turn.event.subject)
    return []


async def _require_unlocked(turn: Turn) -> None:
    """Raise NotFound while the person's own word is missing."""
    if not await word.is_unlocked(turn):
        raise NotFound


async def _answer_label(turn: Turn, answer: Answer) -> str:
    words = await turn.ctx.vault.open(answer, "text")
    return card.answer_label(turn, answer.challenge, words, turn.member)
