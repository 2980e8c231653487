"""The tables about people, and by name all others, which have modules of their own.

A column made by `sealed` holds bytes that only the key of the named owner opens; it is written
and read through `storage.sealing.Vault` alone.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.boxes import Due as Due
from storage.boxes import GatewaySession as GatewaySession
from storage.boxes import GroupChat as GroupChat
from storage.boxes import Inbox as Inbox
from storage.boxes import Outbox as Outbox
from storage.boxes import Tombstone as Tombstone
from storage.columns import Base as Base
from storage.columns import Bytes, belongs_to, may_belong_to, row_id, sealed
from storage.goals import Goal as Goal
from storage.goals import GoalCheckIn as GoalCheckIn
from storage.goals import GoalPart as GoalPart
from storage.goals import GoalProposal as GoalProposal
from storage.unsorted import Unsorted as Unsorted
from storage.words import OwnWord as OwnWord


class DataKey(Base):
    """The random key of one person, one couple or the house, wrapped by a key-encryption key."""

    __tablename__ = "data_key"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    kek: Mapped[str] = mapped_column(String(16))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Couple(Base):
    """Two people on the same side; `ended_at` is set when one of them unlinks.

    `quiet` counts the last rounds that closed without a reveal; `stopped_on` is the date from
    which on challenges rest, for each of the two from their own hour.
    """

    __tablename__ = "couple"

    id: Mapped[UUID] = row_id()
    weekday: Mapped[int] = mapped_column(default=6)
    every_weeks: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    stopped_on: Mapped[date | None] = mapped_column(default=None)
    quiet: Mapped[int] = mapped_column(default=0)


class Member(Base):
    """One person on one platform, with the settings that are theirs alone.

    `consent` is the version of the words that they said yes to. `active_in` is the month of their
    last sign of life, no finer, since more is of no use. `exported_on` is the day of their last
    file. `leaving` is a row that has only a goodbye to deliver.
    """

    __tablename__ = "member"

    id: Mapped[UUID] = row_id()
    platform: Mapped[str] = mapped_column(String(16))
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    address: Mapped[Bytes] = sealed("id")
    name: Mapped[Bytes] = sealed("id")
    language: Mapped[str] = mapped_column(String(16), default="en")
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    minute: Mapped[int] = mapped_column(default=19 * 60)
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    asking: Mapped[str | None] = mapped_column(String(32), default=None)
    asking_about: Mapped[UUID | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    reachable: Mapped[bool] = mapped_column(default=True)
    paused_until: Mapped[datetime | None] = mapped_column(default=None)
    intensity: Mapped[int] = mapped_column(default=3)
    nudges: Mapped[str] = mapped_column(String(24), default="challenge")
    quiet_from: Mapped[int] = mapped_column(default=22 * 60)
    quiet_until: Mapped[int] = mapped_column(default=7 * 60)
    from_partner: Mapped[str] = mapped_column(String(8), default="now")
    hides_words: Mapped[bool] = mapped_column(default=False)
    clears_words: Mapped[bool] = mapped_column(default=False)
    keeps_unsorted: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str | None] = mapped_column(String(16), default=None)
    consented_at: Mapped[datetime | None] = mapped_column(default=None)
    active_in: Mapped[date | None] = mapped_column(default=None)
    warned_on: Mapped[date | None] = mapped_column(default=None)
    exported_on: Mapped[Bytes] = sealed("id")
    leaving: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]


class Tie(Base):
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
    name: Mapped[Bytes] = sealed("couple_id")
    prompted_on: Mapped[date | None] = mapped_column(default=None)
    # That this person has put an earlier link out of their own sight; see `domain/privacy_hide.py`.
    hidden: Mapped[bool] = mapped_column(default=False)
    # What they say to taking up what the two had before; see `domain/pair_again.py`.
    again: Mapped[str | None] = mapped_column(String(8), default=None)
    news: Mapped[str] = mapped_column(String(16), default="")
    waits: Mapped[str] = mapped_column(String(64), default="")
    asks: Mapped[int] = mapped_column(default=0)


class Invite(Base):
    """A way in for one person: a typed code or a deep link, both kept only as an HMAC."""

    __tablename__ = "invite"

    id: Mapped[UUID] = row_id()
    inviter_id: Mapped[UUID] = belongs_to("member")
    joiner_id: Mapped[UUID | None] = may_belong_to("member")
    code: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    link: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Guess(Base):
    """One wrong code, kept for an hour to slow down whoever guesses."""

    __tablename__ = "guess"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    at: Mapped[datetime]


class Round(Base):
    """One week of one couple: a challenge, opened once and closed once.

    `opened_at` and `closed_at` go by the calendar alone; each of the two has it from their own
    card to their next one. Its `day` is the date of its cards, or the one in UTC on which it was
    started by hand.
    """

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("couple_id", "week"),)

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    week: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    challenge: Mapped[str] = mapped_column(String(64))
    swapped_from: Mapped[str | None] = mapped_column(String(64), default=None)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class Answer(Base):
    """What one person wrote in a round; only `state` shared counts as answered.

    `text` is the author's alone; `revealed` is the same words under the couple's key, written at
    the moment of the reveal. `parts` is the text message by message, as JSON.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("round_id", "member_id", "challenge"),)

    id: Mapped[UUID] = row_id()
    round_id: Mapped[UUID] = belongs_to("round")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    challenge: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8), default="draft")
    text: Mapped[Bytes] = sealed("member_id")
    parts: Mapped[Bytes] = sealed("member_id")
    revealed: Mapped[Bytes] = sealed("couple_id")
    message: Mapped[str] = mapped_column(String(32), default="")
    written_at: Mapped[datetime]


