"""Check the files that the bot sends, as attachments or as a voice message."""

from __future__ import annotations

import re
from mimetypes import guess_type
from typing import Any

from playground.discord.api.errors import DiscordRefused, invalid, too_long
from playground.discord.api.requests import RequestArguments, Upload
from playground.discord.people import Channel
from playground.discord.state import Discord

LARGEST_FILE, LARGEST_MESSAGE = 10 * 2**20, 25 * 2**20
"""Of one attachment without Nitro, and of a whole request (docs.discord.com, Uploading Files)."""
MOST_FILES, LONGEST_DESCRIPTION, LONGEST_WAVEFORM = 10, 1024, 400
VOICE_MESSAGE, SPOILER = 1 << 13, 1 << 3
"""A message's flag, and an attachment's."""
SPOILER_PREFIX = "SPOILER_"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
"""Discord replaces these in the name of a file."""
TOO_LARGE = DiscordRefused(413, 40005, "Request entity too large")
VOICE_WITH_CONTENT = DiscordRefused(400, 50159, "Voice messages do not support additional content.")
VOICE_NOT_ALONE = DiscordRefused(400, 50160, "Voice messages must have a single audio attachment.")
VOICE_WITHOUT_FACTS = DiscordRefused(400, 50161, "Voice messages must have supporting metadata.")
VOICE_IS_FINAL = DiscordRefused(400, 50162, "Voice messages cannot be edited.")
Attachment = dict[str, Any]


def store_files(discord: Discord, channel: Channel, given: RequestArguments) -> list[Attachment]:
    """Store the uploaded files; refuse too many or too large ones, and facts about none."""
    if len(given.files) > MOST_FILES:
        raise too_long("attachments", MOST_FILES)
    sizes = [len(upload.content) for upload in given.files]
    if max(sizes, default=0) > LARGEST_FILE or sum(sizes) > LARGEST_MESSAGE:
        raise TOO_LARGE
    facts = {str(one.get("id")): one for one in given.body.get("attachments") or []}
    return [
        _store_file(discord, channel, upload, facts.get(upload.number, {}))
        for upload in given.files
    ]


def check_facts(given: RequestArguments, known: list[Attachment]) -> None:
    """Refuse facts about an attachment that is neither uploaded nor already there."""
    ids = {upload.number for upload in given.files} | {one["id"] for one in known}
    for place, one in enumerate(given.body.get("attachments") or []):
        if str(one.get("id")) not in ids:
            words = "Uploaded attachment could not be found."
            raise invalid(f"attachments.{place}.id", "ATTACHMENT_NOT_FOUND", words)


def check_voice_message(content: dict[str, Any]) -> None:
    """Refuse a voice message with anything but one recording, its length and its waveform."""
    if not content["flags"] & VOICE_MESSAGE:
        return
    if content["content"] or content["embeds"] or content["components"]:
        raise VOICE_WITH_CONTENT
    attachments = content["attachments"]
    if len(attachments) != 1 or not attachments[0]["content_type"].startswith("audio/"):
        raise VOICE_NOT_ALONE
    if not attachments[0].get("waveform") or attachments[0].get("duration_secs") is None:
        raise VOICE_WITHOUT_FACTS


def _store_file(
    discord: Discord, channel: Channel, upload: Upload, facts: Attachment
) -> Attachment:
    name = UNSAFE.sub("_", str(facts.get("filename") or upload.name))
    for fact, most in (("description", LONGEST_DESCRIPTION), ("waveform", LONGEST_WAVEFORM)):
        if len(facts.get(fact) or "") > most:
            raise too_long(f"attachments.{upload.number}.{fact}", most)
    mime = guess_type(name)[0] or upload.mime
    attachment = discord.store_attachment(channel, name, mime, upload.content)
    for fact in ("description", "duration_secs", "waveform"):
        if facts.get(fact) is not None:
            attachment[fact] = facts[fact]
    covered = facts.get("is_spoiler") or name.startswith(SPOILER_PREFIX)
    return attachment | ({"flags": SPOILER} if covered else {})
