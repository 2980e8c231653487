"""Copy the real content, cut down enough to be copied for each test and then broken."""

from __future__ import annotations

import shutil
from pathlib import Path

from chat import markup
from content import FOLDER
from content.geo.cities import NAMES
from content.texts import Texts
from tools.make_cities import index_names

FTL = "locales/en/example.ftl"
CARD_FILES = ("challenge.ftl", "challenge-why.ftl", "reflect.ftl")
"""Without these no challenge can be shown."""
GREETING = """\
greeting = Hello, *{ $name }*!
weeks = { $count ->
    [one] one week
   *[other] { $count } weeks
  }
"""


def copy_content(path: Path) -> Path:
    """Copy the content with English alone, few cities, and for texts `FTL` and `CARD_FILES`."""
    copy = path / "content"
    left_out = shutil.ignore_patterns("*.py", "__pycache__", "*.tsv", "*.ftl", "es", "??-??")
    shutil.copytree(FOLDER, copy, ignore=left_out)
    lines = (FOLDER / "cities.tsv").read_text("utf-8").splitlines(keepends=True)
    (copy / "cities.tsv").write_text("".join(lines[:20]), "utf-8")
    for name in ("states.tsv", "nicknames.tsv"):
        shutil.copy(FOLDER / name, copy)
    (copy / NAMES).write_bytes(bytes(index_names(copy)))
    (copy / FTL).write_text(GREETING, "utf-8")
    for name in CARD_FILES:
        shutil.copy(FOLDER / "locales/en" / name, copy / "locales/en")
    return copy


def replace_text(path: Path, old: str, new: str) -> None:
    """Replace the first `old`, which has to be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def append_text(path: Path, text: str) -> None:
    """Append text to a file, which may be new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, "utf-8")


def add_german(folder: Path) -> Path:
    """Give the copy a second language that has everything English has."""
    shutil.copytree(folder / "locales/en", folder / "locales/de")
    for name in ("themes", "cards"):
        shutil.copytree(folder / name / "en", folder / name / "de")
    for file in ("support.toml", "evidence.toml", "style.toml"):
        words = (folder / file).read_text("utf-8")
        (folder / file).write_text(words.replace(".es =", ".de ="), "utf-8")
    for page in (folder / "wishes").glob("*.toml"):
        page.write_text(page.read_text("utf-8").replace("\nes =", "\nde ="), "utf-8")
    # Our German is the English; of what Spanish must not say, only this is an English word.
    replace_text(folder / "style.toml", "|use|", "|")
    for name in ("when", "where", "remind"):
        shutil.copy(folder / name / "en.toml", folder / name / "de.toml")
    replace_text(folder / "unsaid.toml", "[gendered]\n", "[gendered]\nde = ['\\bgattin\\b']\n")
    return folder


def load_texts(folder: Path, *, strict: bool = True) -> Texts:
    """Load the texts of a folder, with people's words quoted as the bot does it."""
    return Texts.load(folder, markup.quote, strict=strict)
