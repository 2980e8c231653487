"""The table of words whose author has not decided yet what becomes of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, NullableBytes, belongs_to, may_belong_to, row_id, sealed
from storage.visibility import AuthorOnly, read_as


class Unsorted(Base):
    """One message that waits for its author's choice; it is no journal entry.

    `purpose` says what its author is asked about it: "" where to keep it, "thanks" whether to send
    it, "line" and "trial" likewise, about the round or the side of a quarrel `about`, "question"
    and "wish" for the couple `about`, "memory" on how the shared wish `about` was, "answer"
    whether it was an answer to `question` about `about` rather than a button's words.
    `message` is the chat message whose edits change it.
    """

    __tablename__ = "unsorted"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    round_id: Mapped[UUID | None] = may_belong_to("round")
    purpose: Mapped[str] = mapped_column(String(8), default="", info=read_as(AuthorOnly.UNSORTED))
    question: Mapped[str] = mapped_column(String(32), default="")
    about: Mapped[UUID | None] = mapped_column(default=None)
    words: Mapped[NullableBytes] = sealed("member_id", AuthorOnly.UNSORTED)
    message: Mapped[str] = mapped_column(String(32), default="")
    day: Mapped[date] = mapped_column(info=read_as(AuthorOnly.UNSORTED))
    at: Mapped[datetime]
