"""Short texts: other people's words in them, languages, and what a broken one does."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from chat import markup
from content.problems import ContentBroken
from content.texts import NotRendered, Rendered
from tests.content_copy import FTL, add, add_german, copy_content, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content, to be changed."""
    return copy_content(tmp_path)


def test_a_name_cannot_write_in_our_markup(folder: Path) -> None:
    assert texts(folder).render("en", "greeting", name="*Al_ice*") == r"Hello, *\*Al\_ice\**!"


def test_a_rendered_value_goes_in_as_it_is(folder: Path) -> None:
    said = texts(folder).render("en", "greeting", name=Rendered("_Bob_"))
    assert said == "Hello, *_Bob_*!"
    assert isinstance(said, Rendered)


def test_an_answer_of_4000_characters_fits_into_a_text(folder: Path) -> None:
    assert texts(folder).render("en", "greeting", name="x" * 4000) == f"Hello, *{'x' * 4000}*!"


def test_fluent_in_a_name_is_only_a_name(folder: Path) -> None:
    name = "{ $name } \ue0000\ue001"
    assert markup.to_plain(texts(folder).render("en", "greeting", name=name)) == f"Hello, {name}!"


def test_a_number_chooses_its_plural(folder: Path) -> None:
    assert texts(folder).render("en", "weeks", count=1) == "one week"
    assert texts(folder).render("en", "weeks", count=3) == "3 weeks"


def test_a_word_chooses_its_variant(folder: Path) -> None:
    add(folder / FTL, "when = { $part ->\n  [day] now\n *[night] later\n }\n")
    assert texts(folder).render("en", "when", part="day") == "now"
    assert texts(folder).render("en", "when", part="noon") == "later"


def test_a_variable_may_have_any_name(folder: Path) -> None:
    add(folder / FTL, "odd = { $key } { $language } { $self }\n")
    assert texts(folder).render("en", "odd", key=1, language=2, self=3) == "1 2 3"


def test_paragraphs_stay_and_blanks_at_line_ends_go(folder: Path) -> None:
    add(folder / FTL, "two =\n    One. { $gap }\n\n    Two.   \n")
    add(folder / FTL, "last = Last { $gap }\n")
    assert texts(folder).render("en", "two", gap="") == "One.\n\nTwo."
    assert texts(folder).render("en", "last", gap="") == "Last"


def test_blanks_that_a_person_wrote_stay(folder: Path) -> None:
    said = texts(folder).render("en", "greeting", name="a  \n  b")
    assert said == "Hello, *a  \n  b*!"


def test_people_get_the_closest_language(folder: Path) -> None:
    held = texts(add_german(folder))
    assert held.languages == ("en", "de")
    asked = ("de", "de-AT", "DE_ch", "en-GB", "fr", "", None)
    assert [held.closest(code) for code in asked] == ["de", "de", "de", "en", "en", "en", "en"]


def test_an_unknown_language_is_english(folder: Path) -> None:
    assert texts(folder).render("tlh", "weeks", count=1) == "one week"


def test_a_text_that_a_language_lacks_is_said_in_english(folder: Path) -> None:
    add(folder / "locales/de/example.ftl", "greeting = Hallo, { $name }!\n")
    held = texts(folder, strict=False)
    assert held.render("de", "greeting", name="Bob") == "Hallo, Bob!"
    assert held.render("de", "weeks", count=1) == "one week"


def test_a_fault_is_logged_without_what_people_wrote(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held = texts(folder, strict=False)
    with caplog.at_level(logging.WARNING):
        assert held.render("en", "no-such-key", name="my secret") == "no-such-key"
        assert held.render("en", "greeting", nmae="my secret") == "greeting"
    assert "no-such-key" in caplog.text
    assert "greeting" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("no-such-key", {}),
        ("greeting", {}),
        ("greeting", {"name": "Bob", "nickname": "Bobby"}),
        ("broken", {}),
    ],
)
def test_strict_texts_raise_on_every_fault(folder: Path, key: str, values: dict[str, str]) -> None:
    add(folder / FTL, "broken = { no-such-key }\n")
    with pytest.raises(NotRendered, match=key):
        texts(folder).render("en", key, **values)


def test_a_text_is_there_or_not(folder: Path) -> None:
    assert texts(folder).has("greeting")
    assert not texts(folder).has("no-such-key")


def test_broken_fluent_is_refused_with_its_line(folder: Path) -> None:
    add(folder / FTL, "this is no Fluent\n")
    with pytest.raises(ContentBroken, match=r"example\.ftl, line 6: not Fluent"):
        texts(folder)


def test_a_line_that_opens_in_bold_is_refused_with_the_mend(folder: Path) -> None:
    add(folder / FTL, "tip =\n    *One* thing.\n")
    with pytest.raises(ContentBroken, match=r"line 6: .*cannot begin with \*"):
        texts(folder)


def test_a_line_can_open_in_bold_through_a_quoted_mark(folder: Path) -> None:
    add(folder / FTL, 'tip =\n    Hello.\n\n    {"*"}One* thing.\n')
    assert texts(folder).render("en", "tip") == "Hello.\n\n*One* thing."


def test_a_key_in_two_files_is_refused(folder: Path) -> None:
    add(folder / "locales/en/other.ftl", "greeting = Hi\n")
    with pytest.raises(ContentBroken, match=r"other\.ftl, line 1 \(greeting\).*example\.ftl"):
        texts(folder)


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match="no texts in English"):
        texts(tmp_path)
