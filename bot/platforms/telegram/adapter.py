"""Adapts Telegram through PTB: its updates become events, our messages become its messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import structlog
from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.errors import OperatorError
from bot.platforms.adapter import OutboundMessage, is_token_accepted
from bot.platforms.telegram import events, introduction
from bot.platforms.telegram.errors import (
    DELETE_TARGET_GONE,
    NOT_EDITABLE,
    NOT_MODIFIED,
    TOPIC_GONE,
    describe_error,
    has_description,
    to_send_failed,
)
from bot.platforms.telegram.files import load_file
from bot.platforms.telegram.groups import BotIdentity, is_group
from bot.platforms.telegram.http import AiohttpRequest
from bot.platforms.telegram.keyboards import InlineKeyboards, build_picker
from bot.platforms.telegram.uploads import send_media
from chat import markup
from chat.media import IncomingFile
from chat.messages import Address, Attachment, Event
from chat.targets import DeleteMessage, EditMessage, React, RemoveButtons
from content.texts import Texts
from storage.sealing import ServerKeys

log = structlog.get_logger(__name__)

LINK_BASE = "https://t.me"
MAX_CAPTION_LENGTH = 1024
"""In UTF-16 units after the markup is taken out (Bot API, sendDocument)."""
MAX_TEXT_LENGTH = 4096
"""In UTF-16 units after the markup is taken out (Bot API, sendMessage)."""
PICTURE_MARK = "\ufe0f"
"""Follows an emoji that is to look like one; Telegram's list of reactions is without it."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PLAIN_KEYBOARDS = InlineKeyboards()


