"""Draw the bot's picture from the project's mark, after a change to `playground/page/favicon.svg`.

    python -m tools.make_picture

The mark is two speech bubbles on one ground line; its numbers here are those of the SVG, in whose
64 units it is drawn. Platforms cut the picture to a circle, so the mark keeps clear of the corners.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from bot.platforms.introduction import PICTURE

UNITS, SIZE, OVERSAMPLING = 96, 640, 4
"""The picture's side in units of the mark, in pixels, and how much finer it is drawn first."""
MARGIN = 16
PAPER, CORAL, BLUE = "#fff8f0", "#ec6464", "#5a5bd8"
BUBBLES = ((24, 28, 5, CORAL), (40, 36, 40, BLUE))
"""The middle of each, the left side of its square corner, and its colour."""
RADIUS, CORNER = 19, 4.5
EYES, EYE_RADIUS = ((30.5, 33), (43.5, 33)), 3
"""The upper left of each."""
QUALITY = 90


def draw() -> Image.Image:
    """Return the picture."""
    scale = SIZE * OVERSAMPLING / UNITS
    picture = Image.new("RGB", (SIZE * OVERSAMPLING,) * 2, PAPER)
    pen = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        return [(MARGIN + each) * scale for each in (left, top, right, bottom)]

    for x, y, side, colour in BUBBLES:
        pen.ellipse(box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS), colour)
        pen.rounded_rectangle(box(side, y, side + RADIUS, y + RADIUS), CORNER * scale, colour)
        # The inner edges of the corner are straight, since they lie inside the bubble.
        pen.rectangle(box(side, y, side + RADIUS, y + CORNER), colour)
        inner = side if side == x else x - CORNER
        pen.rectangle(box(inner, y, inner + CORNER, y + RADIUS), colour)
    for left, top in EYES:
        right, bottom = left + 2 * EYE_RADIUS, top + 2 * EYE_RADIUS
        pen.ellipse(box(left, top, right, bottom), "white")
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw().save(PICTURE, quality=QUALITY)
