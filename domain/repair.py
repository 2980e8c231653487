"""After a quarrel: each writes apart, both see both once both are ready, then one small trial."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due, reflect, repair_parts
from domain.errors import NotFound, RuleBroken
from storage.models import Couple, Member, Repair, RepairPart
from storage.sealing import Vault

QUESTIONS = ("fair", "felt", "need", "wish")
"""As a fair outsider would tell it, what I felt, what I need, one request."""
TRIAL = "trial"
LONGEST = 600
"""Characters of one answer; a quarrel told at length is fought again."""
COOLING, WRITING, READY = "cooling", "writing", "ready"

CALM, LOOK, OVER = "repair-calm", "repair-look", "repair-over"
WAITS = {"twenty": timedelta(minutes=20), "hour": timedelta(hours=1)}
TONIGHT = "tonight"
EVENING = time(20)
AT_LEAST = timedelta(hours=1)
LASTS = timedelta(days=14)
"""So long after the last step it is deleted by itself."""


def calm_at(member: Member, wait: str, now: datetime) -> datetime:
    """When to come back: in 20 minutes, in an hour, or at eight tonight. Raises NotFound."""
    if wait in WAITS:
        return now + WAITS[wait]
    if wait != TONIGHT:
        raise NotFound
    zone = member.zone or "UTC"
    evening = calendar.moment(calendar.local(now, zone).date(), EVENING, zone)
    return max(evening, now + AT_LEAST)


async def begin(session: AsyncSession, member: Member, now: datetime) -> RepairPart:
    """The person's side, opened if need be; two who begin apart come to the same repair."""
    couple_id = member.couple_id
    if couple_id:
        await session.get(Couple, couple_id, with_for_update=True)
    await _leave_blank_ones(session, member)
    part = await repair_parts.mine(session, member)
    if part is None:
        repair = await _to_join(session, member) if couple_id else None
        if repair is None:
            repair = Repair(id=uuid4(), couple_id=couple_id)
            session.add(repair)
            await session.flush()
        part = RepairPart(id=uuid4(), repair_id=repair.id, couple_id=couple_id, member_id=member.id)
        session.add(part)
        await session.flush()
    await keep_until(session, member, part, now + LASTS)
    return part


async def start_writing(
    session: AsyncSession, member: Member, part: RepairPart, now: datetime
) -> RepairPart:
    """The person is calm enough to begin; what has no words yet moves to the link that is now."""
    if repair_parts.is_blank(part) and not repair_parts.is_present(member, part):
        part = await begin(session, member, now)
    if part.state == COOLING:
        part.state = WRITING
    return part


def take_back(part: RepairPart) -> None:
    """Not ready after all; it is shown to nobody until its author says so again."""
    if part.state == READY:
        part.state = WRITING


def is_linked(member: Member, part: RepairPart) -> bool:
    """Whether there is still somebody to show it to."""
    return part.couple_id is not None and repair_parts.is_present(member, part)


async def repair_of(session: AsyncSession, part: RepairPart) -> Repair:
    """What the two have in common, its row locked."""
    return await session.get_one(Repair, part.repair_id, with_for_update=True)


async def said(vault: Vault, part: RepairPart) -> dict[str, str]:
    """What the person wrote so far, by question."""
    return _load(await vault.open(part, "words"))


def missing(words: dict[str, str]) -> str | None:
    """The next question that has no answer yet."""
    return next((each for each in QUESTIONS if each not in words), None)


async def write(
    session: AsyncSession, vault: Vault, part: RepairPart, question: str, answer: str
) -> None:
    """Keeps one answer. Raises RuleBroken for none, a long one, and once both have seen it."""
    if (await repair_of(session, part)).revealed:
        raise RuleBroken("repair-shown-already")
    await put(vault, part, question, answer)
    part.state = WRITING


async def ready(session: AsyncSession, vault: Vault, member: Member, part: RepairPart) -> bool:
    """Says yes to being read; True when by that both are ready, once, and both are shown.

    The repair's row is locked, so that of two at the same instant one sees the other.
    """
    repair = await repair_of(session, part)
    if repair.revealed or not is_linked(member, part) or missing(await said(vault, part)):
        raise NotFound
    part.state = READY
    await session.flush()
    both = [each for each in await sides(session, repair) if each.state == READY]
    if len(both) < 2:
        return False
    for each in both:
        words = await said(vault, each)
        shown = {question: words[question] for question in QUESTIONS}
        await vault.seal(each, "shared", json.dumps(shown, ensure_ascii=False))
    repair.revealed = True
    return True


