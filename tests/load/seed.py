"""Insert couples whose prompts are all due at the same minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from bot.app import open_server_keys
from chat.messages import Address
from domain.challenge.rounds import PROMPT_DUE
from domain.privacy.consent import VERSION
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Due

FIRST_ID = 100_000
BATCH = 250
WEEK = 7


async def seed(
    database: Database,
    ring: KeyRing,
    couples: int,
    at: datetime,
    step: Callable[[int], None] = lambda _: None,
) -> None:
    """Fill a migrated database; `at` is a full minute in UTC, and everybody lives by UTC.

    `step` hears after each batch how many couples it brought.
    """
    server_keys = await open_server_keys(database, ring)
    for first in range(0, couples, BATCH):
        many = min(BATCH, couples - first)
        async with database.write() as session:
            seeding = _Seeding(Vault(session, ring), server_keys, at)
            rows = [
                await seeding.couple(FIRST_ID + 2 * each) for each in range(first, first + many)
            ]
            # The session does not know that a row must come before another one that names it.
            for kind in (Couple, Member, CoupleMember, Due):
                session.add_all(each for some in rows for each in some if isinstance(each, kind))
                await session.flush()
        step(many)


class _Seeding:
    def __init__(self, vault: Vault, server_keys: ServerKeys, at: datetime) -> None:
        self.vault = vault
        self.server_keys = server_keys
        self.at = at

    async def couple(self, first_id: int) -> list[Couple | Member | CoupleMember | Due]:
        couple = Couple(id=uuid4(), started_at=self.at)
        self.vault.make_key(couple.id)
        rows: list[Couple | Member | CoupleMember | Due] = [couple]
        for name, id in (("Alice", first_id), ("Bob", first_id + 1)):
            member = await self._member(couple, name, str(id))
            couple_member = CoupleMember(id=uuid4(), couple_id=couple.id, member_id=member.id)
            await self.vault.seal(couple_member, "name", name)
            rows += [member, couple_member, self._prompt(member)]
        return rows

    async def _member(self, couple: Couple, name: str, id: str) -> Member:
        member = Member(
            id=uuid4(),
            platform="telegram",
            lookup=self.server_keys.lookup(Address("telegram", id)),
            zone="UTC",
            minute=self._minute,
            couple_id=couple.id,
            quiet_from=0,
            quiet_until=0,
            consent=VERSION,
            consented_at=self.at,
            joined_at=self.at,
        )
        self.vault.make_key(member.id)
        await self.vault.seal(member, "address", id)
        await self.vault.seal(member, "name", name)
        return member

    def _prompt(self, member: Member) -> Due:
        day = self.at.date()
        return Due(
            id=uuid4(),
            kind=PROMPT_DUE,
            member_id=member.id,
            couple_id=member.couple_id,
            slot=f"{PROMPT_DUE}:{member.id}:{day}",
            at=self.at,
            day=day,
            minute=self._minute,
            zone="UTC",
            step_days=WEEK,
        )

    @property
    def _minute(self) -> int:
        return self.at.hour * 60 + self.at.minute
