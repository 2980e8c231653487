"""The column types of every table: ids, moments, owners and sealed words."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.visibility import Readers

NullableBytes = bytes | None
SequenceNumber = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up automatically only in a column that is declared INTEGER."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets zones, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    type_annotation_map = {datetime: Instant}  # noqa: RUF012 SQLAlchemy reads this name as it is


def row_id() -> Mapped[UUID]:
    """Return a random id, which tells nobody when its row was written."""
    return mapped_column(primary_key=True, default=uuid4)


def sealed(owner: str, readers: Readers | None, *, not_exported: str = "") -> Mapped[NullableBytes]:
    """Declare text sealed with the key of the member, couple or server whose id `owner` holds.

    `readers` may read it; None for what the bot needs for itself. An export contains it, or
    `not_exported` says why not.
    """
    info = {"owner": owner, "readers": readers, "not_exported": not_exported}
    return mapped_column(LargeBinary, info=info, default=None)


def belongs_to(table: str, *, index: bool = True) -> Mapped[UUID]:
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), index=index)


def may_belong_to(table: str, readers: Readers | None = None) -> Mapped[UUID | None]:
    key = ForeignKey(f"{table}.id", ondelete="SET NULL")
    return mapped_column(key, index=True, default=None, info={"readers": readers})
