"""The tables of the journal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, row_id, sealed
from storage.visibility import AuthorOnly, read_as


class JournalEntry(Base):
    """One journal entry; its author alone can reach it. `open` while more may follow.

    `day` is the date on its author's calendar when it was written, wherever they are later.
    """

    __tablename__ = "entry"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    challenge: Mapped[str] = mapped_column(String(64), default="")
    open: Mapped[bool] = mapped_column(default=True)
    day: Mapped[date | None] = mapped_column(default=None, info=read_as(AuthorOnly.JOURNAL))
    begun_at: Mapped[datetime]


class JournalPart(Base):
    """One message of a journal entry, in the order in which it came."""

    __tablename__ = "entry_part"
    __table_args__ = (UniqueConstraint("entry_id", "position"),)

    id: Mapped[UUID] = row_id()
    entry_id: Mapped[UUID] = belongs_to("entry")
    member_id: Mapped[UUID] = belongs_to("member")
    position: Mapped[int]
    text: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.JOURNAL)
    message: Mapped[str] = mapped_column(String(32), default="")
