"""Reactions to a reveal: one tap, which can be taken back, and one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select

from domain.challenge import answers
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.pushes import News, Topic
from storage.tables.challenge import Reaction, Round
from storage.tables.member import Member
from storage.tables.queues import Outbox

TAPS = ("heart", "thanks", "talk")
LINE = "line"
LINE_LONGEST = 300
"""Characters; more would be a letter, and would need an answer."""
UNDO_WITHIN = timedelta(days=14)
"""The outbox knows the other's message for longer than this, so that it can be changed."""


class ReactionEffect(Enum):
    """The effect of a tap: a message, the former message changed back, or nothing at all."""

    NEW, AGAIN, BEFORE = "new", "again", "before"


def reaction_key(round_id: UUID, member_id: UUID, kind: str) -> str:
    """Return the deduplication key of the message that shows the reaction to the other."""
    return News(Topic.REACTION, news_about(round_id, member_id, kind)).key


def news_about(round_id: UUID, member_id: UUID, kind: str) -> str:
    """Return what that message is about: this person's tap in this round, or their line."""
    return f"{round_id}:{member_id}:{LINE if kind == LINE else 'tap'}"


def reveal_key(round_id: UUID, member_id: UUID) -> str:
    """Return the deduplication key of the message that shows both answers to a person."""
    return f"reveal:{round_id}:{member_id}"


def reveal_copy_key(round_id: UUID, member_id: UUID, copy: UUID) -> str:
    """Return the deduplication key of a later copy of that message."""
    return f"{reveal_key(round_id, member_id)}:{copy.hex}:copy"


async def newest_reveal_key(ctx: Context, member: Member, round_: Round) -> str | None:
    """Return the key of the message that last showed a person both answers, while it is known."""
    first = reveal_key(round_.id, member.id)
    named = or_(Outbox.dedup_key == first, Outbox.dedup_key.like(f"{first}:%:copy"))
    rows = select(Outbox.dedup_key).where(named, Outbox.platform_message_id.is_not(None))
    return await ctx.session.scalar(rows.order_by(Outbox.seq.desc()).limit(1))


async def tap(ctx: Context, member: Member, round_: Round, kind: str) -> ReactionEffect:
    """Save one tap for a revealed answer; the round's row must be locked. Raise NotFound."""
    if kind not in TAPS or not await answers.is_revealed(ctx, round_.id):
        raise NotFound
    before = await _own_tap(ctx, member, round_)
    if before is None:
        ctx.session.add(_reaction(member, round_, kind, ctx.now))
        return ReactionEffect.NEW
    if not before.taken_back:
        return ReactionEffect.BEFORE
    before.kind, before.taken_back = kind, False
    return ReactionEffect.AGAIN


async def send_line(ctx: Context, member: Member, round_: Round, line: str) -> bool:
    """Save the one line for good; return False if there is one already.

    Raise RuleBroken if there are no words or too many.
    """
    if not await answers.is_revealed(ctx, round_.id):
        raise NotFound
    if await has_sent_line(ctx, member, round_):
        return False
    reaction = _reaction(member, round_, LINE, ctx.now)
    await ctx.vault.seal(reaction, "line", validated_line(line))
    ctx.session.add(reaction)
    return True


def validated_line(line: str) -> str:
    """Return the line without surrounding blanks. Raise RuleBroken if it is empty or too long."""
    kept = line.strip()
    if not kept:
        raise RuleBroken("challenge-empty")
    if (over := len(kept) - LINE_LONGEST) > 0:
        raise RuleBroken("challenge-line-too-long", longest=LINE_LONGEST, over=over)
    return kept


async def has_sent_line(ctx: Context, member: Member, round_: Round) -> bool:
    """Return whether the person's one line is sent."""
    return any(each.kind == LINE for each in await own_reactions(ctx, member, round_))


async def undo(ctx: Context, member: Member, round_: Round) -> str | None:
    """Take the tap back; return the key of the other's message that has to change, if there is one.

    A message that is still unsent is cancelled, and the next tap counts as the first. Raise
    NotFound.
    """
    given = await _own_tap(ctx, member, round_)
    if given is None or not await can_be_undone(ctx, given):
        raise NotFound
    if given.taken_back:
        return None
    message = await _outbox_message(ctx, given)
    if message and message.state not in ("new", "cancelled"):
        given.taken_back = True
        return message.dedup_key
    if message:
        await ctx.session.execute(delete(Outbox).where(Outbox.seq == message.seq))
    await ctx.session.delete(given)
    await ctx.session.flush()
    return None


async def can_be_undone(ctx: Context, given: Reaction) -> bool:
    """Return whether the other's message, if there is one, can still be changed in place."""
    message = await _outbox_message(ctx, given)
    is_lost = message is not None and message.state == "dropped"
    return given.kind != LINE and ctx.now - given.at < UNDO_WITHIN and not is_lost


async def own_reactions(ctx: Context, member: Member, round_: Round) -> Sequence[Reaction]:
    """Return what the person has given and not taken back."""
    both = await all_in_round(ctx, member, round_)
    return [each for each in both if each.member_id == member.id]


async def all_in_round(ctx: Context, member: Member, round_: Round) -> Sequence[Reaction]:
    """Return the person's own first, taps before lines: the order must not tell who was earlier."""
    rows = select(Reaction).where(Reaction.round_id == round_.id, Reaction.taken_back.is_(False))
    first = Reaction.member_id.is_distinct_from(member.id), Reaction.kind == LINE
    return (await ctx.session.scalars(rows.order_by(*first))).all()


def _reaction(member: Member, round_: Round, kind: str, now: datetime) -> Reaction:
    couple_id = round_.couple_id
    return Reaction(
        id=uuid4(), round_id=round_.id, couple_id=couple_id, member_id=member.id, kind=kind, at=now
    )


async def _own_tap(ctx: Context, member: Member, round_: Round) -> Reaction | None:
    rows = select(Reaction).where(
        Reaction.round_id == round_.id, Reaction.member_id == member.id, Reaction.kind != LINE
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def _outbox_message(ctx: Context, given: Reaction) -> Outbox | None:
    """Return the message that shows the reaction to the other; an older one's key names no kind."""
    if given.member_id is None:
        return None
    key = reaction_key(given.round_id, given.member_id, given.kind)
    keys = (key, key.rpartition(":")[0])
    rows = select(Outbox).where(Outbox.dedup_key.in_(keys), Outbox.made_at >= given.at)
    return (await ctx.session.scalars(rows.order_by(Outbox.seq.desc()))).first()
