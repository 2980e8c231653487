"""Two answers side by side, in the form that fits their question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from content.questions.question import GUESS, THIS_OR_THAT, Question
from content.questions.stored import answer_label, answer_lines, fits, scale_distance
from content.texts import Rendered, Texts

NEAR = 1
"""The distance of two numbers up to which both are asked the question for near ones."""

KindAndValues = tuple[str, Mapping[str, str]]
"""The end of a text's key, and what stands in it."""


@dataclass(frozen=True, slots=True)
class BothAnswers:
    """The answers of a reader and of their partner as they are kept, and the partner's name."""

    own: str
    other: str
    name: str


def answers_text(
    texts: Texts,
    language: str,
    question: Question,
    both: BothAnswers,
    cover: Callable[[str], str] = str,
) -> Rendered:
    """Return both answers, one's own first; `cover` hides words for a reader who wants that."""
    fit = fits(question, both.own) and fits(question, both.other)
    by_kind = {GUESS: _four_lines, THIS_OR_THAT: _side_by_side} if fit else {}
    kind, values = by_kind.get(question.kind, _one_below_other)(question, both)
    covered = {name: cover(words) for name, words in values.items()}
    return texts.render(language, f"challenge-reveal-{kind}", name=both.name, **covered)


def _one_below_other(question: Question, both: BothAnswers) -> KindAndValues:
    own, other = answer_label(question, both.own), answer_label(question, both.other)
    return "two", {"own": own, "other": other}


def _four_lines(question: Question, both: BothAnswers) -> KindAndValues:
    own, own_guess = answer_lines(question, both.own)
    other, other_guess = answer_lines(question, both.other)
    return "guess", {
        "own": own,
        "own_guess": own_guess,
        "other": other,
        "other_guess": other_guess,
    }


def _side_by_side(question: Question, both: BothAnswers) -> KindAndValues:
    sides = zip(answer_lines(question, both.own), answer_lines(question, both.other), strict=True)
    return "pairs", {"rows": "\n".join(f"{own}  ·  {other}" for own, other in sides)}


def talk_question(question: Question, both: BothAnswers) -> str:
    """Return what both of a scale are asked, by how far apart they are; "" for no question."""
    distance = scale_distance(question, both.own, both.other)
    if distance is None:
        return ""
    return (question.near if distance <= NEAR else question.apart) or ""
