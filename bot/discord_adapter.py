"""Discord: what its gateway tells becomes events, our messages become posts in direct messages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import discord
import structlog
from discord.http import Route

from bot import discord_events, discord_menu
from bot.adapter import Outgoing, SendFailed, Unreachable, accepts_token
from bot.clock import Clock, SystemClock
from bot.discord_access import Access
from bot.discord_errors import (
    NOT_IN_A_DM,
    NOT_OURS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    described,
    failure,
)
from bot.discord_http import DiscordHttp
from bot.discord_interactions import Interactions
from bot.discord_payloads import as_message, without_buttons
from bot.discord_posts import LONGEST_TEXT, PLAIN, Post, parts, posts
from bot.hindrance import Hindrance
from chat.messages import Address, Event
from content.texts import Texts
from storage.sealing import House

INSTALL = "https://discord.com/oauth2/authorize"
log = structlog.get_logger(__name__)

ABOUT_US = Route("GET", "/applications/@me")
IN_GUILDS, BY_PEOPLE = "0", "1"
"""The ways of installing an application: in a guild, or for one person, wherever they are."""
ELSEWHERE = (
    "Discord sends commands and taps to another address: empty the Interactions Endpoint URL "
    "on your application's page General Information"
)
IN_GUILDS_ONLY = (
    "only members of a server that has it can use it: tick User Install "
    "on your application's page Installation"
)


class DiscordAdapter:
    """One bot on Discord, or on any server that speaks its API."""

    platform = discord_events.PLATFORM

    def __init__(self, token: str, base_url: str, house: House, clock: Clock | None = None) -> None:
        self.http = DiscordHttp(token, base_url)
        self.interactions: Interactions | None = None
        """Where nobody listens to Discord, everything goes as messages."""
        self.handle = ""
        """The bot's own name, once it was introduced."""
        self.styles: Mapping[str, int] = PLAIN
        """How buttons look, by what they do."""
        self._house = house
        self._id = ""
        """Our own; a bot and its application have the same one."""
        self.access = Access(clock or SystemClock())
        self._channels: dict[str, str] = {}
        """Of direct messages, by person; "" has to be opened again. Spammers open many in a row."""

    async def open(self) -> None:
        """Opens the connections, but uses none of them yet."""
        await self.http.open()

    async def close(self) -> None:
        if self.interactions:
            await self.interactions.close()
        await self.http.close()

    def converse(self, texts: Texts, clock: Clock) -> Interactions:
        """From now on, what is told to these interactions is answered in its place."""
        self.interactions = Interactions(self.http, texts, clock)
        return self.interactions

    async def introduce(self) -> None:
        """Asks Discord who the token belongs to. Raises SendFailed."""
        try:
            about = await self.http.request(Route("GET", "/users/@me"))
            self.handle = about["username"]
            self._id = str(about["id"])
        except (discord.DiscordException, OSError) as error:
            raise failure(error) from None

    async def prepare(self, texts: Texts, commands: Iterable[str]) -> None:
        """Learns the bot's own name and sets its slash commands. Raises SendFailed."""
        await self.introduce()
        try:
            about = await self.http.request(ABOUT_US)
            installs = [int(way) for way in about.get("integration_types_config") or [IN_GUILDS]]
            menu = discord_menu.menu_of(texts, commands, installs)
            await discord_menu.offer(self.http, about["id"], menu)
        except (discord.DiscordException, OSError) as error:
            name = type(error).__name__
            log.warning("menu_not_set", error_class=name, reason=described(error))

    async def advice(self) -> str:
        """Raises Hindrance when what people tap would never reach us, and SendFailed."""
        try:
            about = await self.http.request(ABOUT_US)
        except (discord.DiscordException, OSError) as error:
            raise failure(error) from None
        if about.get("interactions_endpoint_url"):
            raise Hindrance(ELSEWHERE)
        return "" if BY_PEOPLE in about.get("integration_types_config", {}) else IN_GUILDS_ONLY

    def parts(self, text: str, room: int) -> list[str]:
        return parts(text, LONGEST_TEXT - room)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        """Also learns where the person's direct messages are, which need not be asked for then."""
        raw = json.loads(body)
        dispatch = discord_events.Dispatch.read(raw)
        if dispatch and dispatch.direct:
            self._channels[dispatch.who.id] = dispatch.direct
        return discord_events.translate(raw, id, at, self._house.signer)

    async def send(self, to: Address, message: Outgoing) -> str:
        """Sends, or changes in place what can still be changed; the id of the first post.

        What answers an interaction that waits is its answer. Raises SendFailed. Posts that went out
        before a failure do so once: at the next try each is known by its nonce.
        """
        try:
            remote = await self._send(to, message)
        except (discord.DiscordException, OSError) as error:
            raise self._failed(to, message, error) from None
        self.access.given(to)
        if self.interactions:
            self.interactions.written(message.answers)
        return remote

    async def probe(self) -> bool:
        return await accepts_token(self.introduce())

    def link(self, payload: str) -> str:
        """Discord has no address that opens a chat with a payload; people type the code.

        Without one it adds the bot to an account; "" before the bot has introduced itself.
        """
        return "" if payload or not self._id else f"{INSTALL}?client_id={self._id}"

    def _failed(
        self, to: Address, message: Outgoing, error: discord.DiscordException | OSError
    ) -> SendFailed:
        code = error.code if isinstance(error, discord.HTTPException) else 0
        if code == UNKNOWN_CHANNEL:
            self._channels[to.id] = ""
        failed = Unreachable() if self.access.lost(to, code) else failure(error)
        if isinstance(failed, Unreachable) and self.interactions:
            self.interactions.closed(message.answers)
        return failed

    async def _send(self, to: Address, message: Outgoing) -> str:
        if message.strips:
            return await self._strip(to, message)
        changes = "" if message.attachment else message.changes
        if changes and message.removes and (await self._remove(to, message) or not message.text):
            return changes
        first, *rest = posts(message, self._house.signer(to), self.styles)
        if changes and message.in_place:
            await self._change(await self._channel(to, message), changes, first)
            return changes
        remote = "" if changes else await self._answer(message, first)
        if not remote:
            channel = await self._channel(to, message)
            remote = await self._place(channel, changes, first, silent=message.silent)
        for post in rest:
            channel = await self._channel(to, message)
            await self._post(channel, post, silent=message.silent)
        return remote

    async def _answer(self, message: Outgoing, post: Post) -> str:
        return await self.interactions.answer(message, post) if self.interactions else ""

    async def _place(self, channel: str, changes: str, post: Post, *, silent: bool) -> str:
        if changes and await self._change(channel, changes, post):
            return changes
        return await self._post(channel, post, silent=silent)

    async def _channel(self, to: Address, message: Outgoing) -> str:
        """Raises Unreachable when it would have to be opened for what nobody asked for."""
        known = self._channels.get(to.id, to.channel)
        if known:
            return known
        if not (to.channel or message.answers):
            raise Unreachable
        opened = await self.http.start_private_message(to.id)
        self._channels[to.id] = str(opened["id"])
        return self._channels[to.id]

    async def _remove(self, to: Address, message: Outgoing) -> bool:
        """False when it stays, since it is a person's own."""
        channel = await self._channel(to, message)
        try:
            await self.http.delete_message(channel, message.changes)
        except discord.HTTPException as error:
            if error.code in (NOT_IN_A_DM, NOT_OURS):
                return False
            if error.code != UNKNOWN_MESSAGE:
                raise
        return True

    async def _strip(self, to: Address, message: Outgoing) -> str:
        """Takes the buttons off; of a message that is gone there is nothing to take."""
        channel = await self._channel(to, message)
        try:
            with without_buttons() as parameters:
                await self.http.edit_message(channel, message.changes, params=parameters)
        except discord.HTTPException as error:
            if error.code not in (UNKNOWN_MESSAGE, NOT_OURS):
                raise
        return message.changes

    async def _change(self, channel: str, message: str, post: Post) -> bool:
        """False when the message is gone or is a person's own."""
        try:
            with as_message(post, changes=True) as parameters:
                await self.http.edit_message(channel, message, params=parameters)
        except discord.HTTPException as error:
            if error.code in (UNKNOWN_MESSAGE, NOT_OURS):
                return False
            raise
        return True

    async def _post(self, channel: str, post: Post, *, silent: bool) -> str:
        with as_message(post, silent=silent) as parameters:
            sent = await self.http.send_message(channel, params=parameters)
        return str(sent["id"])
