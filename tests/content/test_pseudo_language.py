"""Test that a language of longer words, other letters and another direction can be added."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.platforms.discord.components import MAX_LABEL_LENGTH
from chat import markup
from content import FOLDER, fluent_files
from content.fluent_files import FluentFiles
from content.lint.cards import MAX_MESSAGE_LENGTH
from content.lint.texts import check
from content.pages import DocumentPage
from content.texts import Texts, read_languages
from tests.content import pseudo_language
from tests.support.content_copy import load_texts


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """Load the real texts with the pseudo-language beside them."""
    folder = tmp_path_factory.mktemp("pseudo") / "content"
    shutil.copytree(FOLDER / "locales", folder / "locales")
    pseudo_language.add_to(folder)
    assert not [each for each in check(read_languages(folder)) if "ar" in each.file]
    return load_texts(folder)


def english() -> FluentFiles:
    return fluent_files.read(FOLDER / "locales/en")


class _Choices(Visitor):
    """The names of the variants by the variable that chooses among them."""

    def __init__(self, node: ast.BaseNode) -> None:
        self.variants: dict[str, list[str | int]] = {}
        self.visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        """Note the variants, also those inside of others."""
        if isinstance(node.selector, ast.VariableReference):
            keys = [each.key for each in node.variants]
            self.variants[node.selector.id.name] = [
                int(each.value) if isinstance(each, ast.NumberLiteral) else each.name
                for each in keys
            ]
        self.generic_visit(node)


def ways_to_fill(key: str, files: FluentFiles) -> Iterator[dict[str, str | int]]:
    """Yield values for a text until each of its branches was taken."""
    plain: dict[str, str | int] = dict.fromkeys(files.variables(key), "word")
    choices = _Choices(files.entries[key].node).variants
    for chosen in product(*choices.values()):
        yield {**plain, **dict(zip(choices, chosen, strict=True))}


@pytest.mark.parametrize("file", sorted({each.file for each in english().entries.values()}))
def test_each_text_is_rendered_and_fits(file: str, texts: Texts) -> None:
    files = english()
    for key in (key for key, entry in files.entries.items() if entry.file == file):
        most = MAX_LABEL_LENGTH if "-button-" in key else MAX_MESSAGE_LENGTH
        for values in ways_to_fill(key, files):
            said = texts.render(pseudo_language.CODE, key, **values)
            markup.check(said)
            assert len(markup.to_plain(said)) <= most, key


def test_nothing_of_it_is_english(texts: Texts) -> None:
    said = texts.render(pseudo_language.CODE, "settings-title")
    assert said != texts.render("en", "settings-title")
    assert len(said) >= pseudo_language.LONGER * len("Your settings")


def test_a_page_to_keep_runs_from_right_to_left() -> None:
    assert DocumentPage(pseudo_language.CODE, "", "", ()).direction == "rtl"


def test_a_language_that_is_half_done_is_left_out_as_a_whole(tmp_path: Path) -> None:
    """Without `_complete_languages`: a person reads two languages in one message."""
    folder = tmp_path / "content"
    shutil.copytree(FOLDER / "locales", folder / "locales")
    pseudo_language.add_to(folder)
    (folder / "locales" / pseudo_language.CODE / "goals.ftl").unlink()
    loaded = load_texts(folder)
    assert pseudo_language.CODE not in loaded.variants
    assert loaded.closest_language(pseudo_language.CODE) == "en"
