"""Let ways take turns within a round, and compare them round by round."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Result = TypeVar("Result")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Spread:
    """The median of some figures, with the least and the most of them."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        return cls(median(figures), min(figures), max(figures))

    def text(self, digits: int = 2) -> str:
        return f"{self.middle:.{digits}f} ({self.least:.{digits}f} – {self.most:.{digits}f})"


async def take_turns(
    ways: Mapping[str, Callable[[], Awaitable[Result]]], rounds: int, progress: Progress
) -> dict[str, list[Result]]:
    """Run each way once a round, each round beginning with another one."""
    results: dict[str, list[Result]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in rotate(list(ways), number):
            progress(f"round {number + 1} of {rounds}: {name}")
            results[name].append(await ways[name]())
    return results


def rotate(names: Sequence[str], number: int) -> list[str]:
    """Return the names in the order of that round."""
    first = number % len(names)
    return [*names[first:], *names[:first]]


def compare(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return our figures divided by theirs, taken within each round."""
    return Spread.of([one / other for one, other in zip(ours, theirs, strict=True)])
