"""Shows one challenge on the terminal, in all the places where a couple sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from rapidfuzz import process

from bot.cli.content import load_base_content
from bot.errors import OperatorError
from chat import markup
from content import cards, packs
from content.challenges import Challenge
from content.packs import LoadedPacks
from content.problems import ContentBroken
from content.questions import sheets, taps
from content.questions.question import GUESS, SCALE, Question
from content.questions.stored import SAMPLE
from content.texts import Rendered, Texts

MAX_SUGGESTIONS = 3
"""How many similar ids are offered for an unknown one."""
STYLES = {markup.BOLD: "bold", markup.ITALIC: "italic", markup.SPOILER: "reverse"}


def render_preview(id: str, language: str, packs_dir: Path | None) -> Iterator[str]:
    """Return the challenge, place by place. Raises OperatorError for an unknown id or language."""
    try:
        base = load_base_content()
    except ContentBroken as broken:
        raise OperatorError(
            f"the content cannot be used: {broken.problems[0]}; "
            "`python -m bot content check` lists every fault"
        ) from None
    own = LoadedPacks(base.library, base.evidence, base.deck)
    loaded = packs.load_packs(packs_dir, base) if packs_dir else own
    challenge = _find_challenge(id, language, loaded)
    for heading, text in _render_sections(base.texts, language, loaded, challenge):
        yield click.style(f"── {heading} ", dim=True)
        yield f"{_style_for_terminal(text)}\n"


def _find_challenge(id: str, language: str, loaded: LoadedPacks) -> Challenge:
    library = loaded.library
    if language not in library.languages:
        known = " or ".join(library.languages)
        raise OperatorError(f"there are no challenges in {language}: --lang takes {known}")
    if id not in library:
        ids = [each.id for each in library.challenges]
        suggestions = [found for found, *_ in process.extract(id, ids, limit=MAX_SUGGESTIONS)]
        left_out = f" (left out, see `content check`: {', '.join(loaded.refused)})"
        raise OperatorError(
            f"there is no challenge {id}: did you mean {', '.join(suggestions)}?"
            + (left_out if loaded.refused else "")
        )
    return library.challenge(id, language)


def _render_sections(
    texts: Texts, language: str, loaded: LoadedPacks, challenge: Challenge
) -> Iterator[tuple[str, Rendered]]:
    def render(key: str, **values: str) -> Rendered:
        return texts.render(
            language, key, **{name: Rendered(each) for name, each in values.items()}
        )

    theme = loaded.library.theme(challenge.theme, language)
    origin = [render("challenge-from-pack")] if loaded.library.is_from_pack(challenge.id) else []
    card = [render("challenge-preview"), *origin, cards.card(texts, language, theme, challenge)]
    yield "the card", Rendered("\n\n".join([*card, _render_buttons(texts, language, challenge)]))
    yield "Why?", cards.why(texts, language, loaded.evidence, challenge)
    yield from _question_sections(texts, language, challenge.question)
    yield "the nudge", render("challenge-nudge", line=challenge.nudge)
    if challenge.question.kind == SCALE:
        one_apart = cards.sample_reveal(texts, language, challenge, "3", "4")
        yield "both have shared, one apart", one_apart
    yield "both have shared", cards.sample_reveal(texts, language, challenge)
    yield "alone", render("challenge-solo", title=challenge.title, prompt=challenge.solo)
    yield "for the journal", render("reflect-prompt", question=challenge.reflect)


def _question_sections(
    texts: Texts, language: str, question: Question
) -> Iterator[tuple[str, Rendered]]:
    """Return how the question is asked after *Answer*; one tap on the card needs no more."""
    if question.is_typed:
        yield "Answer", sheets.ask_for_words(texts, language, question)
        if question.kind == GUESS:
            yield "then the guess", sheets.ask_for_guess(texts, language, question, SAMPLE)
    for number, state in enumerate(taps.sample_states(question)):
        text = sheets.ask_for_taps(texts, language, question, state)
        rows = _render_rows(_sheet_rows(texts, language, question, state))
        yield "after one tap" if number else "Answer", Rendered(f"{text}\n\n{rows}")


def _sheet_rows(
    texts: Texts, language: str, question: Question, state: str
) -> Iterator[Sequence[str]]:
    for row in taps.option_rows(question, state):
        yield [label for label, _ in row]
    if taps.has_done(question, state):
        yield [texts.render(language, "challenge-button-done")]
    if taps.has_undo(question, state):
        yield [texts.render(language, "challenge-button-undo-tap")]


def _render_rows(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(" ".join(f"[ {each} ]" for each in row) for row in rows)


def _render_buttons(texts: Texts, language: str, challenge: Challenge) -> Rendered:
    def label(name: str) -> str:
        return texts.render(language, f"challenge-button-{name}")

    rows: Sequence[Sequence[str]] = [
        *cards.answer_rows(challenge, label("answer")),
        [label("why"), label("later")],
        [label("swap"), label("skip")],
    ]
    return Rendered(_render_rows(rows))


def _style_for_terminal(text: str) -> str:
    """Return our markup in a terminal's styles; click removes them for any other output."""
    parts = []
    for part, styles in markup.runs(text):
        flags = {STYLES[each]: True for each in styles if each in STYLES}
        parts.append(click.style(part, **flags) if flags else part)
    return "".join(parts)
