"""Test short texts: other people's words in them, languages, and what a broken one does."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chat import markup
from content import FOLDER, fluent_files
from content.fluent_files import FluentFiles
from content.problems import ContentBroken
from content.texts import NotRendered, Rendered
from tests.support.content_copy import FTL, add_german, append_text, copy_content, load_texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the real content, to be changed."""
    return copy_content(tmp_path)


def test_a_name_cannot_write_in_our_markup(folder: Path) -> None:
    assert load_texts(folder).render("en", "greeting", name="*Al_ice*") == r"Hello, *\*Al\_ice\**!"


def test_a_rendered_value_goes_in_as_it_is(folder: Path) -> None:
    said = load_texts(folder).render("en", "greeting", name=Rendered("_Bob_"))
    assert said == "Hello, *_Bob_*!"
    assert isinstance(said, Rendered)


def test_an_answer_of_4000_characters_fits_into_a_text(folder: Path) -> None:
    assert load_texts(folder).render("en", "greeting", name="x" * 4000) == f"Hello, *{'x' * 4000}*!"


def test_fluent_in_a_name_is_only_a_name(folder: Path) -> None:
    name = "{ $name } \ue0000\ue001"
    assert (
        markup.to_plain(load_texts(folder).render("en", "greeting", name=name)) == f"Hello, {name}!"
    )


def test_a_number_chooses_its_plural(folder: Path) -> None:
    assert load_texts(folder).render("en", "weeks", count=1) == "one week"
    assert load_texts(folder).render("en", "weeks", count=3) == "3 weeks"


def test_a_word_chooses_its_variant(folder: Path) -> None:
    append_text(folder / FTL, "when = { $part ->\n  [day] now\n *[night] later\n }\n")
    assert load_texts(folder).render("en", "when", part="day") == "now"
    assert load_texts(folder).render("en", "when", part="noon") == "later"


def test_a_variable_may_have_any_name(folder: Path) -> None:
    append_text(folder / FTL, "odd = { $key } { $language } { $self }\n")
    assert load_texts(folder).render("en", "odd", key=1, language=2, self=3) == "1 2 3"


def test_paragraphs_stay_and_blanks_at_line_ends_go(folder: Path) -> None:
    append_text(folder / FTL, "two =\n    One. { $gap }\n\n    Two.   \n")
    append_text(folder / FTL, "last = Last { $gap }\n")
    assert load_texts(folder).render("en", "two", gap="") == "One.\n\nTwo."
    assert load_texts(folder).render("en", "last", gap="") == "Last"


def test_blanks_that_a_person_wrote_stay(folder: Path) -> None:
    said = load_texts(folder).render("en", "greeting", name="a  \n  b")
    assert said == "Hello, *a  \n  b*!"


def test_people_get_the_closest_language(folder: Path) -> None:
    loaded_texts = load_texts(add_german(folder))
    assert loaded_texts.languages == ("en", "de")
    asked = ("de", "de-AT", "DE_ch", "en-GB", "fr", "", None)
    assert [loaded_texts.closest_language(code) for code in asked] == [
        "de",
        "de",
        "de",
        "en",
        "en",
        "en",
        "en",
    ]


def test_an_unknown_language_is_english(folder: Path) -> None:
    assert load_texts(folder).render("tlh", "weeks", count=1) == "one week"


def test_a_language_that_lacks_a_text_is_left_out_as_a_whole(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append_text(folder / "locales/de/example.ftl", "greeting = Hallo, { $name }!\n")
    loaded_texts = load_texts(folder, strict=False)
    assert loaded_texts.languages == ("en",)
    assert loaded_texts.render("de", "greeting", name="Bob") == "Hello, *Bob*!"
    assert "language de is left out" in caplog.text


def test_a_fault_is_logged_without_what_people_wrote(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded_texts = load_texts(folder, strict=False)
    with caplog.at_level(logging.WARNING):
        assert loaded_texts.render("en", "no-such-key", name="my secret") == "no-such-key"
        assert loaded_texts.render("en", "greeting", nmae="my secret") == "greeting"
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
    append_text(folder / FTL, "broken = { no-such-key }\n")
    with pytest.raises(NotRendered, match=key):
        load_texts(folder).render("en", key, **values)


def test_a_text_is_there_or_not(folder: Path) -> None:
    assert load_texts(folder).has_text("greeting")
    assert not load_texts(folder).has_text("no-such-key")


def test_broken_fluent_is_refused_with_its_line(folder: Path) -> None:
    append_text(folder / FTL, "this is no Fluent\n")
    with pytest.raises(ContentBroken, match=r"example\.ftl, line 6: not Fluent"):
        load_texts(folder)


def test_a_line_that_starts_in_bold_is_refused_with_the_fix(folder: Path) -> None:
    append_text(folder / FTL, "tip =\n    *One* thing.\n")
    with pytest.raises(ContentBroken, match=r"line 6: .*cannot begin with \*"):
        load_texts(folder)


def test_a_line_can_open_in_bold_through_a_quoted_mark(folder: Path) -> None:
    append_text(folder / FTL, 'tip =\n    Hello.\n\n    {"*"}One* thing.\n')
    assert load_texts(folder).render("en", "tip") == "Hello.\n\n*One* thing."


def test_a_key_in_two_files_is_refused(folder: Path) -> None:
    append_text(folder / "locales/en/other.ftl", "greeting = Hi\n")
    with pytest.raises(ContentBroken, match=r"other\.ftl, line 1 \(greeting\).*example\.ftl"):
        load_texts(folder)


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match="no texts in English"):
        load_texts(tmp_path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("locales/*/*.ftl")), ids=lambda path: path.name)
def test_our_own_files_are_sound_at_a_glance_and_read_as_the_library_reads_them(path: Path) -> None:
    """If a file is not, then each start parses all of it."""
    source = path.read_text("utf-8")
    entries = fluent_files.sound_entries(path.name, source)
    assert entries is not None
    whole = list(fluent_files.parse_file(path.name, source, FluentFiles()))
    assert [(each.key, each.line) for each in entries] == [(each.key, each.line) for each in whole]
    for one, other in zip(entries, whole, strict=True):
        assert one.node.equals(other.node, ignored_fields=["span", "comment"])


PIECES = (
    "key =",
    "-term =",
    "\n",
    "\n ",
    "\n\n    ",
    " ",
    "word",
    "{ $x }",
    "{ key }",
    "{",
    "}",
    "#",
)
PIECES_OF_MORE = (
    "# c\n",
    "[one]",
    "*[other]",
    ".attr =",
    '{ "}" }',
    "{ $x ->",
    "{ KEY() }",
    "=",
    '"',
)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_sound_at_a_glance_is_what_the_library_reads(source: str) -> None:
    entries = fluent_files.sound_entries("file", source)
    if entries is not None:
        files = FluentFiles()
        whole = list(fluent_files.parse_file("file", source, files))
        assert not files.problems
        assert [each.key for each in entries] == [each.key for each in whole]
        for one, other in zip(entries, whole, strict=True):
            assert one.node.equals(other.node, ignored_fields=["span", "comment"])
