"""Check the components of a message or a pop-up form: buttons, menus and text inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from playground.discord.api.errors import invalid, missing, too_long, wrong_length

ROW, BUTTON, SELECT_MENU, TEXT_INPUT, TEXT, LABEL = 1, 2, 3, 4, 10, 18
LINK = 5
MOST_ROWS, MOST_BUTTONS, MOST_INPUTS = 5, 5, 5
LONGEST_BUTTON_LABEL, LONGEST_FIELD_LABEL, LONGEST_TITLE, LONGEST_CUSTOM_ID, LONGEST_INPUT = (
    80,
    45,
    45,
    100,
    4000,
)
PLACEHOLDER = DESCRIPTION = 100
MOST_OPTIONS, LONGEST_SELECT_PLACEHOLDER, LONGEST_OPTION = 25, 150, 100
Components = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """One text input of a pop-up form, as a person sees it."""

    custom_id: str
    label: str
    paragraph: bool
    required: bool
    least: int
    most: int
    value: str
    placeholder: str


def checked_components(given: object) -> Components:
    """Return a message's components as Discord does; refuse what it would not show."""
    if given is None:
        return []
    rows = _checked_list(given, "components", 0, MOST_ROWS)
    numbers = count(1)
    shown: Components = [
        {"type": ROW, "id": next(numbers), "components": list(_buttons(row, place, numbers))}
        for place, row in _with_paths("components", rows)
    ]
    ids = [b["custom_id"] for row in shown for b in row["components"] if "custom_id" in b]
    if len(ids) != len(set(ids)):
        words = "Component custom id cannot be duplicated"
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    return shown


def form_fields(components: Components) -> list[Field]:
    """Return the text inputs of a form that passed `checked_form`."""
    return [_field(label, box) for label, box in _inputs(components)]


def checked_form(given: dict[str, Any]) -> dict[str, Any]:
    """Return a pop-up form's title, id and components; refuse what Discord would not open."""
    _check_length(given.get("custom_id"), "custom_id", 1, LONGEST_CUSTOM_ID)
    _check_length(given.get("title"), "title", 1, LONGEST_TITLE)
    rows = _checked_list(given.get("components"), "components", 1, MOST_INPUTS)
    for place, row in _with_paths("components", rows):
        _check_row(row, place)
    ids = [box.get("custom_id") for _, box in _inputs(rows)]
    if len(ids) != len(set(ids)):
        words = "Component custom id cannot be duplicated"
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    return {"custom_id": given["custom_id"], "title": given["title"], "components": rows}


def submitted_components(components: Components, values: dict[str, str]) -> Components:
    """Return a form's components as the bot receives them, with what the person wrote."""
    numbers = count(1)
    return [_filled(row, values, numbers) for row in components]


def _buttons(row: object, place: str, numbers: Iterator[int]) -> Iterator[dict[str, Any]]:
    if not isinstance(row, dict) or row.get("type") != ROW:
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", "Value of field 'type' must be 1.")
    buttons = _checked_list(row.get("components"), f"{place}.components", 1, MOST_BUTTONS)
    for at, button in _with_paths(f"{place}.components", buttons):
        if button.get("type") == SELECT_MENU:
            if len(buttons) > 1:
                words = "Components displayed in this row exceed the maximum width"
                raise invalid(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)
            yield _select_menu(button, at, next(numbers))
        else:
            yield _button(button, at, next(numbers))


