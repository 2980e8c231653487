"""Keeps the garbage collector out of the start, and away from what lives as long as the process.

While a bot starts it makes almost no garbage, yet a collector looks through all that is imported
and loaded again and again: a fifth of the start. Later each full look would hold up everybody for
as long as it takes to see all of it once more.
"""

from __future__ import annotations

import gc


def pause() -> None:
    """Collect nothing until `resume`."""
    gc.disable()


def resume() -> None:
    """Collect again, and leave all that there is now alone; does nothing without a `pause`."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
