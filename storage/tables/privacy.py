"""The table of words that people have chosen to open what is theirs alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, row_id, sealed
from storage.visibility import AuthorOnly


class OwnWord(Base):
    """One person's word, as a slow hash; `open_until` is set when it was said.

    `misses` counts the wrong ones, the last of which came at `missed_at`.
    """

    __tablename__ = "own_word"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), unique=True
    )
    hashed: Mapped[NullableBytes] = sealed(
        "member_id", AuthorOnly.JOURNAL, not_exported="a hash that says nothing to its owner"
    )
    misses: Mapped[int] = mapped_column(default=0)
    missed_at: Mapped[datetime | None] = mapped_column(default=None)
    open_until: Mapped[datetime | None] = mapped_column(default=None)
