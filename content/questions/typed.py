"""Reads typed words as an answer to a question that is otherwise answered with several taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from content.normalize import fold
from content.questions import taps
from content.questions.question import GUESS, PICK, RANK, THIS_OR_THAT, Question


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of the bot's languages that people use in an answer, folded."""

    left: frozenset[str]
    right: frozenset[str]
    between: frozenset[str]
    """Words that only join others, such as "and"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The options that typed words name; `is_repeated` if they name one of them twice."""

    options: Sequence[str] = ()
    is_repeated: bool = False


@dataclass
class _AnswerReader:
    question: Question
    words: AnswerWords
    by_name: Mapping[tuple[str, ...], str]
    options: list[str] = field(default_factory=list)

    def read(self, typed: Sequence[str]) -> bool:
        """Note all options that the words name, in order; return False at any other word."""
        at = 0
        while at < len(typed):
            length = self._take(typed[at:])
            if not length:
                return False
            at += length
        return True

    def _take(self, typed: Sequence[str]) -> int:
        """Note the option that the next words name; return how many words that takes."""
        for length in range(len(typed), 0, -1):
            if option := self.by_name.get(tuple(typed[:length])):
                self.options.append(option)
                return length
        if option := self._by_place(typed[0]):
            self.options.append(option)
            return 1
        return int(typed[0] in self.words.between)

    def _by_place(self, word: str) -> str:
        if self.question.kind == THIS_OR_THAT:
            return self._by_side(word)
        number = int(word) - 1 if word.isdecimal() and len(word) == 1 else -1
        at = ascii_lowercase.find(word) if len(word) == 1 and number < 0 else number
        return str(at) if 0 <= at < len(self.question.choices) else ""

    def _by_side(self, word: str) -> str:
        """Return the side of the pair that is next in the order of the question."""
        next_pair = len(self.options)
        if next_pair >= len(self.question.pairs):
            return ""
        if word in self.words.left:
            return str(2 * next_pair)
        return str(2 * next_pair + 1) if word in self.words.right else ""


def read(question: Question, typed: str, words: AnswerWords) -> Reading | None:
    """Return what the words say; None if they are not only names, numbers or sides."""
    reader = _AnswerReader(question, words, _names(question))
    if not reader.read(fold(typed).split()) or not reader.options:
        return None
    named = [each // 2 if question.kind == THIS_OR_THAT else each for each in _numbers(reader)]
    is_twice = len(set(named)) < len(named) and question.kind in (RANK, THIS_OR_THAT)
    return Reading(reader.options, is_twice)


def apply(question: Question, state: str, reading: Reading) -> str:
    """Return the state after the words: several replace what was chosen, a single one is a tap."""
    if len(reading.options) == 1:
        return taps.press(question, state, reading.options[0]) or state
    if question.kind == PICK:
        return "".join(sorted(set(reading.options)))
    if question.kind == GUESS:
        return "".join(reading.options[:2])
    state = state if question.kind == THIS_OR_THAT else ""
    for option in reading.options:
        state = taps.press(question, state, option) or state
    return state


def is_whole(question: Question, reading: Reading, state: str) -> bool:
    """Return whether words that led to this state are a whole answer."""
    if question.kind == PICK:
        return len(reading.options) > 1
    return taps.is_complete(question, state)


def example(question: Question) -> str:
    """Return an answer as it could be typed."""
    if question.kind == THIS_OR_THAT:
        return ", ".join((pair.left, pair.right)[at % 2] for at, pair in enumerate(question.pairs))
    return {RANK: "2, 1, 3", PICK: "1, 3"}.get(question.kind, "2, 1")


def names_some(question: Question, words: str) -> bool:
    """Return whether the words name an option or hold a number, among other things."""
    folded = fold(words)
    padded = f" {folded} "
    has_number = any(each.isdecimal() for each in folded)
    return has_number or any(f" {' '.join(name)} " in padded for name in _names(question))


def _names(question: Question) -> dict[tuple[str, ...], str]:
    labels = [each.label for each in question.choices]
    labels += [side for pair in question.pairs for side in (pair.left, pair.right)]
    return {tuple(fold(label).split()): str(at) for at, label in enumerate(labels)}


def _numbers(reader: _AnswerReader) -> list[int]:
    return [int(option) for option in reader.options]
