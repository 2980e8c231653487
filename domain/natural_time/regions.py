"""Finds which words of a sentence say when: at its end, at its beginning, or in its middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.natural_time.expression import EMPTY, Said
from domain.natural_time.grammar import Cover
from domain.natural_time.lexicon import Lexicon
from domain.natural_time.tokens import Token

MOST_WORDS = 40
"""The most words at either end of a sentence that are looked at; no moment is longer."""
MOST_LETTERS = 500
"""The most letters at either end that are looked at."""
TITLE_ENDS = " \t\r\n,;:-–—([{«“"
HALF_SAID = {
    *("every", "alternate", "coming", "count", "joining", "doubtful", "past", "half"),
    *("date", "odd_clock"),
}
"""Words that change what stands behind them."""
LEADING = {"on_day", "for", "the", "comma"}
"""Words that may stand between what is half said and the moment."""
BELONGING = {"of", "the"}
"""Words that tie what stands behind them to what stands before: "tomorrow's lunch"."""
REPEATING = {"every", "alternate", "plural", "daily_part", "count"}
DAYLIKE = {"weekday", "workday", "weekend", "week_unit", "month_unit", "year_unit"}
"""Words that belong to a time if nothing but other words of time stands behind them."""
MOST_WORDS_NEAR = 8
MOST_WORDS_OF_A_DAY = 4
"""The most words of "on Some Great Day" that are looked at before an hour."""
WEAK = {"weekday", "named", "month", "ordinal", "the"}
"""Words with which a title may begin just as well: "Sunday roast", "The 5th Element"."""


@dataclass(frozen=True, slots=True)
class Region:
    """The words from one place to another, and what they say."""

    start: int
    end: int
    said: Said


class Sentence:
    """A sentence as words, and the places in it that say when."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        end = Token("end", "", "", len(text), len(text), False, {"end": True})
        words = _words_near_the_ends(text, lexicon)
        polite = len(words)
        while polite and _is_polite(words[polite - 1]):
            polite -= 1
        self.after = "".join(
            f" {text[each.start : after.start].strip()}"
            for each, after in pairwise([*words[polite:], end])
            if each.shape == "sign" and not each.kinds
        )
        cut = max(0, polite - MOST_WORDS)
        self.is_yearly = any("yearly" in word.kinds for word in words[:MOST_WORDS] + words[cut:])
        self.end = min(polite, MOST_WORDS)
        self.words = [*words[cut:polite], end]
        self.cover = Cover(self.words)
        self.is_cut = cut > 0 or len(text) > 2 * MOST_LETTERS
        near = len(text) if len(text) <= 2 * MOST_LETTERS else MOST_LETTERS
        first = [word for word in words[: min(MOST_WORDS, polite)] if word.start < near]
        self.front = Cover([*first, end]) if self.is_cut else self.cover

    def tail(self, said: Said = EMPTY) -> Region | None:
        """Return the longest end of the sentence that says when."""
        start = self.end
        while start and self.words[start - 1].kinds:
            start -= 1
        for at in range(start, self.end):
            if self._may_begin(at):
                for end, found in self.cover.from_place(at, said):
                    if end == self.end:
                        return Region(at, end, found)
        return None

    def clear_tail(self) -> Region | None:
        """Return the longest end that says day and hour, where more words make it vague."""
        for at in range(self.end):
            for end, found in self.cover.from_place(at) if self._may_begin(at) else ():
                is_day = found.dated or found.unit
                if end == self.end and is_day and found.clock and not found.vague:
                    return Region(at, end, found)
        return None

    def head(self, before: int) -> Region | None:
        """Return the longest beginning of the sentence that says when, with words behind it."""
        before = len(self.front.tokens) - 2 if self.is_cut else before
        return max(self._heads(before), key=lambda region: region.end, default=None)

    def head_before_a_title(self, head: Region) -> Region | None:
        """Return a shorter beginning that says day and hour, where the rest may be a title's."""
        found = [
            region
            for region in self._heads(head.end - 1)
            if region.said.dated and region.said.clock and region.said.clock.sure
            if WEAK & self.front.tokens[region.end].kinds.keys()
        ]
        return max(found, key=lambda region: region.end, default=None)

    def _heads(self, before: int) -> list[Region]:
        words = self.front.tokens
        return [
            Region(0, end, said)
            for end, said in (self.front.from_place(0) if words[0].kinds else ())
            if end <= before and end < self.end and not _is_inside(words, end)
        ]

    def middle(self) -> Region | None:
        """Return words that say when, with other words on both sides."""
        found = [
            Region(at, end, said)
            for at in range(1, self.end)
            if self._may_begin(at)
            for end, said in self.cover.from_place(at)
            if not _is_inside(self.words, end)
            and (said.days is not None or said.span or self._is_clear_hour(at, said))
        ]
        return max(found, key=lambda region: region.end - region.start, default=None)

    def left_over(self, before: int) -> Iterator[Said]:
        """Yield what single words before a place say of a moment, the nearest first."""
        for at in range(before - 1, -1, -1):
            if _is_inside(self.words, at):
                continue
            is_tied = at and "of" in self.words[at - 1].kinds
            pieces = (
                piece.alone()
                for piece in self.cover.pieces(at)
                if piece.end <= before and not _is_inside(self.words, piece.end)
            )
            said = next(filter(None, pieces), None)
            if said and not (is_tied and (said.days is not None or said.clock)):
                yield said

    def is_half_said(self, region: Region) -> bool:
        """Return whether the words right before a moment make it another one."""
        at = before = region.start
        while at > max(0, before - MOST_WORDS_NEAR) and self.words[at - 1].kinds:
            at -= 1
        run = self.words[at:before]
        while run and not LEADING.isdisjoint(run[-1].kinds):
            run = run[:-1]
        if run and not HALF_SAID.isdisjoint(run[-1].kinds):
            return True
        if run and self._ends_an_odd_date(at + len(run)):
            return True
        if not region.said.unit and self._repeats_something_else(before):
            return True
        if not region.said.dated and self._is_on_another_day(before):
            return True
        strong = REPEATING if region.said.dated or region.said.unit else REPEATING | DAYLIKE
        if any(strong & word.kinds.keys() for word in run):
            return True
        return any(
            piece.end == before and _changes(piece.alone(), region.said)
            for at in range(max(0, before - MOST_WORDS_NEAR), before)
            if self._may_begin(at)
            for piece in self.cover.pieces(at)
        )

    def _repeats_something_else(self, end: int) -> bool:
        """Return whether "every" and a word that is unknown stand right before a place."""
        before, unknown = self.words[: end - 1], self.words[max(0, end - 1) : end]
        if before and "number" in before[-1].kinds:
            before = before[:-1]
        is_every = bool(before) and before[-1].kinds.keys() & {"every", "the"} == {"every"}
        return is_every and not unknown[0].kinds

    def _is_on_another_day(self, end: int) -> bool:
        """Return whether "on Some Day" stands right before a place, a day that is not known."""
        before = self.words[max(0, end - MOST_WORDS_OF_A_DAY) : end]
        if not before or "day_unit" not in before[-1].kinds or not before[-1].raw[0].isupper():
            return False
        return any("on_day" in word.kinds for word in before)

    def _ends_an_odd_date(self, end: int) -> bool:
        """Return whether a month and a number that is no day of it stand right before a place."""
        near = self.words[max(0, end - 4) : end]
        has_month = any("month" in word.kinds for word in near)
        return has_month and any(word.raw[0].isdigit() for word in near)

    def is_weak(self, region: Region) -> bool:
        """Return whether a title may begin with these words as well."""
        kinds = self.front.tokens[0].kinds.keys()
        return region.said.clock is None and bool(kinds & WEAK) and "day_of_month" not in kinds

    def title(self, start: int, end: int) -> str:
        """Return the words from one place to another, and the pictures after the moment."""
        begin = self.front.tokens[start].start if start else 0
        words = self.text[begin : self.words[end].start].strip().strip(TITLE_ENDS)
        return words + self.after if words else self.after.strip()

    def _is_clear_hour(self, at: int, said: Said) -> bool:
        """Return whether an hour is said as one, not as "noon" in a name."""
        at_hour = bool({"at", "the_hour"} & self.words[at].kinds.keys())
        return said.clock is not None and (at_hour or said.clock.fixed)

    def _may_begin(self, at: int) -> bool:
        """Return whether a moment may begin here: not inside a word, nor behind "of" or "the"."""
        if _is_inside(self.words, at):
            return False
        return not at or self.words[at - 1].kinds.keys().isdisjoint(BELONGING)


def _changes(said: Said | None, found: Said) -> bool:
    """Return whether something else that was said may make the moment another one."""
    if said is None or (said.named and found.month):
        return False
    is_number = said.clock and not said.clock.sure and not (said.dated or said.unit)
    return not (is_number and found.clock)


def _is_inside(words: Sequence[Token], at: int) -> bool:
    """Return whether a place is inside of what people write as one word: "Nov|13"."""
    if not 0 < at < len(words):
        return False
    before, word = words[at - 1], words[at]
    is_sign = "sign" in (before.shape, word.shape)
    return word.is_glued and before.end == word.start and not is_sign


def _words_near_the_ends(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the words of a sentence; of a long one only those near either end."""
    if len(text) <= 2 * MOST_LETTERS:
        return lexicon.read(text)
    cut = len(text) - MOST_LETTERS
    last = lexicon.read(text[cut:])
    moved = [replace(word, start=word.start + cut, end=word.end + cut) for word in last[1:]]
    return lexicon.read(text[:MOST_LETTERS])[:-1] + moved


def _is_polite(word: Token) -> bool:
    return "please" in word.kinds or (word.shape == "sign" and word.kinds.keys() <= {"comma"})
