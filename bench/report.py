"""Print tables, and write them into docs/performance.md between their marks."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs/performance.md"
LOAD_BEFORE = os.getloadavg()[0]
"""The work of others on this machine before anything was measured, in busy cores."""
LIBRARIES = ("python-telegram-bot", "SQLAlchemy", "aiosqlite", "asyncpg", "aiohttp")


@dataclass(frozen=True)
class Goal:
    """A figure that should be at most the limit, or at least."""

    what: str
    figure: float
    limit: float
    at_least: bool = False

    def to_text(self) -> str:
        """Return the goal and whether it is reached."""
        reached = self.figure >= self.limit if self.at_least else self.figure <= self.limit
        bound = "at least" if self.at_least else "at most"
        result = "reached" if reached else "not reached"
        return f"Goal: {self.what} {bound} {self.limit:g}. It is {self.figure:.2f}: {result}."


@dataclass(frozen=True)
class Table:
    """One table of the page; notes and goals stand below it."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: str = ""
    goals: Sequence[Goal] = ()

    def to_markdown(self) -> str:
        lines = [self.header, ["---"] * len(self.header), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        goals = "\n".join(f"- {goal.to_text()}" for goal in self.goals)
        return "\n\n".join(part for part in (table, self.notes, goals) if part)


def write_section(page: str, name: str, content: str) -> str:
    """Return the page with the content between the marks of that name. Raises LookupError."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    marked = re.compile(rf"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not marked.search(page):
        raise LookupError(f"the page has no marks for {name}")
    return marked.sub(lambda _: f"{begin}\n{content}\n{end}", page)


def save_table(table: Table) -> None:
    """Write the table and the machine into the page."""
    page = write_section(PAGE.read_text(), table.name, table.to_markdown())
    PAGE.write_text(write_section(page, "machine", describe_machine()))


def print_table(table: Table) -> None:
    """Print what was measured, and on what."""
    clear_progress()
    sys.stdout.write(f"{describe_machine()}\n\n{table.to_markdown()}\n")


def describe_machine() -> str:
    """Return the machine and the versions, in one line."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    cores = f"{os.cpu_count()} cores of {_processor()}"
    python = f"{platform.system()}, Python {platform.python_version()}"
    return f"{cores}, {python}; {libraries}; load average before the run {LOAD_BEFORE:.1f}"


def show_progress(text: str) -> None:
    """Show what is being measured, on one line in a terminal."""
    is_terminal = sys.stderr.isatty()
    sys.stderr.write(f"\r\x1b[K{text}" if is_terminal else f"{text}\n")
    sys.stderr.flush()


def clear_progress() -> None:
    """Leave nothing of the last progress on the line."""
    if sys.stderr.isatty():
        show_progress("")


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    text = file.read_text() if file.exists() else ""
    found = re.search(r"model name\s*: (.+)", text)
    return found[1].strip() if found else platform.processor() or platform.machine()
