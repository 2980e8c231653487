"""Finds what both said yes to, once a week, and shows it to each from their own card on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Select, exists, select

from content.normalize import fold
from content.wishes.wishes import Wishes
from content.word_files import closest_language
from domain.challenge import reach
from domain.context import Context
from domain.errors import NotFound
from domain.privacy import hide
from domain.wishes import votes
from domain.wishes.votes import Votes
from storage.tables.member import Member
from storage.tables.pair import CoupleMember
from storage.tables.wishes import OwnWish, SharedWish, WishDeck

Words = Mapping[str, str]
"""A wish by language; a person's own words are under ""."""


async def decide(ctx: Context, decks: Sequence[WishDeck], wishes: Wishes, day: date) -> None:
    """Count the votes of both for the cards of a date, and note what both want.

    It happens when the date begins, so that it depends on nobody's hour. From now on each yes that
    was counted stays as it is until its author's card, whether the other said yes, no or never
    opened a deck: a refusal tells nothing.
    """
    both = [await votes.open_row(ctx, each) for each in decks]
    if len(both) == 2:
        await _note_meetings(ctx, decks[0].couple_id, both, wishes, day)
    for row, one in zip(decks, both, strict=True):
        one.counted, one.counted_for = one.all_yes, day
        await votes.save(ctx, row, one)


async def take_for_card(
    ctx: Context, decks: Sequence[WishDeck], reader: Member
) -> Sequence[SharedWish]:
    """Return what the reader's card shows for the first time. Mark it as told."""
    row = next((each for each in decks if each.member_id == reader.id), None)
    if row is None or len(decks) != 2:
        return []
    own = await votes.open_row(ctx, row)
    here = _reached(reader).where(SharedWish.couple_id == row.couple_id)
    found = [each for each in await ctx.session.scalars(here) if each.id not in own.told]
    if found:
        own.told += [each.id for each in found]
        await votes.save(ctx, row, own)
    return found


async def visible_ids(ctx: Context, member: Member) -> Sequence[UUID]:
    """Return each shared wish that a card has or would have shown them, newest first."""
    rows = _reached(member).where(SharedWish.couple_id.in_(hide.visible_couple_ids(member)))
    return [each.id for each in await ctx.session.scalars(rows)]


async def all_of(ctx: Context, member: Member) -> Sequence[SharedWish]:
    """Return what `visible_ids` names, with those of links that are hidden."""
    return (await ctx.session.scalars(_reached(member))).all()


async def find(ctx: Context, member: Member, wish_id: UUID | None) -> SharedWish:
    """Return a shared wish that has come to this person. Raise NotFound."""
    found = await ctx.session.scalars(_reached(member).where(SharedWish.id == wish_id))
    wish = found.one_or_none()
    if wish is None:
        raise NotFound
    return wish


async def find_present(ctx: Context, member: Member, wish_id: UUID | None) -> SharedWish:
    """Return what `find` returns, if it is with the person's present partner. Raise NotFound."""
    wish = await find(ctx, member, wish_id)
    if wish.couple_id != member.couple_id:
        raise NotFound
    return wish


async def words_of(ctx: Context, wish: SharedWish, language: str) -> str:
    """Return it in a language, or as one of the two wrote it."""
    words = await _words(ctx, wish)
    return words[""] if "" in words else words[closest_language(language, words)]


async def is_counted(ctx: Context, member: Member, own: Votes, key: UUID) -> bool:
    """Return whether a yes counts for a card that is still to come to this person."""
    if own.counted_for is None or key not in own.counted:
        return False
    couple_member = await reach.current_couple_member(ctx, member)
    return couple_member is None or not reach.has_reached(couple_member, own.counted_for)


async def reached_keys(ctx: Context, member: Member) -> set[UUID]:
    """Return the keys of the votes that met, as far as the person's card has shown it."""
    here = _reached(member).where(SharedWish.couple_id == member.couple_id)
    return {key for each in await ctx.session.scalars(here) for key in await _keys(ctx, each)}


async def reached_own_words(ctx: Context, member: Member) -> set[str]:
    """Return the folded words of each shared wish that one of the two wrote and a card has told."""
    here = _reached(member).where(SharedWish.couple_id == member.couple_id)
    found = [await _words(ctx, each) for each in await ctx.session.scalars(here)]
    return {fold(words[""]) for words in found if "" in words}


async def own_text(ctx: Context, wish: OwnWish) -> str:
    return await ctx.vault.open(wish, "text")


async def own_wishes(ctx: Context, couple_id: UUID | None) -> Sequence[OwnWish]:
    """Return the wishes that both put among the others and have not taken back."""
    rows = select(OwnWish).where(OwnWish.couple_id == couple_id, OwnWish.text.is_not(None))
    return (await ctx.session.scalars(rows.order_by(OwnWish.id))).all()


async def _note_meetings(
    ctx: Context, couple_id: UUID, both: Sequence[Votes], wishes: Wishes, day: date
) -> None:
    before = await _shared_keys(ctx, couple_id)
    own = await _own_words(ctx, couple_id)
    for keys in _meetings(both[0], both[1], own):
        words = _words_of(keys[0], wishes, own)
        if words and not before & set(keys):
            before |= set(keys)
            wish = SharedWish(id=uuid4(), couple_id=couple_id, day=day)
            kept = {"words": words, "keys": [key.hex for key in keys]}
            await ctx.vault.seal(wish, "text", json.dumps(kept, ensure_ascii=False))
            ctx.session.add(wish)


def _reached(member: Member) -> Select[SharedWish]:
    mine = CoupleMember.couple_id == SharedWish.couple_id, CoupleMember.member_id == member.id
    come = exists().where(*mine, SharedWish.day <= CoupleMember.prompted_on)
    return select(SharedWish).where(come).order_by(SharedWish.day.desc(), SharedWish.id)


async def _shared_keys(ctx: Context, couple_id: UUID) -> set[UUID]:
    rows = await ctx.session.scalars(select(SharedWish).where(SharedWish.couple_id == couple_id))
    return {key for each in rows for key in await _keys(ctx, each)}


async def _keys(ctx: Context, wish: SharedWish) -> list[UUID]:
    return [UUID(key) for key in json.loads(await ctx.vault.open(wish, "text"))["keys"]]


async def _words(ctx: Context, wish: SharedWish) -> Words:
    words: Words = json.loads(await ctx.vault.open(wish, "text"))["words"]
    return words


async def _own_words(ctx: Context, couple_id: UUID) -> Mapping[UUID, str]:
    return {each.id: await own_text(ctx, each) for each in await own_wishes(ctx, couple_id)}


def _meetings(one: Votes, other: Votes, own: Mapping[UUID, str]) -> list[list[UUID]]:
    """Return the keys of each double yes: two for the same words, one for the same wish.

    Some can meet both ways; those come first with both keys.
    """
    theirs = other.all_yes
    met = [[key] for key in one.all_yes if key in theirs]
    alike = [
        [key, another]
        for key in one.all_yes
        for another in theirs
        if key != another and key in own and another in own and fold(own[key]) == fold(own[another])
    ]
    return alike + met


def _words_of(key: UUID, wishes: Wishes, own: Mapping[UUID, str]) -> Words:
    if key in own:
        return {"": own[key]}
    return dict(wishes.all_words(key)) if key in wishes else {}
