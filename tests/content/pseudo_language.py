"""Makes a language out of English: accented, a third longer and written from right to left.

A text that is put together in code, cut to a length or left in English shows at once.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer

from content import FOLDER
from content.lint.strings import SKIPPED_FIELDS
from content.values import DAY_IDS, MONTH_IDS

CODE = "ar"
"""Any right-to-left language that Babel knows; its six plural forms are all `other` here."""
ACCENTED = str.maketrans("aeioucnsyAEIOUCNSY,", "áéíóúçñšýÁÉÍÓÚÇÑŠÝ،")
"""It has a comma of its own, so that a list that was joined by hand shows."""
LONGER = 1.35
KEPT = re.compile(r"/[a-z]+|https?://\S+|[*_\\]")
"""Commands, links and markup, which no translation changes."""
CHOSEN_BY_ID = {"weekday": DAY_IDS, "month": MONTH_IDS}
"""Variables that have an id, by which each text can choose its own words."""
SHORT = re.compile(r"(command-|option-)")
"""Keys whose texts have a limit of a platform: they are accented and not made longer."""
QUOTED = re.compile(
    r'''(?P<head>(?P<key>\w+) *= *|[\[,] *|^ +)"(?P<words>(?:[^"\\]|\\.)*)"''', re.MULTILINE
)
"""A text in a TOML file, with its key where it has one."""


class _Disguise(Transformer):
    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:
        """Accent the words of a text, and add a third to their length."""
        return ast.TextElement(disguise(node.value, is_long=self.is_long))

    def visit_Placeable(self, node: ast.Placeable) -> ast.Placeable:
        """Say weekdays and months by their ids, so that a finished word shows."""
        self.generic_visit(node)
        chosen = node.expression
        if isinstance(chosen, ast.VariableReference) and chosen.id.name in CHOSEN_BY_ID:
            return ast.Placeable(_choice_of(chosen, CHOSEN_BY_ID[chosen.id.name]))
        return node


def _choice_of(chosen: ast.VariableReference, ids: Sequence[str]) -> ast.SelectExpression:
    variants = [
        ast.Variant(ast.Identifier(each), ast.Pattern([ast.TextElement(each.translate(ACCENTED))]))
        for each in ids
    ]
    finished = ast.Pattern([ast.TextElement("finished word: "), ast.Placeable(chosen)])
    rest = ast.Variant(ast.Identifier("other"), finished, default=True)
    return ast.SelectExpression(chosen, [*variants, rest])


def disguise(words: str, *, is_long: bool = True) -> str:
    """Return the words in the pseudo-language; markup, commands and links stay."""
    kept = list(KEPT.finditer(words))
    parts, at = [], 0
    for each in kept:
        parts += [words[at : each.start()].translate(ACCENTED), each[0]]
        at = each.end()
    said = "".join([*parts, words[at:].translate(ACCENTED)])
    letters = sum(each.isalpha() for each in said)
    if not is_long or letters < 3:
        return said
    padding = "ŵ" * max(1, round(letters * (LONGER - 1)))
    body = said.rstrip(" \n…")
    return f"{body} {padding}{said[len(body) :]}"


def add_to(folder: Path) -> Path:
    """Give a copy of the content the pseudo-language, with everything English has."""
    target = folder / "locales" / CODE
    target.mkdir(parents=True)
    for path in sorted((FOLDER / "locales/en").glob("*.ftl")):
        (target / path.name).write_text(_disguise_file(path.read_text("utf-8")), "utf-8")
    _disguise_themes(folder)
    return folder


def copy_with_it(folder: Path) -> Path:
    """Return a copy of the whole content in which a person can use the pseudo-language."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    add_to(folder)
    for name in ("when", "where", "remind"):
        shutil.copy(folder / name / "en.toml", folder / name / f"{CODE}.toml")
    for name in ("support.toml", "evidence.toml"):
        path = folder / name
        path.write_text(
            re.sub(r'^(\w+)\.en = "(.*)"$', _side_by_side, path.read_text("utf-8"), flags=re.M),
            "utf-8",
        )
    return folder


def _side_by_side(line: re.Match[str]) -> str:
    return f'{line[0]}\n{line[1]}.{CODE} = "{disguise(line[2])}"'


def _disguise_themes(folder: Path) -> None:
    for name in ("themes", "cards"):
        target = folder / name / CODE
        target.mkdir(parents=True)
        for path in sorted((FOLDER / name / "en").glob("*.toml")):
            (target / path.name).write_text(
                QUOTED.sub(_disguise_quoted, path.read_text("utf-8")), "utf-8"
            )


def _disguise_quoted(found: re.Match[str]) -> str:
    if found["key"] in {*SKIPPED_FIELDS, "url", "doi"} or re.fullmatch(
        r"[a-z]+-\d{4}-[a-z]+", found["words"]
    ):
        return found[0]
    is_long = found["key"] not in ("label", "left", "right")
    return f'{found["head"]}"{disguise(found["words"], is_long=is_long)}"'


def _disguise_file(source: str) -> str:
    resource = FluentParser(with_spans=False).parse(source)
    for entry in resource.body:
        if isinstance(entry, ast.Message) and not entry.id.name.startswith("words-"):
            _Disguise(is_long=not SHORT.match(entry.id.name)).visit(entry)
    return FluentSerializer().serialize(resource)
