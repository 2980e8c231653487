"""Checks our own texts and challenges, and packs, for the content commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import content
from chat import markup
from content import packs
from content.evidence import Evidence
from content.library import Library
from content.lint.run import check_folder
from content.packs import BaseContent
from content.problems import ContentBroken, Problem
from content.support import SUPPORT_FILE, Support
from content.texts import Texts


@lru_cache(maxsize=1)
def load_base_content() -> BaseContent:
    """Load the built-in content, as packs find it, once. Raises ContentBroken."""
    texts = Texts.load(content.FOLDER, markup.quote)
    library, evidence = Library.load(content.FOLDER), Evidence.load(content.FOLDER)
    return packs.load_base(content.FOLDER, library, evidence, texts, markup.check)


def find_faults(paths: Sequence[Path] = (), packs_dir: Path | None = None) -> list[str]:
    """Return one line per fault in these files, folders and packs, or in all content and packs."""
    resolved_paths = [path.resolve() for path in paths]
    own_paths = [path for path in resolved_paths if _is_own_content(path)]
    own_faults = _find_own_faults(own_paths) if own_paths or not resolved_paths else []
    pack_paths = [path for path in resolved_paths if not _is_own_content(path)]
    if own_faults or not (pack_paths or packs_dir):
        return list(map(str, own_faults))
    try:
        base = load_base_content()
    except ContentBroken as broken:
        return list(map(str, broken.problems))
    if not resolved_paths and packs_dir:
        return list(map(str, _find_faults_in_packs(packs_dir, base)))
    return [str(each) for path in pack_paths for each in _find_pack_faults(path, base)]


def find_warnings(paths: Sequence[Path], today: date) -> list[str]:
    """Return one line for each service not checked for long; the content must be valid."""
    resolved_paths = [path.resolve() for path in paths]
    if resolved_paths and not _is_under(SUPPORT_FILE, resolved_paths):
        return []
    return [str(each) for each in Support.load(content.FOLDER).stale_entries(today)]


def _find_own_faults(paths: Sequence[Path]) -> list[Problem]:
    found = check_folder(content.FOLDER, markup.check)
    return [each for each in found if not paths or _is_under(each.file, paths)]


def _find_pack_faults(path: Path, base: BaseContent) -> Iterator[Problem]:
    """Return the faults of one file of a pack, of a pack, or of a folder of packs."""
    if path.is_file():
        _, problems = packs.check(path.parent, base)
        name = f"{path.parent.name}/{path.name}"
        yield from (each for each in problems if each.file in (name, path.parent.name))
    elif any(path.glob("*.toml")) or not any(each.is_dir() for each in path.iterdir()):
        yield from packs.check(path, base)[1]
    else:
        yield from _find_faults_in_packs(path, base)


def _find_faults_in_packs(path: Path, base: BaseContent) -> Iterator[Problem]:
    for problems in packs.load_packs(path, base).refused.values():
        yield from problems


def _is_own_content(path: Path) -> bool:
    return path.is_relative_to(content.FOLDER.resolve())


def _is_under(file: str, paths: Sequence[Path]) -> bool:
    path = (content.FOLDER / file).resolve()
    return any(path.is_relative_to(each) for each in paths)
