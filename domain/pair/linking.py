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

from domain import due
from domain.errors import NotFound, RuleBroken
from domain.pair import again as pair_again
from storage.sealing import ServerKeys, Vault
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember, FailedInviteCode, Invite
from storage.tables.queues import Outbox

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read aloud."""
CODE_LENGTH = 10
LINK_BYTES = 16
LIFETIME = timedelta(hours=48)
MAX_TRIES = 5
TRY_WINDOW = timedelta(hours=1)
INVITE_UNUSABLE = "pair-not-now"
"""The one answer to everything that would tell something about the other: that they are linked,
took another's invitation, thought better of it, or are gone."""
LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class IssuedInvite:
    """The two ways in, as they are shown once; only their HMACs are kept."""

    id: UUID
    code: str
    payload: str


async def invite(
    session: AsyncSession, server_keys: ServerKeys, member: Member, now: datetime, chance: Random
) -> IssuedInvite:
    """A fresh code and link; an earlier one stops working. `chance` must be unguessable."""
    _must_be_single(member)
    await _delete_unused_invites(session, member)
    code = "".join(chance.choices(ALPHABET, k=CODE_LENGTH))
    payload = urlsafe_b64encode(chance.randbytes(LINK_BYTES)).rstrip(b"=").decode()
    made = uuid4()
    session.add(
        Invite(
            id=made,
            inviter_id=member.id,
            code=server_keys.hash_code(code),
            link=server_keys.hash_code(payload),
            expires_at=now + LIFETIME,
        )
    )
    return IssuedInvite(made, code, payload)


async def accepted_invite(session: AsyncSession, member: Member, now: datetime) -> Invite | None:
    """The person's invitation that somebody has accepted and they have still to confirm."""
    rows = select(Invite).where(
        Invite.inviter_id == member.id,
        Invite.joiner_id.is_not(None),
        Invite.used_at.is_(None),
        Invite.expires_at > now,
    )
    return (await session.scalars(rows)).first()


async def look_up_code(
    session: AsyncSession, server_keys: ServerKeys, member: Member, words: str, now: datetime
) -> Invite | None:
    """The invitation behind a typed code or a link; a miss is counted and gives None.

    Raises RuleBroken when the person is linked already, guessed too often, or typed their own
    code, one that is too old, or one that cannot be used, without saying why.
    """
    _must_be_single(member)
    await _must_have_tries_left(session, member, now)
    found = await _invite_by_code(session, server_keys, words)
    if found is None:
        session.add(FailedInviteCode(id=uuid4(), member_id=member.id, at=now))
        return None
    _must_be_acceptable(found, member, now)
    return found


async def accept(session: AsyncSession, member: Member, invite_id: UUID, now: datetime) -> Invite:
    """The joiner says yes; the first one who does is the one whom the inviter is asked about."""
    _must_be_single(member)
    found = await session.get(Invite, invite_id, with_for_update=True)
    if found is None:
        raise RuleBroken(INVITE_UNUSABLE)
    _must_be_acceptable(found, member, now)
    found.joiner_id = member.id
    return found


async def find_acceptable(
    session: AsyncSession, member: Member, invite_id: UUID, now: datetime
) -> Invite:
    """An invitation that the person could still say yes to. Raises RuleBroken."""
    _must_be_single(member)
    found = await session.get(Invite, invite_id)
    if found is None:
        raise RuleBroken(INVITE_UNUSABLE)
    _must_be_acceptable(found, member, now)
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
    pair = await _lock_members(session, inviter.id, asked)
    _must_be_single(inviter)
    found = await _own(session, inviter, invite_id)
    if found.used_at is not None:
        raise NotFound
    joiner = pair.get(found.joiner_id) if found.joiner_id else None
    if joiner is None or joiner.couple_id is not None:
        raise RuleBroken(INVITE_UNUSABLE)
    found.used_at = now
    couple = Couple(id=uuid4(), started_at=now)
    session.add(couple)
    vault.make_key(couple.id)
    await session.flush()
    for member in (inviter, joiner):
        await _add_member_to_couple(session, vault, couple, member)
    await session.flush()
    await pair_again.offer(session, couple, now)
    return couple, joiner


