"""Fill in a pop-up form for a person, and tell the bot what they wrote, chose and uploaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from playground.discord.api.components import LABEL, ROW, TEXT_INPUT, Components
from playground.discord.api.forms import (
    CHECKBOX,
    FILE_UPLOAD,
    RADIO_GROUP,
    Field,
    form_fields,
)
from playground.discord.cdn import EPHEMERAL_ROOT
from playground.discord.contents import media_file
from playground.discord.state import Discord
from playground.shared.files import StoredFile
from playground.shared.media import Media

FieldValue = str | bool | Sequence[str] | Sequence[Media]
"""A text, the chosen option, a tick, the chosen options or the files of one field."""
Body = dict[str, Any]


def filled_values(
    components: Components, given: Sequence[FieldValue], named: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """Return the value of each field: as given in order or by its custom id, else as it opened.

    Raise ValueError for a value that the app does not accept.
    """
    fields = form_fields(components)
    values: dict[str, FieldValue] = {field.custom_id: _opened(field) for field in fields}
    values |= dict(zip(values, given, strict=False)) | dict(named)
    for field in fields:
        _check(field, values[field.custom_id])
    return values


def submitted_data(
    discord: Discord, components: Components, values: Mapping[str, FieldValue]
) -> Body:
    """Return a form's components as the bot receives them, with the files they name."""
    numbers, attachments = count(1), dict[str, Body]()
    filled = [_filled(discord, row, values, numbers, attachments) for row in components]
    resolved = {"resolved": {"attachments": attachments}} if attachments else {}
    return {"components": filled} | resolved


def _opened(field: Field) -> FieldValue:
    if field.kind == "text":
        return field.value
    if field.kind == "checkbox":
        return False
    return field.chosen[0] if field.kind == "radio" and field.chosen else field.chosen


def _check(field: Field, value: FieldValue) -> None:
    if field.kind == "checkbox":
        return
    size = len(_listed(field, value)) if field.kind != "text" else len(str(value))
    least = max(field.least, 1 if field.required else 0)
    if not least <= size <= field.most and not (size == 0 and not field.required):
        what = " characters" if field.kind == "text" else ""
        raise ValueError(f"{field.label}: between {least} and {field.most}{what}")
    offered = {option for option, _ in field.options}
    if offered and not offered.issuperset(map(str, _listed(field, value))):
        raise ValueError(f"{field.label}: no such option")


def _listed(field: Field, value: FieldValue) -> Sequence[Any]:
    """Return what was chosen as a list; a radio group has at most one."""
    if isinstance(value, str):
        return [value] if value else []
    return [] if isinstance(value, bool) else value


def _filled(
    discord: Discord,
    row: Body,
    values: Mapping[str, FieldValue],
    numbers: Iterator[int],
    attachments: dict[str, Body],
) -> Body:
    body: Body = {"type": row["type"], "id": next(numbers)}
    if row["type"] == LABEL:
        box, number = row["component"], next(numbers)
        told = _told(discord, box["type"], values[box["custom_id"]], attachments)
        body["component"] = _named(box, number) | told
    elif row["type"] == ROW:
        (box,) = row["components"]
        body["components"] = [_named(box, next(numbers)) | {"value": values[box["custom_id"]]}]
    return body


def _named(box: Body, number: int) -> Body:
    return {"type": box["type"], "id": number, "custom_id": box["custom_id"]}


def _told(discord: Discord, kind: int, value: FieldValue, attachments: dict[str, Body]) -> Body:
    """Return what the bot learns of one field; files are named by their ids."""
    if kind in (TEXT_INPUT, CHECKBOX):
        return {"value": value}
    if kind == RADIO_GROUP:
        return {"value": value or None}
    if kind == FILE_UPLOAD and not isinstance(value, str | bool):
        sent = [_upload(discord, file) for file in value if isinstance(file, Media)]
        attachments |= {file["id"]: file for file in sent}
        return {"values": [file["id"] for file in sent]}
    return {"values": [] if isinstance(value, bool) else list(value)}


def _upload(discord: Discord, media: Media) -> Body:
    """Store a file behind a link of its own, since no message shows it."""
    number = str(discord.new_id())
    name, mime = media_file(media)
    path = f"{EPHEMERAL_ROOT}/{discord.application_id}/{number}/{name}"
    file = StoredFile(number, path, name, mime, media.content, media.seconds)
    return discord.cdn.attachment(discord.files.store(file)) | {"ephemeral": True}
