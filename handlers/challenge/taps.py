"""Handles questions that take several taps: one message that changes until the answer is there."""

from __future__ import annotations

from dataclasses import replace

from chat import markup
from chat.messages import Kind, Replies
from chat.targets import EditPressed, NewMessage, ReplyTarget
from content.normalize import fold
from content.questions import sheets, taps, typed
from content.questions.question import Question
from content.questions.typed import AnswerWords, Reading
from content.texts import Rendered
from domain import screen
from domain.challenge import answers
from domain.errors import NotFound
from handlers.challenge import card, draft
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.challenge import Round

router = FeatureRouter()

OPEN, TAP = "challenge:open", "challenge:tap"
QUESTION = "challenge:sheet"
TAG_LENGTH = 4
LONGEST_HINT = 80
"""Characters of words that may be meant as an answer, though they cannot be read as one."""


@router.button(OPEN, main=True)
async def open_question(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    return await show(turn, round_)


@router.button(TAP)
async def tap(turn: Turn) -> Replies:
    """Show what the tap makes of the answer, or keep the answer once it is complete."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    question = _question_in(turn, round_)
    parts = turn.event.choice.split(".")
    if len(parts) != 3 or parts[0] != _tag(round_) or not taps.is_state(question, parts[1]):
        raise NotFound
    await answers.require_unrevealed(turn.ctx, round_)
    return await _press(turn, round_, question, *parts[1:])


@router.answer(QUESTION)
async def read_words(turn: Turn) -> Replies:
    """Read typed words as a whole answer, as a tap, or as words for somewhere else."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.member.asking_about)
    question = card.question_of(turn, round_.challenge, turn.member)
    if question is None or not question.takes_several_taps:
        turn.stop_asking()
        return _leave_to_others(turn)
    state = await _shown_state(turn, round_, question)
    if option := _named_option(turn, question, state):
        return await _press(turn, round_, question, state, option)
    reading = typed.read(question, turn.event.text, answer_words(turn))
    if turn.event.forwarded or reading is None:
        return _explain_or_leave(turn, question)
    return await _take_reading(turn, round_, question, state, reading)


async def show(turn: Turn, round_: Round) -> Replies:
    """Ask the question in a message of its own, with what was picked before."""
    question = _question_in(turn, round_)
    await answers.begin(turn.ctx, turn.member, round_)
    answer = await answers.answer_in_round(turn.ctx, turn.member, round_)
    words = await turn.ctx.vault.open(answer, "text") if answer and answer.text else ""
    state = taps.first_state(question, words)
    return _render(turn, round_, question, state, NewMessage(ends=TAP))


async def take_whole_answer(turn: Turn, round_: Round) -> Replies:
    """Keep words that nobody asked for if they are a whole answer; return nothing for others."""
    question = card.question_of(turn, round_.challenge, turn.member)
    if question is None or not question.takes_several_taps or turn.event.forwarded:
        return []
    words = whole_answer(turn, question, turn.event.text)
    return await _keep(turn, round_, words, turn.event.message) if words else []


def whole_answer(turn: Turn, question: Question, words: str) -> str:
    """Return the answer in these words as it is kept; "" for other words."""
    reading = typed.read(question, words, answer_words(turn))
    if reading is None or reading.is_repeated:
        return ""
    state = typed.apply(question, taps.first_state(question), reading)
    is_whole = typed.is_whole(question, reading, state)
    return taps.to_stored(question, state) if is_whole else ""


def answer_words(turn: Turn) -> AnswerWords:
    """Return the words for sides and between things, in all languages of the bot."""
    texts = turn.content.texts

    def words(key: str) -> frozenset[str]:
        listed = (texts.render(language, key) for language in texts.languages)
        return frozenset(fold(each) for line in listed for each in line.split(","))

    return AnswerWords(
        words("challenge-words-left"),
        words("challenge-words-right"),
        words("challenge-words-between"),
    )


def unclear(turn: Turn, question: Question, key: str = "challenge-tap-unclear") -> Replies:
    """Say how an answer can be written."""
    return turn.say(key, example=typed.example(question))


async def _press(turn: Turn, round_: Round, question: Question, state: str, option: str) -> Replies:
    if option == taps.DONE and taps.has_done(question, state):
        return await _keep(turn, round_, taps.to_stored(question, state), "")
    after = taps.press(question, state, option)
    if after is None:
        raise NotFound
    return await _show_or_keep(turn, round_, question, after)


async def _take_reading(
    turn: Turn, round_: Round, question: Question, state: str, reading: Reading
) -> Replies:
    if reading.is_repeated:
        return unclear(turn, question, "challenge-tap-twice")
    after = typed.apply(question, state, reading)
    if typed.is_whole(question, reading, after):
        words = taps.to_stored(question, after)
        return await _keep(turn, round_, words, turn.event.message)
    return await _show_or_keep(turn, round_, question, after)


async def _show_or_keep(turn: Turn, round_: Round, question: Question, state: str) -> Replies:
    if taps.is_complete(question, state):
        return await _keep(turn, round_, taps.to_stored(question, state), "")
    return _render(turn, round_, question, state, _in_place(turn))


async def _keep(turn: Turn, round_: Round, words: str, message: str) -> Replies:
    """Keep the answer as a draft, shown in place of the question."""
    answer = await answers.begin(turn.ctx, turn.member, round_)
    turn.stop_asking_for(QUESTION)
    if await answers.is_shared_as(turn.ctx, answer, words):
        # The last tap came twice, the second time after the answer was shared.
        text = turn.text("challenge-in")
        return turn.send(text, await draft.own_buttons(turn, answer), subject=round_.id)
    await answers.write(turn.ctx, answer, [(message, words)])
    return await draft.show_written(turn, answer, _in_place(turn))


def _render(
    turn: Turn, round_: Round, question: Question, state: str, target: ReplyTarget
) -> Replies:
    turn.ask(QUESTION, round_.id)
    text = sheets.ask_for_taps(turn.content.texts, turn.member.language, question, state)
    return turn.send(text, *_rows(round_, question, state), target=target, subject=round_.id)


def _rows(round_: Round, question: Question, state: str) -> list[Row]:
    def spec(key: str, option: str, label: str = "") -> ButtonSpec:
        choice = f"{_tag(round_)}.{state}.{option}"
        values = {"label": Rendered(markup.escape(label))} if label else {}
        return button(key, TAP, round_.id, choice, **values)

    rows: list[Row] = [
        [spec("challenge-button-pick", option, label) for label, option in row]
        for row in taps.option_rows(question, state)
    ]
    if taps.has_done(question, state):
        rows.append(spec("challenge-button-done", taps.DONE))
    if taps.has_undo(question, state):
        rows.append(spec("challenge-button-undo-tap", taps.UNDO))
    return rows


def _in_place(turn: Turn) -> ReplyTarget:
    """Change the pressed message; after typed words the question comes again as the newest."""
    return EditPressed() if turn.event.kind is Kind.PRESS else NewMessage(ends=TAP)


async def _shown_state(turn: Turn, round_: Round, question: Question) -> str:
    """Return the state of the question as it was last shown to its author."""
    for live in await screen.live_keyboards(turn.ctx, turn.member):
        for each in live.keyboard.buttons:
            if each.action == TAP and each.id == round_.id:
                tag, state, _ = each.choice.split(".")
                return state if tag == _tag(round_) else taps.first_state(question)
    return taps.first_state(question)


def _named_option(turn: Turn, question: Question, state: str) -> str:
    """Return the option that the words of *Done* or *Undo* stand for, "" for other words."""
    typed_text = fold(turn.event.text)
    if taps.has_done(question, state) and typed_text == fold(turn.text("challenge-button-done")):
        return taps.DONE
    undo = fold(turn.text("challenge-button-undo-tap"))
    return taps.UNDO if taps.has_undo(question, state) and typed_text == undo else ""


def _explain_or_leave(turn: Turn, question: Question) -> Replies:
    """Explain how to write an answer to words that may be meant as one; leave others alone."""
    is_short = len(turn.event.text) <= LONGEST_HINT and not turn.event.forwarded
    if is_short and typed.names_some(question, turn.event.text):
        return unclear(turn, question)
    return _leave_to_others(turn)


def _leave_to_others(turn: Turn) -> Replies:
    """Sort the words like words that nobody asked for."""
    turn.next_event = replace(turn.event, kind=Kind.FORM, name="")
    return []


def _question_in(turn: Turn, round_: Round) -> Question:
    question = card.challenge_of(turn, round_, turn.member).question
    if not question.takes_several_taps:
        raise NotFound
    return question


def _tag(round_: Round) -> str:
    """Return a short tag for a button: a tap from before a swap must not answer the new one."""
    return card.challenge_tag(round_.challenge)[:TAG_LENGTH]
