"""Test markup: what people wrote stays as it is, on every platform and in parts of any size."""

from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, example, given, strategies as st

from chat import markup

BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TRICKY = st.text(
    st.one_of(
        st.sampled_from("*_`|\\<>&#-. \n\r\t!?" + BIDI),
        st.sampled_from("\u0301\u200d\ufe0f\U0001f1e9\U0001f469\U0001f3fd\u0627\u05d0"),
        st.characters(exclude_categories=["Cs"]),
    )
)
CLUSTERS = st.sampled_from(
    ["a", "e\u0301", "👩🏽‍🚀", "🇩🇪", "\r\n", "नि", "한", " ", ". ", "\n\n", "*", "||"]
)


class Reader(HTMLParser):
    """A strict reader of Telegram's HTML: tags are closed in order and have no attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        assert tag in {"b", "i", "code", "tg-spoiler"}
        assert "code" not in self.opened
        assert tag != "code" or not self.opened
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read_html(text: str) -> str:
    reader = Reader()
    reader.feed(markup.to_html(text))
    reader.close()
    assert not reader.opened
    return reader.words


def units(words: str) -> int:
    return sum(2 if ord(character) > 0xFFFF else 1 for character in words)


def graphemes(words: str) -> list[str]:
    return list(regex.findall(r"\X", words))


def without_space(words: str) -> list[str]:
    return [whole for whole in graphemes(words) if not whole.isspace()]


def test_marks_become_telegrams_tags() -> None:
    text = '*bold* _italic_ `code` ||hidden|| <b>&"'
    html = "<b>bold</b> <i>italic</i> <code>code</code> <tg-spoiler>hidden</tg-spoiler>"
    assert markup.to_html(text) == html + ' &lt;b&gt;&amp;"'


def test_marks_become_discords_marks() -> None:
    text = "*bold* _italic_ `code` ||hidden||"
    assert markup.to_markdown(text) == "**bold** *italic* `code` ||hidden||"


def test_marks_inside_each_other_close_in_order() -> None:
    assert markup.to_html("_*Alice* wrote:_") == "<i><b>Alice</b> wrote:</i>"
    assert markup.to_html("*a _b* c_") == "<b>a <i>b</i></b><i> c</i>"


def test_a_mark_without_a_partner_is_shown() -> None:
    assert markup.to_plain("2 * 3 and `so ||on") == "2 * 3 and `so ||on"
    assert markup.to_html("2 * 3") == "2 * 3"


def test_code_keeps_the_marks_inside_it() -> None:
    assert markup.to_html("`a*b*c`") == "<code>a*b*c</code>"
    assert markup.to_html(r"`a\`b`") == "<code>a`b</code>"


def test_code_is_separate_and_never_reveals_hidden_text() -> None:
    assert markup.to_html("*a `b` c*") == "<b>a </b><code>b</code><b> c</b>"
    assert markup.to_html("||a `b` c||") == "<tg-spoiler>a b c</tg-spoiler>"


def test_discord_reads_words_as_words() -> None:
    words = "# not a title\n- 1*2_3~4|5`6<@7>\n1. [a](b) \\"
    shown = "\\# not a title\n\\- 1\\*2\\_3\\~4\\|5\\`6\\<@7>\n1\\. \\[a](b) \\\\"
    assert markup.to_markdown(markup.escape(words)) == shown


def test_discord_can_still_open_a_link() -> None:
    link = "https://t.me/same_side_bot?start=a_b"
    assert markup.to_markdown(markup.escape(f"Open {link} or_not")) == f"Open {link} or\\_not"


def test_discords_code_may_hold_backticks() -> None:
    assert markup.to_markdown(r"`a\`b`") == "`` a`b ``"


def test_discord_keeps_neighbouring_marks_apart() -> None:
    assert markup.to_markdown("*a*_b_") == "**a**\u200b*b*"


@pytest.mark.parametrize("text", ["", "plain", "*a* _b_ `c*` ||d||", "*a _b_ `c`*", r"\*", "a | b"])
def test_balanced_marks_pass(text: str) -> None:
    markup.check(text)


@pytest.mark.parametrize("text", ["*a", "a_", "`a", "||a|", "*a _b* c_", "**a**", "``", "****"])
def test_unbalanced_marks_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not closed"):
        markup.check(text)


@given(TRICKY)
def test_escaped_words_come_out_as_they_went_in(words: str) -> None:
    escaped = markup.escape(words)
    markup.check(escaped)
    assert markup.to_plain(escaped) == words
    assert unescape(markup.to_html(escaped)) == unescape(words.replace("&", "&amp;"))


@given(TRICKY, TRICKY)
def test_words_between_our_marks_cannot_end_them(one: str, other: str) -> None:
    assume(one and other)
    text = f"*{markup.escape(one)}* ||{markup.escape(other)}||"
    markup.check(text)
    assert markup.runs(text) == [
        (one, frozenset({markup.BOLD})),
        (" ", frozenset()),
        (other, frozenset({markup.SPOILER})),
    ]


@given(TRICKY)
def test_any_text_is_well_formed_for_telegram(text: str) -> None:
    newline = str.maketrans({"\r": "\n", "\0": " "})
    plain = markup.to_plain(text).translate(newline)
    assert read_html(text.translate(newline)) == plain


@given(TRICKY)
def test_any_text_can_be_shown_anywhere(text: str) -> None:
    markup.to_markdown(text)
    marked = markup.runs(text)
    assert all(run.words for run in marked)
    assert all(one.styles != other.styles for one, other in pairwise(marked))


def test_a_latin_name_is_left_alone() -> None:
    assert markup.quote("Zoë_") == "Zoë\\_"


def test_a_right_to_left_name_is_kept_apart_from_the_text() -> None:
    assert markup.quote("דנה") == "\u2068דנה\u2069"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("\u202eecila", "\u2068\u202eecila\u202c\u2069"),
        ("a\u2069\u202eb", "\u2068a\u202eb\u202c\u2069"),
        ("a\u202cb", "\u2068ab\u2069"),
        ("\u2067a\u202ab\u2069c", "\u2068\u2067a\u202ab\u202c\u2069c\u2069"),
        ("\u202a\u2067a\u202cb", "\u2068\u202a\u2067ab\u2069\u202c\u2069"),
    ],
)
def test_a_name_cannot_turn_the_text_around_it(name: str, safe: str) -> None:
    assert markup.quote(name) == safe


def test_each_line_is_isolated_on_its_own() -> None:
    assert markup.quote("אב\nab\nגד") == "\u2068אב\u2069\nab\n\u2068גד\u2069"


@given(TRICKY)
def test_quoted_words_open_and_close_every_direction_mark(words: str) -> None:
    quoted = markup.to_plain(markup.quote(words))
    for line in regex.split("[\n\r\x1c-\x1e\x85\u2029]", quoted):
        opened = []
        for place, character in enumerate(line):
            if character in "\u202a\u202b\u202d\u202e":
                opened.append("\u202c")
            elif character in "\u2066\u2067\u2068":
                opened.append("\u2069")
            elif character in "\u202c\u2069":
                assert opened.pop() == character
                assert opened or place == len(line) - 1
        assert not opened
    assert [c for c in quoted if c not in BIDI] == [c for c in words if c not in BIDI]


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert markup.split(" *a* ", 3) == [" *a* "]
    assert markup.split("", 10) == [""]


def test_paragraphs_go_before_lines_before_sentences_before_words() -> None:
    assert markup.split("One. Two.\nThree.\n\nFour. Five", 24) == [
        "One. Two.\nThree.",
        "Four. Five",
    ]
    assert markup.split("One. Two.\nThree. Four", 17) == ["One. Two.", "Three. Four"]
    assert markup.split("One, two. Three four", 15) == ["One, two.", "Three four"]
    assert markup.split("One two three", 9) == ["One two", "three"]
    assert markup.split("Onetwothree", 9) == ["Onetwothr", "ee"]


def test_a_space_just_behind_a_full_part_is_a_border() -> None:
    assert markup.split("aa bb cccc", 5) == ["aa bb", "cccc"]


def test_an_early_paragraph_does_not_make_a_tiny_part() -> None:
    assert markup.split("Hi\n\n" + "word " * 10, 30)[0] == "Hi\n\n" + "word " * 4 + "word"


def test_a_style_is_closed_and_opened_again_at_a_cut() -> None:
    assert markup.split("*one _two three_*", 8) == ["*one _two_*", "*_three_*"]


def test_marks_and_escapes_do_not_count() -> None:
    assert markup.split(r"*a\*b*", 3) == [r"*a\*b*"]


def test_an_emoji_counts_as_two() -> None:
    assert markup.split("😀😀😀", 5) == ["😀😀", "😀"]


def test_half_an_emoji_counts_as_one() -> None:
    assert markup.split("\ud83d" * 3, 2) == ["\ud83d" * 2, "\ud83d"]


def test_a_grapheme_over_the_limit_is_cut_between_code_points() -> None:
    monster = "a" + "\u0301" * 4000
    parts = markup.split(monster, 100)
    assert "".join(parts) == monster
    assert all(units(part) <= 100 for part in parts)


def test_a_limit_that_no_emoji_fits_is_refused() -> None:
    with pytest.raises(ValueError, match="no text can be split"):
        markup.split("abc", 1)


@given(TRICKY, st.integers(2, 40))
@example(" \u0301" * 9, 4)
@example("\n\n \u0301*a*", 3)
def test_no_part_is_over_the_limit_and_no_word_is_lost(text: str, limit: int) -> None:
    parts = [markup.to_plain(part) for part in markup.split(text, limit)]
    assert all(units(part) <= limit for part in parts)
    rest = markup.to_plain(text)
    for part in parts:
        place = rest.index(part)
        assert not rest[:place].strip()
        rest = rest[place + len(part) :]
    assert not rest.strip()


@given(st.lists(CLUSTERS).map("".join), st.integers(14, 40))
def test_no_part_begins_or_ends_inside_a_grapheme(words: str, limit: int) -> None:
    parts = [markup.to_plain(part) for part in markup.split(markup.escape(words), limit)]
    assert [whole for part in parts for whole in without_space(part)] == without_space(words)


@given(TRICKY, st.integers(2, 40))
def test_every_part_keeps_its_styles_and_is_balanced(text: str, limit: int) -> None:
    parts = markup.split(text, limit)
    if len(parts) > 1:
        for part in parts:
            markup.check(part)
    styled = [(c, run.styles) for run in markup.runs(text) for c in run.words if not c.isspace()]
    again = [
        pair
        for part in parts
        for run in markup.runs(part)
        for pair in ((c, run.styles) for c in run.words)
        if not pair[0].isspace()
    ]
    assert again == styled


@given(st.lists(st.sampled_from(["word ", "*bold* ", "Line.\n", "End.\n\n", "😀"]), min_size=1))
def test_no_part_is_empty_or_frayed(pieces: list[str]) -> None:
    parts = markup.split("".join(pieces), 20)
    if len(parts) > 1:
        assert all(markup.to_plain(part).strip() == markup.to_plain(part) != "" for part in parts)
