"""The peers' database: one select, one insert and one commit for each update, through the ORM."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FIRST_ID = 100_000
PRAGMAS = "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=60000"


class PeerBase(DeclarativeBase):
    pass


class BotUser(PeerBase):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str]


class Note(PeerBase):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]


class Notebook:
    """Keeps what people write, as most bots would."""

    def __init__(self, url: str) -> None:
        self.engine = _create_engine(url)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    async def seed(self, people: int) -> None:
        """Make the tables, and that many people."""
        async with self.engine.begin() as connection:
            await connection.run_sync(PeerBase.metadata.create_all)
            rows = [{"telegram_id": FIRST_ID + each, "name": "Alice"} for each in range(people)]
            if rows:
                await connection.execute(insert(BotUser), rows)

    async def keep(self, telegram_id: int, text: str) -> str:
        """Save a text and return what to answer."""
        async with self._sessions() as session:
            person = await self._find(session, telegram_id)
            session.add(Note(person_id=person.id, text=text))
            await session.commit()
            return f"Kept, {person.name}."

    async def _find(self, session: AsyncSession, telegram_id: int) -> BotUser:
        found = await session.scalars(select(BotUser).where(BotUser.telegram_id == telegram_id))
        return found.one()


def _create_engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url, pool_timeout=120)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
