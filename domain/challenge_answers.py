"""What the two write in a round: kept apart, shared by choice, revealed once both have shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.challenges import Question
from content.library import Library
from domain import (
    challenge,
    challenge_kept,
    challenge_order,
    challenge_parts,
    challenge_reach,
    privacy_hide,
)
from domain.challenge_kept import DRAFT as DRAFT
from domain.challenge_kept import PRIVATE as PRIVATE
from domain.challenge_kept import SHARED as SHARED
from domain.challenge_parts import LONGEST as LONGEST
from domain.challenge_parts import Part
from domain.errors import NotFound, RuleBroken
from storage.models import Answer, Couple, Member, Reveal, Round
from storage.sealing import Vault

GOES_ON_FOR = timedelta(minutes=10)
"""Words that follow a draft so soon are more of it; a long text arrives in several messages."""

OPEN, SKIPPED = "open", "skipped"


def choices(question: Question) -> Sequence[str]:
    """What can be picked with one tap; nothing where a text is asked for."""
    if question.kind == "scale":
        return [str(number) for number in range(1, 6)]
    return [each.id for each in question.choices]


async def round_of(session: AsyncSession, member: Member, round_id: UUID | None) -> Round:
    """A round that has come to the person, of the couple that they are in, its row locked.

    Raises NotFound.
    """
    found = await session.get(Round, round_id, with_for_update=True) if round_id else None
    if found is None or not await challenge_reach.has_come(session, found, member):
        raise NotFound
    return found


async def mine(
    session: AsyncSession, member: Member, held: Round, challenge: str = ""
) -> Answer | None:
    """The person's answer to the round's challenge as it is now, or to the one named."""
    rows = select(Answer).where(
        Answer.round_id == held.id,
        Answer.member_id == member.id,
        Answer.challenge == (challenge or held.challenge),
    )
    return (await session.scalars(rows)).one_or_none()


async def awaits_answer(session: AsyncSession, member: Member) -> Round | None:
    """The round that this person has, as long as they have not shared an answer to it."""
    held = await challenge_reach.open_for(session, member)
    own = await mine(session, member, held) if held else None
    return None if own and own.state == SHARED else held


async def begin(
    session: AsyncSession, member: Member, held: Round, now: datetime, challenge: str = ""
) -> Answer:
    """The row that the person's next words go into, whatever becomes of the round meanwhile."""
    answer = await mine(session, member, held, challenge)
    if answer is None:
        answer = Answer(
            id=uuid4(),
            round_id=held.id,
            couple_id=held.couple_id,
            member_id=member.id,
            challenge=challenge or held.challenge,
            state=OPEN,
            written_at=now,
        )
        session.add(answer)
        await session.flush()
    await _must_be_hidden(session, held)
    return answer


async def own(session: AsyncSession, member: Member, answer_id: UUID | None) -> Answer:
    """The person's own answer. Raises NotFound."""
    found = await session.get(Answer, answer_id) if answer_id else None
    if found is None or found.member_id != member.id:
        raise NotFound
    return found


async def write(
    session: AsyncSession, vault: Vault, answer: Answer, parts: Sequence[Part], now: datetime
) -> None:
    """Keeps the words as a draft; what was kept private stays so, with more or other words, too.

    Raises RuleBroken for none, and once they were revealed.
    """
    if not all(words for _, words in parts):
        raise RuleBroken("challenge-empty")
    await _must_be_hidden(session, await session.get_one(Round, answer.round_id))
    kept = await challenge_kept.is_kept(session, answer, now)
    await challenge_parts.seal(vault, answer, parts)
    answer.state = PRIVATE if kept else DRAFT
    answer.written_at = now


async def to_share(session: AsyncSession, member: Member, answer: Answer) -> Round:
    """The round of an answer that can be shared now, its row locked.

    Raises NotFound, and RuleBroken for one to a challenge that was swapped away.
    """
    held = await round_of(session, member, answer.round_id)
    await _must_be_hidden(session, held)
    if answer.text is None:
        raise NotFound
    if answer.challenge != held.challenge:
        raise RuleBroken("challenge-swapped-away")
    return held


