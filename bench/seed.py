"""Fill databases with couples who have consented and live by UTC, once, for all runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.app import open_server_keys
from bot.startup import open_database
from chat.messages import Address
from domain.challenge.rounds import PROMPT_DUE
from domain.privacy.consent import VERSION
from storage.columns import Base
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Due

KEY = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
FIRST_ID = 100_000
"""The first person's id on Telegram; the others follow."""
FAR = timedelta(days=2)
WEEK = 7


async def seed_couples(
    database: Database, couples: int, now: datetime, due_at: datetime | None = None
) -> None:
    """Insert couples into a migrated database; their prompts are due then, or in some days."""
    ring = KeyRing.parse(KEY)
    server_keys = await open_server_keys(database, ring)
    async with database.write() as session:
        seeding = _Seeding(Vault(session, ring), server_keys, now, due_at or now + FAR)
        rows = [row for each in range(couples) for row in await seeding.couple(2 * each)]
        # The session does not know that a row must come before another one that names it.
        for kind in (Couple, Member, CoupleMember, Due):
            session.add_all(each for each in rows if isinstance(each, kind))
            await session.flush()


class _Seeding:
    def __init__(
        self, vault: Vault, server_keys: ServerKeys, now: datetime, due_at: datetime
    ) -> None:
        self.vault = vault
        self.server_keys = server_keys
        self.now = now
        self.due_at = due_at.replace(second=0, microsecond=0)

    async def couple(self, number: int) -> list[Base]:
        couple = Couple(id=uuid4(), started_at=self.now)
        self.vault.make_key(couple.id)
        rows: list[Base] = [couple]
        for name, id in (("Alice", FIRST_ID + number), ("Bob", FIRST_ID + number + 1)):
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
            consented_at=self.now,
            joined_at=self.now,
        )
        self.vault.make_key(member.id)
        await self.vault.seal(member, "address", id)
        await self.vault.seal(member, "name", name)
        return member

    def _prompt(self, member: Member) -> Due:
        day = self.due_at.date()
        return Due(
            id=uuid4(),
            kind=PROMPT_DUE,
            member_id=member.id,
            couple_id=member.couple_id,
            slot=f"{PROMPT_DUE}:{member.id}:{day}",
            at=self.due_at,
            day=day,
            minute=self._minute,
            zone="UTC",
            step_days=WEEK,
        )

    @property
    def _minute(self) -> int:
        return self.due_at.hour * 60 + self.due_at.minute


async def make_file(file: Path, couples: int, due_at: datetime | None = None) -> None:
    """Make an SQLite file with couples."""
    database = await open_database(sqlite_url(file))
    await seed_couples(database, couples, datetime.now(UTC), due_at)
    await database.close()


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
