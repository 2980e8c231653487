"""Check the components of a message: buttons and menus."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from playground.discord.api.errors import invalid, missing, too_long, wrong_length

ROW, BUTTON, SELECT_MENU, TEXT_INPUT, TEXT, LABEL = 1, 2, 3, 4, 10, 18
LINK = 5
MOST_ROWS, MOST_BUTTONS = 5, 5
LONGEST_BUTTON_LABEL, LONGEST_CUSTOM_ID = 80, 100
MOST_OPTIONS, LONGEST_SELECT_PLACEHOLDER, LONGEST_OPTION = 25, 150, 100
Components = list[dict[str, Any]]


def checked_components(given: object) -> Components:
    """Return a message's components as Discord does; refuse what it would not show."""
    if given is None:
        return []
    rows = checked_list(given, "components", 0, MOST_ROWS)
    numbers = count(1)
    shown = [checked_row(row, place, numbers) for place, row in with_paths("components", rows)]
    ids = [b["custom_id"] for row in shown for b in row["components"] if "custom_id" in b]
    if len(ids) != len(set(ids)):
        words = "Component custom id cannot be duplicated"
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    return shown


def checked_row(row: object, place: str, numbers: Iterator[int]) -> dict[str, Any]:
    """Return a row of buttons or with a menu; refuse anything else."""
    number = next(numbers)
    return {"type": ROW, "id": number, "components": list(_buttons(row, place, numbers))}


def _buttons(row: object, place: str, numbers: Iterator[int]) -> Iterator[dict[str, Any]]:
    if not isinstance(row, dict) or row.get("type") != ROW:
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", "Value of field 'type' must be 1.")
    buttons = checked_list(row.get("components"), f"{place}.components", 1, MOST_BUTTONS)
    for at, button in with_paths(f"{place}.components", buttons):
        if button.get("type") == SELECT_MENU:
            if len(buttons) > 1:
                words = "Components displayed in this row exceed the maximum width"
                raise invalid(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)
            yield _select_menu(button, at, next(numbers))
        else:
            yield checked_button(button, at, next(numbers))


def _select_menu(given: dict[str, Any], place: str, number: int) -> dict[str, Any]:
    check_length(given.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
    if len(given.get("placeholder") or "") > LONGEST_SELECT_PLACEHOLDER:
        raise too_long(f"{place}.placeholder", LONGEST_SELECT_PLACEHOLDER)
    options = checked_list(given.get("options"), f"{place}.options", 1, MOST_OPTIONS)
    shown = []
    for at, option in with_paths(f"{place}.options", options):
        for name in ("label", "value"):
            check_length(option.get(name), f"{at}.{name}", 1, LONGEST_OPTION)
        shown.append({"label": option["label"], "value": option["value"]})
    if len({option["value"] for option in shown}) < len(shown):
        words = "The specified option value is already used"
        raise invalid(f"{place}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    body = {name: given[name] for name in ("custom_id", "placeholder") if given.get(name)}
    one = {"min_values": 1, "max_values": 1, "options": shown}
    return {"type": SELECT_MENU, "id": number} | body | one


def checked_button(given: dict[str, Any], place: str, number: int) -> dict[str, Any]:
    """Return a button as Discord does; refuse one that it would not show."""
    if given.get("type") != BUTTON:
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", "Value of field 'type' must be 2.")
    style, label = given.get("style"), given.get("label") or ""
    if style not in (1, 2, 3, 4, LINK):
        raise invalid(
            f"{place}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5)."
        )
    if len(label) > LONGEST_BUTTON_LABEL:
        raise too_long(f"{place}.label", LONGEST_BUTTON_LABEL)
    if not label and not given.get("emoji"):
        words = "A button must have a label or an emoji."
        raise invalid(place, "BUTTON_COMPONENT_INVALID_LABEL", words)
    body: dict[str, Any] = {"type": BUTTON, "id": number, "style": style}
    if style == LINK:
        check_length(given.get("url"), f"{place}.url", 1, 512)
        body["url"] = given["url"]
    else:
        check_length(given.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
        body["custom_id"] = given["custom_id"]
    if label:
        body["label"] = label
    if given.get("emoji"):
        body["emoji"] = {key: value for key, value in given["emoji"].items() if value is not None}
    return body | ({"disabled": True} if given.get("disabled") else {})


def with_paths(place: str, things: Components) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each thing with the path by which a refusal names it."""
    return ((f"{place}.{number}", thing) for number, thing in enumerate(things))


def checked_list(given: object, place: str, least: int, most: int) -> Components:
    """Return a list of that length; refuse anything else."""
    if given is None:
        raise missing(place)
    if not isinstance(given, list) or not least <= len(given) <= most:
        raise wrong_length(place, least, most)
    return given


def check_length(given: object, place: str, least: int, most: int) -> None:
    """Refuse anything but a text of that length."""
    if given is None:
        raise missing(place)
    if not isinstance(given, str) or not least <= len(given) <= most:
        raise wrong_length(place, least, most)
