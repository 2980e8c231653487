"""The tables of evenings with cards: each person's order, and an evening while it lasts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class CardDeck(Base):
    """The order in which cards come to a person, and how far they are in it."""

    __tablename__ = "card_deck"

    member_id: Mapped[UUID] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    seed: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(BigInteger)


class CardEvening(Base):
    """One evening on two phones, until it is over; a couple has one at a time."""

    __tablename__ = "card_evening"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = mapped_column(
        ForeignKey("couple.id", ondelete="CASCADE"), unique=True
    )
    choice: Mapped[str] = mapped_column(String(32))
    seed: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[datetime]


class EveningCard(Base):
    """A card that was drawn in an evening; `number` counts from one."""

    __tablename__ = "evening_card"
    __table_args__ = (UniqueConstraint("evening_id", "number"),)

    id: Mapped[UUID] = row_id()
    evening_id: Mapped[UUID] = belongs_to("card_evening")
    number: Mapped[int]
    card: Mapped[str] = mapped_column(String(64))
    revealed: Mapped[bool] = mapped_column(default=False)


class CardAnswer(Base):
    """One person's answer to a card, from the moment at which they have the card.

    `text` is the author's alone; `revealed` is the same words under the couple's key, written once
    both are in. The rows go with the evening.
    """

    __tablename__ = "card_answer"
    __table_args__ = (UniqueConstraint("card_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    card_id: Mapped[UUID] = belongs_to("evening_card")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID] = belongs_to("member")
    state: Mapped[str] = mapped_column(String(8), default="open", info=read_as(AuthorOnly.ANSWERS))
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.ANSWERS)
    revealed: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.ANSWERS)
    message: Mapped[str] = mapped_column(String(32), default="")
