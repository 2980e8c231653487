"""The tables of the days that matter, each person's own and shared ones, and of private notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class ImportantDate(Base):
    """A date of one person's; it is a `draft` until nothing about it is left to ask."""

    __tablename__ = "important_date"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    draft: Mapped[bool] = mapped_column(default=True)
    details: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.DATES)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]


class DateShare(Base):
    """A date as its author proposed it to their partner; it never changes, only its state does.

    `put_off` says that the other has taken it off their list, which its author never learns.
    """

    __tablename__ = "date_share"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    date_id: Mapped[UUID | None] = may_belong_to("important_date")
    state: Mapped[str] = mapped_column(String(8), default="proposed")
    put_off: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    details: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.DATES)
    at: Mapped[datetime]


class DateNotice(Base):
    """How many days before a date, their own or a shared one, a person wants to hear of it."""

    __tablename__ = "date_notice"
    __table_args__ = (
        UniqueConstraint("member_id", "date_id"),
        UniqueConstraint("member_id", "share_id"),
    )

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    date_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("important_date.id", ondelete="CASCADE"), index=True, default=None
    )
    share_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("date_share.id", ondelete="CASCADE"), index=True, default=None
    )
    days: Mapped[int] = mapped_column(info=read_as(AuthorOnly.DATES))


class Note(Base):
    """A line for its author alone, which may belong to a date of theirs or to a shared one."""

    __tablename__ = "note"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    date_id: Mapped[UUID | None] = may_belong_to("important_date")
    share_id: Mapped[UUID | None] = may_belong_to("date_share")
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.DATES)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]
