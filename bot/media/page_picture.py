"""Draws a page of words as a picture, in any of five scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

import regex
from PIL import Image, ImageDraw, ImageFont, features

import content
from chat.messages import PicturePage

FONT = content.FOLDER / "fonts" / "DejaVuSans.ttf"
WIDTH, MARGIN = 900, 90
"""In pixels."""
PAPER, INK = (252, 246, 236), (66, 52, 72)
SHADES = 256
ELLIPSIS = "…"
NO_GLYPH = "\uffff"
"""Has no glyph in any font, so the box for missing ones is drawn for it."""
EMOJI = regex.compile(
    r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3\ufe00-\ufe0f]"
)
JOINER = "\u200c"
"""Keeps two Persian letters apart; all other invisible characters could turn the order around."""
GRAPHEME = regex.compile(r"\X")
RIGHT_TO_LEFT = ("R", "AL")
FAST = 1
"""Zlib's quickest: the file is a little larger, and is made in half the time."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How paragraphs of a kind look; sizes and spaces in pixels, `shade` of the ink up to 255."""

    size: int
    leading: int
    space_between: int
    most_lines: int
    shade: int = 255


HEADING = ParagraphStyle(26, 36, 0, 2, 150)
TITLE = ParagraphStyle(46, 60, 0, 6)
LINE = ParagraphStyle(30, 42, 14, 3)
FOOTER = ParagraphStyle(26, 38, 0, 3, 150)
SPACE_BETWEEN_KINDS = 44


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a page at its place."""

    text: str
    style: ParagraphStyle
    y: int


def draw(page: PicturePage) -> bytes | None:
    """Return the page as a PNG; None if its script cannot be drawn on this machine.

    Letters of Arabic and Hebrew are joined and put in order by Raqm, for which Pillow needs the
    system's FriBidi.
    """
    rows, height = _lay_out(page)
    if any(_needs_raqm(row.text) for row in rows) and not features.check("raqm"):
        return None
    image = Image.new("L", (WIDTH, height), 0)
    pen = ImageDraw.Draw(image)
    for row in rows:
        _write(pen, row)
    image.putpalette(_palette())
    encoded = BytesIO()
    image.save(encoded, "PNG", compress_level=FAST)
    return encoded.getvalue()


def drawable(text: str) -> str:
    """Return the text on one line without emoji and all else that the font does not have."""
    kept = EMOJI.sub("", text)
    return " ".join("".join(each for each in kept if _has_glyph(each)).split())


def _needs_raqm(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in RIGHT_TO_LEFT for each in text)


def _lay_out(page: PicturePage) -> tuple[list[PlacedLine], int]:
    """Return the lines at their places, and the height of the picture."""
    kinds = {HEADING: [page.heading], TITLE: [page.title], LINE: page.lines, FOOTER: page.footer}
    rows: list[PlacedLine] = []
    y = MARGIN
    for style, texts in kinds.items():
        before = len(rows)
        for text in filter(None, map(drawable, texts)):
            for line in _wrap(text, style):
                rows.append(PlacedLine(line, style, y))
                y += style.leading
            y += style.space_between
        y += SPACE_BETWEEN_KINDS if len(rows) > before else 0
    return rows, y - SPACE_BETWEEN_KINDS + MARGIN


def _wrap(text: str, style: ParagraphStyle) -> Iterator[str]:
    """Yield the lines of a paragraph, at most as many as its style allows."""
    lines = _fill(_pieces(text, style), style)
    yield from lines[: style.most_lines - 1]
    if len(lines) > style.most_lines:
        yield f"{lines[style.most_lines - 1]}{ELLIPSIS}"
    else:
        yield from lines[style.most_lines - 1 :]


def _fill(pieces: Sequence[str], style: ParagraphStyle) -> list[str]:
    lines: list[list[str]] = []
    left = 0.0
    for piece in pieces:
        width = _width(piece, style.size)
        if not lines or width > left:
            lines.append([])
            left = WIDTH - 2 * MARGIN
        lines[-1].append(piece)
        left -= width + _width(" ", style.size)
    return [" ".join(each) for each in lines]


def _pieces(text: str, style: ParagraphStyle) -> list[str]:
    """Return the words; one that is wider than the page comes in parts."""
    room = WIDTH - 2 * MARGIN
    pieces = []
    for word in text.split():
        while _width(word, style.size) > room:
            ends = [found.end() for found in GRAPHEME.finditer(word)]
            share = room / _width(word, style.size)
            cut = ends[max(0, int(len(ends) * share) - 2)]
            pieces.append(word[:cut])
            word = word[cut:]
        pieces.append(word)
    return pieces


def _write(pen: ImageDraw.ImageDraw, row: PlacedLine) -> None:
    place, font = (WIDTH / 2, row.y), _font(row.style.size)
    pen.text(place, row.text, row.style.shade, font, "ma")


@lru_cache(maxsize=4096)
def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    if character.isspace():
        return True
    if unicodedata.category(character)[0] == "C":
        return character == JOINER
    return not _is_box(character)


def _is_box(character: str) -> bool:
    font = _font(LINE.size)
    drawn, box = font.getmask(character), font.getmask(NO_GLYPH)
    return drawn.size == box.size and bytes(drawn) == bytes(box)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _palette() -> list[int]:
    """Return the colours from paper to ink, for each shade of grey."""
    steps = [each / (SHADES - 1) for each in range(SHADES)]
    both = list(zip(PAPER, INK, strict=True))
    return [round(paper + (ink - paper) * step) for step in steps for paper, ink in both]
