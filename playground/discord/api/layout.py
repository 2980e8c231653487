"""Check the parts of a message in Components v2 as Discord does: containers, texts, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playground.discord.api.components import (
    BUTTON,
    ROW,
    TEXT,
    Components,
    check_length,
    checked_button,
    checked_list,
    checked_row,
    with_paths,
)
from playground.discord.api.errors import invalid

COMPONENTS_V2 = 1 << 15
"""The flag of such a message, which stays for good."""
SECTION, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 11, 12, 13, 14, 17
MOST_PARTS, MOST_CHARACTERS = 40, 4000
"""Of all parts of a message together, nested ones included (docs.discord.com, Components)."""
MOST_SECTION_TEXTS, MOST_PICTURES, LONGEST_DESCRIPTION, LONGEST_URL = 3, 10, 1024, 2048
ATTACHED = "attachment://"
LEGACY = ("content", "embeds", "poll", "sticker_ids")
"""The fields that such a message cannot have."""
Part = dict[str, Any]


@dataclass(slots=True)
class Layout:
    """One message that is being checked: what it counts, and the files that it may show."""

    attachments: Sequence[Part]
    characters: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


def checked_layout(given: object, attachments: Sequence[Part]) -> Components:
    """Return a message's parts as Discord does; refuse what it would not show."""
    parts = checked_list(given, "components", 1, MOST_PARTS)
    layout = Layout(attachments)
    shown = [_part(part, place, layout, TOP) for place, part in with_paths("components", parts)]
    if len(list(walk(shown))) > MOST_PARTS:
        words = f"A message has at most {MOST_PARTS} components in all"
        raise invalid("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words)
    if layout.characters > MOST_CHARACTERS:
        words = f"The total length of displayable text exceeds {MOST_CHARACTERS}"
        raise invalid("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    ids = [part["custom_id"] for part in walk(shown) if "custom_id" in part]
    if len(ids) != len(set(ids)):
        words = "Component custom id cannot be duplicated"
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    return shown


def check_no_legacy_fields(given: Part) -> None:
    """Refuse a text, embeds and the like beside Components v2."""
    for name in LEGACY:
        if given.get(name):
            words = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            raise invalid(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def walk(parts: Components) -> Iterator[Part]:
    """Return all parts of a message from the top, each before those inside of it."""
    for part in parts:
        yield part
        yield from walk(part.get("components", []))
        if "accessory" in part:
            yield part["accessory"]


def _part(part: object, place: str, layout: Layout, allowed: Sequence[int]) -> Part:
    kind = int(part.get("type") or 0) if isinstance(part, dict) else 0
    if not isinstance(part, dict) or kind not in allowed:
        words = f"Value of field 'type' must be one of {tuple(allowed)}."
        raise invalid(f"{place}.type", "UNION_TYPE_CHOICES", words)
    if kind == ROW:
        return checked_row(part, place, layout.numbers)
    head = {"type": kind, "id": next(layout.numbers)}
    return head | PARTS[kind](part, place, layout)


def _text(part: Part, place: str, layout: Layout) -> Part:
    check_length(part.get("content"), f"{place}.content", 1, MOST_CHARACTERS)
    layout.characters += len(part["content"])
    return {"content": part["content"]}


def _section(part: Part, place: str, layout: Layout) -> Part:
    texts = checked_list(part.get("components"), f"{place}.components", 1, MOST_SECTION_TEXTS)
    inside = with_paths(f"{place}.components", texts)
    shown = [_part(each, at, layout, [TEXT]) for at, each in inside]
    accessory, at = part.get("accessory") or {}, f"{place}.accessory"
    if accessory.get("type") == BUTTON:
        beside = checked_button(accessory, at, next(layout.numbers))
    else:
        beside = _part(accessory, at, layout, [THUMBNAIL])
    return {"components": shown, "accessory": beside}


def _container(part: Part, place: str, layout: Layout) -> Part:
    parts = checked_list(part.get("components"), f"{place}.components", 1, MOST_PARTS)
    inside = [
        _part(each, at, layout, INSIDE) for at, each in with_paths(f"{place}.components", parts)
    ]
    colour = part.get("accent_color")
    if colour is not None and not 0 <= colour <= 0xFFFFFF:
        words = "int value should be between 0 and 16777215."
        raise invalid(f"{place}.accent_color", "NUMBER_TYPE_MAX", words)
    return {"accent_color": colour, "components": inside, "spoiler": bool(part.get("spoiler"))}


def _gallery(part: Part, place: str, layout: Layout) -> Part:
    items = checked_list(part.get("items"), f"{place}.items", 1, MOST_PICTURES)
    pictures = with_paths(f"{place}.items", items)
    return {"items": [_picture(each, at, layout) for at, each in pictures]}


def _picture(part: Part, place: str, layout: Layout) -> Part:
    if part.get("description") is not None:
        check_length(part["description"], f"{place}.description", 1, LONGEST_DESCRIPTION)
    media = _media(part.get("media"), f"{place}.media", layout)
    about = {"description": part.get("description"), "spoiler": bool(part.get("spoiler"))}
    return {"media": media} | about


def _file(part: Part, place: str, layout: Layout) -> Part:
    media = _media(part.get("file"), f"{place}.file", layout)
    if "attachment_id" not in media:
        raise invalid(f"{place}.file.url", "BASE_TYPE_CHOICES", "Only attachment:// is allowed.")
    (file,) = [each for each in layout.attachments if each["id"] == media["attachment_id"]]
    about = {"name": file["filename"], "size": file["size"]}
    return {"file": media} | about | {"spoiler": bool(part.get("spoiler"))}


def _separator(part: Part, place: str, _: Layout) -> Part:
    spacing, divider = part.get("spacing") or 1, part.get("divider")
    if spacing not in (1, 2):
        raise invalid(f"{place}.spacing", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    return {"spacing": spacing, "divider": divider is not False}


def _media(media: Part | None, place: str, layout: Layout) -> Part:
    check_length((media or {}).get("url"), f"{place}.url", 1, LONGEST_URL)
    url = str((media or {})["url"])
    if not url.startswith(ATTACHED):
        return {"id": str(next(layout.numbers)), "url": url, "proxy_url": url}
    name = url.removeprefix(ATTACHED)
    found = [each for each in layout.attachments if each["filename"] == name]
    if not found:
        code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
        raise invalid(f"{place}.url", code, "The referenced attachment was not found")
    file = found[0]
    known = {key: file[key] for key in ("url", "proxy_url", "content_type") if key in file}
    sizes = {key: file[key] for key in ("width", "height") if key in file}
    return {"id": file["id"], "attachment_id": file["id"]} | known | sizes


TOP = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
INSIDE = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
PARTS: dict[int, Callable[[Part, str, Layout], Part]] = {
    TEXT: _text,
    SECTION: _section,
    THUMBNAIL: _picture,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
}
