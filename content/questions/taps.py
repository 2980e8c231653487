"""Questions that take several taps: what each button shows, and what a tap on it makes.

A button carries the state before the tap and its option, so that nothing is kept until the answer
is complete and the same tap twice is the same as once.

A state is a few characters: the places of the chosen options, in their order for a rank and a
guess; or a letter for each pair of a this-or-that.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.questions.question import GUESS, PAIRS, PICK, RANK, THIS_OR_THAT, Question
from content.questions.stored import (
    LEFT,
    RIGHT,
    chosen_sides,
    join_guess,
    join_ids,
)

UNDO, DONE = "u", "d"
"""The options beside those of the question."""
UNDECIDED = "-"
CHOSEN_MARK = "✓"
PLACE_MARKS = "①②③"
WIDEST_OF_TWO = 18
"""Characters of a label that still leaves room for a second button in its row."""

Option = tuple[str, str]
"""A label and the option behind it."""


def first_state(question: Question, stored: str = "") -> str:
    """Return the state to begin with: picks and pairs as they were, orders from the start."""
    if question.kind == THIS_OR_THAT:
        letters = {LEFT: "l", RIGHT: "r"}
        sides = chosen_sides(question, stored) if stored else [""] * PAIRS
        return "".join(letters.get(side, UNDECIDED) for side in sides)
    if question.kind == PICK:
        chosen = set(stored.split(","))
        return "".join(str(at) for at, each in enumerate(question.choices) if each.id in chosen)
    return ""


def option_rows(question: Question, state: str) -> Sequence[Sequence[Option]]:
    """Return the question's buttons as they look in this state."""
    if question.kind == THIS_OR_THAT:
        return [
            [
                (_marked(pair.left, chosen == "l"), f"{2 * at}"),
                (_marked(pair.right, chosen == "r"), f"{2 * at + 1}"),
            ]
            for at, (pair, chosen) in enumerate(zip(question.pairs, state, strict=True))
        ]
    options = [(_option_label(question, state, at), str(at)) for at in range(len(question.choices))]
    is_wide = any(len(label) > WIDEST_OF_TWO for label, _ in options)
    if is_wide or question.kind != PICK:
        return [[each] for each in options]
    return [options[at : at + 2] for at in range(0, len(options), 2)]


def has_undo(question: Question, state: str) -> bool:
    """Return whether the last tap can be undone with a button of its own."""
    return question.kind in (RANK, GUESS) and bool(state)


def has_done(question: Question, state: str) -> bool:
    """Return whether its author says when the answer is complete, and now could."""
    return question.kind == PICK and bool(state)


def press(question: Question, state: str, option: str) -> str | None:
    """Return the state after a tap; None for one that the question does not have."""
    if not is_state(question, state):
        return None
    if option == UNDO:
        return state[:-1] if has_undo(question, state) else None
    if option not in {each for row in option_rows(question, state) for _, each in row}:
        return None
    if question.kind == THIS_OR_THAT:
        at, side = int(option) // 2, "lr"[int(option) % 2]
        return state[:at] + side + state[at + 1 :]
    if question.kind == GUESS:
        return state + option
    if option in state:
        return state.replace(option, "")
    return "".join(sorted(state + option)) if question.kind == PICK else _complete(state + option)


def sample_states(question: Question) -> Sequence[str]:
    """Return the state before the first tap and the one after it; none for other questions."""
    if not question.takes_several_taps:
        return []
    begun = first_state(question)
    first_option = option_rows(question, begun)[0][0][1]
    return [begun, press(question, begun, first_option) or begun]


def is_state(question: Question, state: str) -> bool:
    """Return whether the question can be in this state, before its answer is complete."""
    if question.kind == THIS_OR_THAT:
        return len(state) == PAIRS and set(state) <= {"l", "r", UNDECIDED}
    known = {str(at) for at in range(len(question.choices))}
    is_apart = question.kind == GUESS or len(set(state)) == len(state)
    return set(state) <= known and is_apart and not is_complete(question, state)


def is_complete(question: Question, state: str) -> bool:
    """Return whether the answer is complete without another tap."""
    if question.kind == THIS_OR_THAT:
        return UNDECIDED not in state
    return len(state) == {RANK: len(question.choices), GUESS: 2}.get(question.kind, -1)


def to_stored(question: Question, state: str) -> str:
    """Return a complete answer as it is kept."""
    if question.kind == THIS_OR_THAT:
        sides = {"l": LEFT, "r": RIGHT}
        pairs = zip(question.pairs, state, strict=True)
        return join_ids([f"{pair.id}:{sides[letter]}" for pair, letter in pairs])
    ids = [question.choices[int(each)].id for each in state]
    return join_guess(*ids) if question.kind == GUESS else join_ids(ids)


def _complete(state: str) -> str:
    """Return an order in which only one thing was left with that thing in its place."""
    left = set("012") - set(state)
    return state + left.pop() if len(left) == 1 else state


def _option_label(question: Question, state: str, at: int) -> str:
    label = question.choices[at].label
    if question.kind == RANK and str(at) in state:
        return f"{PLACE_MARKS[state.index(str(at))]} {label}"
    return _marked(label, question.kind == PICK and str(at) in state)


def _marked(label: str, is_chosen: bool) -> str:
    return f"{CHOSEN_MARK} {label}" if is_chosen else label
