"""Keeps voice notes, photos and videos as long as some words have their mark, within limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, and_, delete, exists, func, or_, select

from chat.media import MediaKind, MediaMark, find_marks
from domain.context import Context
from storage import media as sealed_media
from storage.columns import Base
from storage.sealing import ServerKeys, holder_name
from storage.tables.media import KeptFile, MediaUse
from storage.tables.member import Member
from storage.tables.pair import CoupleMember

MAX_BYTES = 10_000_000
"""The largest file that is kept: Discord takes no more than 10 MiB from a bot."""
MAX_SECONDS = {MediaKind.VOICE: 1800, MediaKind.VIDEO: 600}
"""Longer than what people say to each other; the size ends most recordings before that."""
MB = 1_000_000
PERHAPS_UNHELD = "perhaps unheld media"
UNHELD_FOR = timedelta(days=1)
"""How long a file waits for the event that brought it, such as while the bot is down."""


@dataclass(frozen=True, slots=True)
class CleanedFile:
    """A file that may be kept: its kind as the content tells, and nothing of place or device."""

    kind: MediaKind
    content: bytes


async def used_bytes(ctx: Context, member: Member) -> int:
    """Return the size of all that the person keeps."""
    total = select(func.sum(KeptFile.size)).where(KeptFile.member_id == member.id)
    return await ctx.session.scalar(total) or 0


async def keep(
    ctx: Context,
    server_keys: ServerKeys,
    member: Member,
    cleaned: CleanedFile,
    sent: bytes,
    message: str,
) -> KeptFile:
    """Keep a file for its author alone; the same one sent twice is kept once.

    `message` is the chat message that it came with.
    """
    same = server_keys.hash_file(member.id, sent)
    again = select(KeptFile).where(KeptFile.member_id == member.id, KeptFile.same == same)
    own = again.where(or_(KeptFile.couple_id.is_(None), KeptFile.couple_id == member.couple_id))
    if known := (await ctx.session.scalars(own.limit(1))).first():
        known.message = message
        return known
    media = KeptFile(id=uuid4(), member_id=member.id, kind=cleaned.kind, same=same, at=ctx.now)
    media.message = message
    await sealed_media.store(ctx.vault, media, cleaned.content)
    return media


def mark_of(media: KeptFile) -> MediaMark:
    return MediaMark(MediaKind(media.kind), media.id)


async def by_message(ctx: Context, member: Member, message: str) -> list[MediaMark]:
    """Return the marks of what came with one of the person's own chat messages."""
    own = select(KeptFile).where(KeptFile.member_id == member.id, KeptFile.message == message)
    return [mark_of(each) for each in await ctx.session.scalars(own)] if message else []


async def readable(ctx: Context, reader: Member, marks: Collection[MediaMark]) -> set[UUID]:
    """Return which files the reader may have: their own, and what was shared with them."""
    theirs = select(CoupleMember.couple_id).where(CoupleMember.member_id == reader.id)
    shared = and_(KeptFile.couple_key.is_not(None), KeptFile.couple_id.in_(theirs))
    rows = select(KeptFile.id).where(
        KeptFile.id.in_([each.id for each in marks]), or_(KeptFile.member_id == reader.id, shared)
    )
    return set(await ctx.session.scalars(rows))


async def sizes(ctx: Context, reader: Member, marks: Collection[MediaMark]) -> Mapping[UUID, int]:
    """Return how large each file is that the reader may have, in bytes."""
    ids = await readable(ctx, reader, marks)
    found = await ctx.session.execute(
        select(KeptFile.id, KeptFile.size).where(KeptFile.id.in_(ids))
    )
    return {id: size for id, size in found}


async def release(ctx: Context, *holders: Base, keep: str = "") -> None:
    """Let rows that are deleted or changed hold no more files than those in the words to `keep`.

    At the end of the event, files that no row holds are deleted; the words may just be moving.
    """
    names = [holder_name(each) for each in holders]
    await ctx.session.flush()
    held = select(MediaUse.media_id).where(MediaUse.holder.in_(names))
    kept = {mark.id for mark in find_marks(keep)}
    dropped = [each for each in await ctx.session.scalars(held) if each not in kept]
    if dropped:
        uses = delete(MediaUse).where(MediaUse.holder.in_(names), MediaUse.media_id.in_(dropped))
        await ctx.session.execute(uses)
        expect_unheld(ctx, dropped)


def expect_unheld(ctx: Context, ids: Iterable[UUID]) -> None:
    """Note files that perhaps no row holds at the end of the event."""
    ctx.session.info.setdefault(PERHAPS_UNHELD, set()).update(ids)


async def drop_unheld(ctx: Context) -> None:
    """Delete those of the noted files that no row holds."""
    ids = ctx.session.info.pop(PERHAPS_UNHELD, None)
    if ids:
        await ctx.session.flush()
        in_use = exists().where(MediaUse.media_id == KeptFile.id)
        await ctx.session.execute(delete(KeptFile).where(KeptFile.id.in_(ids), ~in_use))


def never_held(now: datetime) -> Select[UUID]:
    """Return the query for the ids of files whose event never came."""
    in_use = exists().where(MediaUse.media_id == KeptFile.id)
    return select(KeptFile.id).where(~in_use, KeptFile.at < now - UNHELD_FOR)
