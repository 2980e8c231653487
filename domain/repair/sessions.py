"""Runs a repair after a quarrel: each writes apart, both read both once ready, then one trial."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import delete, select

from chat.media import count_characters
from domain import calendar, due, reflect
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.media import kept as media
from domain.repair import open_parts
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.repair import Repair, RepairPart

QUESTIONS = ("fair", "felt", "need", "wish")
"""As a fair outsider would tell it, what I felt, what I need, one request."""
TRIAL = "trial"
LONGEST = 600
"""Characters of one answer; a quarrel told at length is fought again."""
COOLING, WRITING, READY = "cooling", "writing", "ready"

CALM, LOOK, OVER = "repair-calm", "repair-look", "repair-over"
COOLING_WAITS = {"twenty": timedelta(minutes=20), "hour": timedelta(hours=1)}
TONIGHT = "tonight"
EVENING = time(20)
MIN_COOLING = timedelta(hours=1)
KEPT_FOR = timedelta(days=14)
"""This long after the last step it is deleted automatically."""


def calm_at(member: Member, wait: str, now: datetime) -> datetime:
    """Return when to come back: in 20 minutes, in an hour, or at eight tonight. Raise NotFound."""
    if wait in COOLING_WAITS:
        return now + COOLING_WAITS[wait]
    if wait != TONIGHT:
        raise NotFound
    zone = member.zone or "UTC"
    evening = calendar.to_utc(calendar.to_local(now, zone).date(), EVENING, zone)
    return max(evening, now + MIN_COOLING)


async def begin(ctx: Context, member: Member) -> RepairPart:
    """Return the person's side, opened if need be; two who begin apart come to the same repair."""
    couple_id = member.couple_id
    if couple_id:
        await ctx.session.get(Couple, couple_id, with_for_update=True)
    await _delete_blank_parts(ctx, member)
    part = await open_parts.current_part(ctx, member)
    if part is None:
        repair = await _joinable_repair(ctx, member) if couple_id else None
        if repair is None:
            repair = Repair(id=uuid4(), couple_id=couple_id)
            ctx.session.add(repair)
            await ctx.session.flush()
        part = RepairPart(id=uuid4(), repair_id=repair.id, couple_id=couple_id, member_id=member.id)
        ctx.session.add(part)
        await ctx.session.flush()
    await schedule_expiry(ctx, member, part, ctx.now + KEPT_FOR)
    return part


async def start_writing(ctx: Context, member: Member, part: RepairPart) -> RepairPart:
    """Let the person begin to write; a side without words moves to the present link."""
    if open_parts.is_blank(part) and not open_parts.is_present(member, part):
        part = await begin(ctx, member)
    if part.state == COOLING:
        part.state = WRITING
    return part


def unmark_ready(part: RepairPart) -> None:
    """Mark it as not ready; it is shown to nobody until its author says so again."""
    if part.state == READY:
        part.state = WRITING


def is_linked(member: Member, part: RepairPart) -> bool:
    """Return whether there is still somebody to show it to."""
    return part.couple_id is not None and open_parts.is_present(member, part)


async def lock_repair(ctx: Context, part: RepairPart) -> Repair:
    """Lock and return the row that the two have in common."""
    return await ctx.session.get_one(Repair, part.repair_id, with_for_update=True)


async def own_words(ctx: Context, part: RepairPart) -> dict[str, str]:
    """Return what the person wrote so far, by question."""
    return _load(await ctx.vault.open(part, "words"))


def next_question(words: dict[str, str]) -> str | None:
    """Return the next question that has no answer yet."""
    return next((each for each in QUESTIONS if each not in words), None)


async def write(ctx: Context, part: RepairPart, question: str, answer: str) -> None:
    """Save one answer. Raise RuleBroken if it is empty or too long, and once both have seen it."""
    if (await lock_repair(ctx, part)).revealed:
        raise RuleBroken("repair-shown-already")
    await save_answer(ctx, part, question, answer)
    part.state = WRITING


async def mark_ready(ctx: Context, member: Member, part: RepairPart) -> bool:
    """Say yes to being read; True when by that both are ready, once, and both are shown.

    The repair's row is locked, so that of two at the same instant one sees the other.
    """
    repair = await lock_repair(ctx, part)
    if repair.revealed or not is_linked(member, part) or next_question(await own_words(ctx, part)):
        raise NotFound
    part.state = READY
    await ctx.session.flush()
    both = [each for each in await parts_of(ctx, repair) if each.state == READY]
    if len(both) < 2:
        return False
    for each in both:
        words = await own_words(ctx, each)
        shown = {question: words[question] for question in QUESTIONS}
        await ctx.vault.seal(each, "shared", json.dumps(shown, ensure_ascii=False))
    repair.revealed = True
    return True


