"""The text of a challenge in the chat, shared by the bot, the check and the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from content.challenges import Challenge, Theme
from content.evidence import Evidence
from content.questions.question import CHOICE, SCALE
from content.questions.reveals import BothAnswers, answers_text, talk_question
from content.questions.stored import SAMPLE, samples
from content.texts import Rendered, Texts
from content.translated import translated_text
from content.values import Value


def card(texts: Texts, language: str, theme: Theme, week: Challenge) -> Rendered:
    """Return the theme, why it helps, the steps and the question."""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(week.steps, 1))
    return texts.render(
        language,
        "challenge-card",
        theme=Rendered(theme.title),
        title=Rendered(week.title),
        details=details(texts, language, week),
        good_for=Rendered(week.good_for),
        why=Rendered(week.why),
        steps=Rendered(steps),
        question=Rendered(week.question.ask),
    )


def details(texts: Texts, language: str, week: Challenge) -> Rendered:
    """How long it takes, where, what it costs and whether children can be around, in one line."""
    return texts.render(
        language,
        "challenge-details",
        minutes=week.minutes,
        place=week.place,
        cost=week.cost,
        children="yes" if week.children else "no",
    )


def why(texts: Texts, language: str, evidence: Evidence, week: Challenge) -> Rendered:
    """Return each finding, what speaks against it, how sure it is, and where to read it."""
    if week.lore:
        grade = texts.render(language, "why-grade-lore")
        return texts.render(language, "challenge-why-lore", grade=grade)
    return Rendered(
        "\n\n".join(_finding_text(texts, language, evidence, id) for id in week.evidence)
    )


def reveal(
    texts: Texts,
    language: str,
    week: Challenge,
    both: BothAnswers,
    cover: Callable[[str], str] = str,
) -> Rendered:
    """Return both answers side by side, and what to do with them face to face."""
    question = week.question
    lines = [Rendered(line) for line in (talk_question(question, both), week.face_to_face) if line]
    return texts.render(
        language,
        "challenge-reveal",
        title=Rendered(week.title),
        question=Rendered(question.ask),
        answers=answers_text(texts, language, question, both, cover),
        face_to_face=Rendered("\n\n".join(lines)),
    )


def captions(
    texts: Texts, language: str, name: str, can_tap: bool = True, can_write: bool = True
) -> Rendered:
    """Return which buttons below a reveal go to the partner, and which do not.

    Each caption names its buttons, since a line between their rows would itself be a button.
    """
    lines = [texts.render(language, "challenge-row-me", name=name)]
    if can_tap or can_write:
        what = "both" if can_tap and can_write else "taps" if can_tap else "line"
        lines.insert(0, texts.render(language, "challenge-row-partner", name=name, what=what))
    return Rendered("\n".join(lines))


def sample_reveal(
    texts: Texts, language: str, week: Challenge, own: str = "", other: str = ""
) -> Rendered:
    """Return a first reveal with answers that could be given, for checks and previews."""
    longest = samples(week.question)
    both = BothAnswers(own or longest[0], other or longest[1], SAMPLE)
    shown = reveal(texts, language, week, both)
    return Rendered(f"{shown}\n\n{captions(texts, language, SAMPLE)}")


def answer_rows(week: Challenge, answer: str) -> Sequence[Sequence[str]]:
    """Return the labels of the answer buttons on a card; `answer` is the one that asks."""
    question = week.question
    if question.kind == CHOICE:
        return [[each.label] for each in question.choices]
    if question.kind == SCALE:
        return [[f"1 {question.low}"], ["2", "3", "4"], [f"5 {question.high}"]]
    return [[answer]]


def _finding_text(texts: Texts, language: str, evidence: Evidence, id: str) -> Rendered:
    each = evidence.finding(id)
    values: dict[str, Value] = {
        "claim": translated_text(each.claim, language),
        "caveat": translated_text(each.caveat, language),
        "grade": texts.render(language, f"why-grade-{each.grade}"),
        "authors": each.authors,
        "year": str(each.year),
        "title": each.title,
        "journal": each.journal,
        "link": each.link,
    }
    return texts.render(language, "challenge-why", **values)
