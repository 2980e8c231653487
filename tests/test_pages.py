"""Templates of pages: all that they are given is words, and a broken one is found at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import FOLDER, pages
from content.pages import EXPORT, Block, Page, Pages, Paragraph, Section
from content.problems import ContentBroken
from tests.content_copy import change, copy_content

HOSTILE = "<script>alert('1')</script> & {{ 7 * 7 }} {% include 'x' %}"


def page(words: str, language: str = "en") -> Page:
    said = Section(words, [Block(words, [Paragraph(words, words), Paragraph(words, quoted=True)])])
    return Page(language, words, words, [said])


def test_words_are_never_markup_wherever_they_stand() -> None:
    """Seen to fail without autoescape."""
    plain, hostile = (Pages.load(FOLDER).export(page(words)) for words in ("harmless", HOSTILE))
    assert plain.count("<") == hostile.count("<")
    assert hostile.count("{{ 7 * 7 }}") == plain.count("harmless")


def test_a_section_without_blocks_is_left_out() -> None:
    made = Pages.load(FOLDER).export(Page("en", "a", "b", [Section("Nothing here", [])]))
    assert "Nothing here" not in made


def test_a_page_runs_in_the_direction_of_its_language() -> None:
    assert '<html lang="he" dir="rtl">' in Pages.load(FOLDER).export(page("שלום", "he"))


def test_a_template_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    folder = copy_content(tmp_path)
    change(folder / EXPORT, "{% endmacro %}", "{% endmacr %}")
    (problem,) = pages.problems(folder)
    assert str(problem).startswith(f"{EXPORT}, line ")
    with pytest.raises(ContentBroken, match="not a Jinja template"):
        Pages.load(folder)


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    folder = copy_content(tmp_path)
    (folder / EXPORT).unlink()
    assert [str(each) for each in pages.problems(folder)] == [
        f"{EXPORT}, file: it is missing (bring it back)"
    ]
