"""Wishes in one's own words, put among the others in the partner's decks."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, select

from content.normalize import fold
from content.wishes.wishes import Wishes
from domain import calendar
from domain.context import Context
from domain.errors import NotFound, RuleBroken, require_words
from domain.wishes import shared, votes
from storage.tables.member import Member
from storage.tables.wishes import OwnWish

LONGEST = 150
"""Characters of a wish, which can become the words of a reminder."""
MOST = 3
"""Wishes of one person's own in four weeks, answered or not."""
WINDOW = timedelta(days=28)


def validated_wish(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken for none or too many."""
    return require_words(
        " ".join(words.split()), LONGEST, empty="wishes-empty", too_long="wishes-too-long"
    )


async def put(ctx: Context, author: Member, wishes: Wishes, words: str) -> OwnWish:
    """Put a wish among those that the partner is offered; its author has said yes to it by that.

    Raise RuleBroken for too many, for one that the bot has, for one that both have been told of,
    and for one that the author wrote before. That the partner has written the same is not told.
    """
    row, own = await votes.lock(ctx, author)
    today = calendar.to_local(ctx.now, author.zone or "UTC").date()
    lately = select(func.count()).where(
        OwnWish.author_id == author.id, OwnWish.made_on > today - WINDOW
    )
    if (await ctx.session.scalar(lately) or 0) >= MOST:
        raise RuleBroken("wishes-enough", most=MOST)
    await _must_be_new(ctx, author, wishes, words)
    wish = OwnWish(id=uuid4(), couple_id=row.couple_id, author_id=author.id, made_on=today)
    await ctx.vault.seal(wish, "text", words)
    ctx.session.add(wish)
    own.yes.append(wish.id)
    await votes.save(ctx, row, own)
    await ctx.session.flush()
    return wish


async def take_back(ctx: Context, author: Member, key: UUID | None) -> None:
    """Take a wish of one's own out of all decks; its place stays taken until its time is over.

    Raise NotFound, and RuleBroken for one that is counted or shared already.
    """
    row, own = await votes.lock(ctx, author)
    wish = await ctx.session.get(OwnWish, key) if key else None
    if wish is None or wish.author_id != author.id or wish.couple_id != author.couple_id:
        raise NotFound
    if await shared.is_counted(ctx, author, own, wish.id):
        raise RuleBroken("wishes-resting")
    if wish.id in await shared.reached_keys(ctx, author):
        raise RuleBroken("wishes-shared-already")
    wish.text = None
    own.yes = [each for each in own.yes if each != wish.id]
    await votes.save(ctx, row, own)


async def _must_be_new(ctx: Context, author: Member, wishes: Wishes, words: str) -> None:
    if wishes.has_words(words):
        raise RuleBroken("wishes-known")
    if fold(words) in await shared.reached_own_words(ctx, author):
        raise RuleBroken("wishes-shared-already")
    for each in await shared.own_wishes(ctx, author.couple_id):
        is_same = fold(await shared.own_text(ctx, each)) == fold(words)
        if is_same and each.author_id == author.id:
            raise RuleBroken("wishes-written-already")
