"""Handles the language that a person reads: theirs alone, and the platform's until they choose."""

from __future__ import annotations

from content.texts import Rendered
from domain.errors import NotFound
from handlers.turn import ButtonSpec, Turn, button


def language_lines(turn: Turn) -> list[Rendered]:
    """Return the line of /settings about it, or none if there is only one language."""
    if not other_language_buttons(turn, "settings:language"):
        return []
    return [turn.text("settings-line-language", language=language_name(turn, turn.member.language))]


def language_buttons(turn: Turn) -> list[ButtonSpec]:
    """Return the button of /settings; people who cannot read its label know it by its globe."""
    if not other_language_buttons(turn, "settings:language"):
        return []
    return [button("settings-button-language", "settings:language")]


def other_language_buttons(turn: Turn, action: str) -> list[ButtonSpec]:
    """Return a button for each language but the reader's own, by its name in that language."""
    own = turn.member.language.partition("-")[0]
    return [
        _language_button(turn, code, action)
        for code in turn.content.texts.languages
        if code.partition("-")[0] != own
    ]


def all_language_buttons(turn: Turn, action: str) -> list[ButtonSpec]:
    """Return a button for each language, and for each variant of one country."""
    return [_language_button(turn, code, action) for code in turn.content.texts.variants]


def choose_language(turn: Turn) -> None:
    """Save the pressed language, which from now on takes precedence over the platform's."""
    if turn.event.choice not in turn.content.texts.variants:
        raise NotFound
    turn.member.language = turn.event.choice


def language_name(turn: Turn, code: str) -> Rendered:
    """Return a language's name in that language."""
    return turn.content.texts.render(code, "settings-language")


def _language_button(turn: Turn, code: str, action: str) -> ButtonSpec:
    name = language_name(turn, code)
    return button("settings-button-speak", action, choice=code, language=name)
