"""The tables of questions that one of the two asks, and of both answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class AskedQuestion(Base):
    """A question for both, which both answer unseen; open until `ends_at`, or until the reveal."""

    __tablename__ = "ask"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    author_id: Mapped[UUID | None] = may_belong_to("member")
    text: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.QUESTIONS)
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revealed: Mapped[bool] = mapped_column(default=False)


class QuestionAnswer(Base):
    """One person's side of a question, there from the start; only `state` shared is an answer.

    `text` is the author's alone; `revealed` is the same words under the couple's key, written at
    the moment of the reveal. `told` is set once their card has said that the question is over.
    `in_cards` is their own yes to the question as a card for an evening; it takes both.
    """

    __tablename__ = "ask_answer"
    __table_args__ = (UniqueConstraint("ask_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    ask_id: Mapped[UUID] = belongs_to("ask")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    state: Mapped[str] = mapped_column(String(8), default="open", info=read_as(AuthorOnly.REFUSALS))
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.ANSWERS)
    revealed: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.ANSWERS)
    message: Mapped[str] = mapped_column(String(32), default="")
    in_cards: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    told: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
