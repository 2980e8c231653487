"""The table of moves to another account, from the code that waits to the end of the undo."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, row_id


class Move(Base):
    """A code that waits to be typed, or a move that can still be undone.

    `code` is an HMAC, and is gone once the code was used. `old_account_id` is then the empty row
    that stands for the person's former chat.
    """

    __tablename__ = "move"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), unique=True
    )
    old_account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), unique=True, default=None
    )
    code: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True, default=None)
    expires_at: Mapped[datetime]
