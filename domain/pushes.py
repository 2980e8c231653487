"""Decides whether news from the partner may be pushed, and as which message.

Reveals, the weekly card and answers to one's own taps do not count as sent by the partner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, people
from storage.models import Couple, Member, Outbox, Tie

NOW, CARD, OFF = "now", "card", "off"
CHOICES = (NOW, CARD, OFF)
"""When news reaches its reader: at once, with the weekly card, or only when they look."""
A_DAY = 5
"""Messages from one partner in a day of their reader's; the next ones wait in the lists."""
ASKS = 3
"""Asks in a row without a yes; the next ones wait in the lists until there is one."""
STANDS = ("sending", "sent")
"""In these states a message is on its reader's screen, or about to be."""
COUNTS = ("new", *STANDS)


class Topic(StrEnum):
    """The subject of what a partner sends; each has a list in which it waits."""

    THANKS = "thanks"
    REMINDER = "remind-news"
    GOAL = "goal-news"
    REPAIR = "repair"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class News:
    """Something of the partner's about one thing, which has one message.

    `asks`: it needs a yes. `quietly`: it only edits a message that is already there. `once`: it
    never edits one.
    """

    topic: Topic
    about: str
    asks: bool = False
    quietly: bool = False
    once: bool = False

    @property
    def key(self) -> str:
        """The name of the message."""
        return f"{self.topic}:{self.about}"


class Way(StrEnum):
    """How news reaches its reader: not at all, as a message of its own, or inside the last one."""

    NONE = "none"
    NEW = "new"
    IN_PLACE = "in place"


def can_be_shown(reader: Member, now: datetime) -> bool:
    """Whether a reveal, which both have shared for, may reach its reader by itself now."""
    return people.can_be_pushed(reader, now)


async def way_to(session: AsyncSession, reader: Member, news: News, now: datetime) -> Way:
    """Decides how news may reach its reader now, and notes for their next card what may not.

    Nothing comes while they pause, have refused or cannot be reached, nor against their choice.
    A message that still waits for the end of their quiet hours is taken back, so that only the
    newest one comes.
    """
    tie = await _tie(session, reader)
    if tie is None:
        return Way.NONE
    way = await _way(session, reader, tie, news, now)
    if way is Way.NONE:
        tie.waits = _joined({*tie.waits.split(), news.topic})
    return way


async def _way(session: AsyncSession, reader: Member, tie: Tie, news: News, now: datetime) -> Way:
    if reader.from_partner != NOW or not people.can_be_pushed(reader, now):
        return Way.NONE
    if await stands(session, news.key):
        await _drop_changes(session, news.key)
        return Way.NONE if news.once else Way.IN_PLACE
    if await take_back(session, news.key):
        return Way.NEW
    if news.quietly or (news.asks and tie.asks >= ASKS):
        return Way.NONE
    if await _pushed_on_the_day(session, reader, tie, now) >= A_DAY:
        return Way.NONE
    tie.asks += news.asks
    return Way.NEW


async def note_yes(session: AsyncSession, member: Member) -> None:
    """They agreed to something that the partner asked: the next asks may come again."""
    if tie := await _tie(session, member):
        tie.asks = 0


async def note_look(session: AsyncSession, member: Member, topic: Topic) -> None:
    """They have opened the list in which it waits: their card need not speak of it."""
    tie = await _tie(session, member)
    if tie and topic in tie.waits.split():
        tie.waits = _joined({*tie.waits.split()} - {topic})


async def take_waiting(session: AsyncSession, member: Member) -> list[Topic]:
    """What waits for them, to be said once."""
    tie = await _tie(session, member)
    waits = tie.waits.split() if tie else []
    if tie:
        tie.waits = ""
    return [each for each in Topic if each in waits]


async def stands(session: AsyncSession, key: str) -> bool:
    """Whether a message of this key has gone out."""
    row = select(Outbox.seq).where(Outbox.key == key, Outbox.state.in_(STANDS))
    return await session.scalar(row) is not None


async def take_back(session: AsyncSession, key: str) -> bool:
    """Deletes what has not gone out; True if it was still to go."""
    taken = delete(Outbox).where(Outbox.key == key, Outbox.state.not_in(STANDS))
    return "new" in (await session.scalars(taken.returning(Outbox.state))).all()


async def _drop_changes(session: AsyncSession, key: str) -> None:
    """Of many changes of one message only the newest is sent."""
    await session.execute(delete(Outbox).where(Outbox.target == key, Outbox.state == "new"))


async def _pushed_on_the_day(session: AsyncSession, reader: Member, tie: Tie, now: datetime) -> int:
    """How many messages from this partner come on the day on which the next one would."""
    zone = reader.zone or "UTC"
    day = calendar.local(people.waking(reader, now), zone).date()
    begin, end = (calendar.moment(each, time.min, zone) for each in (day, day + calendar.DAY))
    couple = await session.get_one(Couple, tie.couple_id)
    rows = select(func.count()).where(
        Outbox.member_id == reader.id,
        or_(*(Outbox.key.startswith(f"{each}:") for each in Topic)),
        ~Outbox.key.contains("+"),  # a further part of the same message
        Outbox.state.in_(COUNTS),
        Outbox.not_before >= begin,
        Outbox.not_before < end,
        Outbox.made_at >= couple.started_at,
    )
    return await session.scalar(rows) or 0


async def _tie(session: AsyncSession, member: Member) -> Tie | None:
    """Their side of the link as it is now: with another one all of it begins afresh."""
    rows = select(Tie).where(Tie.couple_id == member.couple_id, Tie.member_id == member.id)
    return (await session.scalars(rows)).one_or_none()


def _joined(topics: set[str]) -> str:
    return " ".join(each for each in Topic if each in topics)
