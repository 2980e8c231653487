"""What /goals adds to the bot."""

from __future__ import annotations

from domain.goals import export
from handlers.feature import Feature
from handlers.goals import check_in, draft, edited_message, overview, waiting

FEATURE = Feature(
    "goals",
    (overview.router, draft.router, edited_message.router, waiting.router, check_in.router),
    commands=("goals",),
    after_consent=overview.begin,
    export=export.SECTIONS,
)
