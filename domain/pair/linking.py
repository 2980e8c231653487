"""Links two people as a couple, and unlinks them."""

from __future__ import annotations

import string
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import delete, func, or_, select, update

from domain import due
from domain.cards import evening
from domain.context import Context
from domain.dates import sharing
from domain.errors import NotFound, RuleBroken
from domain.evenings import plan
from domain.pair import again as pair_again
from storage.sealing import ServerKeys
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember, FailedInviteCode, Invite
from storage.tables.queues import Outbox
from storage.tables.wishes import WishDeck

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
    ctx: Context,
    server_keys: ServerKeys,
    member: Member,
    chance: Random,
    only_for: bytes | None = None,
) -> IssuedInvite:
    """Create a new code and link; earlier ones stop working. `chance` must be unguessable.

    `only_for` is the lookup of the only person who can use it.
    """
    _must_be_single(member)
    if only_for == member.lookup:
        raise RuleBroken("pair-own-choice")
    await _delete_unused_invites(ctx, member)
    code = draw_code(chance)
    payload = urlsafe_b64encode(chance.randbytes(LINK_BYTES)).rstrip(b"=").decode()
    made = uuid4()
    ctx.session.add(
        Invite(
            id=made,
            inviter_id=member.id,
            code=server_keys.hash_code(code),
            link=server_keys.hash_code(payload),
            only_for=only_for,
            expires_at=ctx.now + LIFETIME,
        )
    )
    return IssuedInvite(made, code, payload)


def draw_code(chance: Random) -> str:
    """Return a random code. `chance` must be unguessable."""
    return "".join(chance.choices(ALPHABET, k=CODE_LENGTH))


async def accepted_invite(ctx: Context, member: Member) -> Invite | None:
    """Return the person's invitation that is accepted and that they have yet to confirm."""
    rows = select(Invite).where(
        Invite.inviter_id == member.id,
        Invite.joiner_id.is_not(None),
        Invite.used_at.is_(None),
        Invite.expires_at > ctx.now,
    )
    return (await ctx.session.scalars(rows)).first()


async def look_up_code(
    ctx: Context, server_keys: ServerKeys, member: Member, words: str
) -> Invite | None:
    """Return the invitation behind a typed code or a link; a miss is counted and gives None.

    Raise RuleBroken when the person is linked already, has guessed too often, or typed their own
    code or one that is too old. A code that cannot be used is refused without a reason.
    """
    _must_be_single(member)
    await require_tries_left(ctx, member)
    found = await _invite_by_code(ctx, server_keys, words)
    if found is None:
        note_wrong_code(ctx, member)
        return None
    _must_be_acceptable(found, member, ctx.now)
    return found


async def accept(ctx: Context, member: Member, invite_id: UUID) -> Invite:
    """Save the joiner's yes; the inviter is asked about the first one who accepts."""
    _must_be_single(member)
    found = await ctx.session.get(Invite, invite_id, with_for_update=True)
    if found is None:
        raise RuleBroken(INVITE_UNUSABLE)
    _must_be_acceptable(found, member, ctx.now)
    found.joiner_id = member.id
    return found


async def find_acceptable(ctx: Context, member: Member, invite_id: UUID) -> Invite:
    """Return an invitation that the person could still accept. Raise RuleBroken."""
    _must_be_single(member)
    found = await ctx.session.get(Invite, invite_id)
    if found is None:
        raise RuleBroken(INVITE_UNUSABLE)
    _must_be_acceptable(found, member, ctx.now)
    return found


async def chosen_for(ctx: Context, member: Member) -> bytes | None:
    """Return for whom the person's open invitation is; None if it is for anybody."""
    rows = select(Invite.only_for).where(Invite.inviter_id == member.id, Invite.used_at.is_(None))
    return (await ctx.session.scalars(rows)).first()


async def decline(ctx: Context, member: Member, invite_id: UUID) -> None:
    """Save the joiner's no, also after a yes that is not yet confirmed."""
    found = await ctx.session.get(Invite, invite_id, with_for_update=True)
    if found and found.joiner_id == member.id and found.used_at is None:
        found.joiner_id = None


async def refuse(ctx: Context, inviter: Member, invite_id: UUID) -> None:
    """Use up an invitation whose joiner the inviter does not know; nobody is told."""
    found = await _own(ctx, inviter, invite_id)
    found.used_at = found.used_at or ctx.now


async def confirm(ctx: Context, inviter: Member, invite_id: UUID) -> tuple[Couple, Member]:
    """Link the two after the inviter has recognised the joiner.

    Both people are locked before the invitation. Otherwise two who confirm each other would each
    wait for the other's invitation, which linking deletes.
    """
    asked = await ctx.session.scalar(select(Invite.joiner_id).where(Invite.id == invite_id))
    pair = await _lock_members(ctx, inviter.id, asked)
    _must_be_single(inviter)
    found = await _own(ctx, inviter, invite_id)
    if found.used_at is not None:
        raise NotFound
    joiner = pair.get(found.joiner_id) if found.joiner_id else None
    if joiner is None or joiner.couple_id is not None:
        raise RuleBroken(INVITE_UNUSABLE)
    found.used_at = ctx.now
    couple = Couple(id=uuid4(), started_at=ctx.now)
    ctx.session.add(couple)
    ctx.vault.make_key(couple.id)
    await ctx.session.flush()
    for member in (inviter, joiner):
        await _add_member_to_couple(ctx, couple, member)
    await ctx.session.flush()
    await pair_again.offer(ctx, couple)
    return couple, joiner


