"""The table of private notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly


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
