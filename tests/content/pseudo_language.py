"""Makes a language out of English: accented, a third longer and written from right to left.

A text that is put together in code, cut to a length or left in English shows at once.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer

from content import FOLDER

CODE = "ar"
"""Any right-to-left language that Babel knows; its six plural forms are all `other` here."""
ACCENTED = str.maketrans("aeioucnsyAEIOUCNSY", "áéíóúçñšýÁÉÍÓÚÇÑŠÝ")
LONGER = 1.35
KEPT = re.compile(r"/[a-z]+|https?://\S+|[*_\\]+\S*[*_]+|[*_]")
"""Commands, links and markup, which no translation changes."""
SHORT = re.compile(r"(command-|option-)")
"""Keys whose texts have a limit of a platform: they are accented and not made longer."""


class _Disguise(Transformer):
    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:
        """Accent the words of a text, and add a third to their length."""
        return ast.TextElement(disguise(node.value, is_long=self.is_long))


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
    body = said.rstrip()
    return f"{body} {padding}{said[len(body) :]}"


def add_to(folder: Path) -> Path:
    """Give a copy of the content the pseudo-language, with everything English has."""
    target = folder / "locales" / CODE
    target.mkdir(parents=True)
    for path in sorted((FOLDER / "locales/en").glob("*.ftl")):
        (target / path.name).write_text(_disguise_file(path.read_text("utf-8")), "utf-8")
    shutil.copytree(FOLDER / "themes/en", folder / "themes" / CODE)
    return folder


def _disguise_file(source: str) -> str:
    resource = FluentParser(with_spans=False).parse(source)
    for entry in resource.body:
        if isinstance(entry, ast.Message) and not entry.id.name.startswith("words-"):
            _Disguise(is_long=not SHORT.match(entry.id.name)).visit(entry)
    return FluentSerializer().serialize(resource)
