"""The tables of wishes: what each of two would like, and what both said yes to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads


class WishDeck(Base):
    """One person's wishes with one partner: the open deck, and each yes that waits for the other's.

    All of it is one sealed text, so that not even the number of votes shows without the key.
    """

    __tablename__ = "wish_deck"
    __table_args__ = (UniqueConstraint("couple_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID] = belongs_to("member")
    votes: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.WISHES)


class OwnWish(Base):
    """A wish in a person's own words, which the partner finds among the others in a deck."""

    __tablename__ = "own_wish"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    author_id: Mapped[UUID | None] = may_belong_to("member")
    text: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.WISHES)
    made_on: Mapped[date]


class SharedWish(Base):
    """A wish of both, who each said yes to it, told with their cards of `day`.

    `text` has it in every language, with the keys of the votes that met.
    """

    __tablename__ = "shared_wish"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    text: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.WISHES)
    day: Mapped[date]


class WishMemory(Base):
    """One person's line on how a shared wish was; the other reads it once both have written."""

    __tablename__ = "wish_memory"
    __table_args__ = (UniqueConstraint("wish_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    wish_id: Mapped[UUID] = belongs_to("shared_wish")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.ANSWERS)
    revealed: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.ANSWERS)
