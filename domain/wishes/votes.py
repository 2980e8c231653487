"""One person's votes with one partner, as one sealed text that only its author opens."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from domain.context import Context
from domain.pair.couple import lock_couple
from storage.tables.member import Member
from storage.tables.wishes import WishDeck

YES, MAYBE, NO, SKIP = CHOICES = ("yes", "maybe", "no", "skip")


@dataclass
class Votes:
    """The open deck and its votes, and what outlives a deck: each yes, and what was seen.

    `seen` is not offered again until the whole library was: it holds yes, no and skip alike, so a
    no is not kept. A "maybe" is not in it and comes back. `counted` are the yeses that count for
    the cards of `counted_for`; `told` are the shared wishes that a card has shown.
    """

    opened: datetime | None = None
    deck: list[UUID] = field(default_factory=list)
    given: dict[UUID, str] = field(default_factory=dict)
    yes: list[UUID] = field(default_factory=list)
    seen: list[UUID] = field(default_factory=list)
    counted: list[UUID] = field(default_factory=list)
    counted_for: date | None = None
    told: list[UUID] = field(default_factory=list)

    @property
    def all_yes(self) -> list[UUID]:
        """Every yes, those of the open deck last."""
        return [*self.yes, *(key for key in self.deck if self.given.get(key) == YES)]

    def end_deck(self) -> None:
        """Forget the deck with each no in it; what was "maybe" or left open can come again."""
        self.yes = self.all_yes
        self.seen += [key for key in self.deck if self.given.get(key, MAYBE) != MAYBE]
        self.opened, self.deck, self.given = None, [], {}

    def dump(self) -> str:
        """Return it as it is sealed."""
        return json.dumps(
            {
                "opened": self.opened.isoformat() if self.opened else None,
                "deck": [key.hex for key in self.deck],
                "given": {key.hex: vote for key, vote in self.given.items()},
                "yes": [key.hex for key in self.yes],
                "seen": sorted(key.hex for key in self.seen),
                "counted": [key.hex for key in self.counted],
                "counted_for": self.counted_for.isoformat() if self.counted_for else None,
                "told": [key.hex for key in self.told],
            }
        )

    @classmethod
    def load(cls, text: str) -> Votes:
        """Return what was sealed; no votes for ""."""
        if not text:
            return cls()
        kept = json.loads(text)
        return cls(
            datetime.fromisoformat(kept["opened"]) if kept["opened"] else None,
            [UUID(key) for key in kept["deck"]],
            {UUID(key): vote for key, vote in kept["given"].items()},
            [UUID(key) for key in kept["yes"]],
            [UUID(key) for key in kept["seen"]],
            [UUID(key) for key in kept["counted"]],
            date.fromisoformat(kept["counted_for"]) if kept["counted_for"] else None,
            [UUID(key) for key in kept["told"]],
        )


async def lock(ctx: Context, member: Member) -> tuple[WishDeck, Votes]:
    """Lock the couple, and return this person's row and votes; a first look makes the row.

    So a vote and the moment at which both are counted come one after the other. Raise RuleBroken
    without a partner.
    """
    couple = await lock_couple(ctx, member)
    row = await find_row(ctx, member)
    if row is None:
        row = WishDeck(id=uuid4(), couple_id=couple.id, member_id=member.id)
        ctx.session.add(row)
        await ctx.session.flush()
    return row, await open_row(ctx, row)


async def find_row(ctx: Context, member: Member) -> WishDeck | None:
    """Return the person's row with their present partner."""
    rows = select(WishDeck).where(
        WishDeck.couple_id == member.couple_id, WishDeck.member_id == member.id
    )
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).one_or_none()


async def open_row(ctx: Context, row: WishDeck) -> Votes:
    return Votes.load(await ctx.vault.open(row, "votes"))


async def save(ctx: Context, row: WishDeck, votes: Votes) -> None:
    await ctx.vault.seal(row, "votes", votes.dump())
