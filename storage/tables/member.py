"""The table of people and of the settings that are theirs alone."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, PartnerReads, read_as


class Member(Base):
    """One person on one platform, with the settings that are theirs alone.

    `consent` is the version of the words that they said yes to. `active_in` is the month of their
    last activity, and no finer moment is needed. `exported_on` is the day of their last
    file. `country` goes before that of the zone; `usual_hours` are what they mean by "tonight" and
    other parts of the day. `extras_from_partner` says when the partner's questions, letters and
    dates come, and `from_partner` when everything else of theirs does. `leaving` is a row that has
    only a goodbye to deliver, and `moved_away` one that stands for the former chat of a person who
    has moved to another.
    """

    __tablename__ = "member"

    id: Mapped[UUID] = row_id()
    platform: Mapped[str] = mapped_column(String(16))
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    address: Mapped[NullableBytes] = sealed(
        "id",
        AuthorOnly.SETTINGS,
        not_exported="the id of the person's own account",
    )
    name: Mapped[NullableBytes] = sealed("id", PartnerReads.NAME)
    pronoun: Mapped[NullableBytes] = sealed("id", AuthorOnly.SETTINGS)
    language: Mapped[str] = mapped_column(
        String(16), default="en", info=read_as(AuthorOnly.SETTINGS)
    )
    zone: Mapped[str | None] = mapped_column(
        String(64), default=None, info=read_as(AuthorOnly.SETTINGS)
    )
    minute: Mapped[int] = mapped_column(default=19 * 60, info=read_as(AuthorOnly.SETTINGS))
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    asking: Mapped[str | None] = mapped_column(String(32), default=None)
    asking_about: Mapped[UUID | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    reachable: Mapped[bool] = mapped_column(default=True, info=read_as(AuthorOnly.SETTINGS))
    paused_until: Mapped[datetime | None] = mapped_column(
        default=None, info=read_as(AuthorOnly.SETTINGS)
    )
    intensity: Mapped[int] = mapped_column(default=3, info=read_as(AuthorOnly.TASTE))
    nudges: Mapped[str] = mapped_column(
        String(24), default="challenge", info=read_as(AuthorOnly.SETTINGS)
    )
    quiet_from: Mapped[int] = mapped_column(default=22 * 60, info=read_as(AuthorOnly.SETTINGS))
    quiet_until: Mapped[int] = mapped_column(default=7 * 60, info=read_as(AuthorOnly.SETTINGS))
    from_partner: Mapped[str] = mapped_column(
        String(8), default="now", info=read_as(AuthorOnly.SETTINGS)
    )
    extras_from_partner: Mapped[str] = mapped_column(
        String(8), default="card", info=read_as(AuthorOnly.SETTINGS)
    )
    hides_words: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.SETTINGS))
    clears_words: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.SETTINGS))
    keeps_unsorted: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.SETTINGS))
    keeps_in_chat: Mapped[bool] = mapped_column(default=False, info=read_as(AuthorOnly.SETTINGS))
    consent: Mapped[str | None] = mapped_column(
        String(16), default=None, info=read_as(AuthorOnly.SETTINGS)
    )
    consented_at: Mapped[datetime | None] = mapped_column(
        default=None, info=read_as(AuthorOnly.SETTINGS)
    )
    active_in: Mapped[date | None] = mapped_column(default=None, index=True)
    warned_on: Mapped[date | None] = mapped_column(default=None, index=True)
    exported_on: Mapped[NullableBytes] = sealed(
        "id", AuthorOnly.SETTINGS, not_exported="the day on which a file was last made"
    )
    country: Mapped[NullableBytes] = sealed("id", AuthorOnly.SETTINGS)
    usual_hours: Mapped[NullableBytes] = sealed("id", AuthorOnly.SETTINGS)
    leaving: Mapped[bool] = mapped_column(default=False)
    moved_away: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
