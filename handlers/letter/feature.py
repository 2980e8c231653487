"""Declares the feature of /letter."""

from __future__ import annotations

from domain.letter import export
from handlers.feature import Feature, PageSection
from handlers.letter import draft, export_page, opening, overview

FEATURE = Feature(
    "letter",
    (overview.router, draft.router, opening.router),
    commands=("letter",),
    help_group="private",
    after_consent=overview.begin,
    export=(export.EXPORT,),
    export_page=(PageSection("letters", export_page.render),),
)
