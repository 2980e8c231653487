"""The tables of reminders: what they say, for whom, and each time they ring."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Reminder(Base):
    """Something to be reminded of: a draft until it is confirmed, then kept until deleted.

    `words` is its author's, `shared` the same under the couple's key, once the other may read it.
    `clock` says whose: the same moment for both in `zone`, or each person's own wall clock.
    `wish_id` is the shared wish that it is about. `changes` names the reminder that this draft is
    to change, or, of one that is active, the reminder of which somebody still goes by this earlier
    version. `said` is what a draft knows of a moment that still lacks its day or its hour.
    """

    __tablename__ = "reminder"

    id: Mapped[UUID] = row_id()
    author_id: Mapped[UUID | None] = may_belong_to("member")
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    changes: Mapped[UUID | None] = mapped_column(default=None)
    audience: Mapped[str] = mapped_column(String(8), default="")
    mode: Mapped[str] = mapped_column(
        String(8), default="both", info=read_as(PartnerReads.REMINDERS)
    )
    clock: Mapped[str] = mapped_column(
        String(8), default="same", info=read_as(PartnerReads.REMINDERS)
    )
    state: Mapped[str] = mapped_column(String(8), default="draft")
    words: Mapped[NullableBytes] = sealed("author_id", AuthorOnly.REMINDERS)
    shared: Mapped[NullableBytes] = sealed("couple_id", PartnerReads.REMINDERS)
    said: Mapped[NullableBytes] = sealed(
        "author_id",
        AuthorOnly.REMINDERS,
        not_exported="the unfinished moment of a draft",
    )
    rule: Mapped[str | None] = mapped_column(String(255), default=None)
    at: Mapped[datetime | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(String(64))
    message: Mapped[str] = mapped_column(String(32), default="")
    wish_id: Mapped[UUID | None] = mapped_column(default=None)
    made_at: Mapped[datetime]


class ReminderRecipient(Base):
    """One person's side of a reminder: whether, when next and how often it reaches them.

    `again` is their own interval until done, in minutes; `asks` counts the versions of it, so that
    a yes names the one that was shown. `news` counts the messages about it that they have dealt
    with. `minute` is the time of day, on their own clock, that they set or said yes to.
    """

    __tablename__ = "reminder_share"
    __table_args__ = (UniqueConstraint("reminder_id", "member_id"),)

    id: Mapped[UUID] = row_id()
    reminder_id: Mapped[UUID] = belongs_to("reminder")
    member_id: Mapped[UUID] = belongs_to("member")
    state: Mapped[str] = mapped_column(
        String(8), default="asked", info=read_as(AuthorOnly.REFUSALS)
    )
    again: Mapped[int | None] = mapped_column(default=None, info=read_as(AuthorOnly.REFUSALS))
    asks: Mapped[int] = mapped_column(default=0)
    news: Mapped[int] = mapped_column(default=0)
    minute: Mapped[int | None] = mapped_column(default=None)
    next_at: Mapped[datetime | None] = mapped_column(default=None)


class ReminderOccurrence(Base):
    """One occurrence of a reminder for one person; with `returns` it names its live message."""

    __tablename__ = "ring"
    __table_args__ = (UniqueConstraint("reminder_id", "member_id", "slot"),)

    id: Mapped[UUID] = row_id()
    reminder_id: Mapped[UUID] = belongs_to("reminder")
    member_id: Mapped[UUID] = belongs_to("member")
    slot: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(8), default="open", info=read_as(AuthorOnly.REFUSALS))
    returns: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    back_at: Mapped[datetime | None] = mapped_column(default=None)
