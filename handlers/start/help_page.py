"""Handles /help: one screen on what to do, with a page for each group of commands."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from handlers.feature import HELP_GROUPS
from handlers.support import feature as support
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)


@router.command("help")
@router.button("start:help")
async def show_help(turn: Turn) -> Replies:
    """Show the overview, or the page of a group that is named behind the command."""
    if group := _find_group(turn, turn.event.text or turn.event.choice):
        return _show_group(turn, group)
    groups = [_group_button(each) for each in HELP_GROUPS]
    rows: list[Row] = [groups[:2], groups[2:], support.SUPPORT_BUTTON]
    return turn.send(turn.text("help-page"), *rows, target=EditPressed())


def _show_group(turn: Turn, group: str) -> Replies:
    lines = [
        turn.text("help-line", None, name=name, text=turn.text(f"help-{name}"))
        for name in turn.features.help[group]
    ]
    page = Rendered("\n".join([turn.text(f"help-group-{group}"), *lines]))
    return turn.send(page, button("help-button-back", "start:help"), target=EditPressed())


def _find_group(turn: Turn, words: str) -> str:
    """Return the group that the words name, by its id or its button in any language, or ""."""
    wanted = words.strip().casefold()
    return next((each for each in HELP_GROUPS if wanted in _names(turn, each)), "")


def _names(turn: Turn, group: str) -> Sequence[str]:
    texts = turn.content.texts
    labels = [texts.render(code, f"help-button-{group}") for code in texts.languages]
    return [group, *(each.casefold() for each in labels)]


def _group_button(group: str) -> ButtonSpec:
    return button(f"help-button-{group}", "start:help", choice=group)
