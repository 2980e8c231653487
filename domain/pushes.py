"""Decides whether news from the partner may be pushed, and as which message.

Reveals, the weekly card and answers to one's own taps do not count as sent by the partner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, or_, select

from domain import calendar, due, member as members
from domain.challenge import reach
from domain.context import Context
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Outbox

NOW, CARD, OFF = "now", "card", "off"
DELIVERY_CHOICES = (NOW, CARD, OFF)
"""When news reaches its reader: at once, with the weekly card, or only when they look."""
MAX_PER_DAY = 5
"""Messages from one partner in a day of their reader's; the next ones wait in the lists."""
MAX_ASKS_IN_A_ROW = 3
"""Asks in a row without a yes; the next ones wait in the lists until there is one."""
WAITS_DUE = "waits"
"""The moment at which a person hears what waits, in place of a card, while challenges rest."""
WEEK = timedelta(days=7)
AFTER_THE_HOUR = timedelta(minutes=1)
"""A letter that opens at its reader's hour is noted before the line that tells of it."""
SENT_STATES = ("sending", "sent")
"""In these states a message is on its reader's screen, or about to be."""
COUNTS = ("new", *SENT_STATES)


class Topic(StrEnum):
    """The subject of what a partner sends; each has a list in which it waits."""

    THANKS = "thanks"
    REMINDER = "remind-news"
    GOAL = "goal-news"
    REPAIR = "repair"
    REACTION = "reaction"
    QUESTION = "ask"
    CARDS = "cards"
    EVENINGS = "evenings"
    DATE = "dates"
    LETTER = "letter"


EXTRAS: frozenset[Topic] = frozenset(
    {Topic.QUESTION, Topic.CARDS, Topic.EVENINGS, Topic.DATE, Topic.LETTER}
)
"""Topics for which readers choose apart; until they do, these come with their weekly card."""


@dataclass(frozen=True, slots=True)
class News:
    """Something of the partner's about one thing, which has one message.

    `needs_yes`: it asks for one. `only_edits`: it only edits a message that is already there.
    `never_edits`: it is always a message of its own.
    """

    topic: Topic
    about: str
    needs_yes: bool = False
    only_edits: bool = False
    never_edits: bool = False

    @property
    def key(self) -> str:
        """Return the key of the message."""
        return f"{self.topic}:{self.about}"


class PushMode(StrEnum):
    """How news reaches its reader: not at all, as a message of its own, or inside the last one."""

    NONE = "none"
    NEW = "new"
    EDIT = "in place"


def can_push_reveal(reader: Member, now: datetime) -> bool:
    """Return whether a reveal may be pushed to its reader now."""
    return members.can_be_pushed(reader, now)


def delivery_of(reader: Member, topic: Topic) -> str:
    """Return when news of this topic reaches its reader, as they chose."""
    return reader.extras_from_partner if topic in EXTRAS else reader.from_partner


async def decide_push(ctx: Context, reader: Member, news: News) -> PushMode:
    """Decide how news may reach its reader now, and note for their next card what may not.

    Nothing comes while they pause, have refused or cannot be reached, nor against their choice.
    A message that still waits for the end of their quiet hours is taken back, so that only the
    newest one comes.
    """
    couple_member = await _current_couple_member(ctx, reader)
    if couple_member is None:
        return PushMode.NONE
    way = await _decide_push(ctx, reader, couple_member, news)
    if way is PushMode.NONE:
        couple_member.waits = _joined({*couple_member.waits.split(), news.topic})
        if delivery_of(reader, news.topic) == CARD and await reach.is_resting(ctx, reader):
            await plan_line(ctx, reader)
    return way


async def plan_line(ctx: Context, reader: Member) -> None:
    """Plan a line on what waits for the day and hour at which the reader's card would come.

    It comes on no day on which they read that challenges rest. Unlinking cancels it.
    """
    couple = await ctx.session.get_one(Couple, reader.couple_id)
    couple_member = await _current_couple_member(ctx, reader)
    zone = reader.zone or "UTC"
    yesterday = calendar.to_local(ctx.now, zone).date() - calendar.DAY
    days = (calendar.next_weekday(yesterday, couple.weekday) + each * WEEK for each in range(2))
    told_on = couple_member.prompted_on if couple_member else None
    moments = [
        calendar.to_utc(day, due.clock_time(reader), zone) + AFTER_THE_HOUR
        for day in days
        if day != told_on
    ]
    at = next(each for each in moments if each > ctx.now)
    await due.schedule(ctx, WAITS_DUE, reader, at, couple.id)