class Reveal(Base):
    """That both answers of a round were opened; one for each round, for ever."""

    __tablename__ = "reveal"

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class Reaction(Base):
    """What one partner gave back after a reveal: one line, or a tap, shown unless `taken_back`."""

    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("round_id", "member_id", "kind"),)

    id: Mapped[UUID] = row_id()
    round_id: Mapped[UUID] = belongs_to("round")
    couple_id: Mapped[UUID] = belongs_to("couple")
    member_id: Mapped[UUID | None] = may_belong_to("member")
    kind: Mapped[str] = mapped_column(String(8))
    line: Mapped[Bytes] = sealed("couple_id")
    taken_back: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


class Rating(Base):
    """How one person liked a challenge: theirs alone, it steers only what comes again."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("member_id", "challenge"),)

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    challenge: Mapped[str] = mapped_column(String(64))
    liking: Mapped[str] = mapped_column(String(8))


class Entry(Base):
    """One journal entry; its author alone can reach it. `open` while more may follow.

    `day` is the date on its author's calendar when it was written, wherever they are later.
    """

    __tablename__ = "entry"

    id: Mapped[UUID] = row_id()
    member_id: Mapped[UUID] = belongs_to("member")
    challenge: Mapped[str] = mapped_column(String(64), default="")
    open: Mapped[bool] = mapped_column(default=True)
    day: Mapped[date | None] = mapped_column(default=None)
    begun_at: Mapped[datetime]


class EntryPart(Base):
    """One message of a journal entry, in the order in which it came."""

    __tablename__ = "entry_part"
    __table_args__ = (UniqueConstraint("entry_id", "position"),)

    id: Mapped[UUID] = row_id()
    entry_id: Mapped[UUID] = belongs_to("entry")
    member_id: Mapped[UUID] = belongs_to("member")
    position: Mapped[int]
    text: Mapped[Bytes] = sealed("member_id")
    message: Mapped[str] = mapped_column(String(32), default="")


class Thanks(Base):
    """One kind sentence from one partner for the other; its receiver may have `put_away` theirs."""

    __tablename__ = "thanks"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID] = belongs_to("couple")
    author_id: Mapped[UUID | None] = may_belong_to("member")
    receiver_id: Mapped[UUID | None] = may_belong_to("member")
    text: Mapped[Bytes] = sealed("couple_id")
    message: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]
    shown_at: Mapped[datetime | None] = mapped_column(default=None)
    put_away: Mapped[bool] = mapped_column(default=False)


class Reminder(Base):
    """Something to be reminded of: a draft until it is confirmed, then kept until deleted.

    `words` is its author's, `shared` the same under the couple's key, once the other may read it.
    `clock` says whose: the same moment for both in `zone`, or each person's own wall clock.
    `changes` names the reminder that this draft is to change, or, of one that is active, the
    reminder of which somebody still goes by this earlier version. `said` is what a draft knows of
    a moment that still lacks its day or its hour.
    """

    __tablename__ = "reminder"

    id: Mapped[UUID] = row_id()
    author_id: Mapped[UUID | None] = may_belong_to("member")
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    changes: Mapped[UUID | None] = mapped_column(default=None)
    audience: Mapped[str] = mapped_column(String(8), default="")
    mode: Mapped[str] = mapped_column(String(8), default="both")
    clock: Mapped[str] = mapped_column(String(8), default="same")
    state: Mapped[str] = mapped_column(String(8), default="draft")
    words: Mapped[Bytes] = sealed("author_id")
    shared: Mapped[Bytes] = sealed("couple_id")
    said: Mapped[Bytes] = sealed("author_id")
    rule: Mapped[str | None] = mapped_column(String(255), default=None)
    at: Mapped[datetime | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(String(64))
    message: Mapped[str] = mapped_column(String(32), default="")
    made_at: Mapped[datetime]


class ReminderShare(Base):
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
    state: Mapped[str] = mapped_column(String(8), default="asked")
    again: Mapped[int | None] = mapped_column(default=None)
    asks: Mapped[int] = mapped_column(default=0)
    news: Mapped[int] = mapped_column(default=0)
    minute: Mapped[int | None] = mapped_column(default=None)
    next_at: Mapped[datetime | None] = mapped_column(default=None)


class Ring(Base):
    """One occurrence of a reminder for one person; with `returns` it names its live message."""

    __tablename__ = "ring"
    __table_args__ = (UniqueConstraint("reminder_id", "member_id", "slot"),)

    id: Mapped[UUID] = row_id()
    reminder_id: Mapped[UUID] = belongs_to("reminder")
    member_id: Mapped[UUID] = belongs_to("member")
    slot: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(8), default="open")
    returns: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    back_at: Mapped[datetime | None] = mapped_column(default=None)


class Repair(Base):
    """A way back after a quarrel; `trial` is what both then said yes to trying for a week."""

    __tablename__ = "repair"

    id: Mapped[UUID] = row_id()
    couple_id: Mapped[UUID | None] = may_belong_to("couple")
    revealed: Mapped[bool] = mapped_column(default=False)
    trial: Mapped[Bytes] = sealed("couple_id")


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
    state: Mapped[str] = mapped_column(String(8), default="cooling")
    invited: Mapped[bool] = mapped_column(default=False)
    words: Mapped[Bytes] = sealed("member_id")
    shared: Mapped[Bytes] = sealed("couple_id")
    trial: Mapped[Bytes] = sealed("couple_id")
    trials: Mapped[int] = mapped_column(default=0)
    put_off: Mapped[int] = mapped_column(default=0)