async def share(
    session: AsyncSession, vault: Vault, member: Member, answer: Answer, now: datetime
) -> Reveal | None:
    """Counts as answered from now on; gives the reveal when the other half has shared as well.

    The round's row is locked, so that of two who share at the same instant one sees the other.
    """
    held = await to_share(session, member, answer)
    answer.state = SHARED
    await challenge_kept.plan_return(session, member, answer, now)
    await session.flush()
    shared = [each for each in await _answers(session, held) if each.state == SHARED]
    if len(shared) < 2:
        return None
    for each in shared:
        await vault.seal(each, "revealed", await vault.open(each, "text"))
    (await session.get_one(Couple, held.couple_id)).quiet = 0
    reveal = Reveal(round_id=held.id, at=now)
    session.add(reveal)
    await session.flush()
    return reveal


async def keep_private(session: AsyncSession, answer: Answer) -> None:
    """The words stay with their author; to the other it looks like any other silence."""
    await _must_be_hidden(session, await session.get_one(Round, answer.round_id))
    answer.state = PRIVATE


async def take_back(session: AsyncSession, member: Member, answer: Answer) -> None:
    """A shared answer is a draft again, any other stays as it is. Raises as `to_share` does."""
    await to_share(session, member, answer)
    answer.state = DRAFT if answer.state == SHARED else answer.state


async def has_shared(session: AsyncSession, member: Member) -> bool:
    """Whether the person has an answer that is shared, shown or waiting."""
    rows = select(Answer.id).where(Answer.member_id == member.id, Answer.state == SHARED)
    return await session.scalar(rows.limit(1)) is not None


async def skip(session: AsyncSession, member: Member, held: Round, now: datetime) -> Answer:
    """Not this one, no reason asked. What was written stays as it is, for its author alone."""
    answer = await begin(session, member, held, now)
    answer.state = PRIVATE if answer.text else SKIPPED
    return answer


async def swap(session: AsyncSession, library: Library, held: Round) -> None:
    """Another challenge of the same theme, once a round for the couple, until the next is decided.

    Later on, one of them may have the next round already, and would see this one change behind
    them. One that is gone, because its pack was taken away, can be swapped in any case.
    """
    await _must_be_hidden(session, held)
    if held.closed_at is not None:
        raise RuleBroken("challenge-closed")
    if held.swapped_from is not None and held.challenge in library:
        raise RuleBroken("challenge-swapped-already")
    had = await challenge.done(session, held.couple_id)
    both = await challenge.halves(session, await session.get_one(Couple, held.couple_id))
    other = library.swap(held.challenge, had, challenge_order.level(both, had))
    for answer in await _answers(session, held):
        answer.state = PRIVATE if answer.text else SKIPPED
    held.swapped_from, held.challenge = held.challenge, other


async def is_revealed(session: AsyncSession, round_id: UUID) -> bool:
    return await session.get(Reveal, round_id) is not None


async def revealed(session: AsyncSession, held: Round) -> Sequence[Answer]:
    """Both answers of a revealed round; none before."""
    rows = select(Answer).where(Answer.round_id == held.id, Answer.revealed.is_not(None))
    return (await session.scalars(rows)).all()


async def history(session: AsyncSession, member: Member) -> Sequence[Round]:
    """Every round that has come to the person and that they have not hidden, newest first."""
    come = challenge_reach.seen_by(member)
    shown = come.where(Round.couple_id.in_(privacy_hide.shown(member)))
    return (await session.scalars(shown)).all()


async def all_rounds(session: AsyncSession, member: Member) -> Sequence[Round]:
    """As `history`, with what they have hidden."""
    return (await session.scalars(challenge_reach.seen_by(member))).all()


async def written(session: AsyncSession, member: Member, held: Round) -> Sequence[Answer]:
    """All that the person wrote in a round, for swapped challenges too."""
    rows = select(Answer).where(
        Answer.round_id == held.id, Answer.member_id == member.id, Answer.text.is_not(None)
    )
    return (await session.scalars(rows.order_by(Answer.written_at, Answer.id))).all()


async def needs_nudge(session: AsyncSession, member: Member, held: Round) -> bool:
    """Whether a word in the middle of the week is of use: nothing is shared, skipped or kept."""
    answer = await mine(session, member, held)
    return answer is None or answer.state in (OPEN, DRAFT)


async def _answers(session: AsyncSession, held: Round) -> Sequence[Answer]:
    rows = select(Answer).where(Answer.round_id == held.id, Answer.challenge == held.challenge)
    return (await session.scalars(rows.execution_options(populate_existing=True))).all()


async def _must_be_hidden(session: AsyncSession, held: Round) -> None:
    if await is_revealed(session, held.id):
        raise RuleBroken("challenge-shared-already")
