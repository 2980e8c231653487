"""Adapts Discord: its gateway's dispatches become events, our messages direct messages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import discord
import structlog
from discord.http import Route

from bot.platforms.adapter import OutboundMessage, SendFailed, Unreachable, is_token_accepted
from bot.platforms.discord import events, slash_commands
from bot.platforms.discord.application import (
    CURRENT_APPLICATION,
    GUILD_INSTALL,
    Json,
    advise_owner,
    describe_profile,
    introduce,
)
from bot.platforms.discord.errors import (
    NOT_AUTHOR,
    NOT_IN_A_DM,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    describe_error,
    to_send_failed,
)
from bot.platforms.discord.files import load_file
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.messages import (
    MAX_TEXT_LENGTH,
    NO_STYLES,
    DiscordMessage,
    split_into_messages,
    split_markdown,
)
from bot.platforms.discord.missing_access import MissingAccess
from bot.platforms.discord.payloads import as_message, without_buttons
from chat.media import IncomingFile
from chat.messages import Address, Event
from chat.targets import NEW_MESSAGE, DeleteMessage, EditMessage, React, RemoveButtons
from content.texts import Texts
from storage.sealing import ServerKeys

INSTALL_URL = "https://discord.com/oauth2/authorize"
log = structlog.get_logger(__name__)


class DiscordAdapter:
    """One bot on Discord, or on any server that speaks its API."""

    platform = events.PLATFORM
    picks_people = False
    keeps_in_chat = False

    def __init__(
        self,
        http: DiscordHttp,
        server_keys: ServerKeys,
        interactions: OpenInteractions,
        missing_access: MissingAccess,
        button_styles: Mapping[str, int] = NO_STYLES,
        *,
        is_called: bool = False,
    ) -> None:
        self.username = ""
        """The bot's own name, once it is known."""
        self.http = http
        self._server_keys = server_keys
        self._interactions = interactions
        self._missing_access = missing_access
        self._is_called = is_called
        """Whether Discord sends interactions to our own address, and not over the gateway."""
        self._button_styles = button_styles
        """The looks of buttons, by action."""
        self._application_id = ""
        """A bot and its application have the same id."""
        self._channel_ids: dict[str, str] = {}
        """Of direct messages, by person; "" must be opened again. Opening many looks like spam."""

    async def open(self) -> None:
        """Open the connections, but use none of them yet."""
        await self.http.open()

    async def close(self) -> None:
        await self._interactions.close()
        await self.http.close()

    async def fetch_identity(self) -> None:
        """Ask Discord who the token belongs to. Raises SendFailed."""
        try:
            user = await self.http.request(Route("GET", "/users/@me"))
            self.username = user["username"]
            self._application_id = str(user["id"])
        except (discord.DiscordException, OSError) as error:
            raise to_send_failed(error) from None

    async def register_commands(self, texts: Texts, commands: Iterable[str]) -> None:
        """Learn the bot's own name and set its slash commands. Raises SendFailed."""
        await self.fetch_identity()
        try:
            application = await self.http.request(CURRENT_APPLICATION)
            installs = [
                int(install)
                for install in application.get("integration_types_config") or [GUILD_INSTALL]
            ]
            menu = slash_commands.build_slash_commands(texts, commands, installs)
            await slash_commands.sync_commands(self.http, application["id"], menu)
            await introduce(self.http, texts, application)
        except (discord.DiscordException, OSError) as error:
            name = type(error).__name__
            log.warning("menu_not_set", error_class=name, reason=describe_error(error))

    async def setup_advice(self) -> str:
        """Return advice on the application, or raise OperatorError if presses go elsewhere.

        Raises SendFailed.
        """
        application = await self._fetch_application()
        return advise_owner(application, is_called=self._is_called)

    async def describe_profile(self, texts: Texts) -> str:
        return describe_profile(await self._fetch_application())

    async def _fetch_application(self) -> Json:
        """Return Discord's page of the bot. Raises SendFailed."""
        try:
            application: Json = await self.http.request(CURRENT_APPLICATION)
        except (discord.DiscordException, OSError) as error:
            raise to_send_failed(error) from None
        return application

    def split_text(self, text: str, reserved_units: int) -> list[str]:
        return split_markdown(text, MAX_TEXT_LENGTH - reserved_units)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        """Return the event, and remember the channel of the person's direct messages."""
        raw = json.loads(body)
        dispatch = events.Dispatch.read(raw)
        if dispatch and dispatch.direct_channel_id:
            self._channel_ids[dispatch.sender.id] = dispatch.direct_channel_id
        if dispatch:
            self._interactions.on_handled(dispatch, at)
        return events.translate(raw, id, at, self._server_keys.signer)

    async def fetch(self, file: IncomingFile, max_bytes: int) -> bytes:
        return await load_file(self.http, file, max_bytes)

    async def send(self, to: Address, message: OutboundMessage) -> str:
        """Send, or change in place if possible; return the id of the first post. Raises SendFailed.

        A message for an open interaction becomes its answer. Posts that went out before a failure
        do so only once: at the next try Discord knows each by its nonce.
        """
        try:
            platform_message_id = await self._send(to, message)
        except (discord.DiscordException, OSError) as error:
            raise self._send_failure(to, message, error) from None
        self._missing_access.record_delivered(to)
        self._interactions.on_sent(message.answers_event)
        return platform_message_id

    def on_no_reply(self, event: str) -> None:
        self._interactions.on_no_reply(event)

    async def probe(self) -> bool:
        return await is_token_accepted(self.fetch_identity())

    def link(self, payload: str) -> str:
        """Return the address that adds the bot to an account; "" while its id is unknown.

        With a payload return "": Discord has no such address, and people type the code.
        """
        return (
            ""
            if payload or not self._application_id
            else f"{INSTALL_URL}?client_id={self._application_id}"
        )

    def _send_failure(
        self, to: Address, message: OutboundMessage, error: discord.DiscordException | OSError
    ) -> SendFailed:
        code = error.code if isinstance(error, discord.HTTPException) else 0
        if code == UNKNOWN_CHANNEL:
            self._channel_ids[to.id] = ""
        failed = (
            Unreachable()
            if self._missing_access.record_failure(to, code)
            else to_send_failed(error)
        )
        if isinstance(failed, Unreachable):
            self._interactions.on_direct_messages_closed(message.answers_event)
        return failed

    async def _send(self, to: Address, message: OutboundMessage) -> str:
        target = NEW_MESSAGE if message.attachment else message.target
        match target:
            case RemoveButtons(id):
                return await self._remove_buttons(to, message, id)
            case React(id, emoji):
                channel = await self._direct_message_channel(to, message)
                if await self.http.react(channel, id, emoji):
                    return id
            case DeleteMessage(id):
                if await self._delete_message(to, message, id) or not message.text:
                    return id
        first, *rest = split_into_messages(
            message, self._server_keys.signer(to), self._button_styles
        )
        match target:
            case EditMessage(id, only):
                sent = await self._edit_or_create(to, message, id, first, only=only)
                rest = [] if only else rest
            case DeleteMessage(id):
                sent = await self._edit_or_create(to, message, id, first)
            case _:
                sent = await self._answer_or_create(to, message, first)
        for discord_message in rest:
            await self._create_message(to, message, discord_message)
        return sent

    async def _answer_or_create(
        self, to: Address, message: OutboundMessage, first: DiscordMessage
    ) -> str:
        answered = await self._interactions.answer(message, first)
        return answered or await self._create_message(to, message, first)

    async def _edit_or_create(
        self,
        to: Address,
        message: OutboundMessage,
        id: str,
        first: DiscordMessage,
        *,
        only: bool = False,
    ) -> str:
        channel = await self._direct_message_channel(to, message)
        if await self._edit_message(channel, id, first) or only:
            return id
        return await self._create_message(to, message, first)

    async def _direct_message_channel(self, to: Address, message: OutboundMessage) -> str:
        """Return the channel. Raises Unreachable if an unasked message would have to open it."""
        known = self._channel_ids.get(to.id, to.channel)
        if known:
            return known
        if not (to.channel or message.answers_event):
            raise Unreachable
        opened = await self.http.start_private_message(to.id)
        self._channel_ids[to.id] = str(opened["id"])
        return self._channel_ids[to.id]

    async def _delete_message(self, to: Address, message: OutboundMessage, id: str) -> bool:
        """Delete a message; return False if it stays, since a person wrote it."""
        channel = await self._direct_message_channel(to, message)
        try:
            await self.http.delete_message(channel, id)
        except discord.HTTPException as error:
            if error.code in (NOT_IN_A_DM, NOT_AUTHOR):
                return False
            if error.code != UNKNOWN_MESSAGE:
                raise
        return True

    async def _remove_buttons(self, to: Address, message: OutboundMessage, id: str) -> str:
        """Take the buttons off a message; do nothing if it is gone."""
        channel = await self._direct_message_channel(to, message)
        try:
            with without_buttons() as parameters:
                await self.http.edit_message(channel, id, params=parameters)
        except discord.HTTPException as error:
            if error.code not in (UNKNOWN_MESSAGE, NOT_AUTHOR):
                raise
        return id

    async def _edit_message(
        self, channel: str, message: str, discord_message: DiscordMessage
    ) -> bool:
        """Edit a message; return False if it is gone or a person wrote it."""
        try:
            with as_message(discord_message, is_edit=True) as parameters:
                await self.http.edit_message(channel, message, params=parameters)
        except discord.HTTPException as error:
            if error.code in (UNKNOWN_MESSAGE, NOT_AUTHOR):
                return False
            raise
        return True

    async def _create_message(
        self, to: Address, message: OutboundMessage, discord_message: DiscordMessage
    ) -> str:
        channel = await self._direct_message_channel(to, message)
        with as_message(discord_message, silent=message.silent) as parameters:
            sent = await self.http.send_message(channel, params=parameters)
        return str(sent["id"])
