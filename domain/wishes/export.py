"""The wishes of an export: one's own votes and words, and what both said yes to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Literal

from pydantic import Field
from sqlalchemy import select

from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, omit_all
from domain.wishes import memories, shared, votes
from storage.tables.wishes import OwnWish, SharedWish, WishDeck, WishMemory


class ExportedWish(ExportedPart):
    """A wish that you both said yes to, one in your own words, or one that you voted on."""

    words: str
    state: Literal["both", "own", "yes", "maybe", "no", "skip"] = Field(
        description="both: you both said yes; own: you wrote it; else your vote."
    )
    partner: str
    on: date | None = Field(description="The day of the card that told it, or on which you wrote.")
    mine: str | None = Field(description="Your line on how it was.")
    theirs: str | None = Field(description="Your partner's line, once you both have written.")


async def wishes_of(look: ExportScope) -> list[ExportedWish]:
    """Return what both want, then one's own wishes, then one's votes."""
    found = [await _shared(look, each) for each in await shared.all_of(look.ctx, look.me)]
    found += [each async for each in _own(look)]
    return [*found, *[each async for each in _votes(look)]]


async def _shared(look: ExportScope, wish: SharedWish) -> ExportedWish:
    mine, theirs = await memories.lines_of(look.ctx, look.me, wish)
    return ExportedWish(
        words=await shared.words_of(look.ctx, wish, look.me.language),
        state="both",
        partner=await look.partner_name(wish.couple_id),
        on=wish.day,
        mine=mine or None,
        theirs=theirs or None,
    )


async def _own(look: ExportScope) -> AsyncIterator[ExportedWish]:
    rows = select(OwnWish).where(OwnWish.author_id == look.me.id, OwnWish.text.is_not(None))
    for each in await look.ctx.session.scalars(rows.order_by(OwnWish.made_on, OwnWish.id)):
        yield ExportedWish(
            words=await shared.own_text(look.ctx, each),
            state="own",
            partner=await look.partner_name(each.couple_id),
            on=each.made_on,
            mine=None,
            theirs=None,
        )


async def _votes(look: ExportScope) -> AsyncIterator[ExportedWish]:
    row = await votes.find_row(look.ctx, look.me)
    if row is None:
        return
    own, partner = await votes.open_row(look.ctx, row), await look.partner_name(row.couple_id)
    given = {**dict.fromkeys(own.yes, votes.YES), **own.given}
    for key, vote in given.items():
        if words := look.wording.wish(key):
            yield ExportedWish.model_validate(
                {"words": words, "state": vote, "partner": partner}
                | {"on": None, "mine": None, "theirs": None}
            )


WISHES = ExportSection(
    "wishes",
    list[ExportedWish],
    wishes_of,
    without_private=omit_all,
    columns=(
        *(WishDeck.votes, OwnWish.text, SharedWish.text),
        *(WishMemory.text, WishMemory.revealed),
    ),
)
