"""Test variants of a language in one country: their few texts, and their base for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat import markup
from content import FOLDER
from content.library import Library
from content.lint.run import check_folder
from content.problems import ContentBroken
from content.texts import read_languages
from content.translated import translated_text
from tests.support.content_copy import append_text, copy_content, load_texts

pytestmark = pytest.mark.long

OVERLAY = "locales/en-GB/example.ftl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the real content, to be given a variant of English."""
    return copy_content(tmp_path)


def test_a_variant_says_its_own_words_and_the_rest_as_its_base(folder: Path) -> None:
    append_text(folder / OVERLAY, "weeks = a fortnight\n")
    loaded = load_texts(folder, strict=False)
    assert loaded.render("en-GB", "weeks", count=2) == "a fortnight"
    assert loaded.render("en", "weeks", count=2) == "2 weeks"
    assert loaded.render("en-GB", "greeting", name="Bob") == "Hello, *Bob*!"


def test_a_variant_is_no_language_of_its_own(folder: Path) -> None:
    append_text(folder / OVERLAY, "weeks = { $count } weeks, or so\n")
    loaded = load_texts(folder)
    assert loaded.languages == ("en",)
    assert loaded.variants == ("en", "en-GB")
    asked = ("en-GB", "en_gb", "en-US", "en", "fr")
    assert [loaded.closest_language(code) for code in asked] == ["en-GB", "en-GB", "en", "en", "en"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wekes = again\n", f"{OVERLAY}, line 1 (wekes): en has no such key (correct it, or add"),
        ("greeting = Hello, *{ $name }*!\n", "(greeting): it says the same as en (delete it here)"),
    ],
    ids=["a key that its base lacks", "the same text"],
)
def test_a_variant_that_changes_nothing_is_refused(folder: Path, text: str, found: str) -> None:
    """Without the check of overlays: a text whose key has a slip is never read."""
    append_text(folder / OVERLAY, text)
    assert found in "\n".join(map(str, check_folder(folder, markup.check)))
    with pytest.raises(ContentBroken) as refused:
        load_texts(folder)
    assert found in str(refused.value)


def test_a_variant_takes_the_variables_of_its_base(folder: Path) -> None:
    append_text(folder / OVERLAY, "greeting = Hello, { $nmae }!\n")
    found = "\n".join(map(str, check_folder(folder, markup.check)))
    assert f"{OVERLAY}, line 1 (greeting): $name, $nmae not in both" in found


def test_words_of_one_country_stand_in_its_variant_alone(folder: Path) -> None:
    append_text(folder / OVERLAY, "weeks = { $count } weeks, or half as many fortnights\n")
    assert not check_folder(folder, markup.check)
    append_text(folder / OVERLAY, "greeting = You shall see { $name }!\n")
    assert "says “shall”" in "\n".join(map(str, check_folder(folder, markup.check)))


def test_challenges_and_lists_come_in_the_language_of_the_variant() -> None:
    library = Library.load(FOLDER)
    for variant in (code for code in read_languages(FOLDER) if "-" in code):
        base = variant.partition("-")[0]
        for each in library.challenges:
            assert library.challenge(each.id, variant) is library.challenge(each.id, base)
    assert translated_text({"en": "yes", "es": "sí"}, "es-ES") == "sí"
