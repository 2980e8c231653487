"""Shows a numbered list of buttons that words may mean, and lets a few words choose from it."""

from __future__ import annotations

from collections.abc import Sequence

from chat.buttons import Button
from chat.messages import Replies
from content.normalize import fold
from domain.screen import Keyboard, LiveKeyboard
from handlers.turn import Turn, button

NUMBER_MARK = " · "
"""Stands between the number and the label; no other label begins with both."""


def offer_choices(turn: Turn, found: Sequence[tuple[Button, str]]) -> Replies:
    """Offer each button with the title of its message."""
    specs = [
        button(
            "unsorted-button-which",
            meant.action,
            meant.id,
            meant.choice,
            number=number,
            label=meant.label,
            title=title,
        )
        for number, (meant, title) in enumerate(found, start=1)
    ]
    return turn.say("unsorted-which", *specs)


def is_choice_list(keyboard: Keyboard) -> bool:
    """Return whether these buttons are such a list, which counts only as the newest message."""
    numbered = enumerate(keyboard.buttons, start=1)
    return len(keyboard.buttons) > 1 and all(
        button.label.startswith(f"{number}{NUMBER_MARK}") for number, button in numbered
    )


def find_chosen(text: str, keyboards: Sequence[LiveKeyboard]) -> tuple[Button, LiveKeyboard] | None:
    """Return the one button that a number, its label or the words of its message name."""
    newest = next((each for each in keyboards if each.is_newest), None)
    if newest is None or not is_choice_list(newest.keyboard):
        return None
    normalized = _normalize(text)
    matching = [
        each
        for each in newest.keyboard.buttons
        if normalized and normalized in _accepted_names(each.label)
    ]
    return (matching[0], newest) if len(matching) == 1 else None


def _accepted_names(label: str) -> set[str]:
    number, _, rest = label.partition(NUMBER_MARK)
    return {_normalize(each) for each in (number, label, rest, rest.partition(": ")[2])}


def _normalize(text: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in fold(text)).split())
