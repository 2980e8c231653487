"""Check that each accepted action has its effect in the database, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address
from domain.challenge.private_answers import RETURNED, SHARED
from storage.sealing import Vault
from storage.tables.challenge import Answer, Reaction, Reveal, Round
from storage.tables.goals import GoalProposal
from storage.tables.member import Member
from storage.tables.queues import Outbox
from storage.tables.reflect import JournalEntry, JournalPart
from storage.tables.remind import Reminder
from storage.tables.thanks import Thanks
from tests.chaos.couples import (
    ANSWER,
    ASK,
    GOAL,
    JOURNAL,
    REACT,
    REMIND,
    SHARE,
    THANKS,
    SimulatedCouple,
)
from tests.chaos.people import SimulatedPerson
from tests.chaos.world import World

Rows = set[UUID]
SENT_KEPT = timedelta(days=25)
"""Rows of what was sent are deleted after 30 days."""


async def compare(
    session: AsyncSession, vault: Vault, world: World, members: Mapping[Address, Member]
) -> list[str]:
    """Return a line for each action without its effect, and for each effect without its action."""
    found: list[str] = []
    for life in world.simulated_couples:
        for hand in life.people:
            if member := members.get(hand.phone.address):
                found += await _compare_journal(session, vault, hand, member)
                found += await _compare_rows(session, life, hand, member)
                found += await _compare_replies(session, hand, member)
    return [*found, *await _compare_reveals(session)]


async def _compare_journal(
    session: AsyncSession, vault: Vault, hand: SimulatedPerson, member: Member
) -> list[str]:
    """Check that every written word is there, once, and opens."""
    parts = select(JournalPart).join(JournalEntry).where(JournalEntry.member_id == member.id)
    words = [await vault.open(part, "text") for part in await session.scalars(parts)]
    kept = Counter(each for each in words if each.startswith("Thought"))
    said = Counter(each.text for each in hand.accepted_effects(JOURNAL))
    # The bot may have stored an action before it died, though the platform gave up waiting.
    tried = Counter(each.text for each in hand.expected_effects if each.kind == JOURNAL)
    return [
        *(f"{hand.name} wrote {each!r}, which is lost" for each in said - kept),
        *(f"{hand.name}'s {each!r} is kept too often" for each in kept - tried),
    ]


async def _compare_replies(
    session: AsyncSession, hand: SimulatedPerson, member: Member
) -> list[str]:
    """Check that each question has a reply, as far back as replies are kept."""
    rows = select(Outbox.dedup_key).where(Outbox.member_id == member.id)
    keys = set(await session.scalars(rows))
    answered = {key.rpartition(":")[0] for key in keys}
    asked = [each for each in hand.accepted_effects(ASK) if each.at > hand.now - SENT_KEPT]
    return [
        f"{hand.name}'s {each.text}, {each.action.key}, has no answer"
        for each in asked
        if each.action.key not in answered and not _is_shown_reveal(each.action.key, keys)
    ]


def _is_shown_reveal(event: str, keys: Set[str]) -> bool:
    """Return whether the answer was a reveal once more, whose key names the event as a hash."""
    copies = [key.split(":") for key in keys if key.endswith(":copy")]
    return any(uuid5(UUID(round_id), event).hex == copy for _, round_id, _, copy, _ in copies)


async def _compare_rows(
    session: AsyncSession, life: SimulatedCouple, hand: SimulatedPerson, member: Member
) -> list[str]:
    """Check for a row for each pressed button; revocable ones only for steady couples."""
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
        unshared = await _reopened_answers(session, hand, member)
        unshared |= await _late_answers(session, hand, member)
        effects[SHARE] = select(Answer.id).where(
            mine, or_(Answer.state.in_((SHARED, RETURNED)), Answer.id.in_(unshared))
        )
    found = []
    for kind, rows in effects.items():
        there = set(await session.scalars(rows))
        pressed: Rows = {each.row_id for each in hand.accepted_effects(kind) if each.row_id}
        found += [f"{hand.name}'s {kind} {row} has no effect" for row in pressed - there]
    return found


async def _reopened_answers(session: AsyncSession, hand: SimulatedPerson, member: Member) -> Rows:
    """Return the shared answers that somebody began to write again: drafts once more."""
    answers = select(Answer.round_id, Answer.id).where(Answer.member_id == member.id)
    written = {each.row_id: each.at for each in hand.expected_effects if each.kind == ANSWER}
    shared = {each.row_id: each.at for each in hand.accepted_effects(SHARE)}
    return {
        answer
        for round_id, answer in (await session.execute(answers)).all()
        if round_id in written and answer in shared and written[round_id] > shared[answer]
    }


async def _late_answers(session: AsyncSession, hand: SimulatedPerson, member: Member) -> Rows:
    """Return the answers to closed rounds: sharing one takes a yes, which nobody here gives.

    Their button is the newest on the screen while the bot has not replied to this week's words.
    """
    answers = (
        select(Answer.id, Round.closed_at)
        .join(Round, Round.id == Answer.round_id)
        .where(Answer.member_id == member.id, Round.closed_at.is_not(None))
    )
    closed = {row.id: row.closed_at for row in await session.execute(answers)}
    shared = hand.accepted_effects(SHARE)
    in_time = {each.row_id for each in shared if each.at <= closed.get(each.row_id, each.at)}
    return closed.keys() - in_time


async def _compare_reveals(session: AsyncSession) -> list[str]:
    """Check that a round is revealed if, and only if, both have shared their answers to it."""
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
