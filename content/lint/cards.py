"""Checks of a challenge beyond its form: its length, its evidence, its theme."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from content import FALLBACK, cards
from content.challenges import Challenge, Theme
from content.evidence import Evidence
from content.problems import Problem
from content.texts import NotRendered, Rendered, Texts

MAX_MESSAGE_LENGTH = 1_900
"""Characters of one message: Discord's holds 2,000, and the adapter may have a mark to add."""
LINES_ABOVE_CARD = (
    *("challenge-preview", "challenge-closed-line", "challenge-again", "challenge-slower-offer"),
    "challenge-from-pack",
)
"""The lines that may stand above a card, all at once in the worst week."""
MAX_CARD_WORDS = 100
"""Words of a card, its question and the answers to tap: what a tired person reads to the end."""
MAX_WHY_LENGTH = 110
"""Characters: one warm sentence. What studies say stands behind *Why?*."""
WORD = re.compile(r"\w+(?:[’'-]\w+)*")

Themes = Mapping[str, Theme]
ChallengeInFile = tuple[str, Challenge]
"""A challenge with the name of its file."""


def length_problems(
    texts: Texts,
    evidence: Evidence,
    language: str,
    themes: Themes,
    placed: Sequence[ChallengeInFile],
) -> Iterator[Problem]:
    """Return the texts of a challenge that are too long as shown, people's own words aside."""
    with_evidence = [each for each in placed if evidence.ids.issuperset(each[1].evidence)]
    for file, each in with_evidence:
        try:
            shown = messages(texts, evidence, language, themes[each.theme], each)
            for name, text in shown.items():
                if len(text) > MAX_MESSAGE_LENGTH:
                    what = f"the {name} has {len(text)} characters"
                    yield Problem(file, each.id, what, f"keep it to {MAX_MESSAGE_LENGTH}")
        except NotRendered as fault:
            yield Problem("locales", language, str(fault), "bring the text back")
            return


def size_problems(placed: Sequence[ChallengeInFile]) -> Iterator[Problem]:
    """Return the cards that are too long to be read to the end."""
    for file, each in placed:
        words = len(WORD.findall("\n".join(_card_texts(each))))
        if words > MAX_CARD_WORDS:
            yield Problem(
                file, each.id, f"the card has {words} words", f"keep it to {MAX_CARD_WORDS}"
            )
        if len(each.why) > MAX_WHY_LENGTH:
            where, mend = f"{each.id}, field why", f"keep it to {MAX_WHY_LENGTH}"
            yield Problem(file, where, f"{len(each.why)} characters", mend)


def _card_texts(challenge: Challenge) -> Iterator[str]:
    asked = challenge.question
    yield from (challenge.title, challenge.good_for, challenge.why, *challenge.steps, asked.ask)
    yield from (each for each in (asked.guess, asked.low, asked.high) if each)
    yield from (each.label for each in asked.choices)
    yield from (side for each in asked.pairs for side in (each.left, each.right))


def messages(
    texts: Texts, evidence: Evidence, language: str, theme: Theme, week: Challenge
) -> dict[str, Rendered]:
    """Return everything that the bot sends because of one challenge, by a name for each."""

    def say(key: str, **values: str) -> Rendered:
        return texts.render(
            language, key, **{name: Rendered(each) for name, each in values.items()}
        )

    above = [say(key) for key in LINES_ABOVE_CARD]
    card = cards.card(texts, language, theme, week)
    return {
        "card": Rendered("\n\n".join([*above, card])),
        "question": say("challenge-ask", question=week.question.ask),
        "why": cards.why(texts, language, evidence, week),
        "nudge": say("challenge-nudge", line=week.nudge),
        "reveal": cards.sample_reveal(texts, language, week),
        "solo": say("challenge-solo", title=week.title, prompt=week.solo),
        "reflect": say("reflect-prompt", question=week.reflect),
    }


def missing_evidence(
    placed: Sequence[ChallengeInFile], known: Collection[str]
) -> Iterator[Problem]:
    """Return a problem for each piece of evidence that a card names and that does not exist."""
    for file, each in placed:
        for unknown in sorted(set(each.evidence) - set(known)):
            where = f"{each.id}, field evidence"
            yield Problem(file, where, f"{unknown} is not in evidence.toml", "add or correct")


def unused_evidence(themes: Themes, evidence: Evidence) -> Iterator[Problem]:
    """Return a problem for each piece of evidence that no card names."""
    used = {id for theme in themes.values() for each in theme.challenges for id in each.evidence}
    for finding in evidence.findings:
        if finding.id not in used:
            yield Problem("evidence.toml", finding.id, "no challenge names it", "delete or use it")


def missing_intensities(themes: Themes) -> Iterator[Problem]:
    """Return a problem for each theme that lacks an intensity, where a dial finds nothing."""
    for theme in themes.values():
        there = {each.intensity for each in theme.challenges}
        for missing in sorted({1, 2, 3} - there):
            file = f"themes/{FALLBACK}/{theme.id}.toml"
            what = f"no challenge has intensity {missing}"
            yield Problem(file, "whole file", what, "every theme needs all three")
