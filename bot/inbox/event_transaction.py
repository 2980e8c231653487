"""One event in, one transaction, replies into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.inbox.event_handling import answer
from bot.inbox.store import DUE
from bot.outbox.group_messages import Groups
from bot.outbox.keyboards import question_of
from bot.outbox.writer import OutboxWriter
from bot.platforms.adapter import Adapter
from chat.messages import Event, Kind, Replies
from domain import member as members
from domain.context import Context
from domain.due import DueEvent
from handlers.conversation.emoji_reactions import press_of
from handlers.feature import Features
from handlers.turn import Content, Turn
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Inbox


class LaneBusy(Exception):
    """Another process is at an event of the same line."""


@dataclass
class EventParts:
    """What it takes to handle an event."""

    database: Database
    ring: KeyRing
    server_keys: ServerKeys
    features: Features[Turn]
    content: Content
    adapters: Mapping[str, Adapter]
    clock: Clock
    chance: Random
    for_partner: int
    """How many reminders for their partner one person may have waiting."""


class EventTransaction:
    """One event in its transaction."""

    def __init__(self, parts: EventParts, session: AsyncSession) -> None:
        self.at = parts
        self.ctx = Context(session, Vault(session, parts.ring), parts.clock.now())
        self.unanswered: tuple[str, str] | None = None
        """The platform and id of a person's event that brought them nothing new to read."""
        self.meant: Event | None = None  # what the event turned out to mean

    async def handle(self, seq: int) -> set[UUID]:
        row = await self._claim(seq)
        if row is None:
            return set()
        event = self._event(row)
        member = await self._member(event) if event else None
        if event and member and event.kind is Kind.REACTION:
            event = await press_of(self.at.features.router, await self._turn(event, member))
        readers: set[UUID] = set()
        self.unanswered = (row.platform, row.id) if row.platform != DUE else None
        if event and event.who and event.kind is Kind.GROUP:
            readers = await self._groups().hear(event, event.who)
        elif event and member:
            before = question_of(member)
            replies = await self._replies(event, member)
            event, after = self.meant or event, question_of(member)
            actor, is_new = member.id if event.who else None, after != before
            asked = after if is_new or event.kind in (Kind.TEXT, Kind.EDIT) else None
            answered = before if is_new else None
            readers = await self._outbox_writer().put(event, replies, actor, asked, answered)
            said = any(each.to == actor and not each.edits_earlier for each in replies)
            self.unanswered = None if said and actor in readers else self.unanswered
        row.state, row.body = "done", None
        return readers

    async def apologise(self, seq: int) -> bool:
        """Tells a person, not a due moment, that their message could not be handled."""
        row = await self.ctx.session.get_one(Inbox, seq)
        event = self._event(row) if row.platform != DUE else None
        member = await self._member(event) if event else None
        if event is None or member is None:
            return False
        turn = await self._turn(event, member)
        return bool(await self._outbox_writer().put(event, turn.say("went-wrong"), member.id))

    async def _claim(self, seq: int) -> Inbox | None:
        """Returns the row unless it is done. Raises LaneBusy while another worker has its lane."""
        row = await self.ctx.session.get(Inbox, seq)
        if row is None or row.state != "new":
            return None
        if not self.at.database.is_sqlite:
            alone = select(func.pg_try_advisory_xact_lock(func.hashtext(row.ordering_key)))
            if not await self.ctx.session.scalar(alone):
                raise LaneBusy
            await self.ctx.session.refresh(row)
        # Another process may have tried it in vain since we looked.
        return row if row.state == "new" and row.not_before <= self.ctx.now else None

    def _event(self, row: Inbox) -> Event | None:
        body = self.at.server_keys.open(row.body or b"", row.id)
        if row.platform == DUE:
            return DueEvent.load(body).as_event(row.id, row.received_at)
        return self.at.adapters[row.platform].translate(body, row.id, row.received_at)

    async def _member(self, event: Event) -> Member | None:
        keys, texts = self.at.server_keys, self.at.content.texts
        known = await members.find(self.ctx, keys, event)
        if known:
            await self._lock_couple(known)
        return await members.arrive(
            self.ctx, keys, known, event, texts.closest_language(event.language)
        )

    async def _lock_couple(self, member: Member) -> None:
        """Locks the couple's row, so that the second of two reads what the first wrote.

        Rows that point at it may still be added. SQLite has one writer at a time anyway.
        """
        locked, session = None, self.ctx.session
        while not self.at.database.is_sqlite and member.couple_id != locked:
            locked = member.couple_id
            await session.get(Couple, locked, with_for_update={"key_share": True})
            await session.refresh(member)

    async def _replies(self, event: Event, member: Member) -> Replies:
        turn = await self._turn(event, member)
        returned = members.mark_returned(member, event)
        replies = await answer(self.at.features.router, turn)
        # Only now: written earlier, it would lock the row before a rule locks two in order.
        await members.record_visit(self.ctx, member, event)
        if returned and event.kind is not Kind.BACK:
            back = self.at.features.router.handlers[Kind.BACK, ""]
            replies = [*replies, *await back(await self._turn(event, member))]
        self.meant = turn.meant
        return replies

    async def _turn(self, event: Event, member: Member) -> Turn:
        own = sorted(self.at.adapters, key=lambda platform: platform != member.platform)
        return Turn(
            event,
            member,
            await members.partner_of(self.ctx, member),
            self.ctx,
            self.at.server_keys,
            self.at.features,
            self.at.content,
            self.at.chance,
            {each: self.at.adapters[each].link for each in own},
            self.at.for_partner,
        )

    def _groups(self) -> Groups:
        keys, texts, now = self.at.server_keys, self.at.content.texts, self.ctx.now
        return Groups(self.ctx.session, keys, texts, self.at.features.router, self.at.adapters, now)

    def _outbox_writer(self) -> OutboxWriter:
        cuts = {name: each.split_text for name, each in self.at.adapters.items()}
        return OutboxWriter(self.ctx, cuts, self.at.features.router.reply_actions)
