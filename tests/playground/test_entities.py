"""Test that HTML becomes the text and the entities that Telegram would make of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from playground.shared.errors import Refused
from playground.shared.text_spans import utf16_length
from playground.telegram.formatting.entities import parse_formatting


def marks(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Return type, offset and length of each."""
    return [(e["type"], e["offset"], e["length"]) for e in entities]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("del", "strikethrough"),
        ("code", "code"),
        ("pre", "pre"),
        ("tg-spoiler", "spoiler"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_each_tag_marks_its_words(tag: str, kind: str) -> None:
    assert parse_formatting(f"a <{tag}>b</{tag}>", "HTML")[1] == [
        {"type": kind, "offset": 2, "length": 1}
    ]


def test_offsets_count_utf_16_code_units() -> None:
    text, entities = parse_formatting("😀<b>é👨‍👩‍👧</b>", "HTML")
    assert (text, marks(entities)) == ("😀é👨‍👩‍👧", [("bold", 2, 9)])


def test_a_link_keeps_its_address() -> None:
    _, entities = parse_formatting('<a href="https://example.org/?a=1&amp;b=2">here</a>', "HTML")
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/?a=1&b=2"}
    ]


def test_a_link_to_nowhere_is_plain_text() -> None:
    assert parse_formatting('<a href="javascript:x">here</a>', "HTML") == ("here", [])


def test_code_in_pre_names_its_language() -> None:
    html = '<pre><code class="language-python">x = 1</code></pre>'
    expected = [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]
    assert parse_formatting(html, "HTML")[1] == expected


def test_an_expandable_quote_says_so() -> None:
    assert marks(parse_formatting("<blockquote expandable>x</blockquote>", "HTML")[1]) == [
        ("expandable_blockquote", 0, 1)
    ]


def test_only_four_named_characters_are_read() -> None:
    assert parse_formatting("&lt;&gt;&amp;&quot;&#33;&#x1F600; &nbsp; &copy; &", "HTML")[0] == (
        '<>&"!😀 &nbsp; &copy; &'
    )


def test_styles_of_one_kind_that_touch_become_one() -> None:
    assert marks(parse_formatting("<b>a</b><b>b</b>", "HTML")[1]) == [("bold", 0, 2)]


def test_code_is_never_bold() -> None:
    assert marks(parse_formatting("<b>a<code>b</code>c</b>", "HTML")[1]) == [
        ("bold", 0, 1),
        ("code", 1, 1),
        ("bold", 2, 1),
    ]


def test_both_ends_are_trimmed_and_the_marks_move_along() -> None:
    text, entities = parse_formatting("\n <b> x </b>\n", "HTML")
    assert (text, marks(entities)) == ("x", [("bold", 0, 1)])


def test_clickable_stretches_are_found() -> None:
    text = "See https://t.me/a?start=b. /help @alice, #us or me@example.org, example.com!"
    found = {text[o : o + n]: kind for kind, o, n in marks(parse_formatting(text)[1])}
    assert found == {
        "https://t.me/a?start=b": "url",
        "/help": "bot_command",
        "@alice": "mention",
        "#us": "hashtag",
        "me@example.org": "email",
        "example.com": "url",
    }


def test_nothing_is_clickable_in_code_or_in_a_link() -> None:
    _, entities = parse_formatting('<code>/help</code> <a href="https://a.org">@bob</a>', "HTML")
    assert [kind for kind, _, _ in marks(entities)] == ["code", "text_link"]


def test_a_slash_within_words_is_not_a_command() -> None:
    assert parse_formatting("and/or 1/2 //x")[1] == []


def test_other_parse_modes_are_refused() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        parse_formatting("*x*", "MarkdownV2")


@given(st.text(alphabet="<>/&;#abi u\n😀é", max_size=60))
def test_any_text_is_parsed_or_refused_and_marks_stay_inside(html: str) -> None:
    try:
        text, entities = parse_formatting(html, "HTML")
    except Refused:
        return
    assert all(o >= 0 and n > 0 and o + n <= utf16_length(text) for _, o, n in marks(entities))


@given(st.text(max_size=60))
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_formatting(escaped, "HTML")[0] == text.strip(" \n")
