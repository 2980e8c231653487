"""Finds challenges that are nearly the same, so that no week feels like one that has been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import Indel

from content.card_checks import Placed
from content.challenges import Challenge
from content.problems import Problem

TOO_ALIKE = 0.6
"""The share of common words. Our likest two have 0.45 (“you”, “the”, “each” alone make much of it);
one in which every third word was changed and the steps were turned round keeps 0.67 or more."""
WORD = re.compile(r"\w+")


def check(fresh: Sequence[Placed], known: Sequence[Placed] = ()) -> Iterator[Problem]:
    """A problem for each of `fresh`, in one language, that is like another or like a known one."""
    told = [(file, each, _done(each)) for file, each in fresh]
    before = [(file, each, _done(each)) for file, each in known]
    among = ((later, earlier) for earlier, later in combinations(told, 2))
    pairs = [*among, *((new, old) for new in told for old in before)]
    for (file, each, words), (_, other, others) in pairs:
        found = Indel.normalized_similarity(words, others, score_cutoff=TOO_ALIKE)
        if found and each.id != other.id:
            what = f"nearly the same as {other.id} ({found:.0%} of the words)"
            yield Problem(file, each.id, what, "let them do something else")


def _done(challenge: Challenge) -> list[str]:
    """What the couple does, its words in the order of the alphabet: turning steps is no news."""
    parts = [challenge.title, *challenge.steps, challenge.question.ask, challenge.face_to_face]
    return sorted(WORD.findall(" ".join(parts).lower()))
