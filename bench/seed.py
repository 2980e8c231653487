"""Fill databases with couples who have consented and live by UTC, once, for all runs."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from sqlalchemy.ext.asyncio import AsyncSession

from bench.copies import Step, multiply_couples
from bot.app import open_server_keys
from bot.startup import open_database
from chat.messages import Address
from domain.challenge.week import PROMPT_DUE
from domain.privacy.consent import VERSION
from storage import migrate
from storage.columns import Base
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Due

KEY = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
FIRST_ID = 100_000
"""The first person's id on Telegram; the others follow."""
SEEDS = Path(__file__).parents[1] / ".bench"
REAL_COUPLES = 500
FAR = timedelta(days=3650)
WEEK = 7


async def seed_couples(database: Database, couples: int, now: datetime) -> None:
    """Insert couples into a migrated database; each prompt is far away."""
    ring = KeyRing.parse(KEY)
    server_keys = await open_server_keys(database, ring)
    async with database.write() as session:
        seeder = CoupleSeeder(session, Vault(session, ring), server_keys, now, _far_from(now))
        await seeder.insert(range(couples))


def _far_from(now: datetime) -> datetime:
    return (now + FAR).replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class CoupleSeeder:
    """Inserts couples who have consented, in one transaction; everybody lives by UTC."""

    session: AsyncSession
    vault: Vault
    server_keys: ServerKeys
    joined_at: datetime
    due_at: datetime
    """A full minute in UTC at which everybody's next prompt is due."""

    async def insert(self, numbers: Iterable[int]) -> None:
        """Insert the couples with these numbers; each takes two ids on Telegram."""
        rows = [row for each in numbers for row in await self.couple(2 * each)]
        # The session does not know that a row must come before another one that names it.
        for kind in (Couple, Member, CoupleMember, Due):
            self.session.add_all(each for each in rows if isinstance(each, kind))
            await self.session.flush()

    async def couple(self, number: int) -> list[Base]:
        couple = Couple(id=uuid4(), started_at=self.joined_at)
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
            consented_at=self.joined_at,
            joined_at=self.joined_at,
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


async def make_couples(url: str, couples: int) -> None:
    """Migrate a database and fill it with couples, whose prompts are years away."""
    database = await open_database(url)
    await seed_couples(database, couples, datetime.now(UTC))
    await database.close()


async def copy_of_couples(couples: int, folder: Path) -> str:
    """Copy the SQLite file with that many couples into a folder, and return its address."""
    file = await seed_file(couples)
    copied = folder / "bench.db"
    await asyncio.to_thread(shutil.copyfile, file, copied)
    return sqlite_url(copied)


async def seed_file(couples: int, step: Step = lambda _: None) -> Path:
    """Return the file with that many couples; it is made at the first time.

    The first people are real, and all others are copies of them.
    """
    file = SEEDS / f"{couples}-{schema_name()}.db"
    if not file.exists():
        SEEDS.mkdir(exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        await make_couples(sqlite_url(unfinished), REAL_COUPLES)
        multiply_couples(unfinished, couples // REAL_COUPLES - 1, step)
        unfinished.rename(file)
    return file


def schema_name() -> str:
    """Return a short name for the tables as they are; a file with older ones is made again."""
    names = sorted(each.name for each in migrate.MIGRATIONS.glob("versions/*.py"))
    return f"{crc32(' '.join(names).encode()):08x}"


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
