"""Run the real discord.py client against the playground, and queue its events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from playground import Playground


class Client(discord.Client):
    """A bot that does nothing on its own: a test answers each event."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - discord.py's own options
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.01, **options)
        self.seen: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip the 5 s that discord.py would sleep before it identifies a second time."""

    async def on_message(self, message: discord.Message) -> None:
        """Note a message by somebody, perhaps the bot itself."""
        if message.author != self.user:
            self.seen.put_nowait(("message", message))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Note a changed message by somebody, perhaps the bot itself."""
        if event.message.author != self.user:
            self.seen.put_nowait(("edit", event.message))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Note the use of a command, a button or a form."""
        self.seen.put_nowait(("interaction", interaction))

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        """Note an added reaction."""
        self.seen.put_nowait(("reaction", event))

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        """Note a removed reaction."""
        self.seen.put_nowait(("reaction taken back", event))

    async def on_resumed(self) -> None:
        """Note that the gateway goes on after a cut."""
        self.seen.put_nowait(("resumed", None))

    async def on_ready(self) -> None:
        """Note that a session has begun."""
        self.seen.put_nowait(("ready", None))

    async def next(self, kind: str) -> Any:  # noqa: ANN401 - of whatever kind was asked for
        """Return the next event, which must be of that kind."""
        came, what = await asyncio.wait_for(self.seen.get(), 10)
        assert came == kind
        return what


def point_at(server: Playground, patch: pytest.MonkeyPatch) -> None:
    """Point discord.py to the playground instead of Discord."""
    patch.setattr(Route, "BASE", f"{server.url}/api/v10")
    patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.discord.gateway_url))


@asynccontextmanager
async def connected(server: Playground) -> AsyncIterator[Client]:
    """Make a client that is logged in and connected, with nothing waiting."""
    async with Client() as client:
        await client.login(server.discord_token)
        running = asyncio.create_task(client.connect())
        try:
            await client.next("ready")
            yield client
        finally:
            await client.close()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
