"""Test that messages of the previous version's outbox go out after an update."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from bot.outbox.payload import MessagePayload
from chat.buttons import Button
from chat.messages import Attachment
from chat.targets import (
    NEW_MESSAGE,
    DeleteMessage,
    EditEarlier,
    EditMessage,
    RemoveButtonsEarlier,
    StoredTarget,
)

FORMER = """{
  "text": "Here is all of it.",
  "rows": [[["Open it", "pair:accept", "4be0643f1d98573b97cdca98a65347dd", "yes"]]],
  "replaces": "", "edits": "", "silent": true, "removes": false, "waits": true,
  "answers": "1:7", "strips": false, "in_place": false, "attachment": ["yours.json", "e30="]
}"""
OLDEST = '{"text": "Hello", "rows": [], "replaces": "77", "edits": "", "silent": false}'


def test_a_body_of_the_previous_version_is_read_whole() -> None:
    button = Button("Open it", "pair:accept", UUID("4be0643f1d98573b97cdca98a65347dd"), "yes")
    assert MessagePayload.load(FORMER.encode()) == MessagePayload(
        "Here is all of it.",
        ((button,),),
        NEW_MESSAGE,
        silent=True,
        attachment=Attachment("yours.json", b"{}"),
        respects_quiet_hours=True,
        answers_event="1:7",
    )


@pytest.mark.parametrize(
    ("fields", "target"),
    [
        ({}, NEW_MESSAGE),
        ({"replaces": "77"}, EditMessage("77")),
        ({"edits": "card:1"}, EditEarlier("card:1")),
        ({"edits": "card:1", "in_place": True}, EditEarlier("card:1", only=True)),
        ({"replaces": "77", "removes": True}, DeleteMessage("77")),
        ({"removes": True}, NEW_MESSAGE),
        ({"edits": "card:1", "strips": True}, RemoveButtonsEarlier("card:1")),
    ],
)
def test_changes_queued_by_the_previous_version_are_made(
    fields: dict[str, object], target: StoredTarget
) -> None:
    """Seen to fail with a body of the previous version read as a new message."""
    body = json.dumps(json.loads(FORMER) | fields).encode()
    assert MessagePayload.load(body).target == target


def test_a_body_from_before_the_first_marks_is_read() -> None:
    assert MessagePayload.load(OLDEST.encode()) == MessagePayload("Hello", (), EditMessage("77"))
