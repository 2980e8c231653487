"""Decide where the bot may write in a group chat, and refuse elsewhere as Telegram does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from playground.shared.errors import Refused, bad_request, forbidden
from playground.telegram.people import Group

REMOVAL_REASONS = {
    "kicked": "bot was kicked from the {kind} chat",
    "left": "bot is not a member of the {kind} chat",
}
NO_RIGHTS = dict.fromkeys(
    (
        *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
        *("can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls"),
        *("can_send_other_messages", "can_add_web_page_previews", "can_change_info"),
        *("can_invite_users", "can_pin_messages", "can_manage_topics", "can_edit_tag"),
        "can_react_to_messages",
    ),
    False,
)
MEMBERS: dict[str, dict[str, Any]] = {
    "kicked": {"until_date": 0},
    "restricted": {"is_member": True, "until_date": 0} | NO_RIGHTS,
}
"""A member's fields in the Bot API besides the status."""


def check_may_write(group: Group) -> None:
    """Refuse to write into a group in which the bot may not."""
    kind = group.as_chat()["type"]
    if group.moved_to:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, words, moved_to=group.moved_to)
    if group.status in REMOVAL_REASONS:
        raise forbidden(REMOVAL_REASONS[group.status].format(kind=kind))
    if group.status == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")


def topic_of(group: Group | None, topic: int, private: Collection[int] = ()) -> dict[str, Any]:
    """Return the topic's fields of a message; General has no number. Refuse a closed topic.

    Outside of groups, `private` has the topics of the chat.
    """
    if group is None:
        if topic and topic not in private:
            raise bad_request("message thread not found")
        return {"message_thread_id": topic, "is_topic_message": True} if topic else {}
    if topic and str(topic) not in group.topics:
        raise bad_request("message thread not found")
    if not group.topics.get(str(topic), True):
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": topic, "is_topic_message": True} if topic else {}