async def unlink(ctx: Context, member: Member) -> None:
    """Unlink both, as one of them wants: all that was planned for both stops at once."""
    if member.couple_id is None:
        raise RuleBroken("not-linked")
    couple = await ctx.session.get_one(Couple, member.couple_id, with_for_update=True)
    couple.ended_at = ctx.now
    await evening.leave(ctx, member)
    await plan.leave(ctx, member)
    await due.cancel_for_couple(ctx, couple.id)
    rounds = select(Round.id).where(Round.couple_id == couple.id)
    waiting = update(Outbox).where(
        Outbox.state == "new", or_(Outbox.subject_id.in_(rounds), Outbox.subject_id == couple.id)
    )
    await ctx.session.execute(waiting.values(state="cancelled", body=None))
    still_open = update(Round).where(Round.couple_id == couple.id, Round.closed_at.is_(None))
    await ctx.session.execute(still_open.values(closed_at=ctx.now))
    await pair_again.end_offer(ctx, couple.id)
    await sharing.end_proposals(ctx, couple.id)
    await ctx.session.execute(delete(WishDeck).where(WishDeck.couple_id == couple.id))
    for person in await ctx.session.scalars(select(Member).where(Member.couple_id == couple.id)):
        person.couple_id = None


def normalize_code(words: str) -> str:
    """Return typed words as a code, without spaces, dashes and look-alike letters."""
    kept = "".join(each for each in words.upper() if each in string.ascii_uppercase + string.digits)
    return kept.translate(LOOKALIKES)


async def _delete_unused_invites(ctx: Context, member: Member) -> None:
    unused = delete(Invite).where(Invite.inviter_id == member.id, Invite.used_at.is_(None))
    await ctx.session.execute(unused)


async def _clear_acceptances(ctx: Context, member: Member) -> None:
    """Delete the person's other acceptances, so that none is confirmed after this couple ends."""
    waiting = update(Invite).where(Invite.joiner_id == member.id, Invite.used_at.is_(None))
    await ctx.session.execute(waiting.values(joiner_id=None))


async def _own(ctx: Context, inviter: Member, invite_id: UUID) -> Invite:
    found = await ctx.session.get(Invite, invite_id, with_for_update=True)
    if found is None or found.inviter_id != inviter.id:
        raise NotFound
    return found


async def _lock_members(ctx: Context, *ids: UUID | None) -> dict[UUID, Member]:
    """Lock both rows, always in the same order, so that two who confirm each other cannot deadlock.

    The rows stay open to other rows that point at them, such as a message on its way.
    """
    rows = select(Member).where(Member.id.in_(ids)).order_by(Member.id)
    again = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {member.id: member for member in await ctx.session.scalars(again)}


async def _add_member_to_couple(ctx: Context, couple: Couple, member: Member) -> None:
    couple_member = CoupleMember(id=uuid4(), couple_id=couple.id, member_id=member.id)
    await ctx.vault.seal(couple_member, "name", await ctx.vault.open(member, "name"))
    ctx.session.add(couple_member)
    member.couple_id = couple.id
    await _delete_unused_invites(ctx, member)
    await _clear_acceptances(ctx, member)


async def can_try_code(ctx: Context, member: Member) -> bool:
    """Return whether the person has not typed too many wrong codes within the hour."""
    await ctx.session.execute(
        delete(FailedInviteCode).where(FailedInviteCode.at <= ctx.now - TRY_WINDOW)
    )
    misses = select(func.count()).where(FailedInviteCode.member_id == member.id)
    return (await ctx.session.scalar(misses) or 0) < MAX_TRIES


async def is_valid_code(ctx: Context, server_keys: ServerKeys, member: Member, words: str) -> bool:
    """Return whether words that look like a code or a link are one; a miss counts as usual."""
    if not await can_try_code(ctx, member):
        return False
    if await _invite_by_code(ctx, server_keys, words):
        return True
    note_wrong_code(ctx, member)
    return False


async def _invite_by_code(ctx: Context, server_keys: ServerKeys, words: str) -> Invite | None:
    named = select(Invite).where(
        or_(
            Invite.code == server_keys.hash_code(normalize_code(words)),
            Invite.link == server_keys.hash_code(words.strip()),
        )
    )
    return (await ctx.session.scalars(named)).one_or_none()


def note_wrong_code(ctx: Context, member: Member) -> None:
    """Count one wrong code against the person who typed it."""
    ctx.session.add(FailedInviteCode(id=uuid4(), member_id=member.id, at=ctx.now))


async def require_tries_left(ctx: Context, member: Member) -> None:
    """Raise RuleBroken if the person has typed too many wrong codes within the hour."""
    if not await can_try_code(ctx, member):
        raise RuleBroken("pair-too-many-tries")


def _must_be_single(member: Member) -> None:
    if member.couple_id is not None:
        raise RuleBroken("pair-already-linked")


def _must_be_acceptable(found: Invite, member: Member, now: datetime) -> None:
    if found.inviter_id == member.id:
        raise RuleBroken("pair-own-code")
    is_for_other = found.only_for is not None and found.only_for != member.lookup
    if found.used_at is not None or found.joiner_id not in (None, member.id) or is_for_other:
        raise RuleBroken(INVITE_UNUSABLE)
    if found.expires_at <= now:
        raise RuleBroken("pair-code-expired")
