"""Check a pop-up form as Discord does, and read its fields as a person sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.discord.api.components import (
    LABEL,
    LONGEST_CUSTOM_ID,
    LONGEST_OPTION,
    MOST_OPTIONS,
    ROW,
    SELECT_MENU,
    TEXT,
    TEXT_INPUT,
    Components,
    check_length,
    checked_list,
    with_paths,
)
from playground.discord.api.errors import invalid, too_long

FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
MOST_PARTS = 5
"""The description allows 40 parts, the documents of modals 5; this holds to the stricter one."""
LONGEST_FIELD_LABEL, LONGEST_TITLE, LONGEST_INPUT = 45, 45, 4000
PLACEHOLDER = DESCRIPTION = 100
CHOICES = {SELECT_MENU: (1, MOST_OPTIONS), RADIO_GROUP: (2, 10), CHECKBOX_GROUP: (1, 10)}
"""The fields with options, and how many each may have."""
MOST_VALUES = {SELECT_MENU: 25, CHECKBOX_GROUP: 10, FILE_UPLOAD: 10}
KINDS = {
    TEXT_INPUT: "text",
    SELECT_MENU: "menu",
    FILE_UPLOAD: "files",
    RADIO_GROUP: "radio",
    CHECKBOX_GROUP: "checkboxes",
    CHECKBOX: "checkbox",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a pop-up form, as a person sees it; `kind` is one of `KINDS`.

    `least` and `most` count the characters of a text and what is chosen of all else. `chosen` are
    the values that are ticked when the form opens.
    """

    custom_id: str
    label: str
    paragraph: bool
    required: bool
    least: int
    most: int
    value: str
    placeholder: str
    kind: str = "text"
    description: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()


def form_fields(components: Components) -> list[Field]:
    """Return the fields of a form that passed `checked_form`."""
    return [_field(row, box) for row, box in _boxes(components)]


def checked_form(given: dict[str, Any]) -> dict[str, Any]:
    """Return a pop-up form's title, id and components; refuse what Discord would not open."""
    check_length(given.get("custom_id"), "custom_id", 1, LONGEST_CUSTOM_ID)
    check_length(given.get("title"), "title", 1, LONGEST_TITLE)
    rows = checked_list(given.get("components"), "components", 1, MOST_PARTS)
    for place, row in with_paths("components", rows):
        _check_row(row, place)
    ids = [box.get("custom_id") for _, box in _boxes(rows)]
    if len(ids) != len(set(ids)):
        words = "Component custom id cannot be duplicated"
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    return {"custom_id": given["custom_id"], "title": given["title"], "components": rows}


def _check_row(row: dict[str, Any], place: str) -> None:
    kind = row.get("type")
    if kind == TEXT:
        check_length(row.get("content"), f"{place}.content", 1, LONGEST_INPUT)
    elif kind == LABEL:
        check_length(row.get("label"), f"{place}.label", 1, LONGEST_FIELD_LABEL)
        if len(row.get("description") or "") > DESCRIPTION:
            raise too_long(f"{place}.description", DESCRIPTION)
        _check_box(row.get("component"), f"{place}.component")
    elif kind == ROW:
        inputs = checked_list(row.get("components"), f"{place}.components", 1, 1)
        check_length(inputs[0].get("label"), f"{place}.components.0.label", 1, LONGEST_FIELD_LABEL)
        _check_text(inputs[0], f"{place}.components.0")
    else:
        words = "Value of field 'type' must be one of (1, 10, 18)."
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", words)


def _check_box(box: object, place: str) -> None:
    kind = box.get("type") if isinstance(box, dict) else None
    if not isinstance(box, dict) or kind not in KINDS:
        words = f"Value of field 'type' must be one of {tuple(KINDS)}."
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", words)
    if kind == TEXT_INPUT:
        _check_text(box, place)
        return
    check_length(box.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
    if kind in CHOICES:
        _check_options(box, place, *CHOICES[kind])
    if kind in MOST_VALUES:
        for name, least in (("min_values", 0), ("max_values", 1)):
            _check_number(box.get(name), f"{place}.{name}", least, MOST_VALUES[kind])


def _check_options(box: dict[str, Any], place: str, least: int, most: int) -> None:
    options = checked_list(box.get("options"), f"{place}.options", least, most)
    for at, option in with_paths(f"{place}.options", options):
        for name in ("label", "value"):
            check_length(option.get(name), f"{at}.{name}", 1, LONGEST_OPTION)
    if len({option["value"] for option in options}) < len(options):
        words = "The specified option value is already used"
        raise invalid(f"{place}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)


def _check_text(box: object, place: str) -> None:
    if not isinstance(box, dict) or box.get("type") != TEXT_INPUT:
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", "Value of field 'type' must be 4.")
    check_length(box.get("custom_id"), f"{place}.custom_id", 1, LONGEST_CUSTOM_ID)
    if box.get("style") not in (1, 2):
        raise invalid(f"{place}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    for name, most in (("value", LONGEST_INPUT), ("placeholder", PLACEHOLDER)):
        if len(box.get(name) or "") > most:
            raise too_long(f"{place}.{name}", most)
    for name, least in (("min_length", 0), ("max_length", 1)):
        _check_number(box.get(name), f"{place}.{name}", least, LONGEST_INPUT)


def _check_number(number: int | None, place: str, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        words = f"int value should be between {least} and {most}."
        raise invalid(place, "NUMBER_TYPE_MAX", words)


def _boxes(components: Components) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each field with the label above it."""
    for row in components:
        if row["type"] == LABEL:
            yield row, row["component"]
        elif row["type"] == ROW:
            yield row["components"][0], row["components"][0]


def _field(about: dict[str, Any], box: dict[str, Any]) -> Field:
    kind = box["type"]
    options = box.get("options") or []
    least, most = ("min_length", "max_length") if kind == TEXT_INPUT else ("min_values",) * 2
    if kind != TEXT_INPUT:
        most = "max_values"
    return Field(
        custom_id=box["custom_id"],
        label=about["label"],
        paragraph=box.get("style") == 2,
        required=box.get("required") is not False and kind != CHECKBOX,
        least=box.get(least) or 0,
        most=box.get(most) or (LONGEST_INPUT if kind == TEXT_INPUT else 1),
        value=box.get("value") or "",
        placeholder=box.get("placeholder") or "",
        kind=KINDS[kind],
        description=about.get("description") or "",
        options=tuple((option["value"], option["label"]) for option in options),
        chosen=tuple(option["value"] for option in options if option.get("default")),
    )
