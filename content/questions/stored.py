"""The form in which an answer is kept, and how people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.normalize import fold
from content.questions.question import (
    CHOICE,
    ELLIPSIS,
    FINISH,
    GUESS,
    PICK,
    RANK,
    SCALE,
    STEPS,
    TEXT,
    THIS_OR_THAT,
    Question,
)

GUESS_MARK = "\x1e"
"""Stands before a guess, after one's own answer; nobody types it, and it does not show."""
LEFT, RIGHT = SIDES = "left", "right"
NUMBERS = {str(number) for number in range(1, STEPS + 1)}
"""The answers to a scale."""
SAMPLE = "…"
"""Stands for people's own words where no answer is there to show."""


def join_ids(ids: Sequence[str]) -> str:
    """Return an answer of several ids, as it is kept."""
    return ",".join(ids)


def join_guess(own: str, guess: str) -> str:
    """Return one's own answer and one's guess of the partner's, as they are kept."""
    return f"{own}\n\n{GUESS_MARK}{guess}"


def split_guess(stored: str) -> tuple[str, str]:
    """Return one's own answer and the guess, "" for one that is not there yet."""
    own, _, guess = stored.partition(GUESS_MARK)
    return own.strip(), guess.strip()


def is_unfinished(stored: str) -> bool:
    """Return whether a guess is still to come."""
    return stored.endswith(GUESS_MARK)


def as_kept(stored: str) -> str:
    """Return an answer without its question: ids as they are, words without our mark."""
    return stored.replace(GUESS_MARK, "").strip()


def answer_label(question: Question, stored: str) -> str:
    """Return an answer as people read it, several things one a line."""
    return "\n".join(answer_lines(question, stored))


def answer_lines(question: Question, stored: str) -> Sequence[str]:
    """Return the lines of an answer; of a guess, one's own answer and then the guess.

    An answer from before its question changed its kind is shown as it is kept.
    """
    if not fits(question, stored):
        return [as_kept(stored)]
    match question.kind:
        case "choice":
            return [_choice_label(question, stored)]
        case "scale":
            return [_scale_label(question, stored)]
        case "guess":
            return [_guess_half(question, each) for each in split_guess(stored)]
        case "this-or-that":
            sides = chosen_sides(question, stored)
            return [_side_label(question, index, side) for index, side in enumerate(sides)]
        case "rank":
            return [f"{place}. {each}" for place, each in enumerate(_labels(question, stored), 1)]
        case "pick":
            return [f"• {each}" for each in _labels(question, stored)]
        case "finish":
            return [finished_sentence(question, stored)]
        case _:
            return [stored]


def fits(question: Question, stored: str) -> bool:
    """Return whether an answer has the form that its question asks for, and is complete."""
    ids = set(stored.split(","))
    match question.kind:
        case "scale":
            return stored in NUMBERS
        case "guess":
            return all(split_guess(stored))
        case "this-or-that":
            return ids <= {f"{pair.id}:{side}" for pair in question.pairs for side in SIDES}
        case "choice" | "rank" | "pick":
            return ids <= {each.id for each in question.choices}
        case _:
            return True


def chosen_sides(question: Question, stored: str) -> Sequence[str]:
    """Return the chosen side of each pair; "" where a pair came later than the answer."""
    sides = dict(_split_side(each) for each in stored.split(","))
    return [sides.get(pair.id, "") for pair in question.pairs]


def finished_sentence(question: Question, words: str) -> str:
    """Return the whole sentence, also where somebody wrote its beginning as well."""
    beginning = question.ask.removesuffix(ELLIPSIS).rstrip()
    rest = words.strip().lstrip(".…").lstrip()
    if fold(rest).startswith(f"{fold(beginning)} "):
        return rest
    return f"{beginning} {rest}"


def scale_distance(question: Question, one: str, other: str) -> int | None:
    """Return how far apart two answers to a scale lie; None for any other answers."""
    if question.kind != SCALE or not {one, other} <= NUMBERS:
        return None
    return abs(int(one) - int(other))


def samples(question: Question) -> tuple[str, str]:
    """Return two answers as they could be kept, each the longest that taps can make."""
    by_kind: Mapping[str, tuple[str, str]] = {
        TEXT: (SAMPLE, SAMPLE),
        FINISH: (SAMPLE, SAMPLE),
        SCALE: ("2", "5"),
        CHOICE: _ends(question),
        RANK: _every_id(question),
        PICK: _every_id(question),
        THIS_OR_THAT: (_all_on(question, LEFT), _all_on(question, RIGHT)),
        GUESS: (join_guess(*_ends(question)), join_guess(*_ends(question)[::-1])),
    }
    return by_kind[question.kind]


def _labels(question: Question, stored: str) -> Sequence[str]:
    return [_choice_label(question, each) for each in stored.split(",")]


def _choice_label(question: Question, id: str) -> str:
    return {each.id: each.label for each in question.choices}.get(id, id)


def _guess_half(question: Question, half: str) -> str:
    return _choice_label(question, half) if question.choices else half


def _scale_label(question: Question, number: str) -> str:
    return f"{number}/{STEPS} – {question.means[int(number) - 1]}"


def _side_label(question: Question, index: int, side: str) -> str:
    pair = question.pairs[index]
    return {LEFT: pair.left, RIGHT: pair.right}.get(side, SAMPLE)


def _split_side(stored: str) -> tuple[str, str]:
    id, _, side = stored.partition(":")
    return id, side


def _ends(question: Question) -> tuple[str, str]:
    if not question.choices:
        return SAMPLE, SAMPLE
    return question.choices[0].id, question.choices[-1].id


def _every_id(question: Question) -> tuple[str, str]:
    ids = [each.id for each in question.choices]
    return join_ids(ids), join_ids(ids[::-1])


def _all_on(question: Question, side: str) -> str:
    return join_ids([f"{pair.id}:{side}" for pair in question.pairs])
