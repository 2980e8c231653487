"""/settings on privacy: whether anything is kept, and the ways to see, take and erase it."""

from __future__ import annotations

from babel.dates import format_date

from chat.messages import Replies
from content.texts import Rendered
from domain import calendar
from domain import privacy_consent as consent
from handlers import privacy_consent
from handlers.settings_week import BACK
from handlers.turn import Features, Tap, Turn, tap

router = Features()


@router.button("settings:privacy")
async def show(turn: Turn) -> Replies:
    """One page of the settings, in the place of the others."""
    export = tap("privacy-button-export-now", "privacy:export")
    return turn.send(_page(turn), _choice(turn), export, BACK, replaces=True)


def _page(turn: Turn) -> Rendered:
    return Rendered("\n\n".join([turn.text("settings-privacy"), _kept(turn)]))


def _kept(turn: Turn) -> Rendered:
    since = turn.member.consented_at
    kept = consent.has_agreed(turn.member)
    at = calendar.local(since, turn.member.zone or "UTC").date() if kept and since else None
    day = format_date(at, "long", locale=turn.member.language) if at else ""
    state = "yes" if kept else "no"
    return turn.text("settings-privacy-kept", None, state=state, day=day)


def _choice(turn: Turn) -> Tap:
    """Back and forth are one tap each."""
    if consent.has_agreed(turn.member):
        return tap("settings-button-stop-keeping", "privacy:refuse")
    return privacy_consent.ways("")[0]
