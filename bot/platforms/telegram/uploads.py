"""Sends a photo, a voice note or a video to Telegram, always by its content."""

from __future__ import annotations

from typing import Any

from telegram import Bot, InputFile, Message

from bot.platforms.adapter import OutboundMessage
from chat import markup
from chat.media import MediaKind
from chat.messages import Address, Attachment


async def send_media(bot: Bot, to: Address, message: OutboundMessage, file: Attachment) -> str:
    """Send it with its short name as the caption. Raises TelegramError."""
    sent = await _send(bot, to, message, file)
    return str(sent.message_id)


async def _send(bot: Bot, to: Address, message: OutboundMessage, file: Attachment) -> Message:
    content, caption = InputFile(file.content, file.name), markup.to_plain(message.text) or None
    options: dict[str, Any] = {
        "caption": caption,
        "disable_notification": message.silent,
        "protect_content": message.stays_in_chat,
        "message_thread_id": int(to.channel) if to.channel else None,
    }
    chat, hidden = int(to.id), file.hidden
    match file.kind:
        case MediaKind.PHOTO:
            return await bot.send_photo(chat, content, has_spoiler=hidden, **options)
        case MediaKind.VIDEO:
            options["supports_streaming"] = True
            return await bot.send_video(chat, content, has_spoiler=hidden, **options)
    return await bot.send_voice(chat, content, **options)
