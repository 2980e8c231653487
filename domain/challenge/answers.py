"""Keeps two people's answers to a round apart, and reveals them once both have shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from content.library import Library
from content.questions.question import CHOICE, SCALE, STEPS, Question
from content.questions.stored import is_unfinished
from domain.challenge import answer_parts, order, private_answers, reach, rounds
from domain.challenge.answer_parts import LONGEST as LONGEST, AnswerPart
from domain.challenge.private_answers import DRAFT as DRAFT, PRIVATE as PRIVATE, SHARED as SHARED
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.privacy import hide
from storage.tables.challenge import Answer, Reveal, Round
from storage.tables.member import Member
from storage.tables.pair import Couple

CONTINUATION_WINDOW = timedelta(minutes=10)
"""Words this soon after a draft are more of it: a long text arrives in several messages."""

OPEN, SKIPPED = "open", "skipped"

RevealedTexts = Mapping[UUID | None, str]
"""The words of both, by author."""


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """An answer that is shared, and its round."""

    answer: Answer
    round_: Round
    revealed: RevealedTexts | None = None
    """Set by the second answer of the round."""


def choices(question: Question) -> Sequence[str]:
    """Return the answers to pick with one tap; none for questions that take more than that."""
    if question.kind == SCALE:
        return [str(number) for number in range(1, STEPS + 1)]
    return [each.id for each in question.choices] if question.kind == CHOICE else []


async def lock_round(ctx: Context, member: Member, round_id: UUID | None) -> Round:
    """Lock and return a round of the person's couple that has come to them. Raise NotFound."""
    found = await ctx.session.get(Round, round_id, with_for_update=True) if round_id else None
    if found is None or not await reach.has_come(ctx, found, member):
        raise NotFound
    return found


