"""Declares the feature of /wishes."""

from __future__ import annotations

from domain.wishes.export import WISHES
from handlers.feature import Feature
from handlers.wishes import deck, export_page, own, shared

FEATURE = Feature(
    "wishes",
    (deck.router, own.router, shared.router),
    commands=("wishes",),
    after_consent=deck.begin,
    export=(WISHES,),
    export_page=export_page.SECTIONS,
)
