"""The tables of couples, their members, and the codes that link them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Couple(Base):
    """Two people on the same side; `ended_at` is set when one of them unlinks.

    `quiet` counts the last rounds that closed without a reveal; `stopped_on` is the date from
    which on challenges rest, for each of the two from their own hour.
    """

    __tablename__ = "couple"

    id: Mapped[UUID] = row_id()
    weekday: Mapped[int] = mapped_column(default=6, info=read_as(PartnerReads.PLAN))
    every_weeks: Mapped[int] = mapped_column(default=1, info=read_as(PartnerReads.PLAN))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    stopped_on: Mapped[date | None] = mapped_column(default=None)
    quiet: Mapped[int] = mapped_column(default=0)


class CoupleMember(Base):
    """That a person is or was half of a couple, and the name that the other knows them by.

    `prompted_on` is the date up to which the couple's cards have come to them, or would have if
    nothing had kept them away: what is decided for a later date is not there for them yet.
    `news` lists what the other changed about their week, to be read on the person's next card.
    `waits` names what the other sent and no message brought, until their next card or look;
    `asks` counts the other's asks in a row without their yes.
    """

    __tablename__ = "tie"
    __table_args__ = (UniqueConstraint("couple_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    name: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.NAME)
    prompted_on: Mapped[date | None] = mapped_column(default=None)
    # That this person has put an earlier link out of their own sight; see `domain/privacy/hide.py`.
    hidden: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.REFUSALS))
    # Their answer to taking up what the two had before; see `domain/pair/again.py`.
    again: Mapped[str | None] = mapped_column(
        String(8), default=None, info=read_as(AuthorOnly.REFUSALS)
    )
    news: Mapped[str] = mapped_column(String(16), default="")
    waits: Mapped[str] = mapped_column(String(160), default="", info=read_as(AuthorOnly.REFUSALS))
    asks: Mapped[int] = mapped_column(default=0, info=read_as(AuthorOnly.REFUSALS))


class Invite(Base):
    """A way in for one person: a typed code or a deep link, both kept only as an HMAC.

    `only_for` is the lookup of the person whom the inviter chose, if they chose one.
    """

    __tablename__ = "invite"

    id: Mapped[UUID] = row_id()
    inviter_id: Mapped[UUID] = belongs_to("member")
    joiner_id: Mapped[UUID | None] = may_belong_to("member", AuthorOnly.REFUSALS)
    code: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    link: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    only_for: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class FailedInviteCode(Base):
    """One wrong code, kept for an hour to slow down guessing."""

    __tablename__ = "guess"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    at: Mapped[datetime]
