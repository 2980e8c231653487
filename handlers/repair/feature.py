"""What /repair adds to the bot."""

from __future__ import annotations

from handlers.feature import Feature
from handlers.repair import steps, trial

FEATURE = Feature(
    "repair", (steps.router, trial.router), commands=("repair",), after_consent=steps.show
)
