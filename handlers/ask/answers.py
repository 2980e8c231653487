"""Handles the answers to a question: written alone, shared when both are in, then revealed."""

from __future__ import annotations

from chat.messages import Replies
from domain import pushes
from domain.ask import answers, questions
from domain.errors import RuleBroken
from domain.pushes import News, Topic
from handlers import unsorted
from handlers.ask import view
from handlers.privacy.lock_screen import (
    delete_silently_if_wanted,
    retract_if_wanted,
    say_deleted,
)
from handlers.pushes import push
from handlers.turn import FeatureRouter, Turn
from storage.tables.ask import AskedQuestion
from storage.tables.member import Member

router = FeatureRouter()

ANSWER_QUESTION = "ask:answer"


@router.button("ask:answer", asks=answers.LONGEST, main=True, replied="ask:answer")
async def ask_answer(turn: Turn) -> Replies:
    """Ask for the answer; one that is there stays until there is another."""
    question, _ = await questions.find_own_side(turn.ctx, turn.member, turn.event.subject)
    questions.must_be_open(turn.ctx, turn.member, question)
    turn.ask(ANSWER_QUESTION, question.id)
    words = await questions.words_of(turn.ctx, question)
    return turn.say("ask-answer", words=words, longest=answers.LONGEST)


@router.answer(ANSWER_QUESTION)
async def write_answer(turn: Turn) -> Replies:
    """Keep the words as a draft, which nobody else sees before both have shared.

    If the question takes no answer any more, they go where unasked words go.
    """
    question, _ = await questions.find_own_side(turn.ctx, turn.member, turn.member.asking_about)
    try:
        questions.must_be_open(turn.ctx, turn.member, question)
    except RuleBroken as broken:
        turn.stop_asking()
        return [*turn.say(broken.key), *await unsorted.offer_choices(turn)]
    question, side = await answers.write(
        turn.ctx, turn.member, question.id, turn.event.text, turn.event.message
    )
    turn.stop_asking_for(ANSWER_QUESTION)
    return [
        *delete_silently_if_wanted(turn, side.message),
        *retract_if_wanted(turn, side.id),
        *await view.show(turn, question.id),
    ]


@router.button("ask:share", binding="ask:show")
async def share(turn: Turn) -> Replies:
    """Share the answer, and show both to both once the other's is in, too."""
    question, side = await questions.find_own_side(turn.ctx, turn.member, turn.event.subject)
    both = await answers.share(turn.ctx, turn.member, question.id, turn.event.choice)
    turn.stop_asking_about(question.id)
    await pushes.reset_asks(turn.ctx, turn.member)
    if both is None or turn.partner is None:
        return [*await view.show(turn, question.id), *retract_if_wanted(turn, side.id)]
    return [
        *await view.show(turn, question.id),
        *await _reveal_to_partner(turn, turn.partner, question),
    ]


@router.button("ask:back", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    await answers.take_back(turn.ctx, turn.member, turn.event.subject)
    return await view.show(turn, turn.event.subject)


@router.button("ask:drop", binding=True, needs_consent=False)
async def drop_answer(turn: Turn) -> Replies:
    """Delete words that nobody else has read."""
    _, before = await questions.find_own_side(turn.ctx, turn.member, turn.event.subject)
    typed = delete_silently_if_wanted(turn, before.message)
    side = await answers.discard(turn.ctx, turn.member, turn.event.subject)
    return [*typed, *say_deleted(turn, "ask-dropped", view.LIST_BUTTON, subject=side.id)]


@router.edit
async def change_answer(turn: Turn) -> Replies | None:
    """Change an answer after its author edits the message that it came from."""
    side = await answers.by_message(turn.ctx, turn.member, turn.event.message)
    if side is None:
        return None
    if turn.event.name:
        return turn.say("edit-no-command")
    question, _ = await answers.write(
        turn.ctx, turn.member, side.ask_id, turn.event.text, turn.event.message
    )
    return [*retract_if_wanted(turn, side.id), *await view.show(turn, question.id)]


async def _reveal_to_partner(turn: Turn, reader: Member, question: AskedQuestion) -> Replies:
    """Show both answers to the one who waited, as they like to hear from their partner."""
    text = await view.reveal_text(turn, question, reader)
    news = News(Topic.QUESTION, f"both:{question.id}")
    return await push(
        turn, news, text, view.LIST_BUTTON, preview="ask-preview", subject=question.couple_id
    )
