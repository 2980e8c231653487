"""Finds challenges that are nearly the same, so that no week feels like one that has been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import Indel

from content.challenges import Challenge
from content.lint.cards import ChallengeInFile
from content.problems import Problem

TOO_ALIKE = 0.6
"""The share of common words. Our likest two have 0.45 (“you”, “the”, “each” alone make much of it);
one in which every third word was changed and the steps were turned round keeps 0.67 or more."""
WORD = re.compile(r"\w+")


def check(
    added: Sequence[ChallengeInFile], known: Sequence[ChallengeInFile] = ()
) -> Iterator[Problem]:
    """Return a problem for each of `added` (one language) that resembles another or a known one."""
    word_lists = [(file, each, _sorted_words(each)) for file, each in added]
    before = [(file, each, _sorted_words(each)) for file, each in known]
    among = ((later, earlier) for earlier, later in combinations(word_lists, 2))
    pairs = [*among, *((new, old) for new in word_lists for old in before)]
    for (file, each, words), (_, other, others) in pairs:
        found = Indel.normalized_similarity(words, others, score_cutoff=TOO_ALIKE)
        if found and each.id != other.id:
            what = f"nearly the same as {other.id} ({found:.0%} of the words)"
            yield Problem(file, each.id, what, "let them do something else")


def _sorted_words(challenge: Challenge) -> list[str]:
    """Return the words of what the couple does, sorted, so that reordered steps still match."""
    parts = [challenge.title, *challenge.steps, challenge.question.ask, challenge.face_to_face]
    return sorted(WORD.findall(" ".join(parts).lower()))