async def sides(session: AsyncSession, repair: Repair) -> Sequence[RepairPart]:
    rows = select(RepairPart).where(RepairPart.repair_id == repair.id).order_by(RepairPart.id)
    again = rows.execution_options(populate_existing=True)
    return (await session.scalars(again)).all()


async def shown(vault: Vault, part: RepairPart) -> dict[str, str]:
    """What both can read of one side; nothing before both were ready."""
    return _load(await vault.open(part, "shared"))


async def is_asked(session: AsyncSession, member: Member) -> bool:
    """Whether the other has asked this person to take part in what is not shown yet."""
    rows = select(RepairPart.id).join(Repair, Repair.id == RepairPart.repair_id)
    others = rows.where(
        Repair.couple_id == member.couple_id,
        Repair.revealed.is_(False),
        RepairPart.member_id != member.id,
        RepairPart.invited,
    )
    return member.couple_id is not None and bool(await session.scalar(others.limit(1)))


def invite(member: Member, part: RepairPart) -> bool:
    """Asks the other, once; False when they were asked before. Raises NotFound."""
    if not is_linked(member, part):
        raise NotFound
    first, part.invited = not part.invited, True
    return first


async def leave(session: AsyncSession, member: Member, part: RepairPart) -> None:
    """Deletes the person's own words and proposal. What else was shown stays with the other."""
    for kind in (CALM, LOOK, OVER):
        await due.drop(session, kind, member, part.id)
    repair = await repair_of(session, part)
    part.state, part.words, part.trial = repair_parts.LEFT, None, None
    if not repair.revealed:
        await session.delete(part)
    await session.flush()
    staying = [each for each in await sides(session, repair) if each.state != repair_parts.LEFT]
    if not any(each.member_id for each in staying):
        await session.execute(delete(Repair).where(Repair.id == repair.id))
        session.expunge(repair)


async def keep(
    session: AsyncSession, vault: Vault, member: Member, part: RepairPart, now: datetime
) -> None:
    """Puts a copy of the person's own words into their journal, and leaves."""
    words = await said(vault, part)
    if not words:
        raise NotFound
    kept = "\n\n".join(words[each] for each in (*QUESTIONS, TRIAL) if each in words)
    day = calendar.local(now, member.zone or "UTC").date()
    await reflect.keep(session, vault, member, kept, now, day=day)
    await leave(session, member, part)


async def _leave_blank_ones(session: AsyncSession, member: Member) -> None:
    """What was begun in a former link without a word is of no use in this one."""
    for part in await repair_parts.all_open(session, member):
        if repair_parts.is_blank(part) and not repair_parts.is_present(member, part):
            await leave(session, member, part)


async def _to_join(session: AsyncSession, member: Member) -> Repair | None:
    """What the other has opened and both have not seen yet."""
    rows = select(Repair).where(Repair.couple_id == member.couple_id, Repair.revealed.is_(False))
    return (await session.scalars(rows)).first()


async def keep_until(session: AsyncSession, member: Member, part: RepairPart, at: datetime) -> None:
    """Plans when the person's side goes by itself."""
    await due.once(session, OVER, member, at, part.id, alone=True)


async def put(vault: Vault, part: RepairPart, question: str, answer: str) -> None:
    """Keeps words for their author alone. Raises RuleBroken for none and for too many."""
    words = await said(vault, part) | {question: fitting(answer)}
    await vault.seal(part, "words", json.dumps(words, ensure_ascii=False))


def fitting(words: str) -> str:
    """The words without blanks around them. Raises RuleBroken for none and for too many."""
    kept = words.strip()
    if not kept:
        raise RuleBroken("repair-empty")
    if (over := len(kept) - LONGEST) > 0:
        raise RuleBroken("repair-too-long", longest=LONGEST, over=over)
    return kept


def _load(held: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(held) if held else {}
    return words
