"""Shows an answer that nobody else has read to its author, with what they can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chat.messages import Replies
from chat.targets import EditEarlier, ReplyTarget
from content.questions import sheets
from content.questions.question import GUESS
from content.questions.stored import GUESS_MARK, split_guess
from domain import screen, unsorted
from domain.challenge import answer_parts as parts, answers, private_answers as kept
from domain.challenge.answer_parts import AnswerPart
from domain.errors import NotFound
from handlers.challenge import card
from handlers.privacy import word
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract_if_wanted
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.challenge import Answer, Round

GUESS_QUESTION = "challenge:guess"


async def own_buttons(turn: Turn, answer: Answer) -> Sequence[ButtonSpec]:
    """Return buttons for what the author can do with an answer that nobody else has seen yet."""
    if answer.state in kept.KEPT:
        return [button("challenge-button-edit", "challenge:reopen", answer.id)]
    edit = edit_button(turn, answer)
    if answer.state == answers.SHARED:
        return [edit, button("challenge-button-back", "challenge:back", answer.id)]
    private = button("challenge-button-private", "challenge:private", answer.id)
    if await answers.is_half(turn.ctx, answer):
        return [button("challenge-button-guess", "challenge:guess", answer.id), edit, private]
    return [button("challenge-button-share", "challenge:share", answer.id), edit, private]


def edit_button(turn: Turn, answer: Answer) -> ButtonSpec:
    """Return the button that asks for the answer again, with a form where that is words."""
    picked = card.is_answered_by_tap(turn, answer.challenge)
    change = "challenge:again" if picked else "challenge:edit"
    tag = card.challenge_tag(answer.challenge)
    return button("challenge-button-edit", change, answer.id, tag)


def typed_words(turn: Turn) -> str:
    """Return the words of the event, without the mark that only we put into an answer."""
    return turn.event.text.replace(GUESS_MARK, "").strip()


async def share_buttons(turn: Turn, answer: Answer) -> Sequence[ButtonSpec]:
    """Return the button to share a kept answer, which asks first.

    A locked answer has no such button, and neither does one that still needs its guess.
    """
    if not await word.is_unlocked(turn) or await answers.is_half(turn.ctx, answer):
        return []
    return [button("challenge-button-share", "challenge:sure", answer.id)]


async def save_and_show(turn: Turn, answer: Answer, answer_parts: Sequence[AnswerPart]) -> Replies:
    """Keep the words as a draft and show it, or ask for what is still missing."""
    left_over = await save(turn, answer, answer_parts, turn.said_at)
    typed = delete_silently_if_wanted(turn, *(message for message, _ in answer_parts))
    shown = await show_again(turn, answer)
    if turn.event.album:
        shown = await _show_once(turn, f"album:{answer.id}:{turn.event.album}", shown)
    return [*typed, *shown, *left_over]


async def _show_once(turn: Turn, key: str, shown: Replies) -> Replies:
    """Change the card for each further picture of an album, in place of one card for each."""
    if await screen.was_shown(turn.ctx, key):
        return [replace(each, target=EditEarlier(key)) for each in shown[-1:]]
    return [*shown[:-1], *(replace(each, key=key) for each in shown[-1:])]


async def save(
    turn: Turn, answer: Answer, answer_parts: Sequence[AnswerPart], at: datetime
) -> Replies:
    """Save what fits as a draft; if some does not fit, put the whole text aside and say so."""
    fitting, words = parts.trim_to_limit(answer_parts), parts.join(answer_parts)
    await answers.write(turn.ctx.at(at), answer, fitting or answer_parts)
    if parts.join(fitting) == words:
        return []
    row = await unsorted.put_aside(turn.ctx, turn.member, words, turn.day)
    buttons = [
        button("unsorted-button-keep", "unsorted:keep", row.id),
        button("unsorted-button-drop", "unsorted:drop", row.id),
    ]
    return turn.say("challenge-too-long", buttons, count=parts.longest_of(answer_parts))


async def show_again(turn: Turn, answer: Answer) -> Replies:
    """Show the draft as it is now, in place of what the chat shows of it."""
    return [*retract_if_wanted(turn, answer.id), *await show(turn, answer)]


async def show_written(turn: Turn, answer: Answer, target: ReplyTarget) -> Replies:
    """Show the draft as it is now, in place of the question that it answers."""
    typed = delete_silently_if_wanted(turn, turn.event.message if turn.event.text else "")
    shown = await show(turn, answer)
    in_place = [replace(each, target=target) for each in shown]
    return [*typed, *retract_if_wanted(turn, answer.id), *in_place]


async def show(turn: Turn, answer: Answer) -> Replies:
    """Show the answer as its readers would see it, and what its author can do with it."""
    if answer.state == answers.DRAFT and await answers.is_half(turn.ctx, answer):
        return await ask_guess(turn, answer)
    words = await turn.ctx.vault.open(answer, "text")
    label = card.answer_label(turn, answer.challenge, words, turn.member)
    round_ = await turn.ctx.session.get_one(Round, answer.round_id)
    if round_.challenge != answer.challenge or turn.member.couple_id != round_.couple_id:
        text = turn.text("challenge-kept-of-old", None, words=label)
        return turn.send(text, shows=(answer.id,), brings_media=False)
    if answer.state in kept.KEPT:
        text = turn.text("challenge-kept", None, words=label)
        buttons = [*await share_buttons(turn, answer), *await own_buttons(turn, answer)]
        return turn.send(text, buttons, subject=round_.id, shows=(answer.id,), brings_media=False)
    known = "yes" if await answers.has_shared(turn.ctx, turn.member) else "no"
    text, own = turn.text("challenge-draft", None, words=label, known=known), (answer.id,)
    row = await own_buttons(turn, answer)
    return turn.send(text, row, subject=round_.id, shows=own, brings_media=False)


async def ask_guess(turn: Turn, answer: Answer) -> Replies:
    """Show the person's own answer and ask for the guess. Raise NotFound for another question."""
    question = card.question_of(turn, answer.challenge, turn.member)
    if question is None or question.kind != GUESS or not question.is_typed:
        raise NotFound
    own, _ = split_guess(await turn.ctx.vault.open(answer, "text"))
    turn.ask(GUESS_QUESTION, answer.id)
    text = sheets.ask_for_guess(turn.content.texts, turn.member.language, question, own)
    private = button("challenge-button-private", "challenge:private", answer.id)
    rows: list[Row] = [
        button("challenge-button-guess", GUESS_QUESTION, answer.id),
        [edit_button(turn, answer), private],
    ]
    return turn.send(text, *rows, subject=answer.round_id, shows=(answer.id,), brings_media=False)
