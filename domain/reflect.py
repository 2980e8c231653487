"""The journal: entries that their author alone can reach, made of one or more messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.library import Library
from domain import solo
from domain.challenge_reach import open_for
from domain.errors import NotFound
from domain.paging import Place, place
from storage.models import Entry, EntryPart, Member
from storage.sealing import Vault

STAYS_OPEN = timedelta(hours=12)
"""Words that come later begin an entry of their own, so that nothing lands in a forgotten one."""


async def prompt(session: AsyncSession, library: Library, member: Member, now: datetime) -> str:
    """The id of the challenge to write about: that of their round, or this week's for one alone."""
    held = await open_for(session, member)
    return (
        held.challenge
        if held and held.challenge in library
        else solo.this_week(library, now, member.zone)
    )


async def begin(session: AsyncSession, member: Member, now: datetime, challenge: str = "") -> Entry:
    """An empty entry that waits for words; those that got none are swept away."""
    unwritten = ~exists().where(EntryPart.entry_id == Entry.id)
    await session.execute(delete(Entry).where(Entry.member_id == member.id, unwritten))
    entry = Entry(id=uuid4(), member_id=member.id, challenge=challenge, open=True, begun_at=now)
    session.add(entry)
    await session.flush()
    return entry


async def add(
    session: AsyncSession,
    vault: Vault,
    entry: Entry,
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
    part = EntryPart(
        id=uuid4(),
        entry_id=entry.id,
        member_id=entry.member_id,
        position=position,
        message=message,
    )
    await vault.seal(part, "text", words)
    session.add(part)
    await session.flush()


async def keep(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    words: str,
    now: datetime,
    *,
    day: date,
    challenge: str = "",
    message: str = "",
) -> Entry:
    """A finished entry. `message` is the id of the chat message whose edits change it."""
    entry = await begin(session, member, now, challenge)
    await add(session, vault, entry, words, now, day=day, message=message)
    entry.open = False
    return entry


async def find(session: AsyncSession, member: Member, entry_id: UUID | None) -> Entry:
    """The author's own entry. Raises NotFound."""
    own = select(Entry).where(Entry.id == entry_id, Entry.member_id == member.id)
    entry = (await session.scalars(own)).one_or_none()
    if entry is None:
        raise NotFound
    return entry


async def being_written(
    session: AsyncSession, member: Member, entry_id: UUID | None, now: datetime
) -> Entry | None:
    """The author's own entry, while it still takes more words."""
    own = select(Entry).where(Entry.id == entry_id, Entry.member_id == member.id, Entry.open)
    entry = (await session.scalars(own)).one_or_none()
    if entry is None or now - entry.begun_at < STAYS_OPEN:
        return entry
    return None if await count_parts(session, entry) else entry


async def erase(session: AsyncSession, entry: Entry) -> None:
    """Deletes an entry with all its words, for good."""
    await session.execute(delete(EntryPart).where(EntryPart.entry_id == entry.id))
    await session.delete(entry)
    await session.flush()


async def words_of(session: AsyncSession, vault: Vault, entry: Entry) -> str:
    """All that was written in an entry."""
    return "\n\n".join([await vault.open(part, "text") for part in await _parts(session, entry)])


async def messages_of(session: AsyncSession, entry: Entry) -> list[str]:
    """The platform's ids of the chat messages that the entry was written in."""
    return [part.message for part in await _parts(session, entry)]


async def count_parts(session: AsyncSession, entry: Entry) -> int:
    """How many messages the entry consists of."""
    parts = select(func.count()).select_from(EntryPart).where(EntryPart.entry_id == entry.id)
    return await session.scalar(parts) or 0


async def rewrite(
    session: AsyncSession, vault: Vault, member: Member, message: str, words: str
) -> Entry | None:
    """Puts the new words of an edited chat message in place of the old ones, if it is kept."""
    own = select(EntryPart).where(EntryPart.member_id == member.id, EntryPart.message == message)
    part = (await session.scalars(own)).first() if message and words.strip() else None
    if part is None:
        return None
    await vault.seal(part, "text", words)
    return await session.get_one(Entry, part.entry_id)


async def by_message(session: AsyncSession, member: Member, message: str) -> Entry | None:
    """The entry that one of the author's chat messages is a part of."""
    own = (
        select(Entry)
        .join(EntryPart, EntryPart.entry_id == Entry.id)
        .where(EntryPart.member_id == member.id, EntryPart.message == message)
    )
    return (await session.scalars(own.limit(1))).first() if message else None


async def turn_to(session: AsyncSession, member: Member, entry_id: UUID | None) -> Place | None:
    """A page of the journal, without an id the newest; None while it is empty. Raises NotFound."""
    written = exists().where(EntryPart.entry_id == Entry.id)
    own = select(Entry.id).where(Entry.member_id == member.id, written)
    ids = await session.scalars(own.order_by(Entry.begun_at.desc(), Entry.id))
    return place(ids.all(), entry_id)


async def _parts(session: AsyncSession, entry: Entry) -> Sequence[EntryPart]:
    parts = select(EntryPart).where(EntryPart.entry_id == entry.id).order_by(EntryPart.position)
    return (await session.scalars(parts)).all()
