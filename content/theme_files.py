"""Reads theme files, and says in one line each what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from content import FALLBACK
from content.challenges import EXAMPLES, THEME_IDS, Challenge, Theme
from content.problems import Problem

Themes = dict[str, Theme]
Model = TypeVar("Model", bound=BaseModel)


def read(folder: Path) -> tuple[dict[str, Themes], list[Problem]]:
    """Read all languages' themes in their order, and every problem; raise nothing for content."""
    problems: list[Problem] = []
    places = sorted(path for path in (folder / "themes").glob("*") if path.is_dir())
    themes = {path.name: _read_language(path, problems) for path in places}
    problems += _all_translation_problems(themes)
    return themes, problems


def read_toml(path: Path, name: str, model: type[Model], problems: list[Problem]) -> Model | None:
    """Read the model from a TOML file, or return None and add to `problems`, under `name`."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
        return model.model_validate(raw)
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        problems.append(Problem(name, f"line {line}", "not UTF-8", "save the file as UTF-8"))
    except ValidationError as fault:
        problems += _schema_problems(name, raw, fault)
    except (ValueError, RecursionError) as fault:
        problems.append(_syntax_problem(name, text, str(fault)))
    return None


def _syntax_problem(file: str, text: str, what: str) -> Problem:
    """Describe why a file is not TOML, or why the parser gave up on its numbers or its nesting."""
    found = re.search(r"at line (\d+)", what)
    where = f"line {found[1]}" if found else "whole file"
    if "end of document" in what:
        where = f"line {len(text.splitlines())}"
    return Problem(file, where, f"not TOML: {what}", "mend what is on that line, or just above")


def _read_language(folder: Path, problems: list[Problem]) -> Themes:
    found: Themes = {}
    for id in THEME_IDS:
        path, name = folder / f"{id}.toml", f"themes/{folder.name}/{id}.toml"
        if not path.is_file():
            problems.append(Problem(name, "file", "a theme without a file", "add it"))
        elif theme := read_toml(path, name, Theme, problems):
            found[id] = theme
            problems += _own_problems(theme, name, id)
    known = {f"{theme}.toml" for theme in THEME_IDS}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            name = f"themes/{folder.name}/{path.name}"
            problems.append(Problem(name, "file", "not one of the nine themes", "rename it"))
    return found


def _own_problems(theme: Theme, file: str, expected: str) -> Iterator[Problem]:
    if theme.id != expected:
        yield Problem(file, "id", f"says {theme.id}", f"write id = {expected!r}")
    yield from duplicate_ids(theme.challenges, file)


def duplicate_ids(challenges: Sequence[Challenge], file: str) -> Iterator[Problem]:
    """Return a problem for each id that a file has more than once."""
    seen: set[str] = set()
    for challenge in challenges:
        if challenge.id in seen:
            yield Problem(file, challenge.id, "this id stands twice", "give each its own")
        seen.add(challenge.id)


def _schema_problems(
    file: str, raw: Mapping[str, Any], fault: ValidationError
) -> Iterator[Problem]:
    for error in fault.errors(include_url=False):
        what = error["msg"].removeprefix("Value error, ")
        yield Problem(file, _problem_location(raw, error["loc"]), what, _mend(error))


def _mend(error: ErrorDetails) -> str:
    field, details = str(([*error["loc"]] or [""])[-1]), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"add {EXAMPLES.get(field, field)}"
        case "extra_forbidden":
            return "correct its name, or delete it"
        case "string_too_long":
            return f"keep it to {details['max_length']}"
        case _:
            mend = getattr(details.get("error"), "mend", "")
            return mend or "docs/content.md says what goes here"


def _problem_location(raw: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    if len(loc) < 2 or not isinstance(loc[1], int):
        return ".".join(map(str, loc)) or "whole file"
    items = raw.get(str(loc[0]), raw.get(str(loc[0]).removesuffix("s"), []))
    item = items[loc[1]] if isinstance(items, list) and loc[1] < len(items) else None
    own = item.get("id") if isinstance(item, dict) else None
    field = ".".join(map(str, loc[2:]))
    return f"{own or f'number {loc[1] + 1}'}{f', field {field}' if field else ''}"


def _all_translation_problems(themes: Mapping[str, Themes]) -> Iterator[Problem]:
    source = themes.get(FALLBACK)
    if source is None:
        yield Problem("themes", FALLBACK, "no themes in English", "add themes/en")
        return
    for language, translated in themes.items():
        for name in source.keys() & translated.keys():
            file = f"themes/{language}/{name}.toml"
            yield from translation_problems(
                source[name].challenges, translated[name].challenges, file
            )


def translation_problems(
    source: Sequence[Challenge], translated: Sequence[Challenge], file: str
) -> Iterator[Problem]:
    """Return a problem for each place where a translation is built differently from the English."""
    wanted = {challenge.id: challenge for challenge in source}
    found = {challenge.id: challenge for challenge in translated}
    for missing in wanted.keys() - found.keys():
        yield Problem(file, missing, "missing, but English has it", "translate it")
    for unknown in found.keys() - wanted.keys():
        yield Problem(file, unknown, "English has no such challenge", "correct the id")
    for id in wanted.keys() & found.keys():
        if field := _differing_field(wanted[id], found[id]):
            yield Problem(file, f"{id}, field {field}", "differs from English", "make it the same")


def _differing_field(one: Challenge, other: Challenge) -> str:
    left, right = _same_in_all_languages(one), _same_in_all_languages(other)
    return next((field for field in left if left[field] != right[field]), "")


def _same_in_all_languages(challenge: Challenge) -> Mapping[str, object]:
    question = challenge.question
    return {
        "theme": challenge.theme,
        "lore": challenge.lore,
        "question.kind": question.kind,
        "question.takes": question.takes,
        "question.choices": [choice.id for choice in question.choices],
        "question.pairs": [pair.id for pair in question.pairs],
        "question.means": len(question.means),
        "intensity": challenge.intensity,
        "minutes": challenge.minutes,
        "place": challenge.place,
        "cost": challenge.cost,
        "children": challenge.children,
        "evidence": challenge.evidence,
        "steps": len(challenge.steps),
    }
