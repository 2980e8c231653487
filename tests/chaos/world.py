"""Keep one world: a local Telegram and Discord, a database, couples, and a bot that is killed."""

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
from tests.chaos.bot_process import (
    PATIENCE,
    Died,
    Failed,
    Process,
    wait_until_released,
)
from tests.chaos.couples import ASK, SimulatedCouple
from tests.chaos.gateway_monitor import GatewayMonitor
from tests.chaos.kill_points import (
    INSTANT,
    MID_MIGRATION,
    KillPoint,
)
from tests.chaos.people import SimulatedPerson
from tests.chaos.phones import SimulatedDiscordPhone, SimulatedPhone, SimulatedTelegramPhone
from tests.chaos.plan import Plan
from tests.support.command_line import KEY, TOKEN

START = datetime(2030, 3, 6, 9, tzinfo=UTC)
"""A Wednesday; ahead of the machine's clock, since time only ever moves forward."""
COUPLES = 3
PLATFORMS = (("telegram", "discord"), ("discord", "telegram"), ("discord", "discord"))
"""The platforms of couples who are not both on Telegram, and their weights."""
PLATFORM_WEIGHTS = (3, 2, 1)
STEPS_PER_ROUND = 15
"""If a point is not reached within these steps of everybody, the kill comes from outside."""
RETRIES = timedelta(minutes=10)
"""Work due within this time is a retry, and is finished before the checks."""
DEATH_MARGIN = timedelta(minutes=1)
"""Work that came due near the bot's death may be late as well."""
CLOCK_EPSILON = 0.001
"""Seconds; a moment counts as come when the clock is past it."""
FASTEST = "1000"
LAST_LINES = 20
OVERDUE = 60.0
MAX_IDLE_ATTEMPTS = 20
"""The bot counts as hanging after this many requests to do overdue work."""


