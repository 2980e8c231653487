"""Defines the stored body of an outbox row: one message that fits its platform."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.platforms.adapter import OutboundMedia
from chat.buttons import Button
from chat.media import MediaKind, MediaMark
from chat.messages import Attachment, Gallery, GalleryItem, PersonPicker, PicturePage
from chat.targets import (
    NEW_MESSAGE,
    DeleteMessage,
    EditEarlier,
    EditMessage,
    NewMessage,
    React,
    RemoveButtons,
    RemoveButtonsEarlier,
    StoredTarget,
)
from domain.screen import dump_button, load_button

MESSAGE_LIFETIME = timedelta(hours=24)
SENT_AGAIN_KEY = "sent-again"
"""The text that goes ahead of a message which may have arrived before."""
RESERVED_UNITS = 200
"""UTF-16 units that every message leaves free for that text."""
TARGETS: Mapping[str, Callable[..., StoredTarget]] = {
    "edit": EditMessage,
    "edit_earlier": EditEarlier,
    "delete": DeleteMessage,
    "react": React,
    "remove_buttons": RemoveButtons,
    "remove_buttons_earlier": RemoveButtonsEarlier,
}
"""By their names in the stored body."""
NAMES = {target: name for name, target in TARGETS.items()}


@dataclass(frozen=True, slots=True)
class MessagePayload:
    """The body of an outbox row: one message that fits its platform.

    One that `respects_quiet_hours` was not asked for. `answers_event` is the id of the reader's
    event that it replies to.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    target: StoredTarget = NEW_MESSAGE
    silent: bool = False
    attachment: Attachment | None = None
    media: OutboundMedia | None = None
    gallery: Gallery | None = None
    respects_quiet_hours: bool = False
    answers_event: str = ""
    picker: PersonPicker | None = None
    page: PicturePage | None = None
    stays_in_chat: bool = False

    def dump(self) -> bytes:
        body: dict[str, Any] = {
            "text": self.text,
            "rows": [[dump_button(each) for each in row] for row in self.rows],
            "target": _dump_target(self.target),
            "silent": self.silent,
            "waits": self.respects_quiet_hours,
            "answers": self.answers_event,
        }
        if self.stays_in_chat:
            body["stays"] = True
        if self.picker:
            body["picker"] = self.picker.label
        if self.attachment:
            content = b64encode(self.attachment.content).decode()
            body["attachment"] = [self.attachment.name, content]
        if self.media:
            body["media"] = [self.media.mark.kind, self.media.mark.id.hex, self.media.hidden]
        if self.gallery:
            body["gallery"] = _dump_gallery(self.gallery)
        if self.page:
            body["page"] = astuple(self.page)
        return json.dumps(body, ensure_ascii=False).encode()

    @classmethod
    def load(cls, body: bytes) -> MessagePayload:
        """Return the payload. Raises ValueError or KeyError for a body that is not ours."""
        stored = json.loads(body)
        rows = tuple(tuple(load_button(each) for each in row) for row in stored["rows"])
        attachment = None
        if "attachment" in stored:
            name, content = stored["attachment"]
            attachment = Attachment(name, b64decode(content))
        target = _load_target(stored["target"]) if "target" in stored else _former_target(stored)
        asked = stored.get("waits", False), stored.get("answers", "")
        media = _load_media(stored["media"]) if "media" in stored else None
        gallery = _load_gallery(stored["gallery"]) if "gallery" in stored else None
        files = attachment, media, gallery
        picker = PersonPicker(stored["picker"]) if "picker" in stored else None
        page = _load_page(stored["page"]) if "page" in stored else None
        stays = stored.get("stays", False)
        shown = stored["text"], rows, target, stored["silent"]
        return cls(*shown, *files, *asked, picker, page, stays_in_chat=stays)


def _load_media(stored: list[Any]) -> OutboundMedia:
    kind, id, hidden = stored
    return OutboundMedia(MediaMark(MediaKind(kind), UUID(id)), hidden)


def _dump_gallery(gallery: Gallery) -> list[Any]:
    items = [[each.mark.kind, each.mark.id.hex, each.name] for each in gallery.items]
    return [gallery.name, gallery.title, gallery.language, items]


def _load_gallery(stored: list[Any]) -> Gallery:
    name, title, language, items = stored
    marks = ((MediaMark(MediaKind(kind), UUID(id)), called) for kind, id, called in items)
    return Gallery(
        name, title, language, tuple(GalleryItem(mark, called) for mark, called in marks)
    )


def _load_page(stored: list[Any]) -> PicturePage:
    heading, title, lines, footer, hidden = stored
    return PicturePage(heading, title, tuple(lines), tuple(footer), hidden)


def _dump_target(target: StoredTarget) -> list[Any]:
    """Return the name and fields; nothing for a new message, whose `ends` the writer has done."""
    return [] if isinstance(target, NewMessage) else [NAMES[type(target)], *astuple(target)]


def _load_target(stored: list[Any]) -> StoredTarget:
    return TARGETS[stored[0]](*stored[1:]) if stored else NEW_MESSAGE


def _former_target(stored: Mapping[str, Any]) -> StoredTarget:
    """Return the target of a body that the version before targets wrote."""
    id, key = stored["replaces"], stored["edits"]
    if stored.get("strips", False):
        return RemoveButtonsEarlier(key)
    if key:
        return EditEarlier(key, stored.get("in_place", False))
    if id:
        return DeleteMessage(id) if stored.get("removes", False) else EditMessage(id)
    return NEW_MESSAGE


def split_payload(
    whole: MessagePayload, parts: Sequence[str]
) -> Iterator[tuple[int, MessagePayload]]:
    """Split a text too long for the platform into parts; the buttons go under the last."""
    only_edits = isinstance(whole.target, EditEarlier) and whole.target.only
    parts = parts[:1] if only_edits else parts
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        payload = replace(
            whole,
            text=part,
            rows=whole.rows if last else (),
            target=whole.target if first else NEW_MESSAGE,
            attachment=whole.attachment if last else None,
            gallery=whole.gallery if last else None,
            picker=whole.picker if last else None,
        )
        yield number, payload
