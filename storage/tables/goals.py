"""The tables of what two people want together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Goal(Base):
    """A goal of two people; `quiet` counts the last check-ins that were not revealed."""

    __tablename__ = "goal"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    state: Mapped[str] = mapped_column(String(8), default="proposed")
    plan: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.GOALS)
    checking: Mapped[bool] = mapped_column(default=False)
    quiet: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


class GoalPart(Base):
    """One person's own half of a goal: theirs to leave, and to be asked about once a week.

    `stops` says that the check-in has come to its end, and their own hour has yet to say so.
    `news` counts the messages about it that they have dealt with.
    """

    __tablename__ = "goal_part"
    __table_args__ = (UniqueConstraint("goal_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    goal_id: Mapped[UUID] = belongs_to("goal")
    member_id: Mapped[UUID] = belongs_to("member")
    left: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    check_in: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.CHECK_INS))
    stops: Mapped[bool] = mapped_column(default=False)
    news: Mapped[int] = mapped_column(default=0)


class GoalProposal(Base):
    """A plan, or a turn for a goal, that takes effect once the other agrees.

    `draft` is the author's alone; `plan` is the same under the couple's key, once proposed.
    `put_off` says that the other has taken it off their list, which its author never learns.
    """

    __tablename__ = "goal_proposal"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    goal_id: Mapped[UUID | None] = may_belong_to("goal")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    kind: Mapped[str] = mapped_column(String(8), default="plan", info=read_as(PartnerReads.GOALS))
    state: Mapped[str] = mapped_column(String(8), default="draft")
    put_off: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    draft: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.DRAFTS)
    plan: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.GOALS)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]


class GoalCheckIn(Base):
    """How one person found a goal's week; kept until the next week's, and shown like an answer.

    It is there for them once they are `asked`, at their own hour.
    """

    __tablename__ = "goal_check_in"
    __table_args__ = (UniqueConstraint("goal_id", "member_id", "week"),)

    id: Mapped[UUID] = row_id()
    goal_id: Mapped[UUID] = belongs_to("goal")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    week: Mapped[str] = mapped_column(String(8))
    asked: Mapped[bool] = mapped_column(default=False)
    shared: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.CHECK_INS))
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.CHECK_INS)
    revealed: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.CHECK_INS)
