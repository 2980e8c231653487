"""Handles privacy in /settings: what a glance at the phone may show, and whether words are kept."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.privacy import consent, export as privacy_export, hide as privacy_hide
from handlers import date_text
from handlers.privacy import consent as privacy_consent
from handlers.settings.week import BACK_BUTTON
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)

EXPORT_LABEL_KEY = "privacy-button-export-now"
SWITCHES = {
    "hide": "hides_words",
    "clear": "clears_words",
    "stay": "keeps_in_chat",
    "sort": "keeps_unsorted",
}
"""The switches of this page, and the column in which each is kept."""


@router.button("settings:privacy")
async def show_privacy(turn: Turn) -> Replies:
    """Show this page of the settings in place of the others."""
    see, export = (
        button("privacy-button-who", "privacy:see"),
        button(EXPORT_LABEL_KEY, "privacy:export"),
    )
    rows: list[Row] = [
        _switch_button(turn, "hide"),
        _switch_button(turn, "clear"),
        *([_switch_button(turn, "stay")] if turn.keeps_in_chat else []),
        _switch_button(turn, "sort"),
        button("settings-button-word", "privacy:own-word"),
        _consent_button(turn),
        [see, export],
    ]
    text, hidden = _page_text(turn), len(await privacy_hide.hidden_links(turn.ctx, turn.member))
    if hidden:
        notice = turn.text("settings-privacy-hidden", None, count=hidden)
        text = Rendered(f"{text}\n\n{notice}")
        rows.append(button("settings-button-hidden", "privacy:hidden"))
    if day := await privacy_export.last_taken(turn.ctx, turn.member):
        notice = turn.text("settings-privacy-file", None, day=date_text.long_date(turn, day))
        text = Rendered(f"{text}\n\n{notice}")
        rows.append(button("settings-button-file", "settings:file"))
    return turn.send(text, *rows, BACK_BUTTON, target=EditPressed())


@router.button("settings:hide")
async def switch_hiding(turn: Turn) -> Replies:
    """Switch whether what comes automatically lies under a spoiler, for this reader alone."""
    turn.member.hides_words = turn.event.choice == "on"
    return await show_privacy(turn)


@router.button("settings:clear")
async def switch_clearing(turn: Turn) -> Replies:
    """Switch whether people's own words leave the chat once they are kept."""
    turn.member.clears_words = turn.event.choice == "on"
    return await show_privacy(turn)


@router.button("settings:stay")
async def switch_staying(turn: Turn) -> Replies:
    """Switch whether the bot's messages to this reader can be forwarded and saved."""
    turn.member.keeps_in_chat = turn.event.choice == "on"
    return await show_privacy(turn)


@router.button("settings:sort")
async def switch_keeping_unsorted(turn: Turn) -> Replies:
    """Switch whether words that wait for a choice are kept or erased after a week."""
    turn.member.keeps_unsorted = turn.event.choice == "on"
    return await show_privacy(turn)


@router.button("settings:file")
async def clear_export_day(turn: Turn) -> Replies:
    """Erase the day of the last file, also from the database."""
    turn.member.exported_on = None
    return await show_privacy(turn)


def _page_text(turn: Turn) -> Rendered:
    shown = [name for name in SWITCHES if name != "stay" or turn.keeps_in_chat]
    states = {name: "on" if _is_on(turn, name) else "off" for name in shown}
    lines = [turn.text(f"settings-privacy-{name}", None, state=states[name]) for name in states]
    return Rendered("\n\n".join([turn.text("settings-privacy"), *lines, _consent_line(turn)]))


def _is_on(turn: Turn, name: str) -> bool:
    return bool(getattr(turn.member, SWITCHES[name]))


def _switch_button(turn: Turn, name: str) -> ButtonSpec:
    to = "off" if _is_on(turn, name) else "on"
    return button(f"settings-button-{name}-{to}", f"settings:{name}", choice=to)


def _consent_line(turn: Turn) -> Rendered:
    since = turn.member.consented_at
    has_agreed = consent.has_agreed(turn.member)
    day = date_text.long_date(turn, date_text.to_local(turn, since)) if has_agreed and since else ""
    state = "yes" if has_agreed else "no"
    return turn.text("settings-privacy-kept", None, state=state, day=day)


def _consent_button(turn: Turn) -> ButtonSpec:
    """Return a button to give or withdraw consent; both are one tap."""
    if consent.has_agreed(turn.member):
        return button("settings-button-stop-keeping", "privacy:refuse")
    return privacy_consent.yes_button("")