@dataclass
class World:
    """Everything that lives through the rounds of one seed."""

    seed: int
    folder: Path
    database_url: str
    couple_count: int = COUPLES
    kills: dict[str, int] = field(default_factory=dict)
    downtimes: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = START + timedelta(weeks=Random(self.seed).randrange(52))
        self.ahead = start.timestamp() - time.time()
        self.playground = Playground(TOKEN, now=self.seconds, limits=Limits(on=False))
        self.next_work_at: float | None = None
        self._kill_cause = ""
        self._idle = 0
        self.gateway_monitor = GatewayMonitor(self.playground)
        self.migrations = migrations.copy_to(self.folder / "migrations")
        self.bot = Process(self._wake)
        self.simulated_couples = list(self._couples())

    def seconds(self) -> float:
        """Return the time of the world's clock, which the bot shares, in unix seconds."""
        return time.time() + self.ahead

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    @property
    def people(self) -> Iterator[SimulatedPerson]:
        """All people of the world."""
        return (hand for life in self.simulated_couples for hand in life.people)

    def was_down_at(self, moment: datetime) -> bool:
        """Return whether the bot was down for long at that moment."""
        return any(begin <= moment <= end for begin, end in self.downtimes)

    def log_tail(self) -> list[str]:
        """Return the end of the bot's log."""
        return (self.folder / "bot.log").read_text().splitlines()[-LAST_LINES:]

    async def open(self) -> None:
        await self.playground.start()
        await self._start(KillPoint())
        await self._wait_until_settled()

    async def close(self) -> None:
        if self.bot.alive:
            self.bot.kill()
            await self.bot.wait_until_dead()
        await self.playground.stop()

    async def round(self, plan: Plan) -> None:
        """Let everybody live until the bot dies; then start it again and let it finish all."""
        if plan.send_fault:
            self.playground.faults.add(plan.send_fault, "sendMessage", times=2, seconds=1)
            self.playground.discord.faults.add(
                plan.send_fault, plan.faulty_call, times=2, seconds=1
            )
        await self._live_until_death(plan)
        self.playground.faults.clear()
        self.playground.discord.faults.clear()
        await self._stay_down(plan.down)
        await self._start(plan.restart_kill_point or KillPoint())
        await self._finish_round()

    async def _live_until_death(self, plan: Plan) -> None:
        timer = asyncio.get_running_loop().call_later(plan.kill_after, self._kill)
        if plan.kill_point.point != INSTANT:
            timer.cancel()
        try:
            if plan.kill_point.point == MID_MIGRATION:
                await self._migrate(plan.kill_point)
                await self._wait_until_settled()
            self._arm(plan.kill_point)
            for number in range(STEPS_PER_ROUND):
                await self._step_everybody(
                    plan.gateway_fault if number == plan.gateway_fault_step else ""
                )
            self._kill()
            await self.bot.wait_until_dead()
            raise Died
        except Died:
            self._count()
        finally:
            timer.cancel()

    async def _step_everybody(self, line: str) -> None:
        """Let everybody take a step; when all rest, move time on to the next person who wakes."""
        if all(life.waits_until and life.waits_until > self.now for life in self.simulated_couples):
            await self._advance_to(
                min(life.waits_until for life in self.simulated_couples if life.waits_until)
            )
        for life in self.simulated_couples:
            life.step(self.now)
        self.gateway_monitor.inject_fault(line)
        await self._wait_until_settled()

    async def _wait_until_settled(self) -> None:
        """Return when the bot has fetched, handled and sent all that it can."""
        await self.playground.until(
            lambda: (
                not self.bot.alive or (self._is_fetched() and self.gateway_monitor.has_caught_up())
            ),
            PATIENCE,
        )
        if not self.bot.alive:
            raise Died
        self.next_work_at = await self.bot.settle(self.ahead)
        self.gateway_monitor.on_settled()
        for hand in self.people:
            hand.phone.on_settled()

    def _is_fetched(self) -> bool:
        return self.playground.unconfirmed() == 0

    async def _advance_to(self, then: datetime) -> None:
        """Move on from moment to moment, so that each comes due in turn."""
        while self.now < then:
            await self._work_at_moment(min(self.next_work_at or then.timestamp(), then.timestamp()))

    async def _work_at_moment(self, seconds: float) -> None:
        """Move the clock to a moment, unless it is past; let the bot do what is due."""
        self.ahead += max(seconds + CLOCK_EPSILON - self.seconds(), 0.0)
        self.next_work_at = await self.bot.settle(self.ahead)
        overdue = self.next_work_at is not None and self.next_work_at < self.seconds() - OVERDUE
        self._idle = self._idle + 1 if overdue else 0
        if self._idle > MAX_IDLE_ATTEMPTS:
            raise Failed("what is due is left as it is")

    async def _finish_round(self) -> None:
        """Finish all leftover work, retries as well, however often the bot dies over it."""
        while True:
            try:
                await self._wait_until_settled()
                while (
                    self.next_work_at
                    and self.next_work_at < self.seconds() + RETRIES.total_seconds()
                ):
                    await self._work_at_moment(self.next_work_at)
                self._arm(KillPoint())
                await self._wait_until_settled()
            except Died:
                self._count()
                await self._start(KillPoint())
            else:
                return

    async def _stay_down(self, how_long: timedelta) -> None:
        """Let time pass without the bot, while people write to it."""
        begin = self.now
        for hand in self.people:
            # Discord repeats events to a bot that is back soon; Telegram always does.
            if not hand.phone.is_blocked and (how_long or hand.phone.address.platform == "discord"):
                hand.writes("/help", ASK)
        if how_long:
            self.gateway_monitor.expire_sessions()
            self.ahead += how_long.total_seconds()
            self.downtimes.append((begin - DEATH_MARGIN, self.now))

    async def _migrate(self, fault: KillPoint) -> None:
        """End the bot, and let the next start find tables to change."""
        self.bot.kill()
        await self.bot.wait_until_dead()
        migrations.add_migration(self.migrations)
        await self._start(fault)

    async def _start(self, fault: KillPoint) -> None:
        """Start the bot and wait until it is up; if a trap kills it, start again without one."""
        for each in (fault, KillPoint()):
            await wait_until_released(self.database_url)
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
            self._kill_cause = each.point
            self.gateway_monitor.on_start()
            self.bot.start(settings, self.folder, self.migrations, self.ahead, each)
            try:
                await self.bot.wait_until_up()
            except Died:
                if each == KillPoint():
                    raise Failed("the bot does not start any more") from None
                if each.point == MID_MIGRATION:
                    # This is the round's own death, and is counted as such.
                    raise
                self._count()
            else:
                return

    def _arm(self, fault: KillPoint) -> None:
        self._kill_cause = fault.point
        self.bot.arm(fault)

    def _kill(self) -> None:
        self._kill_cause = INSTANT
        self.bot.kill()

    def _count(self) -> None:
        """Count the cause of the bot's death, which must be a kill."""
        for hand in self.people:
            hand.phone.on_bot_death()
        if self.bot.exit_code != -signal.SIGKILL:
            raise Failed(f"the bot ended by itself, with {self.bot.exit_code}")
        self.kills[self._kill_cause] = self.kills.get(self._kill_cause, 0) + 1

    def _wake(self) -> None:
        self.playground.telegram.changes.wake()

    def _couples(self) -> Iterator[SimulatedCouple]:
        """Make the couples; all but the last keep their day and hour."""
        for number in range(self.couple_count):
            chance = Random(f"{self.seed}:couple {number}")
            hands = [
                SimulatedPerson(name, self._phone(name, number, platform), self.playground)
                for name, platform in zip(("Alice", "Bob"), self._platforms(number), strict=True)
            ]
            yield SimulatedCouple(hands[0], hands[1], chance, steady=number < self.couple_count - 1)

    def _platforms(self, number: int) -> tuple[str, str]:
        """Return the platforms of the couples; every other one has somebody on Discord."""
        if (self.seed + number) % 2:
            return "telegram", "telegram"
        return Random(f"{self.seed}:place {number}").choices(PLATFORMS, PLATFORM_WEIGHTS)[0]

    def _phone(self, name: str, number: int, platform: str) -> SimulatedPhone:
        who = f"{name}-{number}"
        if platform == "telegram":
            return SimulatedTelegramPhone(self.playground.add_person(who, name), self.playground)
        phone = self.playground.add_discord_person(who, name)
        return SimulatedDiscordPhone(phone, self.playground, Random(f"{self.seed}:{who}"))
