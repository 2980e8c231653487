"""The texts that ask a question, shared by the bot, the check and the preview."""

from __future__ import annotations

from content.questions import typed
from content.questions.question import FINISH, GUESS, Question
from content.texts import Rendered, Texts


def ask_for_words(texts: Texts, language: str, question: Question) -> Rendered:
    """Return what asks for an answer in one's own words."""
    how = FINISH if question.kind == FINISH else question.takes
    key = f"challenge-ask-{how}" if how else "challenge-ask"
    return texts.render(language, key, question=Rendered(question.ask))


def ask_for_guess(texts: Texts, language: str, question: Question, own: str) -> Rendered:
    """Return what asks for a guess in one's own words, below one's own answer."""
    asked = Rendered(question.guess or question.ask)
    return texts.render(language, "challenge-ask-guess", own=own, guess=asked)


def ask_for_taps(texts: Texts, language: str, question: Question, state: str) -> Rendered:
    """Return what asks for taps, in a state before the answer is complete."""
    how = _how_to_guess if question.kind == GUESS else _how_to_tap
    return texts.render(
        language,
        "challenge-sheet",
        question=Rendered(question.ask),
        how=how(texts, language, question, state),
    )


def _how_to_tap(texts: Texts, language: str, question: Question, state: str) -> Rendered:
    key = f"challenge-sheet-{question.kind}"
    return texts.render(language, key, example=typed.example(question))


def _how_to_guess(texts: Texts, language: str, question: Question, state: str) -> Rendered:
    if not state:
        return texts.render(language, "challenge-sheet-guess-own")
    own = question.choices[int(state[0])].label
    asked = Rendered(question.guess or question.ask)
    return texts.render(language, "challenge-sheet-guess-theirs", own=own, guess=asked)
