"""/settings on privacy: what a glance at the phone may show, and whether anything is kept."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.privacy import consent, export as privacy_export, hide as privacy_hide
from handlers import dates
from handlers.privacy import consent as privacy_consent
from handlers.settings.week import BACK
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, tap

router = FeatureRouter(needs_consent=False)

EXPORT = "privacy-button-export-now"
SWITCHES = {"hide": "hides_words", "clear": "clears_words", "sort": "keeps_unsorted"}
"""What can be switched on and off here, and where it is kept."""


@router.button("settings:privacy")
async def show(turn: Turn) -> Replies:
    """One page of the settings, in the place of the others."""
    see, export = tap("privacy-button-who", "privacy:see"), tap(EXPORT, "privacy:export")
    rows: list[Row] = [
        _switch(turn, "hide"),
        _switch(turn, "clear"),
        _switch(turn, "sort"),
        tap("settings-button-word", "privacy:own-word"),
        _choice(turn),
        [see, export],
    ]
    text, hidden = _page(turn), len(await privacy_hide.hidden_links(turn.ctx, turn.member))
    if hidden:
        line = turn.text("settings-privacy-hidden", None, count=hidden)
        text = Rendered(f"{text}\n\n{line}")
        rows.append(tap("settings-button-hidden", "privacy:hidden"))
    if day := await privacy_export.last_taken(turn.ctx, turn.member):
        line = turn.text("settings-privacy-file", None, day=dates.long_date(turn, day))
        text = Rendered(f"{text}\n\n{line}")
        rows.append(tap("settings-button-file", "settings:file"))
    return turn.send(text, *rows, BACK, target=EditPressed())


@router.button("settings:hide")
async def hide(turn: Turn) -> Replies:
    """What comes by itself lies under a spoiler, for this reader alone."""
    turn.member.hides_words = turn.event.choice == "on"
    return await show(turn)


@router.button("settings:clear")
async def clear(turn: Turn) -> Replies:
    """What people write for themselves leaves the chat once it is kept."""
    turn.member.clears_words = turn.event.choice == "on"
    return await show(turn)


@router.button("settings:sort")
async def keep_unsorted(turn: Turn) -> Replies:
    """Whether words that wait for a choice are kept or erased after a week."""
    turn.member.keeps_unsorted = turn.event.choice == "on"
    return await show(turn)


@router.button("settings:file")
async def clear_day(turn: Turn) -> Replies:
    """The day of the last file goes, also from the database."""
    turn.member.exported_on = None
    return await show(turn)


def _page(turn: Turn) -> Rendered:
    on = {name: "on" if _is_on(turn, name) else "off" for name in SWITCHES}
    lines = [turn.text(f"settings-privacy-{name}", None, state=on[name]) for name in on]
    return Rendered("\n\n".join([turn.text("settings-privacy"), *lines, _kept(turn)]))


def _is_on(turn: Turn, name: str) -> bool:
    return bool(getattr(turn.member, SWITCHES[name]))


def _switch(turn: Turn, name: str) -> ButtonSpec:
    to = "off" if _is_on(turn, name) else "on"
    return tap(f"settings-button-{name}-{to}", f"settings:{name}", choice=to)


def _kept(turn: Turn) -> Rendered:
    since = turn.member.consented_at
    kept = consent.has_agreed(turn.member)
    day = dates.long_date(turn, dates.local(turn, since)) if kept and since else ""
    state = "yes" if kept else "no"
    return turn.text("settings-privacy-kept", None, state=state, day=day)


def _choice(turn: Turn) -> ButtonSpec:
    """Back and forth are one tap each."""
    if consent.has_agreed(turn.member):
        return tap("settings-button-stop-keeping", "privacy:refuse")
    return privacy_consent.ways("")[0]
