"""Reads the words by which people say one kind of thing, from a folder with a file a language."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from content import FALLBACK, FOLDER
from content.problems import ContentBroken, Problem
from content.theme_files import read_toml

Words = TypeVar("Words", bound=BaseModel)


def read(folder: Path, name: str, model: type[Words]) -> tuple[dict[str, Words], list[Problem]]:
    """Return the words of each language of `folder/name`, and the problems of the files."""
    problems: list[Problem] = []
    found: dict[str, Words] = {}
    for path in sorted((folder / name).glob("*.toml")):
        words = read_toml(path, f"{name}/{path.name}", model, problems)
        if words is not None:
            found[path.stem] = words
    if FALLBACK not in found and not problems:
        problems.append(Problem(name, FALLBACK, "it is missing", f"add {name}/{FALLBACK}.toml"))
    return found, problems


def load(name: str, model: type[Words]) -> dict[str, Words]:
    """Return the words of each language. Raises `ContentBroken` with every problem found."""
    found, problems = read(FOLDER, name, model)
    if problems:
        raise ContentBroken(problems)
    return found


def closest_language(language: str, known: Container[str]) -> str:
    """Return the language itself if it is known, else the one without its region, else English."""
    without_region = language.replace("_", "-").partition("-")[0]
    return next((code for code in (language, without_region) if code in known), FALLBACK)
