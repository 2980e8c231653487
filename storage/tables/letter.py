"""The table of letters that are sealed until a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads


class Letter(Base):
    """A letter from one to the other; `opened` is the same words, once it is open for them."""

    __tablename__ = "letter"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    receiver_id: Mapped[UUID | None] = may_belong_to("member")
    state: Mapped[str] = mapped_column(String(8), default="draft")
    to_both: Mapped[bool] = mapped_column(default=False)
    day: Mapped[date | None] = mapped_column(default=None)
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.LETTERS)
    opened: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.LETTERS)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]
