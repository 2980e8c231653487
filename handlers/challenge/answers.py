"""What the two write in a round: answered apart, shared by choice, revealed to both at once."""

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
    """Keeps a text as a draft; what is too long for an answer is kept for the journal."""
    answer = await _find_answer_in_progress(turn)
    turn.stop_asking()
    return await _save_and_show(turn, answer, [(turn.event.message, turn.event.text.strip())])


@router.form("challenge:add")
async def add_reply(turn: Turn) -> Replies:
    """Words in reply to a draft, or to one's own message that it was written in."""
    answer = await answers.find_own(turn.ctx, turn.member, turn.event.subject)
    if card.is_answered_by_tap(turn, answer.challenge):
        turn.next_event = replace(turn.event, name="")
        return []
    return await add_words(turn, answer, turn.event.text, turn.event.message)


async def add_words(turn: Turn, answer: Answer, words: str, message: str) -> Replies:
    """Puts words behind an answer in words that nobody has seen; the first ones begin it."""
    earlier_parts = await parts.parts_of(turn.ctx, answer)
    if earlier_parts and _is_repeated(parts.join(earlier_parts), words):
        return turn.say("challenge-said-already", own_buttons(turn, answer))
    return await _save_and_show(turn, answer, [*earlier_parts, (message, words.strip())])


@router.button("challenge:pick")
async def pick_option(turn: Turn) -> Replies:
    """A choice or a scale: one tap is a draft like any other."""
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
    """A draft at once; what its author keeps takes a question first."""
    shared = await answers.share_draft(turn.ctx, turn.member, turn.event.subject)
    if shared is None:
        turn.next_event = replace(turn.event, name="challenge:sure")
        return []
    return await say_shared(turn, shared)


async def say_shared(turn: Turn, shared: SharedAnswer) -> Replies:
    """Say that it counts; with the second answer of a round both people get both."""
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
    """That it is its author's alone, with the way to share it later, where there is one."""
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
    """Editing one's own chat message changes its part of an answer that nobody has seen yet."""
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
    """What the author can do with an answer that nobody has seen yet."""
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
    """The button that asks before it shares what its author keeps; none without their word."""
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
    """Keeps what fits as a draft; what is too long is put aside whole, and that is said."""
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
    """Whether the same words came twice, as from two devices."""
    return before == words.strip() or before.endswith(f"\n\n{words.strip()}")


async def _find_answer_in_progress(turn: Turn) -> Answer:
    """What the words answer; those of a form that comes back after a swap, what it was under.

    Raises NotFound.
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
    """Asks for words, or for a tap where the round's question wants one.

    A form from before a swap still brings words for the question that it was under.
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
    """What was written now, in the place of what the chat shows of it."""
    return [*retract_if_wanted(turn, answer.id), *await show_draft(turn, answer)]


async def show_draft(turn: Turn, answer: Answer) -> Replies:
    """What was written, as it would be seen, and what can be done with it."""
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