async def unlink(session: AsyncSession, member: Member, now: datetime) -> None:
    """One person ends it for both: what was planned or waiting for both stops at once."""
    if member.couple_id is None:
        raise RuleBroken("not-linked")
    couple = await session.get_one(Couple, member.couple_id, with_for_update=True)
    couple.ended_at = now
    await due.cancel_for_couple(session, couple.id)
    rounds = select(Round.id).where(Round.couple_id == couple.id)
    waiting = update(Outbox).where(
        Outbox.state == "new", or_(Outbox.subject_id.in_(rounds), Outbox.subject_id == couple.id)
    )
    await session.execute(waiting.values(state="cancelled", body=None))
    still_open = update(Round).where(Round.couple_id == couple.id, Round.closed_at.is_(None))
    await session.execute(still_open.values(closed_at=now))
    await pair_again.end_offer(session, couple.id)
    for person in await session.scalars(select(Member).where(Member.couple_id == couple.id)):
        person.couple_id = None


def normalize_code(words: str) -> str:
    """What was typed, as a code: spaces and dashes do not count, nor do look-alike letters."""
    kept = "".join(each for each in words.upper() if each in string.ascii_uppercase + string.digits)
    return kept.translate(LOOKALIKES)


async def _delete_unused_invites(session: AsyncSession, member: Member) -> None:
    unused = delete(Invite).where(Invite.inviter_id == member.id, Invite.used_at.is_(None))
    await session.execute(unused)


async def _clear_acceptances(session: AsyncSession, member: Member) -> None:
    """A yes to somebody else must not be confirmed when this couple is long over."""
    waiting = update(Invite).where(Invite.joiner_id == member.id, Invite.used_at.is_(None))
    await session.execute(waiting.values(joiner_id=None))


async def _own(session: AsyncSession, inviter: Member, invite_id: UUID) -> Invite:
    found = await session.get(Invite, invite_id, with_for_update=True)
    if found is None or found.inviter_id != inviter.id:
        raise NotFound
    return found


async def _lock_members(session: AsyncSession, *ids: UUID | None) -> dict[UUID, Member]:
    """Both rows, always in the same order, so that two who confirm each other cannot meet.

    They stay open to rows that point at them, such as a message on its way.
    """
    rows = select(Member).where(Member.id.in_(ids)).order_by(Member.id)
    again = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {member.id: member for member in await session.scalars(again)}


async def _add_member_to_couple(
    session: AsyncSession, vault: Vault, couple: Couple, member: Member
) -> None:
    couple_member = CoupleMember(id=uuid4(), couple_id=couple.id, member_id=member.id)
    await vault.seal(couple_member, "name", await vault.open(member, "name"))
    session.add(couple_member)
    member.couple_id = couple.id
    await _delete_unused_invites(session, member)
    await _clear_acceptances(session, member)


async def can_try_code(session: AsyncSession, member: Member, now: datetime) -> bool:
    """Whether the person has not typed too many wrong codes within the hour."""
    await session.execute(delete(FailedInviteCode).where(FailedInviteCode.at <= now - TRY_WINDOW))
    misses = select(func.count()).where(FailedInviteCode.member_id == member.id)
    return (await session.scalar(misses) or 0) < MAX_TRIES


async def is_valid_code(
    session: AsyncSession, server_keys: ServerKeys, member: Member, words: str, now: datetime
) -> bool:
    """Whether words that look like a code or a link are one; a miss is counted like any other."""
    if not await can_try_code(session, member, now):
        return False
    if await _invite_by_code(session, server_keys, words):
        return True
    session.add(FailedInviteCode(id=uuid4(), member_id=member.id, at=now))
    return False


async def _invite_by_code(
    session: AsyncSession, server_keys: ServerKeys, words: str
) -> Invite | None:
    named = select(Invite).where(
        or_(
            Invite.code == server_keys.hash_code(normalize_code(words)),
            Invite.link == server_keys.hash_code(words.strip()),
        )
    )
    return (await session.scalars(named)).one_or_none()


async def _must_have_tries_left(session: AsyncSession, member: Member, now: datetime) -> None:
    if not await can_try_code(session, member, now):
        raise RuleBroken("pair-too-many-tries")


def _must_be_single(member: Member) -> None:
    if member.couple_id is not None:
        raise RuleBroken("pair-already-linked")


def _must_be_acceptable(found: Invite, member: Member, now: datetime) -> None:
    if found.inviter_id == member.id:
        raise RuleBroken("pair-own-code")
    if found.used_at is not None or found.joiner_id not in (None, member.id):
        raise RuleBroken(INVITE_UNUSABLE)
    if found.expires_at <= now:
        raise RuleBroken("pair-code-expired")
