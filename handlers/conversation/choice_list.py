"""A numbered list of buttons that words may mean: shown, and chosen from with a few words."""

from __future__ import annotations

from collections.abc import Sequence

from chat.buttons import Button
from chat.messages import Replies
from content.normalize import fold
from domain.screen import Keyboard, LiveKeyboard
from handlers.turn import Turn, tap

MARK = " · "
"""Between the number and the label; nothing else begins with both."""


def ask(turn: Turn, found: Sequence[tuple[Button, str]]) -> Replies:
    """Offers each button with the title of its message."""
    specs = [
        tap(
            "unsorted-button-which",
            button.action,
            button.id,
            button.choice,
            number=number,
            label=button.label,
            title=title,
        )
        for number, (button, title) in enumerate(found, start=1)
    ]
    return turn.say("unsorted-which", *specs)


def is_list(keyboard: Keyboard) -> bool:
    """Whether these buttons are such a list, which counts only as the newest message."""
    numbered = enumerate(keyboard.buttons, start=1)
    return len(keyboard.buttons) > 1 and all(
        button.label.startswith(f"{number}{MARK}") for number, button in numbered
    )


def chosen(text: str, shown: Sequence[LiveKeyboard]) -> tuple[Button, LiveKeyboard] | None:
    """The one that a number, its label or the words of its message name."""
    newest = next((each for each in shown if each.is_newest), None)
    if newest is None or not is_list(newest.keyboard):
        return None
    said = _flat(text)
    named = [each for each in newest.keyboard.buttons if said and said in _names(each.label)]
    return (named[0], newest) if len(named) == 1 else None


def _names(label: str) -> set[str]:
    number, _, rest = label.partition(MARK)
    return {_flat(each) for each in (number, label, rest, rest.partition(": ")[2])}


def _flat(words: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in fold(words)).split())
