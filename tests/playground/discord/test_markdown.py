"""Test that the local Discord shows Markdown as Discord's app does."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chat import markup
from playground.discord.markdown import parse

Marks = list[tuple[str, str]]


def marks(text: str) -> tuple[str, Marks]:
    """Return the plain words, and each marked stretch of them."""
    plain, entities = parse(text)
    wide = plain.encode("utf-16-le", "surrogatepass")
    found = []
    for one in entities:
        start, end = one["offset"] * 2, (one["offset"] + one["length"]) * 2
        found.append((one["type"], wide[start:end].decode("utf-16-le", "surrogatepass")))
    return plain, found


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("**a** *b* _c_ __d__ ~~e~~", "a b c d e", ["bold", "italic", "italic", "underline", "~"]),
        ("***both***", "both", ["bold", "italic"]),
        ("||hidden **words**||", "hidden words", ["spoiler", "bold"]),
        ("snake_case_words and 2 * 3 * 4", "snake_case_words and 2 * 3 * 4", []),
        (r"\*not\* \_this\_ \|\|nor\|\| \`that\`", "*not* _this_ ||nor|| `that`", []),
        ("`/pair *A*` and ``a`b``", "/pair *A* and a`b", ["code", "code"]),
        ("`` a` ``", "a`", ["code"]),
        ("```py\nx = 1\n```", "x = 1", ["pre"]),
        ("see https://example.org/a_b_c.", "see https://example.org/a_b_c.", ["url"]),
        ("[here](https://example.org)", "here", ["text_link"]),
        ("> one\n> **two**\nthree", "one\ntwo\nthree", ["blockquote", "bold"]),
        (">>> one\ntwo", "one\ntwo", ["blockquote"]),
        ("a > b", "a > b", []),
        ("**never closed", "**never closed", []),
    ],
)
def test_marks_are_read_as_the_app_reads_them(text: str, plain: str, found: list[str]) -> None:
    kinds = ["strikethrough" if kind == "~" else kind for kind in found]
    assert marks(text)[0] == plain
    assert [kind for kind, _ in marks(text)[1]] == kinds


def test_offsets_count_as_javascript_does() -> None:
    assert marks("👋 **a👋b** _c_") == ("👋 a👋b c", [("bold", "a👋b"), ("italic", "c")])


@given(st.text(alphabet="ab \n*_`~|<>[]()\\#-👋", max_size=40))
def test_escaped_text_is_shown_as_it_was_written(words: str) -> None:
    """Without the escapes of `to_markdown`: a star of somebody's would be a mark."""
    plain, found = marks(markup.to_markdown(markup.escape(words)))
    assert (plain, found) == (words, [])
