"""Test the templates of pages: their values are always text, and a broken one is found at start."""

from __future__ import annotations

from pathlib import Path

from content import FOLDER, pages
from content.pages import EXPORT_TEMPLATE, Block, DocumentPage, PageTemplates, Paragraph, Section
from tests.support.content_copy import copy_content, replace_text

HOSTILE = "<script>alert('1')</script> & {{ 7 * 7 }} {% include 'x' %}"


def page(words: str, language: str = "en") -> DocumentPage:
    said = Section(words, [Block(words, [Paragraph(words, words), Paragraph(words, quoted=True)])])
    return DocumentPage(language, words, words, [said])


def test_words_are_never_markup_wherever_they_stand() -> None:
    """Seen to fail without autoescape."""
    plain, hostile = (
        PageTemplates(FOLDER).render_export(page(words)) for words in ("harmless", HOSTILE)
    )
    assert plain.count("<") == hostile.count("<")
    assert hostile.count("{{ 7 * 7 }}") == plain.count("harmless")


def test_a_section_without_blocks_is_left_out() -> None:
    made = PageTemplates(FOLDER).render_export(
        DocumentPage("en", "a", "b", [Section("Nothing here", [])])
    )
    assert "Nothing here" not in made


def test_a_page_runs_in_the_direction_of_its_language() -> None:
    assert '<html lang="he" dir="rtl">' in PageTemplates(FOLDER).render_export(page("שלום", "he"))


def test_a_template_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    folder = copy_content(tmp_path)
    replace_text(folder / EXPORT_TEMPLATE, "{% endmacro %}", "{% endmacr %}")
    (problem,) = pages.problems(folder)
    assert str(problem).startswith(f"{EXPORT_TEMPLATE}, line ")
    assert "not a Jinja template" in str(problem)


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    folder = copy_content(tmp_path)
    (folder / EXPORT_TEMPLATE).unlink()
    assert [str(each) for each in pages.problems(folder)] == [
        f"{EXPORT_TEMPLATE}, file: it is missing (bring it back)"
    ]
