"""Declares the feature of /repair."""

from __future__ import annotations

from domain.repair import export
from handlers.feature import Feature
from handlers.repair import export_page, steps, trial

FEATURE = Feature(
    "repair",
    (steps.router, trial.router),
    commands=("repair",),
    after_consent=steps.show,
    export=(export.REPAIRS,),
    export_page=export_page.SECTIONS,
)
