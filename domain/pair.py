"""Two people become a couple, and stop being one."""

from __future__ import annotations

import string
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import due, pair_again
from domain.errors import NotFound, RuleBroken
from storage.models import Couple, Guess, Invite, Member, Outbox, Round, Tie
from storage.sealing import House, Vault

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud."""
CODE_LENGTH = 10
LINK_BYTES = 16
LIFETIME = timedelta(hours=48)
TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
NOT_NOW = "pair-not-now"
"""The one answer to everything that would tell something about the other: that they are linked,
took another's invitation, thought better of it, or are gone."""
LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The two ways in, as they are shown once; only their HMACs are kept."""

    id: UUID
    code: str
    payload: str


async def invite(
    session: AsyncSession, house: House, member: Member, now: datetime, chance: Random
) -> Invitation:
    """A fresh code and link; an earlier one stops working. `chance` must be unguessable."""
    _must_be_single(member)
    await _withdraw(session, member)
    code = "".join(chance.choices(ALPHABET, k=CODE_LENGTH))
    payload = urlsafe_b64encode(chance.randbytes(LINK_BYTES)).rstrip(b"=").decode()
    made = uuid4()
    session.add(
        Invite(
            id=made,
            inviter_id=member.id,
            code=house.code(code),
            link=house.code(payload),
            expires_at=now + LIFETIME,
        )
    )
    return Invitation(made, code, payload)


async def accepted_invite(session: AsyncSession, member: Member, now: datetime) -> Invite | None:
    """The person's invitation that somebody has accepted and they have still to confirm."""
    rows = select(Invite).where(
        Invite.inviter_id == member.id,
        Invite.joiner_id.is_not(None),
        Invite.used_at.is_(None),
        Invite.expires_at > now,
    )
    return (await session.scalars(rows)).first()


async def find(
    session: AsyncSession, house: House, member: Member, words: str, now: datetime
) -> Invite | None:
    """The invitation behind a typed code or a link; a miss is counted and gives None.

    Raises RuleBroken when the person is linked already, guessed too often, or typed their own
    code, one that is too old, or one that cannot be used, without saying why.
    """
    _must_be_single(member)
    await _must_not_be_guessing(session, member, now)
    found = await _named(session, house, words)
    if found is None:
        session.add(Guess(id=uuid4(), member_id=member.id, at=now))
        return None
    _must_be_open(found, member, now)
    return found


async def accept(session: AsyncSession, member: Member, invite_id: UUID, now: datetime) -> Invite:
    """The joiner says yes; the first one who does is the one whom the inviter is asked about."""
    _must_be_single(member)
    found = await session.get(Invite, invite_id, with_for_update=True)
    if found is None:
        raise RuleBroken(NOT_NOW)
    _must_be_open(found, member, now)
    found.joiner_id = member.id
    return found


async def look_at(session: AsyncSession, member: Member, invite_id: UUID, now: datetime) -> Invite:
    """An invitation that the person could still say yes to. Raises RuleBroken."""
    _must_be_single(member)
    found = await session.get(Invite, invite_id)
    if found is None:
        raise RuleBroken(NOT_NOW)
    _must_be_open(found, member, now)
    return found


async def decline(session: AsyncSession, member: Member, invite_id: UUID) -> None:
    """The joiner says no, perhaps after a yes that was not confirmed yet."""
    found = await session.get(Invite, invite_id, with_for_update=True)
    if found and found.joiner_id == member.id and found.used_at is None:
        found.joiner_id = None


async def refuse(session: AsyncSession, inviter: Member, invite_id: UUID, now: datetime) -> None:
    """The inviter does not know the joiner: the invitation is used up, and nobody is told."""
    found = await _own(session, inviter, invite_id)
    found.used_at = found.used_at or now


async def confirm(
    session: AsyncSession, vault: Vault, inviter: Member, invite_id: UUID, now: datetime
) -> tuple[Couple, Member]:
    """The inviter says that it is them: the two are a couple from here on.

    The two people are locked before the invitation, or two who confirm each other would each wait
    for the other's invitation, which goes with their being linked.
    """
    asked = await session.scalar(select(Invite.joiner_id).where(Invite.id == invite_id))
    pair = await _lock(session, inviter.id, asked)
    _must_be_single(inviter)
    found = await _own(session, inviter, invite_id)
    if found.used_at is not None:
        raise NotFound
    joiner = pair.get(found.joiner_id) if found.joiner_id else None
    if joiner is None or joiner.couple_id is not None:
        raise RuleBroken(NOT_NOW)
    found.used_at = now
    couple = Couple(id=uuid4(), started_at=now)
    session.add(couple)
    vault.make_key(couple.id)
    await session.flush()
    for member in (inviter, joiner):
        await _tie(session, vault, couple, member)
    await session.flush()
    await pair_again.offer(session, couple, now)
    return couple, joiner


