"""What people did and the bot accepted: each deed has its effect in the database, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address
from storage.models import (
    Answer,
    Entry,
    EntryPart,
    GoalProposal,
    Member,
    Outbox,
    Reaction,
    Reminder,
    Reveal,
    Round,
    Thanks,
)
from storage.sealing import Vault
from tests.chaos.hands import Hand
from tests.chaos.lives import ANSWER, ASK, GOAL, JOURNAL, REACT, REMIND, SHARE, THANKS, Life
from tests.chaos.world import World

Rows = set[UUID]
KEPT = timedelta(days=25)
"""Rows of what was sent are deleted after 30 days."""


async def compare(
    session: AsyncSession, vault: Vault, world: World, members: Mapping[Address, Member]
) -> list[str]:
    """One line for each deed without its effect, and for each effect without its deed."""
    found: list[str] = []
    for life in world.lives:
        for hand in life.both:
            if member := members.get(hand.phone.address):
                found += await _journal(session, vault, hand, member)
                found += await _rows(session, life, hand, member)
                found += await _answers(session, hand, member)
    return [*found, *await _reveals(session)]


async def _journal(session: AsyncSession, vault: Vault, hand: Hand, member: Member) -> list[str]:
    """Every word that was written is there, once, and opens."""
    parts = select(EntryPart).join(Entry).where(Entry.member_id == member.id)
    words = [await vault.open(part, "text") for part in await session.scalars(parts)]
    kept = Counter(each for each in words if each.startswith("Thought"))
    said = Counter(each.what for each in hand.done(JOURNAL))
    # One that the platform gave up waiting for may have been stored before the bot died.
    tried = Counter(each.what for each in hand.deeds if each.kind == JOURNAL)
    return [
        *(f"{hand.name} wrote {each!r}, which is lost" for each in said - kept),
        *(f"{hand.name}'s {each!r} is kept too often" for each in kept - tried),
    ]


async def _answers(session: AsyncSession, hand: Hand, member: Member) -> list[str]:
    """Whoever asked has an answer, as far back as answers are kept."""
    keys = select(Outbox.key).where(Outbox.member_id == member.id)
    answered = {key.rpartition(":")[0] for key in await session.scalars(keys)}
    asked = [each for each in hand.done(ASK) if each.at > hand.now - KEPT]
    return [
        f"{hand.name}'s {each.what}, {each.did.key}, has no answer"
        for each in asked
        if each.did.key not in answered
    ]


async def _rows(session: AsyncSession, life: Life, hand: Hand, member: Member) -> list[str]:
    """A row for each button that was pressed; what somebody may take back only for the steady."""
    mine = Answer.member_id == member.id
    effects = {
        THANKS: select(Thanks.id).where(Thanks.author_id == member.id),
        REMIND: select(Reminder.id).where(
            Reminder.author_id == member.id, Reminder.state == "active"
        ),
        GOAL: select(GoalProposal.id).where(
            GoalProposal.member_id == member.id, GoalProposal.state != "draft"
        ),
        REACT: select(Reaction.round_id).where(Reaction.member_id == member.id),
    }
    if life.steady:
        anew = await _written_anew(session, hand, member)
        effects[SHARE] = select(Answer.id).where(
            mine, or_(Answer.state == "shared", Answer.id.in_(anew))
        )
    found = []
    for kind, rows in effects.items():
        there = set(await session.scalars(rows))
        pressed: Rows = {each.row for each in hand.done(kind) if each.row}
        found += [f"{hand.name}'s {kind} {row} has no effect" for row in pressed - there]
    return found


async def _written_anew(session: AsyncSession, hand: Hand, member: Member) -> Rows:
    """Answers that somebody began to write again after they had shared them: drafts once more."""
    answers = select(Answer.round_id, Answer.id).where(Answer.member_id == member.id)
    written = {each.row: each.at for each in hand.deeds if each.kind == ANSWER}
    shared = {each.row: each.at for each in hand.done(SHARE)}
    return {
        answer
        for round_id, answer in (await session.execute(answers)).all()
        if round_id in written and answer in shared and written[round_id] > shared[answer]
    }


async def _reveals(session: AsyncSession) -> list[str]:
    """A round is revealed if, and only if, both have shared their answers to it."""
    rows = (
        select(Answer.round_id, Answer.state, Answer.revealed.is_not(None))
        .join(Round, Round.id == Answer.round_id)
        .where(Answer.challenge == Round.challenge)
    )
    shared: Counter[UUID] = Counter()
    opened: Counter[UUID] = Counter()
    for round_id, state, revealed in (await session.execute(rows)).all():
        shared[round_id] += state == "shared"
        opened[round_id] += revealed
    reveals = Counter((await session.scalars(select(Reveal.round_id))).all())
    return [
        *(
            f"round {each} was revealed {times} times"
            for each, times in reveals.items()
            if times > 1
        ),
        *(
            f"round {each} was revealed without two answers"
            for each in reveals
            if opened[each] != 2
        ),
        *(
            f"both shared in round {each}, and it was not revealed"
            for each, both in shared.items()
            if both == 2 and each not in reveals
        ),
    ]
