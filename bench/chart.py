"""Draw lines over a scale of powers of ten, as an SVG that is readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, log10
from xml.etree.ElementTree import Element, SubElement, indent, tostring

WIDTH, HEIGHT = 760, 380
LEFT, RIGHT, TOP, BOTTOM = 60, 230, 50, 50
COLOURS = "#0b6e99", "#c2410c", "#4d7c0f", "#7e22ce"
GRID, INK, PAPER = "#d4d4d8", "#27272a", "#ffffff"
MOST_STEPS = 6


@dataclass(frozen=True)
class Chart:
    """Each line has one value for each of `places`; the vertical scale begins at nought."""

    title: str
    below: str
    places: Sequence[int]
    lines: Mapping[str, Sequence[float]]

    def to_svg(self) -> str:
        root = Element("svg", _texts(xmlns="http://www.w3.org/2000/svg", viewBox=self._box))
        root.set("font-family", "system-ui, sans-serif")
        SubElement(root, "title").text = self.title
        SubElement(root, "rect", _texts(width=WIDTH, height=HEIGHT, fill=PAPER))
        _write(root, LEFT, TOP - 22, self.title, size=16)
        self._draw_scales(root)
        for colour, (name, values) in zip(COLOURS, self.lines.items(), strict=False):
            self._draw_line(root, name, values, colour)
        indent(root)
        return tostring(root, encoding="unicode") + "\n"

    @property
    def _box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def _step(self) -> int:
        """Return the distance of two lines of the grid."""
        highest = max(max(values) for values in self.lines.values())
        return next(each for each in count(1) if ceil(highest / each) <= MOST_STEPS)

    @property
    def _top(self) -> float:
        highest = max(max(values) for values in self.lines.values())
        return self._step * max(2, ceil(highest / self._step))

    def _x(self, place: float) -> float:
        first, last = log10(self.places[0]), log10(self.places[-1])
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(place) - first) / (last - first)

    def _y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self._top

    def _draw_scales(self, root: Element) -> None:
        for number in range(int(self._top / self._step) + 1):
            value = number * self._step
            y = self._y(value)
            ends = _texts(x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=GRID)
            SubElement(root, "line", ends)
            _write(root, LEFT - 8, y + 4, f"{value} ×", anchor="end")
        for place in self.places:
            _write(root, self._x(place), HEIGHT - BOTTOM + 20, f"{place:,}", anchor="middle")
        middle = (LEFT + WIDTH - RIGHT) / 2
        _write(root, middle, HEIGHT - BOTTOM + 40, self.below, anchor="middle")

    def _draw_line(self, root: Element, name: str, values: Sequence[float], colour: str) -> None:
        points = [
            (self._x(place), self._y(value))
            for place, value in zip(self.places, values, strict=True)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        SubElement(root, "polyline", _texts(points=path, fill="none", stroke=colour))
        root[-1].set("stroke-width", "2.5")
        for x, y in points:
            SubElement(root, "circle", _texts(cx=x, cy=y, r=3.5, fill=colour))
        row = list(self.lines).index(name)
        label = f"{name}: {values[-1]:.2f} ×"
        _write(root, WIDTH - RIGHT + 14, TOP + 10 + 22 * row, label, colour=colour)


def _write(
    root: Element,
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 12,
    colour: str = INK,
) -> None:
    element = SubElement(root, "text", _texts(x=x, y=y, fill=colour))
    element.set("font-size", str(size))
    element.set("text-anchor", anchor)
    element.text = text


def _texts(**values: float | str) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else f"{value:.1f}" for name, value in values.items()
    }
