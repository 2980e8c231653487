"""The tables of the way back after a quarrel."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Repair(Base):
    """A way back after a quarrel; `trial` is what both then said yes to trying for a week."""

    __tablename__ = "repair"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    revealed: Mapped[bool] = mapped_column(default=False)
    trial: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.REPAIR)


class RepairPart(Base):
    """One person's side of it; `words` is theirs alone, `shared` the same once both are ready.

    `trial` is what they propose to try, `trials` counts their proposals, so that a yes names the
    one that was shown, and `put_off` is the last one that the other has taken off their page.
    """

    __tablename__ = "repair_part"
    __table_args__ = (UniqueConstraint("repair_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    repair_id: Mapped[UUID] = belongs_to("repair")
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    state: Mapped[str] = mapped_column(
        String(8), default="cooling", info=read_as(AuthorOnly.REPAIR)
    )
    invited: Mapped[bool] = mapped_column(default=False)
    words: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.REPAIR)
    shared: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.REPAIR)
    trial: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.REPAIR)
    trials: Mapped[int] = mapped_column(default=0)
    put_off: Mapped[int] = mapped_column(default=0, info=read_as(AuthorOnly.REFUSALS))
