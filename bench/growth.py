"""Measure how costs grow from a thousand couples to a million, and draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.answers import measure_burst
from bench.bots import opened, ours, serving, with_couples
from bench.chart import Chart
from bench.due import Move, move
from bench.report import Table
from bench.rounds import Progress

PICTURE = Path(__file__).parents[1] / "docs/performance.svg"
COUPLES = 1_000, 10_000, 100_000, 1_000_000
BURST, WARM_UP, DUE = 300, 50, 1_000
MOVES = 5


@dataclass(frozen=True)
class Size:
    """Milliseconds of CPU for an update and of time for 1,000 moments, MiB, and start seconds."""

    update: float
    moments: float
    memory: float
    start: float


LINES = {
    "update": "CPU of `/reflect words`, ms",
    "moments": f"{DUE:,} moments moved, ms",
    "memory": "memory, MiB",
    "start": "start until it polls, s",
}


async def measure(_: int, progress: Progress) -> Table:
    """Return the table, and write the picture."""
    sizes = {}
    for couples in COUPLES:
        progress(f"{couples:,} couples")
        sizes[couples] = await _measure_size(couples)
    _draw(sizes)
    header = ("", *(f"{couples:,} couples" for couples in COUPLES))
    rows = [[label, *_cells(sizes, name)] for name, label in LINES.items()]
    return Table("growth", header, rows, "In brackets: × 1,000 couples.")


async def _measure_size(couples: int) -> Size:
    async with serving(ours(with_couples(couples))) as run:
        await measure_burst(run, "/help", WARM_UP)
        cost = await measure_burst(run, "/reflect words", BURST)
        seconds = run.start_seconds
    moves = await _measure_moves(couples)
    best = min(each.seconds for each in moves)
    return Size(cost.cpu, 1000 * best, cost.memory, seconds)


async def _measure_moves(couples: int) -> list[Move]:
    async with opened(ours(with_couples(couples), words=("bench.observers.due_bot",))) as child:
        await move(child, DUE)
        return [await move(child, DUE) for _ in range(MOVES)]


def _values(sizes: Mapping[int, Size], name: str) -> list[float]:
    return [getattr(size, name) for size in sizes.values()]


def _cells(sizes: Mapping[int, Size], name: str) -> list[str]:
    values = _values(sizes, name)
    return [f"{value:.1f} ({value / values[0]:.2f})" for value in values]


def _draw(sizes: Mapping[int, Size]) -> None:
    lines = {}
    for name, label in LINES.items():
        values = _values(sizes, name)
        short = label.partition(",")[0].replace("`", "")
        lines[short] = [value / values[0] for value in values]
    title = "What Same Side costs, compared with 1,000 couples"
    PICTURE.write_text(Chart(title, "couples in the database", list(sizes), lines).to_svg())
