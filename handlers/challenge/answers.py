"""Handles answers in a round: written apart, shared by choice, and revealed to both at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import pushes, unsorted
from domain.challenge import answer_parts as parts, answers, private_answers as kept
from domain.challenge.answer_parts import AnswerPart
from domain.challenge.answers import SharedAnswer
from domain.errors import NotFound
from handlers.challenge import card, reveal as revealed
from handlers.privacy import word
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract_if_wanted
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.challenge import Answer, Round

router = FeatureRouter()


@router.button("challenge:answer", asks=answers.LONGEST, main=True, replied="challenge:answer")
async def ask_for_answer(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    return await _ask_for_words(turn, round_)


@router.button("challenge:edit", asks=answers.LONGEST, replied="challenge:add")
@router.button("challenge:again")
async def ask_again(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    round_ = await answers.lock_round(turn.ctx, turn.member, answer.round_id)
    return await _ask_for_words(turn, round_)


@router.answer("challenge:answer")
async def write_answer(turn: Turn) -> Replies:
    """Keep a text as a draft; if it is too long for an answer, put it aside for the journal."""
    answer = await _find_answer_in_progress(turn)
    turn.stop_asking()
    return await _save_and_show(turn, answer, [(turn.event.message, turn.event.text.strip())])


@router.form("challenge:add")
async def add_reply(turn: Turn) -> Replies:
    """Add words that reply to a draft, or to the person's own message with which it was written."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    if card.is_answered_by_tap(turn, answer.challenge):
        turn.next_event = replace(turn.event, name="")
        return []
    return await add_words(turn, answer, turn.event.text, turn.event.message)


async def add_words(turn: Turn, answer: Answer, words: str, message: str) -> Replies:
    """Append words to an answer that nobody has seen, or start it with them."""
    earlier_parts = await parts.parts_of(turn.ctx, answer)
    if earlier_parts and _is_repeated(parts.join(earlier_parts), words):
        return turn.say("challenge-said-already", own_buttons(turn, answer))
    return await _save_and_show(turn, answer, [*earlier_parts, (message, words.strip())])


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
    return await _replace_shown_draft(turn, answer)


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
        buttons = own_buttons(turn, shared.answer)
        text = turn.text("challenge-in")
        return turn.send(text, buttons, target=EditPressed(), about=shared.round_.id)
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
    return turn.edit("challenge-private", own_buttons(turn, answer))


@router.button("challenge:back", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    await answers.unshare(turn.ctx, turn.member, answer)
    return await show_draft(turn, answer)


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """Change an answer's part when the person edits the message that it came from."""
    message, words = turn.event.message, turn.event.text.strip()
    answer = await parts.by_message(turn.ctx, turn.member, message)
    if answer is None:
        return None
    if turn.event.name:
        return turn.say("edit-no-command")
    shared = answer.state == answers.SHARED
    changed = parts.replace_words(await parts.parts_of(turn.ctx, answer), message, words)
    left_over = await _save_draft(turn, answer, changed, turn.now)
    if not shared:
        return [*await _replace_shown_draft(turn, answer), *left_over]
    answer.state = answers.SHARED
    return [*turn.say("challenge-edited-shared", own_buttons(turn, answer)), *left_over]


def own_buttons(turn: Turn, answer: Answer) -> Sequence[ButtonSpec]:
    """Return buttons for what the author can do with an answer that nobody else has seen yet."""
    if answer.state in kept.KEPT:
        return [button("challenge-button-edit", "challenge:reopen", answer.id)]
    picked = card.is_answered_by_tap(turn, answer.challenge)
    change, tag = (
        "challenge:again" if picked else "challenge:edit",
        card.challenge_tag(answer.challenge),
    )
    edit = button("challenge-button-edit", change, answer.id, tag)
    share = button("challenge-button-share", "challenge:share", answer.id)
    if answer.state == answers.SHARED:
        return [edit, button("challenge-button-back", "challenge:back", answer.id)]
    return [share, edit, button("challenge-button-private", "challenge:private", answer.id)]


async def share_buttons(turn: Turn, answer: Answer) -> Sequence[ButtonSpec]:
    """Return the button to share a kept answer, which asks first; none while it is locked."""
    if not await word.is_unlocked(turn):
        return []
    return [button("challenge-button-share", "challenge:sure", answer.id)]


async def _save_and_show(turn: Turn, answer: Answer, answer_parts: Sequence[AnswerPart]) -> Replies:
    left_over = await _save_draft(turn, answer, answer_parts, turn.said_at)
    typed = delete_silently_if_wanted(turn, *(message for message, _ in answer_parts))
    return [*typed, *await _replace_shown_draft(turn, answer), *left_over]


async def _save_draft(
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
    return turn.say("challenge-too-long", buttons, count=answers.LONGEST)


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
    if card.is_answered_by_tap(turn, round_.challenge) and not is_for_swapped:
        return turn.say("challenge-pick", *card.answer_buttons(turn, round_, turn.member))
    answer = await answers.begin(turn.ctx, turn.member, round_)
    turn.ask("challenge:answer", answer.id)
    return turn.say("challenge-ask", question=Rendered(challenge.question.ask))


async def _replace_shown_draft(turn: Turn, answer: Answer) -> Replies:
    """Show the draft as it is now, in place of what the chat shows of it."""
    return [*retract_if_wanted(turn, answer.id), *await show_draft(turn, answer)]


async def show_draft(turn: Turn, answer: Answer) -> Replies:
    """Show the answer as its readers would see it, and what its author can do with it."""
    words = await turn.ctx.vault.open(answer, "text")
    label = card.answer_label(turn, answer.challenge, words, turn.member)
    round_ = await turn.ctx.session.get_one(Round, answer.round_id)
    if round_.challenge != answer.challenge or turn.member.couple_id != round_.couple_id:
        text = turn.text("challenge-kept-of-old", None, words=label)
        return turn.send(text, shows=(answer.id,))
    if answer.state in kept.KEPT:
        text = turn.text("challenge-kept", None, words=label)
        buttons = [*await share_buttons(turn, answer), *own_buttons(turn, answer)]
        return turn.send(text, buttons, about=round_.id, shows=(answer.id,))
    known = "yes" if await answers.has_shared(turn.ctx, turn.member) else "no"
    text = turn.text("challenge-draft", None, words=label, known=known)
    return turn.send(text, own_buttons(turn, answer), about=round_.id, shows=(answer.id,))
