"""Looks up what cities are called in a list that lies folded and sorted in a file.

To fold 85,000 names takes a second, and as Python's objects they take 15 MiB. So
`python -m tools.make_cities` folds them, and the list stays bytes, of which a search reads some.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from content.normalize import spellings

IndexedName = tuple[str, bool, int]
"""A folded name, whether it is another than the city's own, and the city's rank."""
AFTER_ALL = b"\xff"
"""Greater than any byte of a text in UTF-8."""


class NameIndex:
    """A sorted list of names, a line each: the folded name, 1 for another name, and the rank."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines

    @classmethod
    def of(cls, cities: Iterable[Sequence[str]], first_rank: int = 0) -> NameIndex:
        """Make an index of cities, each given by all its names with its own name first."""
        lines = {
            f"{folded}\t{int(at > 0)}\t{rank}\n".encode()
            for rank, names in enumerate(cities, first_rank)
            for at, name in enumerate(names)
            for folded in spellings(name)
        }
        return cls(b"".join(sorted(lines)))

    def __bytes__(self) -> bytes:
        return self._lines

    def equal_to(self, name: str) -> list[IndexedName]:
        """Return the places in the list of exactly this folded name."""
        return self.starting_with(f"{name}\t")

    def starting_with(self, letters: str) -> list[IndexedName]:
        """Return all folded names that begin with these letters, in their order."""
        wanted = letters.encode()
        found = self._lines[self._start_of(wanted) : self._start_of(wanted + AFTER_ALL)]
        rows = (line.split("\t") for line in found.decode().split("\n") if line)
        return [(name, other == "1", int(rank)) for name, other, rank in rows]

    def _start_of(self, wanted: bytes) -> int:
        """Return where the first line begins that is not before `wanted`."""
        return bisect_left(range(len(self._lines)), wanted, key=self._line_at)

    def _line_at(self, at: int) -> bytes:
        start = self._lines.rfind(b"\n", 0, at) + 1
        return self._lines[start : self._lines.find(b"\n", at)]
