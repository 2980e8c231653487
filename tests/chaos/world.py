"""One world: a local Telegram and Discord, a database, couples, and a bot that is killed."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from playground import Limits, Playground
from tests.chaos import migrations
from tests.chaos.faults import INSTANT, MID_MIGRATION, Fault
from tests.chaos.hands import Hand
from tests.chaos.lines import DiscordLine
from tests.chaos.lives import ASK, Life
from tests.chaos.phones import OnDiscord, OnTelegram, Pocket
from tests.chaos.plan import Plan
from tests.chaos.process import PATIENCE, Died, Failed, Process
from tests.command_line import KEY, TOKEN

START = datetime(2030, 3, 6, 9, tzinfo=UTC)
"""A Wednesday; ahead of the machine's clock, since time only ever moves forward."""
COUPLES = 3
PLATFORMS = (("telegram", "discord"), ("discord", "telegram"), ("discord", "discord"))
"""Where the two live of those couples that are not both on Telegram, and how often."""
OFTEN = (3, 2, 1)
BEATS = 15
"""A point that is not reached within so many steps of everybody is given up for an instant."""
RETRIES = timedelta(minutes=10)
"""What waits no longer than this is a retry, and is waited for before anything is compared."""
AT_DEATH = timedelta(minutes=1)
"""What came due when the bot died may be late for that, too."""
A_LITTLE = 0.001
"""Seconds; a moment counts as come when the clock is past it."""
FASTEST = "1000"
LAST_LINES = 20
OVERDUE = 60.0
STUBBORN = 20
"""So often, at most, the bot may be asked to do what is due before it counts as hanging."""