async def unlink(session: AsyncSession, member: Member, now: datetime) -> None:
    """One person ends it for both: what was planned or waiting for both stops at once."""
    if member.couple_id is None:
        raise RuleBroken("not-linked")
    couple = await session.get_one(Couple, member.couple_id, with_for_update=True)
    couple.ended_at = now
    await due.drop_couple(session, couple.id)
    rounds = select(Round.id).where(Round.couple_id == couple.id)
    waiting = update(Outbox).where(
        Outbox.state == "new", or_(Outbox.about.in_(rounds), Outbox.about == couple.id)
    )
    await session.execute(waiting.values(state="cancelled", body=None))
    still_open = update(Round).where(Round.couple_id == couple.id, Round.closed_at.is_(None))
    await session.execute(still_open.values(closed_at=now))
    await pair_again.end(session, couple.id)
    for half in await session.scalars(select(Member).where(Member.couple_id == couple.id)):
        half.couple_id = None


def as_code(words: str) -> str:
    """What was typed, as a code: spaces and dashes do not count, nor do look-alike letters."""
    kept = "".join(each for each in words.upper() if each in string.ascii_uppercase + string.digits)
    return kept.translate(LOOKALIKES)


async def _withdraw(session: AsyncSession, member: Member) -> None:
    unused = delete(Invite).where(Invite.inviter_id == member.id, Invite.used_at.is_(None))
    await session.execute(unused)


async def _take_back(session: AsyncSession, member: Member) -> None:
    """A yes to somebody else must not be confirmed when this couple is long over."""
    waiting = update(Invite).where(Invite.joiner_id == member.id, Invite.used_at.is_(None))
    await session.execute(waiting.values(joiner_id=None))


async def _own(session: AsyncSession, inviter: Member, invite_id: UUID) -> Invite:
    found = await session.get(Invite, invite_id, with_for_update=True)
    if found is None or found.inviter_id != inviter.id:
        raise NotFound
    return found


async def _lock(session: AsyncSession, *ids: UUID | None) -> dict[UUID, Member]:
    """Both rows, always in the same order, so that two who confirm each other cannot meet.

    They stay open to rows that point at them, such as a message on its way.
    """
    rows = select(Member).where(Member.id.in_(ids)).order_by(Member.id)
    again = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {member.id: member for member in await session.scalars(again)}


async def _tie(session: AsyncSession, vault: Vault, couple: Couple, member: Member) -> None:
    tie = Tie(id=uuid4(), couple_id=couple.id, member_id=member.id)
    await vault.seal(tie, "name", await vault.open(member, "name"))
    session.add(tie)
    member.couple_id = couple.id
    await _withdraw(session, member)
    await _take_back(session, member)


async def may_try(session: AsyncSession, member: Member, now: datetime) -> bool:
    """Whether the person has not typed too many wrong codes within the hour."""
    await session.execute(delete(Guess).where(Guess.at <= now - TRIES_WITHIN))
    misses = select(func.count()).where(Guess.member_id == member.id)
    return (await session.scalar(misses) or 0) < TRIES


async def is_known(
    session: AsyncSession, house: House, member: Member, words: str, now: datetime
) -> bool:
    """Whether words that look like a code or a link are one; a miss is counted like any other."""
    if not await may_try(session, member, now):
        return False
    if await _named(session, house, words):
        return True
    session.add(Guess(id=uuid4(), member_id=member.id, at=now))
    return False


async def _named(session: AsyncSession, house: House, words: str) -> Invite | None:
    named = select(Invite).where(
        or_(Invite.code == house.code(as_code(words)), Invite.link == house.code(words.strip()))
    )
    return (await session.scalars(named)).one_or_none()


async def _must_not_be_guessing(session: AsyncSession, member: Member, now: datetime) -> None:
    if not await may_try(session, member, now):
        raise RuleBroken("pair-too-many-tries")


def _must_be_single(member: Member) -> None:
    if member.couple_id is not None:
        raise RuleBroken("pair-already-linked")


def _must_be_open(found: Invite, member: Member, now: datetime) -> None:
    if found.inviter_id == member.id:
        raise RuleBroken("pair-own-code")
    if found.used_at is not None or found.joiner_id not in (None, member.id):
        raise RuleBroken(NOT_NOW)
    if found.expires_at <= now:
        raise RuleBroken("pair-code-expired")
