"""The language that somebody reads: theirs alone, and the platform's until they choose."""

from __future__ import annotations

from content.texts import Rendered
from domain.errors import NotFound
from handlers.turn import ButtonSpec, Turn, tap


def line(turn: Turn) -> list[Rendered]:
    """What /settings says of it; nothing where there is only one language."""
    if not others(turn, "settings:language"):
        return []
    return [turn.text("settings-line-language", language=named(turn, turn.member.language))]


def way_to_it(turn: Turn) -> list[ButtonSpec]:
    """The button in /settings; its globe is found by who cannot read the rest."""
    if not others(turn, "settings:language"):
        return []
    return [tap("settings-button-language", "settings:language")]


def others(turn: Turn, action: str) -> list[ButtonSpec]:
    """A button for each language but the reader's own, by the name that it calls itself."""
    return [
        _button(turn, code, action)
        for code in turn.content.texts.languages
        if code != turn.member.language
    ]


def every(turn: Turn, action: str) -> list[ButtonSpec]:
    """A button for each language that there is."""
    return [_button(turn, code, action) for code in turn.content.texts.languages]


def choose(turn: Turn) -> None:
    """Takes over the pressed language; from here on it wins over the platform's."""
    if turn.event.choice not in turn.content.texts.languages:
        raise NotFound
    turn.member.language = turn.event.choice


def named(turn: Turn, code: str) -> Rendered:
    """A language as it calls itself."""
    return turn.content.texts.render(code, "settings-language")


def _button(turn: Turn, code: str, action: str) -> ButtonSpec:
    name = named(turn, code)
    return tap("settings-button-speak", action, choice=code, language=name)
