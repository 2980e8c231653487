"""The form of a challenge's question, as the TOML files must have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from content.models import BadEntry, FrozenModel, Label, NonEmptyText
from content.normalize import fold

ChoiceId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=10)]
"""Short, since a button's whole meaning has 64 bytes."""
PairLabel = Annotated[NonEmptyText, StringConstraints(max_length=20)]
"""Fits on one of two buttons in a row."""

Kind = Literal["text", "choice", "scale", "guess", "this-or-that", "rank", "pick", "finish"]
TEXT, CHOICE, SCALE, GUESS = "text", "choice", "scale", "guess"
THIS_OR_THAT, RANK, PICK, FINISH = "this-or-that", "rank", "pick", "finish"

ELLIPSIS = "…"
"""The end of a sentence that people finish."""
PAIRS = 5
STEPS = 5
Medium = Literal["photo", "voice"]
"""The number of values of a scale."""
REQUIRED: Mapping[str, tuple[str, ...]] = {
    CHOICE: ("choices",),
    SCALE: ("low", "high", "means", "near", "apart"),
    GUESS: ("guess",),
    THIS_OR_THAT: ("pairs",),
    RANK: ("choices",),
    PICK: ("choices",),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {TEXT: ("takes",), GUESS: ("choices",)}
COUNTS = {CHOICE: (2, 6), GUESS: (2, 6), RANK: (3, 3), PICK: (3, 8)}
"""The fewest and the most choices."""


class Choice(FrozenModel):
    """One answer to choose; its id stays the same in every language."""

    id: ChoiceId
    label: Label


class Pair(FrozenModel):
    """This or that; the id stays the same in every language, and so do the sides."""

    id: ChoiceId
    left: PairLabel
    right: PairLabel


class Question(FrozenModel):
    """The one question that both answer apart.

    `choices` belong to a choice, a rank, a pick and perhaps a guess, `pairs` to a this-or-that. A
    scale runs from 1 to 5: `low` and `high` name its two ends, `means` says each number in words,
    and `near` or `apart` is what both are asked at the reveal. `guess` asks about the partner.
    A text that `takes` a photo or a voice note asks for one, and words count the same.
    """

    kind: Kind
    takes: Medium | None = None
    ask: NonEmptyText
    choices: tuple[Choice, ...] = ()
    pairs: tuple[Pair, ...] = ()
    guess: NonEmptyText | None = None
    low: Label | None = None
    high: Label | None = None
    means: tuple[NonEmptyText, ...] = ()
    near: NonEmptyText | None = None
    apart: NonEmptyText | None = None

    @property
    def is_typed(self) -> bool:
        """Return whether it is answered in the person's own words."""
        return self.kind in (TEXT, FINISH) or (self.kind == GUESS and not self.choices)

    @property
    def takes_several_taps(self) -> bool:
        """Return whether one tap is not the whole answer."""
        return not self.is_typed and self.kind not in (CHOICE, SCALE)

    @property
    def can_be_goal(self) -> bool:
        """Return whether an answer reads as a wish, which a goal can begin with."""
        return self.kind in (TEXT, CHOICE, FINISH)

    @model_validator(mode="after")
    def _check_fields(self) -> Self:
        needed = REQUIRED.get(self.kind, ())
        allowed = {"kind", "ask", *needed, *OPTIONAL.get(self.kind, ())}
        for name, value in self:
            if value and name not in allowed:
                mend = f"delete {name}, or change the kind"
                raise BadEntry(f"a {self.kind} question has no {name}", mend)
        if missing := " and ".join(name for name in needed if not getattr(self, name)):
            mend = f"add {missing}, or change the kind"
            raise BadEntry(f"a {self.kind} question needs {missing}", mend)
        return self

    @model_validator(mode="after")
    def _check_choices(self) -> Self:
        if has_twice([choice.id for choice in self.choices]):
            raise BadEntry("two choices have the same id", "give each its own")
        if has_twice([fold(choice.label) for choice in self.choices]):
            raise BadEntry("two choices have the same label", "let them say something else")
        fewest, most = COUNTS.get(self.kind, (0, 0))
        if self.choices and not fewest <= len(self.choices) <= most:
            wanted = f"exactly {most}" if fewest == most else f"{fewest} to {most}"
            what = f"a {self.kind} question has {wanted} choices"
            raise BadEntry(what, f"there are {len(self.choices)}: add or delete some")
        return self

    @model_validator(mode="after")
    def _check_pairs(self) -> Self:
        if self.kind == THIS_OR_THAT and len(self.pairs) != PAIRS:
            what = f"a {self.kind} question has exactly {PAIRS} pairs"
            raise BadEntry(what, f"there are {len(self.pairs)}: add or delete some")
        if has_twice([pair.id for pair in self.pairs]):
            raise BadEntry("two pairs have the same id", "give each its own")
        if has_twice([fold(side) for pair in self.pairs for side in (pair.left, pair.right)]):
            what = "two sides have the same label, so typed words would fit both"
            raise BadEntry(what, "let them say something else")
        return self

    @model_validator(mode="after")
    def _check_words(self) -> Self:
        if self.kind == FINISH and not self.ask.endswith(ELLIPSIS):
            raise BadEntry(
                f"a sentence to finish ends in {ELLIPSIS}", f"write {ELLIPSIS} at its end"
            )
        if self.means and len(self.means) != STEPS:
            what = f"means says what each of the {STEPS} numbers means"
            raise BadEntry(what, f"there are {len(self.means)}: add or delete some")
        return self


def has_twice(names: Sequence[str]) -> bool:
    """Return whether one of these comes twice; empty ones do not count."""
    given = [name for name in names if name]
    return len(set(given)) < len(given)
