"""The tables of voice notes, photos and videos."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, may_belong_to, row_id, sealed

KEY_REASON = "the key of a file; the export contains the file itself"


class KeptFile(Base):
    """One file that a person sent, as it is once all that tells of place and device is gone.

    It has a key of its own, sealed with its author's key and, once words with its mark are sealed
    for the couple, with the couple's: the readers of the words have the file. `message` is the
    chat message that it came with, and `same` the HMAC of what was sent, by which the same file is
    known again.
    """

    __tablename__ = "media"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID | None] = may_belong_to("member")
    couple_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("couple.id", ondelete="CASCADE"), index=True, default=None
    )
    key: Mapped[NullableBytes] = sealed("member_id", None, not_exported=KEY_REASON)
    couple_key: Mapped[NullableBytes] = sealed("couple_id", None, not_exported=KEY_REASON)
    kind: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]
    chunks: Mapped[int]
    same: Mapped[bytes] = mapped_column(LargeBinary)
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]


class MediaChunk(Base):
    """A piece of a file, sealed with the file's key, its number and how many there are."""

    __tablename__ = "media_chunk"

    media_id: Mapped[UUID] = mapped_column(
        ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MediaUse(Base):
    """That the words of a row have the mark of a file; `holder` is the table and id of the row.

    A file that no row holds is deleted.
    """

    __tablename__ = "media_use"

    media_id: Mapped[UUID] = mapped_column(
        ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
    )
    holder: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