class TelegramAdapter:
    """One bot on Telegram, or on any server that speaks the Bot API."""

    platform = events.PLATFORM
    picks_people = True
    keeps_in_chat = True

    def __init__(
        self,
        token: str,
        base_url: str,
        server_keys: ServerKeys,
        keyboards: InlineKeyboards = PLAIN_KEYBOARDS,
    ) -> None:
        base = base_url.rstrip("/")
        self._requests = AiohttpRequest(), AiohttpRequest(connections=1)
        self._server_keys = server_keys
        self._keyboards = keyboards
        self.username = ""
        """The bot's own name, once it is known."""
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def open(self) -> None:
        """Open the connections, but use none of them yet."""
        for request in self._requests:
            await request.initialize()

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def fetch_identity(self) -> None:
        """Ask Telegram who the token belongs to. Raises SendFailed."""
        try:
            self.username = (await self.bot.get_me()).username or ""
        except TelegramError as error:
            raise to_send_failed(error) from None

    async def setup_advice(self) -> str:
        """Return advice on the owner's switches.

        Raises OperatorError if a webhook takes the updates, so that none can be fetched.
        """
        try:
            hook = await self.bot.get_webhook_info()
        except TelegramError as error:
            raise to_send_failed(error) from None
        if hook.url:
            raise OperatorError(
                "Telegram sends updates to another address: stop the program that set this "
                "webhook, and call deleteWebhook with the token once"
            )
        return introduction.advise_owner(self.bot)

    async def describe_profile(self, texts: Texts) -> str:
        try:
            return await introduction.describe_profile(self.bot, texts)
        except TelegramError as error:
            raise to_send_failed(error) from None

    async def register_commands(self, texts: Texts, commands: Iterable[str]) -> None:
        """Learn the bot's own name, and introduce it. Raises SendFailed."""
        await self.fetch_identity()
        try:
            await introduction.introduce(self.bot, texts, commands)
        except TelegramError as error:
            name = type(error).__name__
            log.warning("menu_not_set", error_class=name, reason=describe_error(error))

    def split_text(self, text: str, reserved_units: int) -> list[str]:
        return markup.split(text, MAX_TEXT_LENGTH - reserved_units)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        me = BotIdentity.from_bot(self.bot)
        return events.translate(json.loads(body), id, at, self._server_keys.signer, me)

    async def fetch(self, file: IncomingFile, max_bytes: int) -> bytes:
        """Load a file that a person sent. Raises FileGone, FileTooLarge and SendFailed."""
        return await load_file(self.bot, self._requests[0], file, max_bytes)

    async def send(self, to: Address, message: OutboundMessage) -> str:
        """Send, or change in place if possible. Raises SendFailed."""
        try:
            return await self._send_in_topic(to, message)
        except TelegramError as error:
            raise to_send_failed(error) from None

    def on_no_reply(self, event: str) -> None:
        """Do nothing: Telegram shows nobody that an answer is awaited."""

    async def _send_in_topic(self, to: Address, message: OutboundMessage) -> str:
        """Send to where the person last wrote, or to their chat if that topic is gone."""
        try:
            return await self._send(to, message)
        except BadRequest as error:
            if not to.channel or is_group(to) or not has_description(error, *TOPIC_GONE):
                raise
        return await self._send(replace(to, channel=""), message)

    async def _send(self, to: Address, message: OutboundMessage) -> str:
        sign, target = self._server_keys.signer(to), message.target
        keyboard = self._keyboards.build_inline(message.rows, sign)
        if message.attachment and message.attachment.kind:
            return await send_media(self.bot, to, message, message.attachment)
        if message.attachment:
            return await self._send_document(to, message, message.attachment, keyboard)
        match target:
            case RemoveButtons(id):
                return await self._remove_buttons(to, id)
            case React(id, emoji):
                if await self._react(to, id, emoji):
                    return id
            case EditMessage(id, only):
                if await self._edit_message(to, id, message, keyboard) or only:
                    return id
            case DeleteMessage(id):
                if await self._delete_message(to, id) or not message.text:
                    return id
                if await self._edit_message(to, id, message, keyboard):
                    return id
        return await self._send_text(to, message, keyboard)

    async def probe(self) -> bool:
        return await is_token_accepted(self.fetch_identity())

    def link(self, payload: str) -> str:
        return f"{LINK_BASE}/{self.username}?start={payload}" if self.username else ""

    async def _delete_message(self, to: Address, id: str) -> bool:
        """Delete a message; return False if it stays, as one older than two days does."""
        try:
            await self.bot.delete_message(int(to.id), int(id))
        except BadRequest as error:
            return has_description(error, *DELETE_TARGET_GONE)
        return True

    async def _react(self, to: Address, id: str, emoji: str) -> bool:
        """Put an emoji on a message; return False if Telegram refuses that."""
        try:
            await self.bot.set_message_reaction(
                int(to.id), int(id), emoji.removesuffix(PICTURE_MARK)
            )
        except BadRequest:
            return False
        return True

    async def _remove_buttons(self, to: Address, id: str) -> str:
        """Take the buttons off a message; do nothing if it is gone."""
        try:
            await self.bot.edit_message_reply_markup(int(to.id), int(id))
        except BadRequest as error:
            if not has_description(error, NOT_MODIFIED, *NOT_EDITABLE):
                raise
        return id

    async def _edit_message(
        self, to: Address, id: str, message: OutboundMessage, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Edit a message; return False if it is gone or can no longer be changed."""
        try:
            await self.bot.edit_message_text(
                markup.to_html(message.text),
                int(to.id),
                int(id),
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )
        except BadRequest as error:
            if has_description(error, *NOT_EDITABLE):
                return False
            if not has_description(error, NOT_MODIFIED):
                raise
        return True

    async def _send_text(
        self, to: Address, message: OutboundMessage, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        sent = await self.bot.send_message(
            int(to.id),
            markup.to_html(message.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            disable_notification=message.silent,
            message_thread_id=int(to.channel) if to.channel else None,
            protect_content=message.stays_in_chat,
            reply_markup=keyboard or build_picker(message.picker),
        )
        return str(sent.message_id)

    async def _send_document(
        self,
        to: Address,
        message: OutboundMessage,
        file: Attachment,
        keyboard: InlineKeyboardMarkup | None,
    ) -> str:
        """Send a file with the text as its caption; a text too long for that goes first."""
        fits = len(markup.to_plain(message.text).encode("utf-16-le")) // 2 <= MAX_CAPTION_LENGTH
        if not fits:
            await self._send_text(to, message, None)
        sent = await self.bot.send_document(
            int(to.id),
            InputFile(file.content, file.name),
            caption=markup.to_html(message.text) if fits else None,
            parse_mode=ParseMode.HTML,
            disable_notification=message.silent,
            message_thread_id=int(to.channel) if to.channel else None,
            reply_markup=keyboard,
        )
        return str(sent.message_id)
