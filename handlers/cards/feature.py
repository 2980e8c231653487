"""Declares the feature of /cards."""

from __future__ import annotations

from domain.cards import export
from handlers.cards import choose, evening, export_page
from handlers.feature import Feature

FEATURE = Feature(
    "cards",
    (choose.router, evening.router),
    commands=("cards",),
    after_consent=choose.begin,
    export=(export.CARDS,),
    export_page=export_page.SECTIONS,
)