@dataclass
class World:
    """Everything that lives through the rounds of one seed."""

    seed: int
    folder: Path
    database_url: str
    couples: int = COUPLES
    kills: dict[str, int] = field(default_factory=dict)
    downtimes: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = START + timedelta(weeks=Random(self.seed).randrange(52))
        self.ahead = start.timestamp() - time.time()
        self.playground = Playground(TOKEN, now=self.seconds, limits=Limits(on=False))
        self.coming: float | None = None
        self._deadly = ""
        self._idle = 0
        self.discord = DiscordLine(self.playground)
        self.migrations = migrations.copy_to(self.folder / "migrations")
        self.bot = Process(self._wake)
        self.lives = list(self._couples())

    def seconds(self) -> float:
        """The world's clock, which is the bot's as well, in unix seconds."""
        return time.time() + self.ahead

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    @property
    def hands(self) -> Iterator[Hand]:
        """Everybody."""
        return (hand for life in self.lives for hand in life.both)

    def was_down_at(self, moment: datetime) -> bool:
        """Whether the bot was down for long at that moment."""
        return any(begin <= moment <= end for begin, end in self.downtimes)

    def last_words(self) -> list[str]:
        """The end of what the bot logged."""
        return (self.folder / "bot.log").read_text().splitlines()[-LAST_LINES:]

    async def open(self) -> None:
        await self.playground.start()
        await self._start(Fault())
        await self._calm()

    async def close(self) -> None:
        if self.bot.alive:
            self.bot.kill()
            await self.bot.dead()
        await self.playground.stop()

    async def round(self, plan: Plan) -> None:
        """Everybody lives until the bot dies; afterwards it is up again and has done all."""
        if plan.weather:
            self.playground.faults.add(plan.weather, "sendMessage", times=2, seconds=1)
            self.playground.discord.faults.add(plan.weather, plan.posts, times=2, seconds=1)
        await self._live_until_death(plan)
        self.playground.faults.clear()
        self.playground.discord.faults.clear()
        await self._stay_down(plan.down)
        await self._start(plan.again or Fault())
        await self._settle()

    async def _live_until_death(self, plan: Plan) -> None:
        timer = asyncio.get_running_loop().call_later(plan.instant, self._kill)
        if plan.fault.point != INSTANT:
            timer.cancel()
        try:
            if plan.fault.point == MID_MIGRATION:
                await self._migrate(plan.fault)
                await self._calm()
            self._arm(plan.fault)
            for number in range(BEATS):
                await self._beat(plan.line if number == plan.line_at else "")
            self._kill()
            await self.bot.dead()
            raise Died
        except Died:
            self._count()
        finally:
            timer.cancel()

    async def _beat(self, line: str) -> None:
        """Everybody takes a step; when all rest, time moves on to whoever wakes first."""
        if all(life.resting and life.resting > self.now for life in self.lives):
            await self._move_to(min(life.resting for life in self.lives if life.resting))
        for life in self.lives:
            life.step(self.now)
        self.discord.suffers(line)
        await self._calm()

    async def _calm(self) -> None:
        """Returns when the bot has fetched, handled and sent all that it can by now."""
        await self.playground.until(
            lambda: not self.bot.alive or (self._is_fetched() and self.discord.is_heard()), PATIENCE
        )
        if not self.bot.alive:
            raise Died
        self.coming = await self.bot.settle(self.ahead)
        self.discord.calm()
        for hand in self.hands:
            hand.phone.calm()

    def _is_fetched(self) -> bool:
        return self.playground.unconfirmed() == 0

    async def _move_to(self, then: datetime) -> None:
        """Moves on from moment to moment, so that they come due one after the other."""
        while self.now < then:
            await self._work_at(min(self.coming or then.timestamp(), then.timestamp()))

    async def _work_at(self, seconds: float) -> None:
        """Moves the clock to a moment, unless it is past that; the bot does what there is."""
        self.ahead += max(seconds + A_LITTLE - self.seconds(), 0.0)
        self.coming = await self.bot.settle(self.ahead)
        overdue = self.coming is not None and self.coming < self.seconds() - OVERDUE
        self._idle = self._idle + 1 if overdue else 0
        if self._idle > STUBBORN:
            raise Failed("what is due is left as it is")

    async def _settle(self) -> None:
        """All that is left over is done, retries as well, however often the bot dies over it."""
        while True:
            try:
                await self._calm()
                while self.coming and self.coming < self.seconds() + RETRIES.total_seconds():
                    await self._work_at(self.coming)
                self._arm(Fault())
                await self._calm()
            except Died:
                self._count()
                await self._start(Fault())
            else:
                return

    async def _stay_down(self, how_long: timedelta) -> None:
        """The world goes on without the bot, and people write to it."""
        begin = self.now
        for hand in self.hands:
            # Discord tells whoever is back soon; Telegram tells everybody, which is easier.
            if not hand.phone.closed and (how_long or hand.phone.address.platform == "discord"):
                hand.writes("/help", ASK)
        if how_long:
            self.discord.is_given_up()
            self.ahead += how_long.total_seconds()
            self.downtimes.append((begin - AT_DEATH, self.now))

    async def _migrate(self, fault: Fault) -> None:
        """The bot ends, and the next start finds tables to change."""
        self.bot.kill()
        await self.bot.dead()
        migrations.add(self.migrations)
        await self._start(fault)

    async def _start(self, fault: Fault) -> None:
        """Until it is up. A trap may spring on the way; then it is started once more without."""
        for each in (fault, Fault()):
            self.bot = Process(self._wake)
            settings = {
                "TELEGRAM_TOKEN": TOKEN,
                "TELEGRAM_BASE_URL": self.playground.url,
                "DISCORD_TOKEN": self.playground.discord_token,
                "DISCORD_BASE_URL": self.playground.url,
                "DATABASE_URL": self.database_url,
                "SECRET_KEYS": KEY,
                "SEND_RATE": FASTEST,
                "CHAT_RATE": FASTEST,
            }
            self._deadly = each.point
            self.discord.begins()
            self.bot.start(settings, self.folder, self.migrations, self.ahead, each)
            try:
                await self.bot.up()
            except Died:
                if each == Fault():
                    raise Failed("the bot does not start any more") from None
                if each.point == MID_MIGRATION:
                    # That was the death of this round, and is counted as such.
                    raise
                self._count()
            else:
                return

    def _arm(self, fault: Fault) -> None:
        self._deadly = fault.point
        self.bot.arm(fault)

    def _kill(self) -> None:
        self._deadly = INSTANT
        self.bot.kill()

    def _count(self) -> None:
        """Of what the bot died, which must be a kill."""
        for hand in self.hands:
            hand.phone.died()
        if self.bot.exit_code != -signal.SIGKILL:
            raise Failed(f"the bot ended by itself, with {self.bot.exit_code}")
        self.kills[self._deadly] = self.kills.get(self._deadly, 0) + 1

    def _wake(self) -> None:
        self.playground.telegram.changes.wake()

    def _couples(self) -> Iterator[Life]:
        """All but the last keep their day and hour."""
        for number in range(self.couples):
            chance = Random(f"{self.seed}:couple {number}")
            hands = [
                Hand(name, self._phone(name, number, platform), self.playground)
                for name, platform in zip(("Alice", "Bob"), self._places(number), strict=True)
            ]
            yield Life(hands[0], hands[1], chance, steady=number < self.couples - 1)

    def _places(self, number: int) -> tuple[str, str]:
        """Every other couple has somebody on Discord."""
        if (self.seed + number) % 2:
            return "telegram", "telegram"
        return Random(f"{self.seed}:place {number}").choices(PLATFORMS, OFTEN)[0]

    def _phone(self, name: str, number: int, platform: str) -> Pocket:
        who = f"{name}-{number}"
        if platform == "telegram":
            return OnTelegram(self.playground.add_person(who, name), self.playground)
        phone = self.playground.add_discord_person(who, name)
        return OnDiscord(phone, self.playground, Random(f"{self.seed}:{who}"))
