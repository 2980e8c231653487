"""Agrees on one small thing to try: the proposal of one, and both's own once both say yes."""

from __future__ import annotations

from datetime import timedelta

from domain import calendar, due
from domain.context import Context
from domain.errors import NotFound
from domain.repair import sessions
from storage.tables.member import Member
from storage.tables.repair import Repair, RepairPart

REVIEW_AFTER_DAYS = 7
"""Days until it is asked how it was."""
KEPT_AFTER_REVIEW = timedelta(days=3)


async def agreed(ctx: Context, common: Repair) -> str:
    """Return what both have said yes to."""
    return await ctx.vault.open(common, "trial")


async def tried_words(ctx: Context, common: Repair, part: RepairPart) -> str:
    """Return what both agreed on, else what this person tries alone."""
    alone = (await sessions.own_words(ctx, part)).get(sessions.TRIAL, "")
    return await agreed(ctx, common) or alone


async def keep_alone(ctx: Context, part: RepairPart, words: str) -> bool:
    """Save what the person tries alone; return False once both sides are shown."""
    if (await sessions.lock_repair(ctx, part)).revealed:
        return False
    await sessions.save_answer(ctx, part, sessions.TRIAL, words)
    return True


async def can_propose(ctx: Context, member: Member, part: RepairPart) -> bool:
    """Return whether the two are linked, see both sides, and have agreed on nothing yet."""
    common = await sessions.lock_repair(ctx, part)
    return common.revealed and sessions.is_linked(member, part) and common.trial is None


async def propose(ctx: Context, member: Member, part: RepairPart, words: str) -> None:
    """Show words to the other, in place of what the person proposed before.

    Raise RuleBroken if they are empty or too long, and NotFound where nothing can be proposed.
    """
    if not await can_propose(ctx, member, part):
        raise NotFound
    await ctx.vault.seal(part, "trial", sessions.validated_words(words))
    part.trials += 1
    await sessions.schedule_expiry(ctx, member, part, ctx.now + sessions.KEPT_FOR)


async def withdraw_proposal(ctx: Context, member: Member, part: RepairPart) -> None:
    """Withdraw one's own proposal while it is not agreed. Raise NotFound."""
    if not await can_propose(ctx, member, part):
        raise NotFound
    part.trial = None


async def agree(ctx: Context, member: Member, part: RepairPart, tag: str) -> bool:
    """Make the other's proposal that was shown with this tag the trial of both.

    Returns False when it has changed since. The repair's row is locked, so that of two yeses at the
    same instant one counts. Raise NotFound once the two are not linked any more.
    """
    if not sessions.is_linked(member, part):
        raise NotFound
    common = await sessions.lock_repair(ctx, part)
    theirs = await other_proposal(ctx, part)
    if common.trial is not None or theirs is None or version_tag(theirs) != tag:
        return False
    await ctx.vault.seal(common, "trial", await ctx.vault.open(theirs, "trial"))
    part.trial = theirs.trial = None
    await sessions.schedule_expiry(ctx, member, part, ctx.now + sessions.KEPT_FOR)
    return True


async def put_off(ctx: Context, member: Member, part: RepairPart, tag: str) -> bool:
    """Take the other's proposal off the person's page; its author never learns of it.

    Returns False when it has changed since. Raise NotFound once the two are not linked any more.
    """
    if not sessions.is_linked(member, part):
        raise NotFound
    await sessions.lock_repair(ctx, part)
    theirs = await other_proposal(ctx, part)
    if theirs is None or version_tag(theirs) != tag:
        return False
    theirs.put_off = theirs.trials
    return True


async def other_proposal(ctx: Context, part: RepairPart) -> RepairPart | None:
    """Return the other's side if its proposal waits for this person's yes."""
    common = await sessions.lock_repair(ctx, part)
    others = [each for each in await sessions.parts_of(ctx, common) if each.id != part.id]
    return next((each for each in others if each.trial is not None), None)


def is_put_off(theirs: RepairPart) -> bool:
    """Return whether the other has taken just this proposal off their page."""
    return theirs.put_off == theirs.trials


def version_tag(theirs: RepairPart) -> str:
    """Return a tag of the proposal that a button stood under."""
    return str(theirs.trials)


async def schedule_review(ctx: Context, member: Member, part: RepairPart) -> None:
    """Plan a look back in a week, at the person's own hour; the words are kept a few days longer.

    The review of one person alone survives an unlink.
    """
    zone = member.zone or "UTC"
    day = calendar.to_local(ctx.now, zone).date() + timedelta(days=REVIEW_AFTER_DAYS)
    at = calendar.to_utc(day, due.clock_time(member), zone)
    alone = not (await sessions.lock_repair(ctx, part)).revealed
    await due.schedule(ctx, sessions.LOOK, member, at, part.id, alone=alone)
    await sessions.schedule_expiry(ctx, member, part, at + KEPT_AFTER_REVIEW)
