"""Moments to come, the boxes for what comes in and goes out, and marks for the forgotten."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Double, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, SequenceNumber, belongs_to, row_id, sealed


class Due(Base):
    """A moment to come. `step_days` makes it return: `day` plus steps, at `minute` in `zone`."""

    __tablename__ = "due"
    __table_args__ = (Index("ix_due_at_kind", "at", "kind"),)

    id: Mapped[UUID] = row_id()
    kind: Mapped[str] = mapped_column(String(32))
    member_id: Mapped[UUID] = belongs_to("member")
    couple_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("couple.id", ondelete="CASCADE"), index=True, default=None
    )
    subject: Mapped[UUID | None] = mapped_column(default=None)
    slot: Mapped[str] = mapped_column(String(128), unique=True)
    at: Mapped[datetime]
    day: Mapped[date | None] = mapped_column(default=None)
    minute: Mapped[int | None] = mapped_column(default=None)
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    step_days: Mapped[int | None] = mapped_column(default=None)


class Inbox(Base):
    """An event that came in; `priority` 0 is a person's own, 1 a due moment.

    One with files is in the state `fetch` until they are loaded; `fetched` says what became of
    them, as ids and reasons.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_state_ordering_key_seq", "state", "ordering_key", "seq"),
        Index("ix_inbox_queue", "state", "priority", "not_before", "seq"),
    )

    seq: Mapped[int] = mapped_column(SequenceNumber, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(160), unique=True)
    platform: Mapped[str] = mapped_column(String(16))
    ordering_key: Mapped[str] = mapped_column(String(64))
    priority: Mapped[int]
    state: Mapped[str] = mapped_column(String(8), default="new")
    body: Mapped[NullableBytes] = mapped_column(LargeBinary, default=None)
    fetched: Mapped[str | None] = mapped_column(String(600), default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    received_at: Mapped[datetime]


class GatewaySession(Base):
    """How far a platform's events were read, and where to resume; useless without the token."""

    __tablename__ = "gateway_session"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    session: Mapped[str] = mapped_column(String(128))
    sequence: Mapped[int]
    gateway: Mapped[str] = mapped_column(String(256))
    fence: Mapped[int] = mapped_column(default=0, server_default="0")
    """Raised by each process that begins to listen; only the last one may store its position."""


class GroupChat(Base):
    """The only row about a group: when it was told what the bot is for.

    Its id is half of an HMAC of the platform's and does not lead back there. In one that is
    `unreachable` the bot may not write, or is not any more.
    """

    __tablename__ = "group_chat"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    explained_at: Mapped[datetime | None] = mapped_column(default=None)
    unreachable: Mapped[bool] = mapped_column(default=False)
    heard_on: Mapped[date]


class Outbox(Base):
    """One message on its way to one person; `dedup_key` makes sure that it is made only once.

    The one message that a group gets has no `member_id`: it names the group's row and, since that
    does not say where it is, its platform. Its body lies under the server's key.

    `keyboard` keeps its buttons after it was sent, so that typed words can mean one of them, as
    long as it is `live`: not answered and not replaced by another one. `reply_as` is the button
    that words in reply to the message count as. `target` is the key, or the platform's id, of the
    message that this one changes in place. `shows` names the rows whose words stand in it, as ids,
    and `media_id` the file that it brings.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_member_id_state_seq", "member_id", "state", "seq"),
        Index("ix_outbox_queue", "state", "priority", "not_before", "seq"),
        Index("ix_outbox_member_id_platform_message_id", "member_id", "platform_message_id"),
    )

    seq: Mapped[int] = mapped_column(SequenceNumber, primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    member_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), index=True, default=None
    )
    group_id: Mapped[UUID | None] = mapped_column(default=None)
    platform: Mapped[str | None] = mapped_column(String(16), default=None)
    dedup_key: Mapped[str] = mapped_column(String(160), unique=True)
    body: Mapped[NullableBytes] = sealed(
        "member_id",
        None,
        not_exported="a copy of a message to the person, deleted once it is sent",
    )
    keyboard: Mapped[NullableBytes] = sealed(
        "member_id", None, not_exported="the buttons of a message"
    )
    live: Mapped[bool] = mapped_column(default=False)
    reply_as: Mapped[NullableBytes] = sealed("member_id", None, not_exported="where a message goes")
    target: Mapped[str | None] = mapped_column(String(160), default=None)
    priority: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="new")
    owner: Mapped[str | None] = mapped_column(String(16), default=None)
    """The process that is sending it: `storage/identity.py`."""
    attempts: Mapped[int] = mapped_column(default=0)
    resent: Mapped[bool] = mapped_column(default=False)
    subject_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    shows: Mapped[str | None] = mapped_column(String(400), default=None)
    media_id: Mapped[UUID | None] = mapped_column(default=None)
    platform_message_id: Mapped[str | None] = mapped_column(String(32), default=None)
    error: Mapped[str | None] = mapped_column(String(64), default=None)
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the answer of the platform was noted, for the pace of the person's chat."""


class SendPace(Base):
    """The send slots of one token, which all processes at PostgreSQL share.

    The times are seconds since 1970 by the server's clock. Slots are numbered; the next one is
    `next_number`, at `next_at`. `step` is the distance of the slots drawn last.
    """

    __tablename__ = "send_pace"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    next_number: Mapped[int] = mapped_column(BigInteger, server_default="0")
    next_at: Mapped[float] = mapped_column(Double, server_default="0")
    step: Mapped[float] = mapped_column(Double, server_default="0")
    blocked_until: Mapped[float] = mapped_column(Double, server_default="0")
    """Until then the platform wants nothing at all."""
    slow_until: Mapped[float] = mapped_column(Double, server_default="0")
    refused_until: Mapped[float] = mapped_column(Double, server_default="0")
    """Until then the platform wants nothing for `refused_chat`, the last chat that was refused."""
    refused_chat: Mapped[str] = mapped_column(String(64), server_default="")


class Tombstone(Base):
    """That a row and its key were erased; it tells nothing else, and a restore erases them again.

    `noted` once it stands in the file beside the keys, `scrubbed` once the database's own files
    hold nothing of it any more.
    """

    __tablename__ = "tombstone"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    noted: Mapped[bool] = mapped_column(default=False)
    scrubbed: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