async def parts_of(ctx: Context, repair: Repair) -> Sequence[RepairPart]:
    rows = select(RepairPart).where(RepairPart.repair_id == repair.id).order_by(RepairPart.id)
    again = rows.execution_options(populate_existing=True)
    return (await ctx.session.scalars(again)).all()


async def shared_words(ctx: Context, part: RepairPart) -> dict[str, str]:
    """Return what both can read of one side; nothing before both were ready."""
    return _load(await ctx.vault.open(part, "shared"))


async def is_invited(ctx: Context, member: Member) -> bool:
    """Return whether the other has asked this person to take part in what is not shown yet."""
    rows = select(RepairPart.id).join(Repair, Repair.id == RepairPart.repair_id)
    others = rows.where(
        Repair.couple_id == member.couple_id,
        Repair.revealed.is_(False),
        RepairPart.member_id != member.id,
        RepairPart.invited,
    )
    return member.couple_id is not None and bool(await ctx.session.scalar(others.limit(1)))


def invite(member: Member, part: RepairPart) -> bool:
    """Ask the other, once; False when they were asked before. Raise NotFound."""
    if not is_linked(member, part):
        raise NotFound
    first, part.invited = not part.invited, True
    return first


async def delete_own_part(ctx: Context, member: Member, part: RepairPart) -> None:
    """Delete the person's own words and proposal; the other keeps those that were shown."""
    for kind in (CALM, LOOK, OVER):
        await due.cancel(ctx, kind, member, part.id)
    repair = await lock_repair(ctx, part)
    part.state, part.words, part.trial = open_parts.LEFT, None, None
    if not repair.revealed:
        await ctx.session.delete(part)
    await media.release(ctx, part, keep=await ctx.vault.open(part, "shared"))
    staying = [each for each in await parts_of(ctx, repair) if each.state != open_parts.LEFT]
    if not any(each.member_id for each in staying):
        await media.release(ctx, *await parts_of(ctx, repair))
        await ctx.session.execute(delete(Repair).where(Repair.id == repair.id))
        ctx.session.expunge(repair)


async def move_to_journal(ctx: Context, member: Member, part: RepairPart) -> None:
    """Copy the person's own words into their journal, and leave."""
    words = await own_words(ctx, part)
    if not words:
        raise NotFound
    kept = "\n\n".join(words[each] for each in (*QUESTIONS, TRIAL) if each in words)
    day = calendar.to_local(ctx.now, member.zone or "UTC").date()
    await reflect.write_entry(ctx, member, kept, day=day)
    await delete_own_part(ctx, member, part)


async def _delete_blank_parts(ctx: Context, member: Member) -> None:
    """Delete sides of a former link that were begun without a word."""
    for part in await open_parts.all_open(ctx, member):
        if open_parts.is_blank(part) and not open_parts.is_present(member, part):
            await delete_own_part(ctx, member, part)


async def _joinable_repair(ctx: Context, member: Member) -> Repair | None:
    """Return the repair that the other has opened and both have not seen yet."""
    rows = select(Repair).where(Repair.couple_id == member.couple_id, Repair.revealed.is_(False))
    return (await ctx.session.scalars(rows)).first()


async def schedule_expiry(ctx: Context, member: Member, part: RepairPart, at: datetime) -> None:
    """Plan when the person's side is deleted."""
    await due.schedule(ctx, OVER, member, at, part.id, alone=True)


async def save_answer(ctx: Context, part: RepairPart, question: str, answer: str) -> None:
    """Save words for their author alone. Raise RuleBroken if they are empty or too long."""
    words = await own_words(ctx, part) | {question: validated_words(answer)}
    text = json.dumps(words, ensure_ascii=False)
    await ctx.vault.seal(part, "words", text)
    await media.release(ctx, part, keep=text)


def validated_words(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken for none or too many."""
    kept = words.strip()
    if not kept:
        raise RuleBroken("repair-empty")
    if (over := count_characters(kept) - LONGEST) > 0:
        raise RuleBroken("repair-too-long", longest=LONGEST, over=over)
    return kept


def _load(stored: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(stored) if stored else {}
    return words
