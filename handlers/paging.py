"""The buttons of what is leafed through one page at a time."""

from __future__ import annotations

from domain.paging import PagePosition
from handlers.turn import Row, button


def paging_rows(page: PagePosition, feature: str, action: str) -> list[Row]:
    """Return a row that leads to the newer and the older page; none for a single page."""
    newer = [button(f"{feature}-button-newer", action, page.newer)] if page.newer else []
    older = [button(f"{feature}-button-older", action, page.older)] if page.older else []
    return [[*newer, *older]] if newer or older else []
