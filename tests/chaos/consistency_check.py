"""Check after each round that the platforms' ledgers and the database agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address
from domain import member as people
from scheduler.retention import KEEP_DONE_IDS
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.challenge import Reveal, Round
from storage.tables.member import Member
from storage.tables.queues import Inbox, Outbox
from storage.tables.remind import ReminderOccurrence
from tests.chaos import effects_check
from tests.chaos.figures import Figures
from tests.chaos.outbox_check import OutboxCheck
from tests.chaos.phones import ACCEPTED, MISSED, OPEN, Action, DiscordAction
from tests.chaos.schedule_check import ScheduleCheck
from tests.chaos.world import World
from tests.support.command_line import KEY
from tests.support.contexts import context

ALARMS = (
    *("event_failed", "event_parked", "apology_failed", "loop_failed", "clock_jumped"),
    *("send_failed", "outcomes_not_kept", "token_refused", '"dead"', "Traceback"),
    *("dispatch_not_read", "arrivals_not_kept"),
)
"""Alarms that a kill does not excuse."""


IDS_KEPT = KEEP_DONE_IDS - timedelta(days=1)
"""Events handled longer ago have no row any more; their effects are still checked."""


class ConsistencyCheck:
    """A check after each round; rows that were compared once may be gone later."""

    def __init__(self, world: World, database: Database) -> None:
        self._world = world
        self._database = database
        self._ring = KeyRing.parse(KEY)
        self._outbox_check = OutboxCheck(world)
        self._schedule_check = ScheduleCheck(world)
        self._looked_at: dict[Address, int] = {}
        self._marked: set[int] = set()
        self._read = 0
        self.figures = Figures()

    async def compare(self) -> list[str]:
        """Return one line for each broken promise; empty when all is well."""
        async with self._database.read() as session:
            vault = Vault(session, self._ring)
            members = await self._members(session, await vault.server_keys())
            found = [
                *await self._compare_inbox(session),
                *await self._outbox_check.compare(session, members),
                *await self._schedule_check.compare(session, members),
                *await effects_check.compare(session, vault, self._world, members),
                *self._alarms(),
            ]
            await self._count(session)
        self.figures.rounds += 1
        return found

    async def _members(
        self, session: AsyncSession, server_keys: ServerKeys
    ) -> Mapping[Address, Member]:
        """Return everybody the bot knows, by their address."""
        found = {}
        for hand in self._world.people:
            if member := await people.by_address(context(session), server_keys, hand.phone.address):
                found[hand.phone.address] = member
        return found

    async def _compare_inbox(self, session: AsyncSession) -> list[str]:
        """Check that each event the bot confirmed is stored and handled, and that none is left."""
        done = {each.key: each for each in self._done_since()}
        rows = select(Inbox.id, Inbox.state).where(Inbox.id.in_(done))
        states = {id: state for id, state in (await session.execute(rows)).all()}
        found = [
            f"event {row.seq} of {row.platform} is left {row.state} after {row.attempts} attempts;"
            f" it waits until {row.not_before}, and now it is {self._world.now}"
            for row in await session.scalars(select(Inbox).where(Inbox.state != "done"))
        ]
        first = (self._world.now - IDS_KEPT).timestamp()
        for did in done.values():
            if did.outcome == OPEN:
                found.append(f"{did.key} was never fetched")
            if did.outcome == ACCEPTED and did.at >= first and states.get(did.key) != "done":
                self.figures.lost += 1
                found.append(f"{did.key} was accepted and is lost")
            self._count_one(did, stored=did.key in states)
        return found

    def _done_since(self) -> Iterator[Action]:
        """Yield everybody's actions since the last round."""
        for hand in self._world.people:
            phone = hand.phone
            yield from phone.actions[self._looked_at.get(phone.address, 0) :]
            self._looked_at[phone.address] = len(phone.actions)

    def _count_one(self, did: Action, *, stored: bool) -> None:
        """Count one action; one that Discord counted as told at a death may yet be stored."""
        if isinstance(did, DiscordAction):
            self.figures.forms += stored and did.is_form
            self.figures.dispatches += stored
            self.figures.undelivered += not stored and did.outcome == MISSED
        else:
            self.figures.updates += did.outcome == ACCEPTED
            self.figures.expired += did.outcome == MISSED

    def _alarms(self) -> list[str]:
        """Return the alarms that the bot logged since."""
        with (self._world.folder / "bot.log").open() as log:
            log.seek(self._read)
            lines = log.readlines()
            self._read = log.tell()
        return [line.strip() for line in lines if any(alarm in line for alarm in ALARMS)]

    async def _count(self, session: AsyncSession) -> None:
        figures = self.figures
        figures.kills = Counter(self._world.kills)
        figures.weeks = await session.scalar(select(func.count()).select_from(Round)) or 0
        figures.reveals = await session.scalar(select(func.count()).select_from(Reveal)) or 0
        figures.occurrences = (
            await session.scalar(select(func.count()).select_from(ReminderOccurrence)) or 0
        )
        self._marked |= set(await session.scalars(select(Outbox.seq).where(Outbox.resent)))
        figures.marked = len(self._marked)
        self._outbox_check.count(figures)
        line = self._world.gateway_monitor
        figures.sessions_resumed, figures.sessions_restarted = (
            line.sessions_resumed,
            line.sessions_restarted,
        )
