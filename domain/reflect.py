"""The journal: entries that their author alone can reach, made of one or more messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.library import Library
from domain.challenge import solo
from domain.challenge.reach import current_round
from domain.errors import NotFound
from domain.paging import PagePosition, page_of
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.reflect import JournalEntry, JournalPart

OPEN_FOR = timedelta(hours=12)
"""Words that come later begin an entry of their own, so that nothing lands in a forgotten one."""


async def prompt_challenge(
    session: AsyncSession, library: Library, member: Member, now: datetime
) -> str:
    """The id of the challenge to write about: that of their round, or this week's for one alone."""
    round_ = await current_round(session, member)
    return (
        round_.challenge
        if round_ and round_.challenge in library
        else solo.weekly_challenge(library, now, member.zone)
    )


async def begin(
    session: AsyncSession, member: Member, now: datetime, challenge: str = ""
) -> JournalEntry:
    """An empty entry that waits for words; those that got none are swept away."""
    unwritten = ~exists().where(JournalPart.entry_id == JournalEntry.id)
    await session.execute(
        delete(JournalEntry).where(JournalEntry.member_id == member.id, unwritten)
    )
    entry = JournalEntry(
        id=uuid4(), member_id=member.id, challenge=challenge, open=True, begun_at=now
    )
    session.add(entry)
    await session.flush()
    return entry


async def append(
    session: AsyncSession,
    vault: Vault,
    entry: JournalEntry,
    words: str,
    now: datetime,
    *,
    day: date,
    message: str = "",
) -> None:
    """Appends one message; with the first one the entry gets its `day` on its author's calendar."""
    position = await count_parts(session, entry)
    if position == 0:
        entry.begun_at, entry.day = now, day
    part = JournalPart(
        id=uuid4(),
        entry_id=entry.id,
        member_id=entry.member_id,
        position=position,
        message=message,
    )
    await vault.seal(part, "text", words)
    session.add(part)
    await session.flush()


async def write_entry(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    words: str,
    now: datetime,
    *,
    day: date,
    challenge: str = "",
    message: str = "",
) -> JournalEntry:
    """A finished entry. `message` is the id of the chat message whose edits change it."""
    entry = await begin(session, member, now, challenge)
    await append(session, vault, entry, words, now, day=day, message=message)
    entry.open = False
    return entry


async def find_own(session: AsyncSession, member: Member, entry_id: UUID | None) -> JournalEntry:
    """The author's own entry. Raises NotFound."""
    own = select(JournalEntry).where(
        JournalEntry.id == entry_id, JournalEntry.member_id == member.id
    )
    entry = (await session.scalars(own)).one_or_none()
    if entry is None:
        raise NotFound
    return entry


async def find_open(
    session: AsyncSession, member: Member, entry_id: UUID | None, now: datetime
) -> JournalEntry | None:
    """The author's own entry, while it still takes more words."""
    own = select(JournalEntry).where(
        JournalEntry.id == entry_id, JournalEntry.member_id == member.id, JournalEntry.open
    )
    entry = (await session.scalars(own)).one_or_none()
    if entry is None or now - entry.begun_at < OPEN_FOR:
        return entry
    return None if await count_parts(session, entry) else entry


async def erase(session: AsyncSession, entry: JournalEntry) -> None:
    """Deletes an entry with all its words, for good."""
    await session.execute(delete(JournalPart).where(JournalPart.entry_id == entry.id))
    await session.delete(entry)
    await session.flush()


async def words_of(session: AsyncSession, vault: Vault, entry: JournalEntry) -> str:
    """All that was written in an entry."""
    return "\n\n".join([await vault.open(part, "text") for part in await _parts(session, entry)])


async def messages_of(session: AsyncSession, entry: JournalEntry) -> list[str]:
    """The platform's ids of the chat messages that the entry was written in."""
    return [part.message for part in await _parts(session, entry)]


async def count_parts(session: AsyncSession, entry: JournalEntry) -> int:
    """How many messages the entry consists of."""
    parts = select(func.count()).select_from(JournalPart).where(JournalPart.entry_id == entry.id)
    return await session.scalar(parts) or 0


async def replace_words(
    session: AsyncSession, vault: Vault, member: Member, message: str, words: str
) -> JournalEntry | None:
    """Puts the new words of an edited chat message in place of the old ones, if it is kept."""
    own = select(JournalPart).where(
        JournalPart.member_id == member.id, JournalPart.message == message
    )
    part = (await session.scalars(own)).first() if message and words.strip() else None
    if part is None:
        return None
    await vault.seal(part, "text", words)
    return await session.get_one(JournalEntry, part.entry_id)


async def by_message(session: AsyncSession, member: Member, message: str) -> JournalEntry | None:
    """The entry that one of the author's chat messages is a part of."""
    own = (
        select(JournalEntry)
        .join(JournalPart, JournalPart.entry_id == JournalEntry.id)
        .where(JournalPart.member_id == member.id, JournalPart.message == message)
    )
    return (await session.scalars(own.limit(1))).first() if message else None


async def page_at(
    session: AsyncSession, member: Member, entry_id: UUID | None
) -> PagePosition | None:
    """A page of the journal, without an id the newest; None while it is empty. Raises NotFound."""
    written = exists().where(JournalPart.entry_id == JournalEntry.id)
    own = select(JournalEntry.id).where(JournalEntry.member_id == member.id, written)
    ids = await session.scalars(own.order_by(JournalEntry.begun_at.desc(), JournalEntry.id))
    return page_of(ids.all(), entry_id)


async def _parts(session: AsyncSession, entry: JournalEntry) -> Sequence[JournalPart]:
    parts = (
        select(JournalPart).where(JournalPart.entry_id == entry.id).order_by(JournalPart.position)
    )
    return (await session.scalars(parts)).all()
