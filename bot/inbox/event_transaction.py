"""Handles one event in one transaction, and writes its replies into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.inbox.event_handling import handle_event
from bot.inbox.store import DUE
from bot.outbox.group_messages import GroupEventHandler
from bot.outbox.keyboards import current_question
from bot.outbox.writer import OutboxWriter
from bot.platforms.adapter import Adapter
from chat.messages import Event, Kind, Replies
from domain import member as members
from domain.context import Context
from domain.due import DueEvent
from handlers.conversation.emoji_reactions import find_press
from handlers.feature import Features
from handlers.turn import Content, Turn
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Inbox


class OrderingKeyBusy(Exception):
    """Another process is handling an event with the same ordering key."""


@dataclass
class EventParts:
    """The parts needed to handle an event."""

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
    """The handling of one event, in its transaction."""

    def __init__(self, parts: EventParts, session: AsyncSession) -> None:
        self.dispatcher = parts
        self.ctx = Context(session, Vault(session, parts.ring), parts.clock.now())
        self.unanswered_event_id: tuple[str, str] | None = None
        """The platform and id of a person's event that brought them nothing new to read."""
        self.effective_event: Event | None = None  # the event's meaning, once understood

    async def handle(self, seq: int) -> set[UUID]:
        row = await self._claim(seq)
        if row is None:
            return set()
        event = self._load_event(row)
        member = await self._find_or_create_member(event) if event else None
        if event and member and event.kind is Kind.REACTION:
            event = await find_press(
                self.dispatcher.features.router, await self._build_turn(event, member)
            )
        readers: set[UUID] = set()
        self.unanswered_event_id = (row.platform, row.id) if row.platform != DUE else None
        if event and event.who and event.kind is Kind.GROUP:
            readers = await self._build_group_handler().handle(event, event.who)
        elif event and member:
            before = current_question(member)
            replies = await self._handle_for_member(event, member)
            event, after = self.effective_event or event, current_question(member)
            actor, is_new = member.id if event.who else None, after != before
            asked = after if is_new or event.kind in (Kind.TEXT, Kind.EDIT) else None
            answered = before if is_new else None
            readers = await self._build_outbox_writer().write_replies(
                event, replies, actor, asked, answered
            )
            said = any(each.to == actor and not each.edits_earlier for each in replies)
            self.unanswered_event_id = (
                None if said and actor in readers else self.unanswered_event_id
            )
        row.state, row.body = "done", None
        return readers

    async def apologise(self, seq: int) -> bool:
        """Tell a person that their message could not be handled; a due moment gets no apology."""
        row = await self.ctx.session.get_one(Inbox, seq)
        event = self._load_event(row) if row.platform != DUE else None
        member = await self._find_or_create_member(event) if event else None
        if event is None or member is None:
            return False
        turn = await self._build_turn(event, member)
        return bool(
            await self._build_outbox_writer().write_replies(
                event, turn.say("went-wrong"), member.id
            )
        )

    async def _claim(self, seq: int) -> Inbox | None:
        """Lock the row; return None if it is done. Raises OrderingKeyBusy if another has it."""
        row = await self.ctx.session.get(Inbox, seq)
        if row is None or row.state != "new":
            return None
        if not self.dispatcher.database.is_sqlite:
            alone = select(func.pg_try_advisory_xact_lock(func.hashtext(row.ordering_key)))
            if not await self.ctx.session.scalar(alone):
                raise OrderingKeyBusy
            await self.ctx.session.refresh(row)
        # Another process may have tried it and failed since we looked.
        return row if row.state == "new" and row.not_before <= self.ctx.now else None

    def _load_event(self, row: Inbox) -> Event | None:
        body = self.dispatcher.server_keys.open(row.body or b"", row.id)
        if row.platform == DUE:
            return DueEvent.load(body).as_event(row.id, row.received_at)
        return self.dispatcher.adapters[row.platform].translate(body, row.id, row.received_at)

    async def _find_or_create_member(self, event: Event) -> Member | None:
        keys, texts = self.dispatcher.server_keys, self.dispatcher.content.texts
        known = await members.find(self.ctx, keys, event)
        if known:
            await self._lock_couple(known)
        return await members.arrive(
            self.ctx, keys, known, event, texts.closest_language(event.language)
        )

    async def _lock_couple(self, member: Member) -> None:
        """Lock the couple's row, so that the second of the two reads what the first wrote.

        Rows that point at it may still be added. SQLite has one writer at a time anyway.
        """
        locked, session = None, self.ctx.session
        while not self.dispatcher.database.is_sqlite and member.couple_id != locked:
            locked = member.couple_id
            await session.get(Couple, locked, with_for_update={"key_share": True})
            await session.refresh(member)

    async def _handle_for_member(self, event: Event, member: Member) -> Replies:
        turn = await self._build_turn(event, member)
        returned = members.mark_returned(member, event)
        replies = await handle_event(self.dispatcher.features.router, turn)
        # Only here: written earlier, it would lock the row before a rule locks two in order.
        await members.record_visit(self.ctx, member, event)
        if returned and event.kind is not Kind.BACK:
            back = self.dispatcher.features.router.handlers[Kind.BACK, ""]
            replies = [*replies, *await back(await self._build_turn(event, member))]
        self.effective_event = turn.effective_event
        return replies

    async def _build_turn(self, event: Event, member: Member) -> Turn:
        own = sorted(self.dispatcher.adapters, key=lambda platform: platform != member.platform)
        return Turn(
            event,
            member,
            await members.partner_of(self.ctx, member),
            self.ctx,
            self.dispatcher.server_keys,
            self.dispatcher.features,
            self.dispatcher.content,
            self.dispatcher.chance,
            {each: self.dispatcher.adapters[each].link for each in own},
            self.dispatcher.for_partner,
        )

    def _build_group_handler(self) -> GroupEventHandler:
        keys, texts, now = self.dispatcher.server_keys, self.dispatcher.content.texts, self.ctx.now
        return GroupEventHandler(
            self.ctx.session,
            keys,
            texts,
            self.dispatcher.features.router,
            self.dispatcher.adapters,
            now,
        )

    def _build_outbox_writer(self) -> OutboxWriter:
        cuts = {name: each.split_text for name, each in self.dispatcher.adapters.items()}
        return OutboxWriter(self.ctx, cuts, self.dispatcher.features.router.reply_actions)
