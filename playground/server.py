"""Start and stop the playground: local servers, their people's phones, and the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from playground.discord.api.limits import DiscordLimits
from playground.discord.api.server import DiscordApi
from playground.discord.chats import DiscordChats
from playground.discord.controls import DiscordControls
from playground.discord.gateway.server import GatewayServer
from playground.discord.people import DiscordPerson
from playground.discord.phones import DiscordPhone
from playground.discord.state import Discord
from playground.page_server import PageServer
from playground.shared.change_signal import PATIENCE_SECONDS
from playground.shared.chats import Chats
from playground.shared.clock import TimeMachineLike
from playground.shared.faults import Faults
from playground.shared.ledger import Ledger
from playground.shared.origin_check import check_origin
from playground.telegram.api import BotApi
from playground.telegram.chats import TelegramChats
from playground.telegram.controls import Controls
from playground.telegram.limits import Limits
from playground.telegram.people import Person
from playground.telegram.phones import Phone
from playground.telegram.state import Telegram

TOKEN = "1234567:A-token-of-the-local-playground-only"  # noqa: S105 - it opens nothing but this
DISCORD_TOKEN = "ODgwMDAw.playground.A-token-of-the-local-playground-only"  # noqa: S105 - as above
LARGEST_REQUEST = 52 * 2**20
SHUTDOWN_SECONDS = 1.0
FIRST_PERSON_ID = 1001
FIRST_DISCORD_ID = 2001


class Playground:
    """One bot's Telegram and Discord on one port; all of it lives in the loop that starts it."""

    def __init__(
        self,
        token: str = TOKEN,
        people: dict[str, Person] | None = None,
        now: Callable[[], float] = time.time,
        time_machine: TimeMachineLike | None = None,
        *,
        bot_name: str = "Same Side",
        username: str = "same_side_bot",
        limits: Limits | None = None,
        discord_token: str = DISCORD_TOKEN,
        discord_people: dict[str, DiscordPerson] | None = None,
    ) -> None:
        self.token, self.discord_token = token, discord_token
        self.url = ""
        bot_id = int(token.partition(":")[0])
        bot = {"id": bot_id, "is_bot": True, "first_name": bot_name, "username": username}
        self.telegram = Telegram(bot, now, limits)
        pace = DiscordLimits(on=self.limits.on)
        self.discord = Discord(bot_name, now, pace, self.telegram.changes)
        self.gateway = GatewayServer(self.discord, lambda: self.discord_token)
        self._phones: dict[str, Phone] = {}
        self._discord_phones: dict[str, DiscordPhone] = {}
        for who, user in (discord_people or {}).items():
            self._add_to_discord(who, user)
        for who, person in (people or {}).items():
            self._add(who, person)
        self._pages = PageServer(self.telegram, self.discord.files, self._chats(), time_machine)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Serve on that port (0 picks a free one) and return the address; OSError if taken.

        After a `stop` it goes on with everything it knew, as Telegram does after an outage.
        """
        runner = web.AppRunner(
            self._app(),
            handler_cancellation=True,
            shutdown_timeout=SHUTDOWN_SECONDS,
            access_log=None,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port, reuse_address=True).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.telegram.updates.open()
        self.telegram.webhook.open()
        self.url = self.discord.url = self.discord.cdn.base = (
            f"http://{host}:{runner.addresses[0][1]}"
        )
        return self.url

    async def stop(self) -> None:
        """Close all connections and stop serving."""
        self._pages.close()
        self.gateway.close()
        self.telegram.updates.close()
        await self.telegram.webhook.close()
        await self.discord.interaction_calls.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def ledger(self) -> Ledger:
        """The record of everything that passed between the bot and its people."""
        return self.telegram.ledger

    @property
    def faults(self) -> Faults:
        """The faults to inject on purpose."""
        return self.telegram.faults

    @property
    def limits(self) -> Limits:
        """Telegram's rate limits; set its fields to change them."""
        return self.telegram.rate_limiter.limits

    def phone(self, who: str) -> Phone:
        """Return the phone of that person; raise KeyError for nobody."""
        return self._phones[who]

    def add_person(
        self,
        who: str,
        name: str = "",
        language: str = "en",
        *,
        id: int | None = None,
        started: bool = False,
    ) -> Phone:
        """Add a person with a phone; raise ValueError when that name or id is taken."""
        number = id or FIRST_PERSON_ID + len(self._phones)
        if who in self._phones or number in self.telegram.people:
            raise ValueError(f"there is somebody like that already: {who} {number}")
        return self._add(who, Person(number, name or who.title(), language, started=started))

    def discord_phone(self, who: str) -> DiscordPhone:
        """Return that person's Discord; raise KeyError for nobody."""
        return self._discord_phones[who]

    def add_discord_person(
        self, who: str, name: str = "", locale: str = "en-US", *, id: int | None = None
    ) -> DiscordPhone:
        """Add a person with Discord; raise ValueError when that name or id is taken."""
        number = id or FIRST_DISCORD_ID + len(self._discord_phones)
        if who in self._discord_phones or number in self.discord.people:
            raise ValueError(f"there is somebody like that already: {who} {number}")
        return self._add_to_discord(who, DiscordPerson(number, name or who.title(), locale))

    def unconfirmed(self) -> int:
        """Return how many updates the bot has not confirmed yet."""
        self.telegram.updates.drop_expired()
        return len(self.telegram.updates.waiting)

    def activity_count(self) -> int:
        """Return how much has passed between people and the bot so far, on both platforms."""
        told, read = self.telegram.ledger, self.discord.ledger
        return len(told.calls) + len(told.updates) + len(read.calls) + len(read.events)

    async def wait_until_heard(self, within: float = PATIENCE_SECONDS) -> None:
        """Return when the bot on Discord has taken all that people did and answered what it can.

        Events that it cannot answer are confirmed by a heartbeat, which this asks for.
        """
        self.gateway.ask_for_heartbeat()
        await self.until(lambda: self.discord.unheard_count() == 0, within)

    async def until(self, condition: Callable[[], bool], within: float = PATIENCE_SECONDS) -> None:
        """Return as soon as the condition holds; TimeoutError after `within` real seconds.

        The condition is tried again at each change of a chat, the queue or the ledger.
        """
        await self.telegram.changes.until(condition, within)

    def show_clock(self) -> None:
        """Tell every open page what time it is, when it was moved from elsewhere."""
        self._pages.show_clock()

    def snapshot(self) -> dict[str, Any]:
        """Return everything that outlives a restart, as JSON; the names of the phones included."""
        names = {who: phone.person.id for who, phone in self._phones.items()}
        users = {who: phone.person.id for who, phone in self._discord_phones.items()}
        discord = self.discord.snapshot() | {"phones": users}
        return self.telegram.snapshot() | {"phones": names, "discord": discord}

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made; to be called before `start`."""
        self.telegram.restore(kept)
        for who, person_id in kept["phones"].items():
            self._phones[who] = Phone(self.telegram, self.telegram.people[person_id])
        if "discord" in kept:  # a snapshot may be older than the local Discord
            self.discord.restore(kept["discord"])
            for who, user_id in kept["discord"]["phones"].items():
                user = self.discord.people[user_id]
                self._discord_phones[who] = DiscordPhone(self.discord, user)

    def _chats(self) -> list[Chats]:
        """Return the chats that each phone on the page can show, in the order of its switch."""
        general = DiscordChats("general", self.discord, self._discord_phones, guild=True)
        direct = DiscordChats("discord", self.discord, self._discord_phones)
        return [TelegramChats(self.telegram, self._phones), direct, general]

    def _add(self, who: str, person: Person) -> Phone:
        self.telegram.people[person.id] = person
        self._phones[who] = Phone(self.telegram, person)
        return self._phones[who]

    def _add_to_discord(self, who: str, user: DiscordPerson) -> DiscordPhone:
        self.discord.people[user.id] = user
        self._discord_phones[who] = DiscordPhone(self.discord, user)
        return self._discord_phones[who]

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[check_origin])
        app.add_routes(BotApi(self.telegram, lambda: self.token).routes())
        app.add_routes(DiscordApi(self.discord, lambda: self.discord_token).routes())
        app.add_routes(self.gateway.routes())
        app.add_routes(
            DiscordControls(self.discord, self.gateway, self.add_discord_person).routes()
        )
        app.add_routes(Controls(self.telegram, self.add_person).routes())
        app.add_routes(self._pages.routes())
        return app
