"""Set how many examples to try: few in every run, many with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def amount(usual: int, thorough: int) -> int:
    return thorough if THOROUGH else usual


def life_settings(usual: int, thorough: int, steps: int = 50) -> settings:
    """Return the settings for whole lives: fixed examples, or new ones in a thorough run.

    A failing example is printed with the line that plays it again. Shrinking it takes minutes, so
    that is left to a thorough run.
    """
    return settings(
        max_examples=amount(usual, thorough),
        stateful_step_count=steps,
        deadline=None,
        derandomize=not THOROUGH,
        phases=list(Phase) if THOROUGH else [Phase.explicit, Phase.reuse, Phase.generate],
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
