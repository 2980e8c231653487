"""What the content commands look at: our own texts and challenges, and packs."""

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
def base_content() -> BaseContent:
    """Our own content, as packs find it, read once. Raises ContentBroken."""
    texts = Texts.load(content.FOLDER, markup.quote)
    library, evidence = Library.load(content.FOLDER), Evidence.load(content.FOLDER)
    return packs.load_base(content.FOLDER, library, evidence, texts, markup.check)


def find_faults(paths: Sequence[Path] = (), packs_dir: Path | None = None) -> list[str]:
    """One line a fault: of our content and all packs, or of these files, folders and packs."""
    wanted = [path.resolve() for path in paths]
    ours = [path for path in wanted if _is_ours(path)]
    found = _own_faults(ours) if ours or not wanted else []
    theirs = [path for path in wanted if not _is_ours(path)]
    if found or not (theirs or packs_dir):
        return list(map(str, found))
    try:
        own = base_content()
    except ContentBroken as broken:
        return list(map(str, broken.problems))
    if not wanted and packs_dir:
        return list(map(str, _all_packs(packs_dir, own)))
    return [str(each) for path in theirs for each in _pack_faults(path, own)]


def find_warnings(paths: Sequence[Path], today: date) -> list[str]:
    """One line for each service that nobody has looked at for long; only for content in order."""
    wanted = [path.resolve() for path in paths]
    if wanted and not _is_in(SUPPORT_FILE, wanted):
        return []
    return [str(each) for each in Support.load(content.FOLDER).stale_entries(today)]


def _own_faults(wanted: Sequence[Path]) -> list[Problem]:
    found = check_folder(content.FOLDER, markup.check)
    return [each for each in found if not wanted or _is_in(each.file, wanted)]


def _pack_faults(path: Path, own: BaseContent) -> Iterator[Problem]:
    """Of one file of a pack, of a pack, or of a folder of packs."""
    if path.is_file():
        _, problems = packs.check(path.parent, own)
        name = f"{path.parent.name}/{path.name}"
        yield from (each for each in problems if each.file in (name, path.parent.name))
    elif any(path.glob("*.toml")) or not any(each.is_dir() for each in path.iterdir()):
        yield from packs.check(path, own)[1]
    else:
        yield from _all_packs(path, own)


def _all_packs(path: Path, own: BaseContent) -> Iterator[Problem]:
    for problems in packs.load_packs(path, own).refused.values():
        yield from problems


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(content.FOLDER.resolve())


def _is_in(file: str, wanted: Sequence[Path]) -> bool:
    path = (content.FOLDER / file).resolve()
    return any(path.is_relative_to(each) for each in wanted)
