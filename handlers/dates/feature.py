"""Declares the feature of /dates."""

from __future__ import annotations

from domain.dates import export
from handlers.dates import draft, export_page, notices, overview, sharing, taps
from handlers.feature import Feature, PageSection

FEATURE = Feature(
    "dates",
    (overview.router, draft.router, taps.router, sharing.router, notices.router),
    commands=("dates",),
    help_group="reminders",
    after_consent=overview.begin,
    export=(export.EXPORT,),
    export_page=(PageSection("dates", export_page.render),),
)
