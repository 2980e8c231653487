"""Telegram: its updates become events, our messages become its messages, with PTB in between."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import structlog
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot import telegram_events
from bot.adapter import Outgoing, accepts_token
from bot.hindrance import Hindrance
from bot.telegram_errors import GONE, NOT_EDITABLE, UNCHANGED, described, failure, says
from bot.telegram_groups import Self
from bot.telegram_http import AiohttpRequest
from chat import markup
from chat.messages import Address, Attachment, Event
from content import FALLBACK
from content.texts import Texts
from storage.sealing import House

log = structlog.get_logger(__name__)

LINKS = "https://t.me"
CAPTION_LIMIT = 1024
"""In UTF-16 units after the markup is taken out (Bot API, sendDocument)."""
LONGEST_TEXT = 4096
"""In UTF-16 units after the markup is taken out (Bot API, sendMessage)."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramAdapter:
    """One bot on Telegram, or on any server that speaks the Bot API."""

    platform = telegram_events.PLATFORM

    def __init__(self, token: str, base_url: str, house: House) -> None:
        base = base_url.rstrip("/")
        self._requests = AiohttpRequest(), AiohttpRequest(connections=1)
        self._house = house
        self.handle = ""
        """The bot's own name, once it was introduced."""
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def open(self) -> None:
        """Opens the connections, but uses none of them yet."""
        for request in self._requests:
            await request.initialize()

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def introduce(self) -> None:
        """Asks Telegram who the token belongs to. Raises SendFailed."""
        try:
            self.handle = (await self.bot.get_me()).username or ""
        except TelegramError as error:
            raise failure(error) from None

    async def advice(self) -> str:
        """Raises Hindrance when updates are sent to an address, so that none can be fetched."""
        try:
            hook = await self.bot.get_webhook_info()
        except TelegramError as error:
            raise failure(error) from None
        if hook.url:
            raise Hindrance(
                "Telegram sends updates to another address: end the program that set this "
                "webhook, and call deleteWebhook with the token once"
            )
        return ""

    async def prepare(self, texts: Texts, commands: Iterable[str]) -> None:
        """Learns the bot's own name and sets its menu. Raises SendFailed."""
        await self.introduce()
        try:
            for language in texts.languages:
                await self._set_menu(texts, language, commands)
        except TelegramError as error:
            name = type(error).__name__
            log.warning("menu_not_set", error_class=name, reason=described(error))

    def parts(self, text: str, room: int) -> list[str]:
        return markup.split(text, LONGEST_TEXT - room)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        me = Self.of(self.bot)
        return telegram_events.translate(json.loads(body), id, at, self._house.signer, me)

    async def send(self, to: Address, message: Outgoing) -> str:
        """Sends, or changes in place what can still be changed. Raises SendFailed."""
        keyboard = self._keyboard(to, message)
        try:
            if message.strips:
                return await self._strip(to, message)
            if message.attachment:
                return await self._send_file(to, message, message.attachment, keyboard)
            if message.removes and message.changes and await self._remove(to, message):
                return message.changes
            if message.removes and not message.text:
                return message.changes
            if message.changes and (await self._change(to, message, keyboard) or message.in_place):
                return message.changes
            return await self._send_text(to, message, keyboard)
        except TelegramError as error:
            raise failure(error) from None

    async def probe(self) -> bool:
        return await accepts_token(self.introduce())

    def link(self, payload: str) -> str:
        return f"{LINKS}/{self.handle}?start={payload}" if self.handle else ""

    async def _set_menu(self, texts: Texts, language: str, commands: Iterable[str]) -> None:
        """English is the menu of every language that we lack; Telegram knows no regions."""
        menu = [BotCommand(name, texts.render(language, f"command-{name}")) for name in commands]
        code = None if language == FALLBACK else language.partition("-")[0]
        await self.bot.set_my_commands(menu, language_code=code)

    def _keyboard(self, to: Address, message: Outgoing) -> InlineKeyboardMarkup | None:
        sign = self._house.signer(to)
        rows = [
            [InlineKeyboardButton(each.label, callback_data=each.wire(sign)) for each in row]
            for row in message.rows
        ]
        return InlineKeyboardMarkup(rows) if rows else None

    async def _remove(self, to: Address, message: Outgoing) -> bool:
        """False when it stays: Telegram takes back nothing that is older than two days."""
        try:
            await self.bot.delete_message(int(to.id), int(message.changes))
        except BadRequest as error:
            return says(error, *GONE)
        return True

    async def _strip(self, to: Address, message: Outgoing) -> str:
        """Takes the buttons off; of a message that is gone there is nothing to take."""
        try:
            await self.bot.edit_message_reply_markup(int(to.id), int(message.changes))
        except BadRequest as error:
            if not says(error, UNCHANGED, *NOT_EDITABLE):
                raise
        return message.changes

    async def _change(
        self, to: Address, message: Outgoing, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """False when the message is gone or cannot be changed any longer."""
        try:
            await self.bot.edit_message_text(
                markup.to_html(message.text),
                int(to.id),
                int(message.changes),
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )
        except BadRequest as error:
            if says(error, *NOT_EDITABLE):
                return False
            if not says(error, UNCHANGED):
                raise
        return True

    async def _send_text(
        self, to: Address, message: Outgoing, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        sent = await self.bot.send_message(
            int(to.id),
            markup.to_html(message.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            disable_notification=message.silent,
            message_thread_id=int(to.channel) if to.channel else None,
            reply_markup=keyboard,
        )
        return str(sent.message_id)

    async def _send_file(
        self,
        to: Address,
        message: Outgoing,
        file: Attachment,
        keyboard: InlineKeyboardMarkup | None,
    ) -> str:
        """With the text as its caption; a text too long for that goes ahead of it."""
        fits = len(markup.to_plain(message.text).encode("utf-16-le")) // 2 <= CAPTION_LIMIT
        if not fits:
            await self._send_text(to, message, None)
        sent = await self.bot.send_document(
            int(to.id),
            InputFile(file.content, file.name),
            caption=markup.to_html(message.text) if fits else None,
            parse_mode=ParseMode.HTML,
            disable_notification=message.silent,
            reply_markup=keyboard,
        )
        return str(sent.message_id)
