"""The tables of a week's free evenings: what each tapped, and what fits both."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, belongs_to, row_id
from storage.visibility import AuthorOnly, PartnerReads, read_as


class EveningPlan(Base):
    """One week of a couple; `common` holds the evenings that fit both, once both are done.

    Evenings are bits, Monday's the lowest.
    """

    __tablename__ = "evening_plan"
    __table_args__ = (UniqueConstraint("couple_id", "week"),)

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    week: Mapped[str] = mapped_column(String(8))
    common: Mapped[int | None] = mapped_column(default=None, info=read_as(PartnerReads.EVENINGS))
    opened: Mapped[bool] = mapped_column(default=False)


class EveningPick(Base):
    """The evenings that one person tapped; they are deleted once both are done."""

    __tablename__ = "evening_pick"
    __table_args__ = (UniqueConstraint("plan_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    plan_id: Mapped[UUID] = belongs_to("evening_plan")
    member_id: Mapped[UUID] = belongs_to("member")
    evenings: Mapped[int] = mapped_column(default=0, info=read_as(AuthorOnly.EVENINGS))
    done: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.EVENINGS))
