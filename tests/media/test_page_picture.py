"""Test the picture of a page: five scripts, what is left out, and what does not fit."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, features

from bot.media import page_picture
from chat.messages import PicturePage

BOX = "\u2e80"
"""A character that the font does not have, so that its box is drawn."""
NAMES = {
    "Latin": "Zoë",
    "Cyrillic": "Наташа",
    "Greek": "Ελένη",
    "Arabic": "نور",
    "Hebrew": "שירה",
}


def page(*lines: str, title: str = "Dance", footer: tuple[str, ...] = ()) -> PicturePage:
    return PicturePage("For the two of you", title, lines, footer)


def opened(content: bytes | None) -> Image.Image:
    assert content
    image = Image.open(BytesIO(content))
    assert image.format == "PNG"
    return image.convert("L")


def glyphs(text: str) -> list[bytes]:
    """Return the drawn shape of each letter."""
    font = page_picture._font(30)
    return [bytes(font.getmask(each)) for each in text]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_of_five_scripts_are_drawn(name: str) -> None:
    """No letter has the shape of the box that stands for a missing one."""
    [box] = glyphs(BOX)
    assert box not in glyphs(name)
    assert page_picture.drawable(name) == name
    with_name = opened(page_picture.draw(page(footer=(name,))))
    without = opened(page_picture.draw(page(footer=("x",))))
    assert ImageChops.difference(with_name, without).getbbox()


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi")
@pytest.mark.parametrize("name", [NAMES["Arabic"], NAMES["Hebrew"]])
def test_letters_from_right_to_left_are_in_order(name: str) -> None:
    """A row of the first letter, repeated, ends on the right where the name begins."""
    image = Image.new("L", (page_picture.WIDTH, 100), 0)
    row = page_picture.PlacedLine(f"{name} {'x' * 10}", page_picture.LINE, 10)
    page_picture._write(ImageDraw.Draw(image), row)
    middle = page_picture.WIDTH // 2
    alone = Image.new("L", image.size, 0)
    page_picture._write(
        ImageDraw.Draw(alone), page_picture.PlacedLine("x" * 10, page_picture.LINE, 10)
    )
    left, _, right, _ = image.getbbox() or (0, 0, 0, 0)
    width = alone.getbbox()
    assert width
    latin = alone.crop(width)
    assert image.crop((left, width[1], left + latin.width, width[3])) == latin
    assert right > middle


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi")
def test_arabic_letters_are_joined() -> None:
    """Joined letters are narrower than the same letters alone."""
    font, name = page_picture._font(30), "محبة"
    assert font.getlength(name) < sum(font.getlength(each) for each in name)


def test_without_fribidi_such_a_page_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unjoined letters in the wrong order would be worse than the words alone."""
    monkeypatch.setattr(features, "check", lambda _: False)
    assert page_picture.draw(page(footer=(f"Alice and {NAMES['Arabic']}",))) is None
    assert page_picture.draw(page(footer=(NAMES["Greek"],)))


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("Alice 💛", "Alice"),
        ("👩‍❤️‍👨", ""),
        ("🇩🇪 Berlin 👍🏽", "Berlin"),
        ("we 中文 did", "we did"),
        ("a\u202eb\nc", "ab c"),
        ("بی\u200cکس", "بی\u200cکس"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_emoji_and_letters_without_a_shape_are_left_out(said: str, drawn: str) -> None:
    assert page_picture.drawable(said) == drawn


def test_a_page_of_emoji_alone_is_drawn_without_them() -> None:
    plain = opened(page_picture.draw(page()))
    assert opened(page_picture.draw(page("🎉", "💃🕺"))).size == plain.size


def test_what_does_not_fit_is_cut() -> None:
    endless = page(*["word " * 200] * 8, title="x" * 2000, footer=("y" * 400,))
    image = opened(page_picture.draw(endless))
    assert image.width == page_picture.WIDTH
    assert image.height < 3 * page_picture.WIDTH
    edge = image.crop((0, 0, page_picture.MARGIN // 2, image.height))
    assert len(edge.getcolors() or []) == 1
