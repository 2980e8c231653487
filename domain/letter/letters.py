"""Keeps letters: written, sealed until a day, changed or taken back until that day begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select

from domain import calendar
from domain.context import Context
from domain.errors import NotFound, RuleBroken, require_words
from domain.letter import opening
from domain.media import kept as media
from domain.pair.couple import lock_couple
from domain.privacy import hide
from storage.tables.letter import Letter
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due

DRAFT, WAITING, OPEN = opening.DRAFT, opening.WAITING, opening.OPEN
LONGEST = 4000
"""Characters of a letter: as much as one message holds."""
MAX_WAITING = 3
MAX_DRAFTS = 3
YEARS_AHEAD = 10
SEALED, TODAY, HELD = "sealed", "today", "held"
"""How a letter that was sent stands for its author, who never learns whether it was opened."""


async def begin(ctx: Context, author: Member, words: str, message: str) -> Letter:
    """Keep a letter as a draft. Raise RuleBroken without a partner, or for bad words."""
    kept = validated(words)
    couple = await lock_couple(ctx, author)
    drafts = [each for each in await own(ctx, author) if each.state == DRAFT]
    if len(drafts) >= MAX_DRAFTS:
        raise RuleBroken("letter-enough-drafts", most=MAX_DRAFTS)
    letter = Letter(id=uuid4(), couple_id=couple.id, member_id=author.id, state=DRAFT)
    letter.message, letter.at = message, ctx.now
    await ctx.vault.seal(letter, "text", kept)
    ctx.session.add(letter)
    await ctx.session.flush()
    return letter


async def seal(
    ctx: Context, author: Member, partner: Member, letter: Letter, *, to_both: bool
) -> None:
    """Send a draft on its way; a second call changes nothing.

    It is for the person of its own link alone. Raise NotFound after another link, and RuleBroken
    for a day that has begun, or if three wait.
    """
    couple = await lock_couple(ctx, author)
    if letter.couple_id != couple.id or letter.day is None:
        raise NotFound
    if letter.state == DRAFT:
        await _must_have_room(ctx, author)
        letter.day = validated_day(letter.day, ctx)
        letter.state, letter.to_both, letter.receiver_id = WAITING, to_both, partner.id
        await _plan(ctx, author, partner, letter)


async def send_again(ctx: Context, author: Member, partner: Member, letter: Letter) -> None:
    """Let a letter that a former link held go to the same person in the new one.

    Raise NotFound for another person, and RuleBroken for a day that has begun.
    """
    couple = await lock_couple(ctx, author)
    if not await is_held(ctx, author, letter) or letter.receiver_id != partner.id:
        raise NotFound
    await _must_have_room(ctx, author)
    validated_day(letter.day or date.min, ctx)
    letter.couple_id = couple.id
    await _plan(ctx, author, partner, letter)


async def rewrite(ctx: Context, author: Member, letter: Letter, words: str) -> None:
    """Replace the words. Raise RuleBroken once its day has begun."""
    await _must_be_changeable(ctx, author, letter)
    kept = validated(words)
    await ctx.vault.seal(letter, "text", kept)
    await media.release(ctx, letter, keep=kept)


async def move(
    ctx: Context, author: Member, partner: Member | None, letter: Letter, day: date
) -> None:
    """Give it another day. Raise RuleBroken for one that has begun, or is too far."""
    await _must_be_changeable(ctx, author, letter)
    letter.day = validated_day(day, ctx)
    if partner and letter.state == WAITING and letter.couple_id == author.couple_id:
        await _plan(ctx, author, partner, letter)


async def take_back(ctx: Context, author: Member, letter: Letter) -> None:
    """Destroy it unopened, and tell nobody. Raise RuleBroken once its day has begun."""
    await _must_be_changeable(ctx, author, letter)
    await ctx.session.execute(
        delete(Due).where(Due.kind == opening.OPEN_DUE, Due.subject == letter.id)
    )
    await media.release(ctx, letter)
    await ctx.session.delete(letter)
    await ctx.session.flush()


async def own(ctx: Context, author: Member) -> Sequence[Letter]:
    """Return what the person wrote and has not hidden: drafts first, then by their day."""
    visible = hide.visible_couple_ids(author)
    rows = _by(author).where(Letter.couple_id.in_(visible))
    found = (await ctx.session.scalars(rows.order_by(Letter.at, Letter.id))).all()
    return sorted(found, key=lambda each: (each.state != DRAFT, each.day or date.min))


async def all_own(ctx: Context, author: Member) -> Sequence[Letter]:
    """Return all that the person wrote, oldest first."""
    return (await ctx.session.scalars(_by(author).order_by(Letter.at, Letter.id))).all()


async def all_got(ctx: Context, reader: Member) -> Sequence[Letter]:
    """Return all that has opened for the person, by its day."""
    return (await ctx.session.scalars(_for(reader).order_by(Letter.day, Letter.id))).all()


async def readable(ctx: Context, reader: Member) -> Sequence[Letter]:
    """Return what has opened for the person and is not hidden, newest day first."""
    rows = _for(reader).where(Letter.couple_id.in_(hide.visible_couple_ids(reader)))
    return (await ctx.session.scalars(rows.order_by(Letter.day.desc(), Letter.id))).all()


async def find_got(ctx: Context, reader: Member, letter_id: UUID | None) -> Letter:
    """Return a letter that has opened for the person. Raise NotFound."""
    letter = (await ctx.session.scalars(_for(reader).where(Letter.id == letter_id))).one_or_none()
    if letter is None:
        raise NotFound
    return letter


async def find_own(ctx: Context, author: Member, letter_id: UUID | None) -> Letter:
    """Lock and return a letter that the person wrote. Raise NotFound."""
    rows = select(Letter).where(Letter.id == letter_id, Letter.member_id == author.id)
    again = rows.with_for_update().execution_options(populate_existing=True)
    letter = (await ctx.session.scalars(again)).one_or_none()
    if letter is None or letter.text is None:
        raise NotFound
    return letter


async def by_message(ctx: Context, author: Member, message: str) -> Letter | None:
    """Return the letter that was written in this chat message."""
    rows = select(Letter).where(Letter.member_id == author.id, Letter.message == message)
    return (await ctx.session.scalars(rows)).first() if message else None


async def words_of(ctx: Context, reader: Member, letter: Letter) -> str:
    """Return the words, by the key under which the reader has them."""
    column = "text" if letter.member_id == reader.id else "opened"
    return await ctx.vault.open(letter, column)


async def standing(ctx: Context, author: Member, letter: Letter) -> str:
    """Return how it stands for its author: draft, sealed, today or held.

    It follows from dates alone, so that it tells nothing about the reader's clock, pause or phone.
    """
    if letter.state == DRAFT:
        return DRAFT
    if await is_held(ctx, author, letter):
        return HELD
    return SEALED if _is_ahead(letter, ctx) else TODAY


async def is_held(ctx: Context, author: Member, letter: Letter) -> bool:
    """Return whether its link ended before its day began, so that it stays its author's."""
    if letter.state != WAITING or letter.couple_id == author.couple_id:
        return False
    couple = await ctx.session.get_one(Couple, letter.couple_id)
    ended = couple.ended_at or ctx.now
    return letter.day is not None and letter.day > calendar.latest_begun_date(ended)


