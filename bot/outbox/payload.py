"""The body of an outbox row: one message that fits its platform, as it is kept."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chat.buttons import Button
from chat.messages import Attachment
from domain.screen import dump_button, load_button


@dataclass(frozen=True, slots=True)
class MessagePayload:
    """The body of an outbox row: one message that fits its platform.

    One that `respects_quiet_hours` was not asked for. `answers` is the id of the reader's event
    that it replies to. One that is `in_place` is for somebody who did nothing: it only edits.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    replaces: str = ""
    edits: str = ""
    silent: bool = False
    attachment: Attachment | None = None
    removes: bool = False
    respects_quiet_hours: bool = False
    answers: str = ""
    strips: bool = False
    in_place: bool = False

    def dump(self) -> bytes:
        body: dict[str, Any] = {
            "text": self.text,
            "rows": [[dump_button(each) for each in row] for row in self.rows],
            "replaces": self.replaces,
            "edits": self.edits,
            "silent": self.silent,
            "removes": self.removes,
            "waits": self.respects_quiet_hours,
            "answers": self.answers,
            "strips": self.strips,
            "in_place": self.in_place,
        }
        if self.attachment:
            content = b64encode(self.attachment.content).decode()
            body["attachment"] = [self.attachment.name, content]
        return json.dumps(body, ensure_ascii=False).encode()

    @classmethod
    def load(cls, body: bytes) -> MessagePayload:
        held = json.loads(body)
        rows = tuple(tuple(load_button(each) for each in row) for row in held["rows"])
        attachment = None
        if "attachment" in held:
            name, content = held["attachment"]
            attachment = Attachment(name, b64decode(content))
        marks = held["replaces"], held["edits"], held["silent"]
        later = held.get("removes", False), held.get("waits", False), held.get("answers", "")
        kinds = held.get("strips", False), held.get("in_place", False)
        return cls(held["text"], rows, *marks, attachment, *later, *kinds)


def in_parts(whole: MessagePayload, parts: Sequence[str]) -> Iterator[tuple[int, MessagePayload]]:
    """A text that is too long for the platform goes out in parts, its buttons under the last."""
    parts = parts[:1] if whole.in_place else parts
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        payload = replace(
            whole,
            text=part,
            rows=whole.rows if last else (),
            replaces=whole.replaces if first else "",
            edits=whole.edits if first else "",
            attachment=whole.attachment if last else None,
        )
        yield number, payload
