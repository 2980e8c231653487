"""The tables of the week: rounds, answers, reveals, reactions and ratings."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Round(Base):
    """One week of one couple: a challenge, opened once and closed once.

    `opened_at` and `closed_at` go by the calendar alone; each of the two has it from their own
    card to their next one. Its `day` is the date of its cards, or the one in UTC on which it was
    started by hand.
    """

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("couple_id", "week"),)

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    week: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    challenge: Mapped[str] = mapped_column(String(64))
    swapped_from: Mapped[str | None] = mapped_column(
        String(64), default=None, info=read_as(PartnerReads.PLAN)
    )
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class Answer(Base):
    """One person's words in a round; only `state` shared counts as answered.

    `text` is the author's alone; `revealed` is the same words under the couple's key, written at
    the moment of the reveal. `parts` is the text message by message, as JSON.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("round_id", "member_id", "challenge"),)

    id: Mapped[UUID] = row_id()
    round_id: Mapped[UUID] = belongs_to("round")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    challenge: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8), default="draft", info=read_as(AuthorOnly.ANSWERS))
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.ANSWERS)
    parts: Mapped[NullableBytes] = sealed(
        "member_id",
        AuthorOnly.ANSWERS,
        not_exported="the words of `answer.text`, message by message",
    )
    revealed: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.ANSWERS)
    message: Mapped[str] = mapped_column(String(32), default="")
    written_at: Mapped[datetime]


class Reveal(Base):
    """That both answers of a round were opened; one for each round, for ever."""

    __tablename__ = "reveal"

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class Reaction(Base):
    """A partner's reaction to a reveal: one line, or a tap, shown unless `taken_back`."""

    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("round_id", "member_id", "kind"),)

    id: Mapped[UUID] = row_id()
    round_id: Mapped[UUID] = belongs_to("round")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    kind: Mapped[str] = mapped_column(String(8), info=read_as(PartnerReads.LINES))
    line: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.LINES)
    taken_back: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    at: Mapped[datetime]


class Rating(Base):
    """How one person liked a challenge: theirs alone, it steers only what comes again."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("member_id", "challenge"),)

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    challenge: Mapped[str] = mapped_column(String(64))
    liking: Mapped[str] = mapped_column(String(8), info=read_as(AuthorOnly.TASTE))