async def answer_in_round(
    ctx: Context, member: Member, round_: Round, challenge: str = ""
) -> Answer | None:
    """Return the person's answer to the round's present challenge, or to the one named."""
    rows = select(Answer).where(
        Answer.round_id == round_.id,
        Answer.member_id == member.id,
        Answer.challenge == (challenge or round_.challenge),
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def unanswered_round(ctx: Context, member: Member) -> Round | None:
    """Return the person's current round, as long as they have not shared an answer to it."""
    round_ = await reach.current_round(ctx, member)
    own = await answer_in_round(ctx, member, round_) if round_ else None
    return None if own and own.state == SHARED else round_


async def begin(ctx: Context, member: Member, round_: Round, challenge: str = "") -> Answer:
    """Return the row for the person's next words, even if the round closes meanwhile."""
    answer = await answer_in_round(ctx, member, round_, challenge)
    if answer is None:
        answer = Answer(
            id=uuid4(),
            round_id=round_.id,
            couple_id=round_.couple_id,
            member_id=member.id,
            challenge=challenge or round_.challenge,
            state=OPEN,
            written_at=ctx.now,
        )
        ctx.session.add(answer)
        await ctx.session.flush()
    await require_unrevealed(ctx, round_)
    return answer


async def find_own(ctx: Context, member: Member, answer_id: UUID | None) -> Answer:
    """Return the person's own answer. Raise NotFound."""
    found = await ctx.session.get(Answer, answer_id) if answer_id else None
    if found is None or found.member_id != member.id:
        raise NotFound
    return found


async def write(ctx: Context, answer: Answer, parts: Sequence[AnswerPart]) -> None:
    """Keep the words as a draft; an answer that was kept private stays private with other words.

    Raise RuleBroken if there are no words, or if both answers were revealed.
    """
    if not all(words for _, words in parts):
        raise RuleBroken("challenge-empty")
    await require_unrevealed(ctx, await ctx.session.get_one(Round, answer.round_id))
    kept = await private_answers.is_kept_private(ctx, answer)
    await answer_parts.seal(ctx, answer, parts)
    answer.state = PRIVATE if kept else DRAFT
    answer.written_at = ctx.now


async def lock_shareable_round(ctx: Context, member: Member, answer: Answer) -> Round:
    """Lock and return the round of an answer that can be shared now.

    Raise NotFound, or RuleBroken if its challenge was swapped away.
    """
    round_ = await lock_round(ctx, member, answer.round_id)
    await require_unrevealed(ctx, round_)
    if answer.text is None:
        raise NotFound
    if answer.challenge != round_.challenge:
        raise RuleBroken("challenge-swapped-away")
    return round_


async def share_draft(ctx: Context, member: Member, answer_id: UUID | None) -> SharedAnswer | None:
    """Share an answer; return None for one that is kept private, whose author is asked first.

    Raise what `share` raises.
    """
    answer = await find_own(ctx, member, answer_id)
    if await private_answers.is_kept_private(ctx, answer):
        return None
    return await share(ctx, member, answer)


async def share(ctx: Context, member: Member, answer: Answer) -> SharedAnswer:
    """Share an answer, and reveal both if the partner has shared theirs as well.

    The round's row is locked, so that if two share at the same instant, one sees the other's
    answer. Raise what `lock_shareable_round` raises, or RuleBroken while its guess is missing.
    """
    round_ = await lock_shareable_round(ctx, member, answer)
    if await is_half(ctx, answer):
        raise RuleBroken("challenge-guess-missing")
    answer.state = SHARED
    await private_answers.plan_return(ctx, member, answer)
    await ctx.session.flush()
    shared = [each for each in await _answers(ctx, round_) if each.state == SHARED]
    if len(shared) < 2:
        return SharedAnswer(answer, round_)
    return SharedAnswer(answer, round_, await _reveal(ctx, round_, shared))


async def _reveal(ctx: Context, round_: Round, shared: Sequence[Answer]) -> RevealedTexts:
    """Seal both texts for the couple and return them."""
    texts = {each.member_id: await ctx.vault.open(each, "text") for each in shared}
    for each in shared:
        await ctx.vault.seal(each, "revealed", texts[each.member_id])
    (await ctx.session.get_one(Couple, round_.couple_id)).quiet = 0
    ctx.session.add(Reveal(round_id=round_.id, at=ctx.now))
    await ctx.session.flush()
    return texts


async def is_shared_as(ctx: Context, answer: Answer, words: str) -> bool:
    """Return whether the answer is shared already, in these very words."""
    return answer.state == SHARED and await ctx.vault.open(answer, "text") == words


async def is_half(ctx: Context, answer: Answer) -> bool:
    """Return whether an answer's guess is still to come."""
    return answer.text is not None and is_unfinished(await ctx.vault.open(answer, "text"))


async def keep_private(ctx: Context, answer: Answer) -> None:
    """Leave the words to their author; to the partner it looks like any other silence."""
    await require_unrevealed(ctx, await ctx.session.get_one(Round, answer.round_id))
    answer.state = PRIVATE


async def unshare(ctx: Context, member: Member, answer: Answer) -> None:
    """Make a shared answer a draft again; leave any other as it is.

    Raise what `lock_shareable_round` raises.
    """
    await lock_shareable_round(ctx, member, answer)
    answer.state = DRAFT if answer.state == SHARED else answer.state


async def has_shared(ctx: Context, member: Member) -> bool:
    """Return whether the person has an answer that is shared, revealed or waiting."""
    rows = select(Answer.id).where(Answer.member_id == member.id, Answer.state == SHARED)
    return await ctx.session.scalar(rows.limit(1)) is not None


async def skip(ctx: Context, member: Member, round_: Round) -> Answer:
    """Skip the challenge without a reason; words written so far stay their author's alone."""
    answer = await begin(ctx, member, round_)
    answer.state = PRIVATE if answer.text else SKIPPED
    return answer


async def require_swappable(ctx: Context, library: Library, round_: Round) -> None:
    """Raise RuleBroken unless the round's challenge can be swapped.

    That is once a round, until the next round is decided. Later one of the two may have the next
    round already, and would see this one change behind them. A challenge that is gone, because its
    pack was taken away, can be swapped in any case.
    """
    await require_unrevealed(ctx, round_)
    if round_.closed_at is not None:
        raise RuleBroken("challenge-closed")
    if round_.swapped_from is not None and round_.challenge in library:
        raise RuleBroken("challenge-swapped-already")


async def swap(ctx: Context, library: Library, round_: Round, wishes: Collection[str] = ()) -> bool:
    """Swap the challenge for another of the same theme that all wishes fit.

    Return False and swap nothing if no card fits. Raise the errors of `require_swappable`.
    """
    await require_swappable(ctx, library, round_)
    had = await rounds.past_challenges(ctx, round_.couple_id)
    both = await rounds.members_of(ctx, await ctx.session.get_one(Couple, round_.couple_id))
    deepest = order.allowed_intensity(both, had)
    other = library.choose_swap(round_.challenge, had, deepest, wishes)
    if other == round_.challenge:
        return False
    for answer in await _answers(ctx, round_):
        answer.state = PRIVATE if answer.text else SKIPPED
    round_.swapped_from, round_.challenge = round_.challenge, other
    return True


async def require_unrevealed(ctx: Context, round_: Round) -> None:
    """Raise RuleBroken if both answers of the round were revealed."""
    if await is_revealed(ctx, round_.id):
        raise RuleBroken("challenge-shared-already")


async def is_revealed(ctx: Context, round_id: UUID) -> bool:
    return await ctx.session.get(Reveal, round_id) is not None


async def revealed_answers(ctx: Context, round_: Round) -> Sequence[Answer]:
    """Return both answers of a revealed round; none before the reveal."""
    rows = select(Answer).where(Answer.round_id == round_.id, Answer.revealed.is_not(None))
    return (await ctx.session.scalars(rows)).all()


async def open_revealed(ctx: Context, round_: Round) -> RevealedTexts:
    """Return the texts of both answers of a revealed round; none before the reveal."""
    both = await revealed_answers(ctx, round_)
    return {each.member_id: await ctx.vault.open(each, "revealed") for each in both}


async def visible_rounds(ctx: Context, member: Member) -> Sequence[Round]:
    """Return each round that has come to the person and that they have not hidden, newest first."""
    come = reach.reached_rounds(member)
    shown = come.where(Round.couple_id.in_(hide.visible_couple_ids(member)))
    return (await ctx.session.scalars(shown)).all()


async def all_rounds(ctx: Context, member: Member) -> Sequence[Round]:
    """Return what `visible_rounds` returns, with the rounds that the person has hidden."""
    return (await ctx.session.scalars(reach.reached_rounds(member))).all()


async def written_by(ctx: Context, member: Member, round_: Round) -> Sequence[Answer]:
    """Return all that the person wrote in a round, also to swapped challenges."""
    rows = select(Answer).where(
        Answer.round_id == round_.id, Answer.member_id == member.id, Answer.text.is_not(None)
    )
    return (await ctx.session.scalars(rows.order_by(Answer.written_at, Answer.id))).all()


async def needs_nudge(ctx: Context, member: Member, round_: Round) -> bool:
    """Return whether to nudge: this person has not shared, skipped or kept an answer private."""
    answer = await answer_in_round(ctx, member, round_)
    return answer is None or answer.state in (OPEN, DRAFT)


async def _answers(ctx: Context, round_: Round) -> Sequence[Answer]:
    rows = select(Answer).where(Answer.round_id == round_.id, Answer.challenge == round_.challenge)
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).all()
