"""One small thing to try: the proposal of one, and the two's own once both have said yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due, repair
from domain.errors import NotFound
from storage.models import Member, Repair, RepairPart
from storage.sealing import Vault

LOOK_AFTER = 7
"""Days until it is asked how it was."""
KEPT_AFTER_THE_LOOK = timedelta(days=3)


async def agreed(vault: Vault, common: Repair) -> str:
    """What both have said yes to."""
    return await vault.open(common, "trial")


async def tried(vault: Vault, common: Repair, part: RepairPart) -> str:
    """What both agreed on, else what this person tries alone."""
    alone = (await repair.said(vault, part)).get(repair.TRIAL, "")
    return await agreed(vault, common) or alone


async def keep_alone(session: AsyncSession, vault: Vault, part: RepairPart, words: str) -> bool:
    """Keeps what the person tries by themselves; False once both sides are shown."""
    if (await repair.repair_of(session, part)).revealed:
        return False
    await repair.put(vault, part, repair.TRIAL, words)
    return True


async def can_propose(session: AsyncSession, member: Member, part: RepairPart) -> bool:
    """Whether the two are linked, see both sides, and have agreed on nothing yet."""
    common = await repair.repair_of(session, part)
    return common.revealed and repair.is_linked(member, part) and common.trial is None


async def propose(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    part: RepairPart,
    words: str,
    now: datetime,
) -> None:
    """Shows words to the other, in the place of what the person proposed before.

    Raises RuleBroken for none and for too many, and NotFound where nothing can be proposed.
    """
    if not await can_propose(session, member, part):
        raise NotFound
    await vault.seal(part, "trial", repair.fitting(words))
    part.trials += 1
    await repair.keep_until(session, member, part, now + repair.LASTS)


async def take_back(session: AsyncSession, member: Member, part: RepairPart) -> None:
    """Withdraws one's own proposal while it is not agreed. Raises NotFound."""
    if not await can_propose(session, member, part):
        raise NotFound
    part.trial = None


async def agree(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    part: RepairPart,
    mark: str,
    now: datetime,
) -> bool:
    """Makes the other's proposal that was shown with this mark the trial of both.

    False when it has changed since. The repair's row is locked, so that of two yeses at the same
    instant one counts. Raises NotFound once the two are not linked any more.
    """
    if not repair.is_linked(member, part):
        raise NotFound
    common = await repair.repair_of(session, part)
    theirs = await of_other(session, part)
    if common.trial is not None or theirs is None or mark_of(theirs) != mark:
        return False
    await vault.seal(common, "trial", await vault.open(theirs, "trial"))
    part.trial = theirs.trial = None
    await repair.keep_until(session, member, part, now + repair.LASTS)
    return True


async def put_off(session: AsyncSession, member: Member, part: RepairPart, mark: str) -> bool:
    """Takes the other's proposal off the person's page, which its author never learns.

    False when it has changed since. Raises NotFound once the two are not linked any more.
    """
    if not repair.is_linked(member, part):
        raise NotFound
    await repair.repair_of(session, part)
    theirs = await of_other(session, part)
    if theirs is None or mark_of(theirs) != mark:
        return False
    theirs.put_off = theirs.trials
    return True


async def of_other(session: AsyncSession, part: RepairPart) -> RepairPart | None:
    """The side of the other, with a proposal that waits for this person's yes."""
    common = await repair.repair_of(session, part)
    others = [each for each in await repair.sides(session, common) if each.id != part.id]
    return next((each for each in others if each.trial is not None), None)


def is_put_off(theirs: RepairPart) -> bool:
    """Whether the other has taken just this proposal off their page."""
    return theirs.put_off == theirs.trials


def mark_of(theirs: RepairPart) -> str:
    """Names the proposal that a button stood under."""
    return str(theirs.trials)


async def plan_look(session: AsyncSession, member: Member, part: RepairPart, now: datetime) -> None:
    """A look back in a week, at the person's own hour; it is kept a few days longer.

    That of one person alone outlives their being linked.
    """
    zone = member.zone or "UTC"
    day = calendar.local(now, zone).date() + timedelta(days=LOOK_AFTER)
    at = calendar.moment(day, due.clock_time(member), zone)
    alone = not (await repair.repair_of(session, part)).revealed
    await due.once(session, repair.LOOK, member, at, part.id, alone=alone)
    await repair.keep_until(session, member, part, at + KEPT_AFTER_THE_LOOK)