def _select_menu(given: dict[str, Any], place: str, number: int) -> dict[str, Any]:
    _check_length(given.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
    if len(given.get("placeholder") or "") > LONGEST_SELECT_PLACEHOLDER:
        raise too_long(f"{place}.placeholder", LONGEST_SELECT_PLACEHOLDER)
    options = _checked_list(given.get("options"), f"{place}.options", 1, MOST_OPTIONS)
    shown = []
    for at, option in _with_paths(f"{place}.options", options):
        for name in ("label", "value"):
            _check_length(option.get(name), f"{at}.{name}", 1, LONGEST_OPTION)
        shown.append({"label": option["label"], "value": option["value"]})
    if len({option["value"] for option in shown}) < len(shown):
        words = "The specified option value is already used"
        raise invalid(f"{place}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    body = {name: given[name] for name in ("custom_id", "placeholder") if given.get(name)}
    one = {"min_values": 1, "max_values": 1, "options": shown}
    return {"type": SELECT_MENU, "id": number} | body | one


def _button(given: dict[str, Any], place: str, number: int) -> dict[str, Any]:
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
        _check_length(given.get("url"), f"{place}.url", 1, 512)
        body["url"] = given["url"]
    else:
        _check_length(given.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
        body["custom_id"] = given["custom_id"]
    if label:
        body["label"] = label
    if given.get("emoji"):
        body["emoji"] = {key: value for key, value in given["emoji"].items() if value is not None}
    return body | ({"disabled": True} if given.get("disabled") else {})


def _check_row(row: dict[str, Any], place: str) -> None:
    kind = row.get("type")
    if kind == TEXT:
        _check_length(row.get("content"), f"{place}.content", 1, LONGEST_INPUT)
    elif kind == LABEL:
        _check_length(row.get("label"), f"{place}.label", 1, LONGEST_FIELD_LABEL)
        if len(row.get("description") or "") > DESCRIPTION:
            raise too_long(f"{place}.description", DESCRIPTION)
        _check_input(row.get("component"), f"{place}.component")
    elif kind == ROW:
        inputs = _checked_list(row.get("components"), f"{place}.components", 1, 1)
        _check_length(inputs[0].get("label"), f"{place}.components.0.label", 1, LONGEST_FIELD_LABEL)
        _check_input(inputs[0], f"{place}.components.0")
    else:
        words = "Value of field 'type' must be one of (1, 10, 18)."
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", words)


def _check_input(box: object, place: str) -> None:
    if not isinstance(box, dict) or box.get("type") != TEXT_INPUT:
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", "Value of field 'type' must be 4.")
    _check_length(box.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
    if box.get("style") not in (1, 2):
        raise invalid(f"{place}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    for name, most in (("value", LONGEST_INPUT), ("placeholder", PLACEHOLDER)):
        if len(box.get(name) or "") > most:
            raise too_long(f"{place}.{name}", most)
    for name, least in (("min_length", 0), ("max_length", 1)):
        length = box.get(name)
        if length is not None and not least <= length <= LONGEST_INPUT:
            words = f"int value should be between {least} and {LONGEST_INPUT}."
            raise invalid(f"{place}.{name}", "NUMBER_TYPE_MAX", words)


def _inputs(components: Components) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in components:
        if row["type"] == LABEL:
            yield row["label"], row["component"]
        elif row["type"] == ROW:
            yield row["components"][0]["label"], row["components"][0]


def _field(label: str, box: dict[str, Any]) -> Field:
    return Field(
        custom_id=box["custom_id"],
        label=label,
        paragraph=box["style"] == 2,
        required=box.get("required") is not False,
        least=box.get("min_length") or 0,
        most=box.get("max_length") or LONGEST_INPUT,
        value=box.get("value") or "",
        placeholder=box.get("placeholder") or "",
    )


def _filled(row: dict[str, Any], values: dict[str, str], numbers: Iterator[int]) -> dict[str, Any]:
    body: dict[str, Any] = {"type": row["type"], "id": next(numbers)}
    if row["type"] == LABEL:
        body["component"] = _value(row["component"], values, next(numbers))
    elif row["type"] == ROW:
        body["components"] = [_value(box, values, next(numbers)) for box in row["components"]]
    return body


def _value(box: dict[str, Any], values: dict[str, str], number: int) -> dict[str, Any]:
    custom_id = box["custom_id"]
    return {"type": TEXT_INPUT, "id": number, "custom_id": custom_id, "value": values[custom_id]}


def _with_paths(place: str, things: Components) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((f"{place}.{number}", thing) for number, thing in enumerate(things))


def _checked_list(given: object, place: str, least: int, most: int) -> Components:
    if given is None:
        raise missing(place)
    if not isinstance(given, list) or not least <= len(given) <= most:
        raise wrong_length(place, least, most)
    return given


def _check_length(given: object, place: str, least: int, most: int) -> None:
    if given is None:
        raise missing(place)
    if not isinstance(given, str) or not least <= len(given) <= most:
        raise wrong_length(place, least, most)
