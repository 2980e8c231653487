"""Finds the files of a message or a form that can be kept, and loads one from Discord."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord.http import Route

from bot.platforms.adapter import FileGone
from bot.platforms.discord.errors import to_send_failed
from bot.platforms.discord.http import DiscordHttp
from chat.media import IncomingFile
from chat.messages import Attachment

Json = dict[str, Any]

KEPT_TYPES = ("image/", "video/", "audio/")
"""The types of attachment that are loaded; Discord names them, and the content decides."""
FILE_UPLOAD = 19
SPOILER_PREFIX = "SPOILER_"
"""Discord covers a picture whose name begins so."""


def read_message_files(body: Json, channel: str) -> tuple[IncomingFile, ...]:
    """Return what can be loaded of a message; if a link has ended, the message has a new one."""
    message = str(body.get("id", ""))
    return tuple(_read_attachments(body.get("attachments") or [], channel, message))


def read_form_files(data: Json) -> tuple[IncomingFile, ...]:
    """Return what a person chose in a form, which no message shows."""
    attachments = (data.get("resolved") or {}).get("attachments") or {}
    chosen = [attachments[id] for id in _chosen_ids(data) if id in attachments]
    return tuple(_read_attachments(chosen, "", ""))


def _chosen_ids(data: Json) -> Iterator[str]:
    for component in data.get("components", []):
        field = component.get("component") or {}
        if field.get("type") == FILE_UPLOAD:
            yield from map(str, field.get("values") or [])


def _read_attachments(found: list[Json], channel: str, message: str) -> Iterator[IncomingFile]:
    for each in found:
        if str(each.get("content_type", "")).startswith(KEPT_TYPES):
            size, seconds = int(each.get("size") or 0), int(each.get("duration_secs") or 0)
            url = str(each.get("url", ""))
            yield IncomingFile(str(each["id"]), size, seconds, url, channel, message)


async def load_file(http: DiscordHttp, file: IncomingFile, max_bytes: int) -> bytes:
    """Return the content of a file. Raises FileGone, FileTooLarge and SendFailed."""
    try:
        try:
            return await http.load(file.url, max_bytes)
        except FileGone:
            return await http.load(await _find_new_url(http, file), max_bytes)
    except discord.NotFound:
        raise FileGone from None
    except (discord.DiscordException, OSError) as error:
        raise to_send_failed(error) from None


async def _find_new_url(http: DiscordHttp, file: IncomingFile) -> str:
    """Return the address of today; the one in an event ends after some hours."""
    if not file.message:
        raise FileGone
    path = "/channels/{channel_id}/messages/{message_id}"
    route = Route("GET", path, channel_id=file.channel, message_id=file.message)
    message = await http.request(route)
    urls = {str(each["id"]): str(each["url"]) for each in message.get("attachments", [])}
    if file.id not in urls:
        raise FileGone
    return urls[file.id]


def name_for_upload(file: Attachment) -> str:
    """Return the file's name, which tells Discord to cover it if it is hidden."""
    return f"{SPOILER_PREFIX if file.hidden else ''}{file.name}"
