"""Shows one challenge on the terminal, in all the places where a couple meets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rapidfuzz import process

from bot.cli.content import base_content
from bot.errors import OperatorError
from chat import markup
from content import cards, packs
from content.challenges import Challenge
from content.packs import LoadedPacks
from content.problems import ContentBroken
from content.texts import Rendered, Texts

NEAR = 3
"""So many ids are offered for one that is not there."""
STYLES = {markup.BOLD: "bold", markup.ITALIC: "italic", markup.SPOILER: "reverse"}


def preview(id: str, language: str, packs_dir: Path | None) -> Iterator[str]:
    """The challenge, place by place. Raises OperatorError for an unknown id or language."""
    try:
        own = base_content()
    except ContentBroken as broken:
        raise OperatorError(
            f"the content cannot be used: {broken.problems[0]}; "
            "`python -m bot content check` lists every fault"
        ) from None
    admitted = (
        packs.load_packs(packs_dir, own) if packs_dir else LoadedPacks(own.library, own.evidence)
    )
    week = _find(id, language, admitted)
    for place, text in _places(own.texts, language, admitted, week):
        yield click.style(f"── {place} ", dim=True)
        yield f"{_styled(text)}\n"


def _find(id: str, language: str, admitted: LoadedPacks) -> Challenge:
    library = admitted.library
    if language not in library.languages:
        known = " or ".join(library.languages)
        raise OperatorError(f"there are no challenges in {language}: --lang takes {known}")
    if id not in library:
        ids = [each.id for each in library.challenges]
        near = [found for found, *_ in process.extract(id, ids, limit=NEAR)]
        left_out = f" (left out, see `content check`: {', '.join(admitted.refused)})"
        raise OperatorError(
            f"there is no challenge {id}: did you mean {', '.join(near)}?"
            + (left_out if admitted.refused else "")
        )
    return library.challenge(id, language)


def _places(
    texts: Texts, language: str, admitted: LoadedPacks, week: Challenge
) -> Iterator[tuple[str, Rendered]]:
    def say(key: str, **words: str) -> Rendered:
        return texts.render(language, key, **{name: Rendered(each) for name, each in words.items()})

    theme = admitted.library.theme(week.theme, language)
    origin = [say("challenge-from-pack")] if admitted.library.is_from_pack(week.id) else []
    card = [say("challenge-preview"), *origin, cards.card(texts, language, theme, week)]
    yield "the card", Rendered("\n\n".join([*card, _buttons(texts, language, week)]))
    yield "Why?", cards.why(texts, language, admitted.evidence, week)
    yield "the nudge", say("challenge-nudge", line=week.nudge)
    yield "both have shared", cards.reveal(texts, language, week, own="…", name="…", other="…")
    yield "alone", say("challenge-solo", title=week.title, prompt=week.solo)
    yield "for the journal", say("reflect-prompt", question=week.reflect)


def _buttons(texts: Texts, language: str, week: Challenge) -> Rendered:
    def label(name: str) -> str:
        return texts.render(language, f"challenge-button-{name}")

    rows: Sequence[Sequence[str]] = [
        *cards.answer_rows(week, label("answer")),
        [label("why"), label("later")],
        [label("swap"), label("skip")],
    ]
    return Rendered("\n".join(" ".join(f"[ {each} ]" for each in row) for row in rows))


def _styled(text: str) -> str:
    """Our markup as a terminal shows it; click leaves the styles out where there is none."""
    shown = []
    for words, styles in markup.runs(text):
        on = {STYLES[each]: True for each in styles if each in STYLES}
        shown.append(click.style(words, **on) if on else words)
    return "".join(shown)
