"""How much is tried: a little in every run, far more with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def amount(usual: int, thorough: int) -> int:
    return thorough if THOROUGH else usual
