"""Handles answers in a round: written apart, shared by choice, and revealed to both at once."""

from __future__ import annotations

from dataclasses import replace

from chat.messages import Replies
from chat.targets import EditPressed
from content.questions import sheets
from content.questions.question import GUESS
from content.questions.stored import is_unfinished
from domain import pushes
from domain.challenge import answer_parts as parts, answers
from domain.challenge.answers import SharedAnswer
from domain.errors import NotFound
from handlers.challenge import card, draft, reveal as revealed, taps
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract_if_wanted
from handlers.turn import FeatureRouter, Turn
from storage.tables.challenge import Answer, Round

router = FeatureRouter()


@router.button(
    "challenge:answer", asks=answers.LONGEST, media=True, main=True, replied="challenge:answer"
)
async def ask_for_answer(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    return await _ask_for_words(turn, round_)


@router.button("challenge:edit", asks=answers.LONGEST, media=True, replied="challenge:add")
@router.button("challenge:again")
async def ask_again(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    round_ = await answers.lock_round(turn.ctx, turn.member, answer.round_id)
    return await _ask_for_words(turn, round_)


@router.answer("challenge:answer", media=True)
async def write_answer(turn: Turn) -> Replies:
    """Keep a text as a draft; if it is too long for an answer, put it aside for the journal."""
    answer = await _find_answer_in_progress(turn)
    turn.stop_asking()
    words = [(turn.event.message, draft.typed_words(turn))]
    if _takes_guess(turn, answer):
        words = parts.with_own(await parts.parts_of(turn.ctx, answer), words)
    return await draft.save_and_show(turn, answer, words)


@router.form("challenge:add", media=True)
async def add_reply(turn: Turn) -> Replies:
    """Add words that reply to a draft, or to the person's own message with which it was written."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    if card.is_answered_by_tap(turn, answer.challenge):
        turn.next_event = replace(turn.event, name="")
        return []
    return await add_words(turn, answer, draft.typed_words(turn), turn.event.message)


async def add_words(turn: Turn, answer: Answer, words: str, message: str) -> Replies:
    """Append words to an answer that nobody has seen, or start it with them."""
    earlier_parts = await parts.parts_of(turn.ctx, answer)
    if earlier_parts and _is_repeated(parts.join(earlier_parts), words):
        return turn.say("challenge-said-already", await draft.own_buttons(turn, answer))
    added = [*earlier_parts, (message, words.strip())]
    if is_unfinished(parts.join(earlier_parts)):
        added = parts.with_guess(earlier_parts, (message, words.strip()))
    elif _takes_guess(turn, answer) and not earlier_parts:
        added = parts.with_own((), added)
    return await draft.save_and_show(turn, answer, added)


@router.button("challenge:pick")
async def pick_option(turn: Turn) -> Replies:
    """Save a tap on a choice or a scale as a draft, like any other answer."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    question = card.challenge_of(turn, round_, turn.member).question
    if turn.event.choice not in answers.choices(question):
        raise NotFound
    answer = await answers.begin(turn.ctx, turn.member, round_)
    picked = [("", turn.event.choice)]
    await answers.write(turn.ctx, answer, picked)
    return await draft.show_again(turn, answer)


@router.button("challenge:share", binding="challenge:card")
async def share(turn: Turn) -> Replies:
    """Share a draft at once; ask first if its author keeps the answer private."""
    shared = await answers.share_draft(turn.ctx, turn.member, turn.event.subject)
    if shared is None:
        turn.next_event = replace(turn.event, name="challenge:sure")
        return []
    return await say_shared(turn, shared)


async def say_shared(turn: Turn, shared: SharedAnswer) -> Replies:
    """Say that the answer is shared; once both answers of a round are, send both people both."""
    if shared.revealed is None or turn.partner is None:
        buttons = await draft.own_buttons(turn, shared.answer)
        text = turn.text("challenge-in")
        return turn.send(text, buttons, target=EditPressed(), subject=shared.round_.id)
    readers = [(turn.member, await turn.name_of(turn.partner))]
    if pushes.can_push_reveal(turn.partner, turn.now):
        readers.append((turn.partner, await turn.name_of(turn.member)))
    to_both = [
        reply
        for reader, name in readers
        for reply in revealed.send_reveal(turn, shared.round_, shared.revealed, reader, name)
    ]
    return [*turn.edit("challenge-both-in"), *to_both]


@router.button("challenge:private", needs_consent=False)
async def keep_private(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await answers.keep_private(turn.ctx, answer)
    typed = [message for message, _ in await parts.parts_of(turn.ctx, answer)]
    replies = await show_kept(turn, answer)
    return [*delete_silently_if_wanted(turn, *typed), *replies, *retract_if_wanted(turn, answer.id)]


async def show_kept(turn: Turn, answer: Answer) -> Replies:
    """Say that only the author can read the answer, with a button to change it if one fits."""
    round_ = await turn.ctx.session.get_one(Round, answer.round_id)
    if answer.challenge != round_.challenge:
        return turn.edit("challenge-swapped-away")
    return turn.edit("challenge-private", await draft.own_buttons(turn, answer))


@router.button("challenge:back", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await answers.unshare(turn.ctx, turn.member, answer)
    return await draft.show(turn, answer)


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """Change an answer's part when the person edits the message that it came from."""
    message, words = turn.event.message, draft.typed_words(turn)
    answer = await parts.by_message(turn.ctx, turn.member, message)
    if answer is None:
        return None
    if turn.event.name:
        return turn.say("edit-no-command")
    question = card.question_of(turn, answer.challenge, turn.member)
    if question and question.takes_several_taps:
        words = taps.whole_answer(turn, question, words)
        if not words:
            return taps.unclear(turn, question)
    shared = answer.state == answers.SHARED
    changed = parts.replace_words(await parts.parts_of(turn.ctx, answer), message, words)
    left_over = await draft.save(turn, answer, changed, turn.now)
    if not shared:
        return [*await draft.show_again(turn, answer), *left_over]
    answer.state = answers.SHARED
    text = turn.text("challenge-edited-shared")
    return [*turn.send(text, await draft.own_buttons(turn, answer)), *left_over]


def _takes_guess(turn: Turn, answer: Answer) -> bool:
    question = card.question_of(turn, answer.challenge, turn.member)
    return question is not None and question.kind == GUESS and question.is_typed


def _is_repeated(before: str, words: str) -> bool:
    """Return whether the same words came twice, for example from two devices."""
    return before == words.strip() or before.endswith(f"\n\n{words.strip()}")


async def _find_answer_in_progress(turn: Turn) -> Answer:
    """Return the answer that the words are for. Raise NotFound if it is not known.

    A form that comes back after a swap is for the challenge that it was opened under.
    """
    answer = await answers.find_own(turn.ctx, turn.member, turn.member.asking_about)
    tag = turn.event.choice
    if not tag or tag == card.challenge_tag(answer.challenge):
        return answer
    round_ = await turn.ctx.session.get_one(Round, answer.round_id)
    if round_.swapped_from is None or tag != card.challenge_tag(round_.swapped_from):
        raise NotFound
    return await answers.begin(turn.ctx, turn.member, round_, round_.swapped_from)


async def _ask_for_words(turn: Turn, round_: Round) -> Replies:
    """Ask for words, or for a tap if the round's question wants one.

    A form from before a swap still brings words for the question that it was opened under.
    """
    challenge = card.challenge_of(turn, round_, turn.member)
    is_for_swapped = round_.swapped_from and turn.event.choice == card.challenge_tag(
        round_.swapped_from
    )
    question = challenge.question
    if question.takes_several_taps and not is_for_swapped:
        return await taps.show(turn, round_)
    if not question.is_typed and not is_for_swapped:
        return turn.say("challenge-pick", *card.answer_buttons(turn, round_, turn.member))
    answer = await answers.begin(turn.ctx, turn.member, round_)
    turn.ask("challenge:answer", answer.id)
    asked = sheets.ask_for_words(turn.content.texts, turn.member.language, question)
    return turn.send(asked)
