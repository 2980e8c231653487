"""Keep the state of a local Discord with one bot in it: people, channels and messages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from playground.discord.api.limits import DiscordLimits, DiscordRateLimiter
from playground.discord.cdn import ROOT, Cdn
from playground.discord.commands import SlashCommands
from playground.discord.gateway.sessions import DIRECT_MESSAGES, GUILD_MESSAGES, Sessions
from playground.discord.interaction_calls import InteractionSender
from playground.discord.interactions import FIRST_RESPONSE_SECONDS, SentInteractions
from playground.discord.ledger import DiscordLedger
from playground.discord.messages import ChannelMessage, ChannelMessages
from playground.discord.people import (
    DM,
    EPOCH,
    GUILD,
    KIND_NUMBERS,
    PRIVATE,
    Channel,
    DiscordGuild,
    DiscordPerson,
    stamp,
    user,
)
from playground.shared.change_signal import Change, Changes
from playground.shared.faults import Faults
from playground.shared.files import Files, StoredFile

APPLICATION_ID = 880_000_000_000_000_001
GUILD_ID = 880_000_000_000_000_002


class Discord:
    """The whole state behind the servers; only code in their event loop may change it."""

    def __init__(
        self,
        bot_name: str,
        now: Callable[[], float] = time.time,
        limits: DiscordLimits | None = None,
        changes: Changes | None = None,
    ) -> None:
        self.application_id = APPLICATION_ID
        self.bot = user(APPLICATION_ID, bot_name.lower().replace(" ", "-"), bot_name, bot=True)
        self.description, self.icon = "", ""
        """The words that people read of the application, and the hash of its picture."""
        self.now = now
        self.url = ""
        self.changes = Changes(changes)
        self.ledger = DiscordLedger()
        self.faults = Faults()
        self.files = Files()
        self.cdn = Cdn(self.files, now)
        self.rate_limiter = DiscordRateLimiter(limits or DiscordLimits())
        self.messages = ChannelMessages(self.changes)
        self.sessions = Sessions(self.ledger)
        self.commands = SlashCommands(APPLICATION_ID, self.new_id)
        self.interactions = SentInteractions()
        self.interaction_calls = InteractionSender()
        self.people: dict[int, DiscordPerson] = {}
        self.channels: dict[int, Channel] = {}
        self.nonces: dict[tuple[int, str], tuple[int, float]] = {}
        self.guild = DiscordGuild(GUILD_ID)
        self._last_id = 0
        self.guild_channel = self._add_channel(GUILD, [], "general")

    @property
    def gateway_url(self) -> str:
        """The gateway's address."""
        return f"{self.url.replace('http', 'ws', 1)}/gateway"

    def new_id(self) -> int:
        """Return a snowflake of this moment, larger than any before."""
        wanted = int((self.now() - EPOCH) * 1000) << 22
        self._last_id = max(wanted, self._last_id + 1)
        return self._last_id

    def dm(self, person: DiscordPerson) -> Channel:
        """Return the person's channel with the bot; make it when it is first needed."""
        return self.known_dm(person) or self._add_channel(DM, [person.id])

    def known_dm(self, person: DiscordPerson) -> Channel | None:
        """Return the person's channel with the bot, if it has ever been opened."""
        return self._channel_of(DM, [person.id])

    def private_channel(self, one: DiscordPerson, other: DiscordPerson) -> Channel:
        """Return two people's own chat, in which the bot is only a guest."""
        people = sorted((one.id, other.id))
        return self._channel_of(PRIVATE, people) or self._add_channel(PRIVATE, people)

    def channel_body(self, channel: Channel) -> dict[str, Any]:
        """Return Discord's Channel."""
        body: dict[str, Any] = {
            "id": str(channel.id),
            "type": KIND_NUMBERS[channel.kind],
            "flags": 0,
            "last_message_id": None,
        }
        if channel.kind == GUILD:
            place = {"guild_id": str(self.guild.id), "name": channel.name, "position": 0}
            return body | place | {"permission_overwrites": [], "nsfw": False, "topic": None}
        return body | {"recipients": [self.people[number].as_user() for number in channel.people]}

    def message_body(
        self, author: dict[str, Any], channel: Channel, content: dict[str, Any]
    ) -> dict[str, Any]:
        """Return Discord's Message, made now."""
        return {
            "id": str(self.new_id()),
            "channel_id": str(channel.id),
            "type": 0,
            "content": "",
            "author": author,
            "timestamp": stamp(self.now()),
            "edited_timestamp": None,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "attachments": [],
            "embeds": [],
            "components": [],
            "flags": 0,
            "pinned": False,
            "tts": False,
        } | content

    def post_as_person(
        self, person: DiscordPerson, channel: Channel, content: dict[str, Any]
    ) -> ChannelMessage:
        """Send a message as a person."""
        body = self.message_body(person.as_user(), channel, content)
        message = self.messages.add(ChannelMessage(channel.id, body, from_bot=False))
        self.dispatch_message("MESSAGE_CREATE", message)
        return message

    def edit_message(self, message: ChannelMessage, content: dict[str, Any]) -> None:
        """Change somebody's message; each change of a message has a moment of its own."""
        edited = {"edited_timestamp": stamp(self.now())}
        if edited["edited_timestamp"] <= (message.body["edited_timestamp"] or ""):
            before = datetime.fromisoformat(message.body["edited_timestamp"]).timestamp()
            edited = {"edited_timestamp": stamp(before + 0.001)}
        self.messages.edit(message, message.body | content | edited)
        self.dispatch_message("MESSAGE_UPDATE", message)

    def delete_message(self, message: ChannelMessage) -> None:
        """Delete a message."""
        self.messages.delete(message)
        channel = self.channels[message.channel_id]
        gone = {"id": str(message.id), "channel_id": str(message.channel_id)} | self._guild_fields(
            channel
        )
        self._dispatch("MESSAGE_DELETE", gone, channel, own=message.from_bot)

    def dispatch_message(self, event: str, message: ChannelMessage) -> None:
        """Tell the bot of a message, except an ephemeral one or one of a chat between people."""
        channel = self.channels[message.channel_id]
        if message.only_for is not None or channel.kind == PRIVATE:
            return
        body = message.body | self._guild_fields(channel)
        author = self.people.get(int(message.body["author"]["id"]))
        if channel.kind == GUILD and author is not None:
            body["member"] = author.as_member()
            if not self._mentions_bot(body):
                body |= {"content": "", "attachments": [], "components": []}
        self._dispatch(event, body, channel, own=message.from_bot)

    def store_attachment(
        self, channel: Channel, name: str, mime: str, content: bytes
    ) -> dict[str, Any]:
        """Store a file of a message and return Discord's fields of an attachment."""
        number = str(self.new_id())
        path = f"{ROOT}/{channel.id}/{number}/{name}"
        return self.cdn.attachment(self.files.store(StoredFile(number, path, name, mime, content)))

    def ready(self, session_id: str) -> dict[str, Any]:
        """Return the greeting of a new session."""
        return {
            "v": 10,
            "user": self.bot | {"mfa_enabled": False, "verified": True, "email": None},
            "guilds": [{"id": str(self.guild.id), "unavailable": True}],
            "private_channels": [],
            "session_id": session_id,
            "session_type": "normal",
            "resume_gateway_url": self.gateway_url,
            "application": {"id": str(self.application_id), "flags": 0},
            "shard": [0, 1],
        }

    def whole_guild(self) -> dict[str, Any]:
        """Return the guild as a new session is told of it."""
        channels = [self.channel_body(c) for c in self.channels.values() if c.kind == GUILD]
        members = 1 + sum(person.in_guild for person in self.people.values())
        return self.guild.whole(self.bot, members, channels)

    def set_commands(self, given: object) -> list[dict[str, Any]]:
        """Replace the bot's slash commands."""
        commands = self.commands.replace(given)
        self.changes.notify(Change("commands"))
        return commands

    def set_closed(self, person: DiscordPerson, closed: bool) -> None:
        """Close a person's direct messages or open them again; the bot is not told."""
        person.closed = closed
        self.changes.notify(Change("blocked", person.id))

    def unheard_count(self) -> int:
        """Return how many actions of people the bot has not confirmed or, if it can, answered."""
        for event in self.ledger.open_events:
            interaction = self.interactions.find(event.interaction_id or 0)
            if interaction and self.now() - interaction.at > FIRST_RESPONSE_SECONDS:
                event.record_outcome("failed")
        return len(self.ledger.open_events)

    def snapshot(self) -> dict[str, Any]:
        """Return everything that outlives a restart, as JSON."""
        return {
            "people": [asdict(person) for person in self.people.values()],
            "channels": [asdict(channel) for channel in self.channels.values()],
            "guild_channel": self.guild_channel.id,
            "posts": self.messages.snapshot(),
            "files": self.files.snapshot(),
            "commands": self.commands.known,
            "interactions": self.interactions.snapshot(),
            "last_id": self._last_id,
            "profile": [self.description, self.icon, self.bot["avatar"]],
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made; no number is given a second time."""
        self.people |= {raw["id"]: DiscordPerson(**raw) for raw in kept["people"]}
        self.channels = {raw["id"]: Channel(**raw) for raw in kept["channels"]}
        self.guild_channel = self.channels[kept["guild_channel"]]
        self.messages.restore(kept["posts"])
        self.files.restore(kept["files"])
        self.commands.known = dict(kept["commands"])
        self.interactions.restore(kept["interactions"])
        self._last_id = max(self._last_id, kept["last_id"])
        self.description, self.icon, self.bot["avatar"] = kept.get("profile", ["", "", None])

    def _dispatch(self, event: str, body: dict[str, Any], channel: Channel, *, own: bool) -> None:
        intent = GUILD_MESSAGES if channel.kind == GUILD else DIRECT_MESSAGES
        self.sessions.dispatch(event, body, intent, channel_id=channel.id, own=own)

    def _mentions_bot(self, body: dict[str, Any]) -> bool:
        """Return whether a message in a guild mentions the bot; a reply to it does so as well."""
        answered = body.get("referenced_message") or {"author": {}}
        ours = answered["author"].get("id") == str(self.application_id)
        return ours or f"<@{self.application_id}>" in body["content"]

    def _guild_fields(self, channel: Channel) -> dict[str, str]:
        return {"guild_id": str(self.guild.id)} if channel.kind == GUILD else {}

    def _channel_of(self, kind: str, people: list[int]) -> Channel | None:
        fitting = (c for c in self.channels.values() if (c.kind, c.people) == (kind, people))
        return next(fitting, None)

    def _add_channel(self, kind: str, people: list[int], name: str = "") -> Channel:
        channel = Channel(self.new_id(), kind, people, name)
        self.channels[channel.id] = channel
        return channel
