"""Finds the place of a page among others, for rows that are shown one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class PagePosition:
    """One row's place among all, the newest being number 1."""

    id: UUID
    number: int
    count: int
    newer: UUID | None
    older: UUID | None


def page_of(newest_first: Sequence[UUID], wanted: UUID | None) -> PagePosition | None:
    """Return the page of the wanted row, by default the newest; None where there are no rows.

    Raise NotFound for a row that is not among them.
    """
    if wanted is None and not newest_first:
        return None
    if wanted is not None and wanted not in newest_first:
        raise NotFound
    at = newest_first.index(wanted) if wanted else 0
    older = newest_first[at + 1] if at + 1 < len(newest_first) else None
    newer = newest_first[at - 1] if at else None
    return PagePosition(newest_first[at], at + 1, len(newest_first), newer, older)
