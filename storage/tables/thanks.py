"""The table of thanks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Thanks(Base):
    """One kind sentence from one partner for the other; its receiver may have `put_away` theirs."""

    __tablename__ = "thanks"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    author_id: Mapped[UUID | None] = may_belong_to("member")
    receiver_id: Mapped[UUID | None] = may_belong_to("member")
    text: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.THANKS)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]
    shown_at: Mapped[datetime | None] = mapped_column(
        default=None, info=read_as(AuthorOnly.REFUSALS)
    )
    put_away: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