def validated(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken if none or too many."""
    return require_words(words, LONGEST, empty="letter-empty", too_long="letter-too-long")


def validated_day(day: date, ctx: Context) -> date:
    """Return the day. Raise RuleBroken for one that has begun somewhere, or is too far away."""
    begun = calendar.latest_begun_date(ctx.now)
    if day <= begun:
        raise RuleBroken("letter-day-past")
    if day > begun + timedelta(days=366 * YEARS_AHEAD):
        raise RuleBroken("letter-day-far", years=YEARS_AHEAD)
    return day


def _by(author: Member) -> Select[Letter]:
    return select(Letter).where(Letter.member_id == author.id, Letter.text.is_not(None))


def _for(reader: Member) -> Select[Letter]:
    return select(Letter).where(Letter.receiver_id == reader.id, Letter.opened.is_not(None))


async def _must_be_changeable(ctx: Context, author: Member, letter: Letter) -> None:
    if letter.state == DRAFT or await is_held(ctx, author, letter):
        return
    if not _is_ahead(letter, ctx):
        raise RuleBroken("letter-has-begun")


def _is_ahead(letter: Letter, ctx: Context) -> bool:
    """Return whether its day has begun nowhere yet; from then on its reader may have it."""
    return letter.day is not None and letter.day > calendar.latest_begun_date(ctx.now)


async def _must_have_room(ctx: Context, author: Member) -> None:
    waiting = [
        each
        for each in await own(ctx, author)
        if each.state == WAITING and each.couple_id == author.couple_id and _is_ahead(each, ctx)
    ]
    if len(waiting) >= MAX_WAITING:
        raise RuleBroken("letter-enough", most=MAX_WAITING)


async def _plan(ctx: Context, author: Member, partner: Member, letter: Letter) -> None:
    for reader in (partner, *((author,) if letter.to_both else ())):
        await opening.plan(ctx, reader, letter)
