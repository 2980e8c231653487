"""What a person can do: one module a feature, listed here in the order of the menu."""

from __future__ import annotations

from handlers import start
from handlers.turn import Features

FEATURES = (start,)


def features() -> Features:
    """Every feature's handlers in one table."""
    everything = Features()
    for feature in FEATURES:
        everything.include(feature.router)
    return everything