async def _decide_push(
    ctx: Context, reader: Member, couple_member: CoupleMember, news: News
) -> PushMode:
    if delivery_of(reader, news.topic) != NOW or not members.can_be_pushed(reader, ctx.now):
        return PushMode.NONE
    if await is_sent(ctx, news.key):
        await _delete_pending_edits(ctx, news.key)
        return PushMode.NONE if news.never_edits else PushMode.EDIT
    if await cancel_unsent(ctx, news.key):
        return PushMode.NEW
    if news.only_edits or (news.needs_yes and couple_member.asks >= MAX_ASKS_IN_A_ROW):
        return PushMode.NONE
    if await _count_pushed_that_day(ctx, reader, couple_member) >= MAX_PER_DAY:
        return PushMode.NONE
    couple_member.asks += news.needs_yes
    return PushMode.NEW


async def reset_asks(ctx: Context, member: Member) -> None:
    """Allow the next questions again, since the person agreed to one of the partner's."""
    if couple_member := await _current_couple_member(ctx, member):
        couple_member.asks = 0


async def mark_list_opened(ctx: Context, member: Member, topic: Topic) -> None:
    """Note that they opened the list in which it waits, so that their card need not mention it."""
    couple_member = await _current_couple_member(ctx, member)
    if couple_member and topic in couple_member.waits.split():
        couple_member.waits = _joined({*couple_member.waits.split()} - {topic})


def take_topics_for_card(side: CoupleMember | None, reader: Member) -> list[Topic]:
    """Return the topics that wait for a reader's card, as they chose, and mark them as told.

    `side` is their side of the couple, loaded for many cards at a time.
    """
    waits = side.waits.split() if side else []
    taken = [each for each in Topic if each in waits and delivery_of(reader, each) == CARD]
    if side and taken:
        side.waits = _joined({*waits} - {*taken})
    return taken


async def is_sent(ctx: Context, key: str) -> bool:
    """Return whether a message of this key has gone out."""
    row = select(Outbox.seq).where(Outbox.dedup_key == key, Outbox.state.in_(SENT_STATES))
    return await ctx.session.scalar(row) is not None


async def cancel_unsent(ctx: Context, key: str) -> bool:
    """Delete the messages that were not sent yet; return True if there were any."""
    taken = delete(Outbox).where(Outbox.dedup_key == key, Outbox.state.not_in(SENT_STATES))
    return "new" in (await ctx.session.scalars(taken.returning(Outbox.state))).all()


async def _delete_pending_edits(ctx: Context, key: str) -> None:
    """Delete unsent changes of a message, since only the newest is sent."""
    await ctx.session.execute(delete(Outbox).where(Outbox.target == key, Outbox.state == "new"))


async def _count_pushed_that_day(ctx: Context, reader: Member, couple_member: CoupleMember) -> int:
    """Return how many messages from this partner come on the day of the next one."""
    zone = reader.zone or "UTC"
    day = calendar.to_local(members.end_of_quiet_hours(reader, ctx.now), zone).date()
    begin, end = (calendar.to_utc(each, time.min, zone) for each in (day, day + calendar.DAY))
    couple = await ctx.session.get_one(Couple, couple_member.couple_id)
    rows = select(func.count()).where(
        Outbox.member_id == reader.id,
        or_(*(Outbox.dedup_key.startswith(f"{each}:") for each in Topic)),
        ~Outbox.dedup_key.contains("+"),  # a further part of the same message
        Outbox.state.in_(COUNTS),
        Outbox.not_before >= begin,
        Outbox.not_before < end,
        Outbox.made_at >= couple.started_at,
    )
    return await ctx.session.scalar(rows) or 0


async def _current_couple_member(ctx: Context, member: Member) -> CoupleMember | None:
    """Return their side of the present link; with another partner all of it begins again."""
    rows = select(CoupleMember).where(
        CoupleMember.couple_id == member.couple_id, CoupleMember.member_id == member.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


def _joined(topics: set[str]) -> str:
    return " ".join(each for each in Topic if each in topics)
