"""Handles one event in one transaction, and writes its replies into the outbox."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox.event_handling import handle_event
from bot.inbox.fetched import add_fetched
from bot.inbox.people import People, load_people
from bot.inbox.queries import INBOX
from bot.inbox.store import DUE
from bot.outbox.direct_sending import DirectSending
from bot.outbox.group_messages import GroupEventHandler
from bot.outbox.keyboards import current_question
from bot.outbox.open_rows import OpenRows
from bot.outbox.writer import OutboxWriter
from bot.parts import Parts
from chat.media import find_marks, with_marks
from chat.messages import Event, Kind, Replies
from domain import member as members, settings
from domain.context import Context
from domain.due import DueEvent
from domain.media import kept as media
from handlers.conversation.emoji_reactions import find_press
from handlers.turn import Turn
from storage.changes import SessionChanges
from storage.sealing import CannotOpen, Vault
from storage.tables.member import Member
from storage.tables.pair import Couple


def load_event(parts: Parts, row: Row[Any]) -> Event | None:
    """Return the event in a row of the inbox, or None if it is of a kind that we do not know.

    Raises CannotOpen, and the adapter's errors for a body that it cannot read.
    """
    body = parts.server_keys.open(row.body or b"", row.id)
    if row.platform == DUE:
        return DueEvent.load(body).as_event(row.id, row.received_at)
    event = parts.adapters[row.platform].translate(body, row.id, row.received_at)
    return add_fetched(event, row.fetched) if event else None


class EventTransaction:
    """The handling of one event, within the transaction of its batch."""

    def __init__(
        self,
        parts: Parts,
        session: AsyncSession,
        people: People | None = None,
        open_rows: OpenRows | None = None,
        direct: DirectSending | None = None,
        changes: SessionChanges | None = None,
    ) -> None:
        self.parts = parts
        self.people = people or People()
        self.direct = direct
        self.ctx = Context(session, Vault(session, parts.ring), parts.clock.now(), changes)
        self.open_rows = open_rows or OpenRows(session, self.ctx.now)
        self.readers: set[UUID] = set()
        """The people who have something new to read."""
        self.event_id: tuple[str, str] | None = None
        """The platform and id of a person's event."""
        self.has_answer = False
        """Whether the event brought its person something new to read."""
        self.effective_event: Event | None = None  # the event's meaning, once understood

    async def handle(self, row: Row[Any], event: Event | None) -> None:
        """Handle the event of a row, and write the replies."""
        self.event_id = (row.platform, row.id) if row.platform != DUE else None
        member = await self._find_or_create_member(event) if event else None
        if event and member and event.kind is Kind.REACTION:
            turn = await self._build_turn(event, member)
            event = await find_press(self.parts.features.router, turn)
        if event and event.address and event.kind is Kind.GROUP:
            self.readers = await self._build_group_handler().handle(event, event.address)
            if self.direct and self.readers:
                self.direct.note_rows_left()
        elif event and member:
            await self._reply(event, member)

    async def _reply(self, event: Event, member: Member) -> None:
        before = current_question(member)
        replies = await self._handle_for_member(event, member)
        member = await self._reached_at(event, member)
        event, after = self.effective_event or event, current_question(member)
        actor, is_new = member.id if event.address else None, after != before
        asked = after if is_new or event.kind in (Kind.TEXT, Kind.EDIT) else None
        answered = before if is_new else None
        self.readers = await self._build_outbox_writer().write_replies(
            event, replies, actor, asked, answered
        )
        if actor in self.readers and any(
            each.to == actor and not each.edits_earlier for each in replies
        ):
            self.has_answer = True

    async def apologise(self, seq: int) -> bool:
        """Tell a person that their message could not be handled; a due moment gets no apology."""
        row = (await self.ctx.session.execute(select(INBOX).where(INBOX.c.seq == seq))).one()
        event = load_event(self.parts, row) if row.platform != DUE else None
        if event is None:
            return False
        self.people = await load_people(self.ctx.session, self.parts.server_keys, [event])
        member = await self._find_or_create_member(event)
        if member is None:
            return False
        turn = await self._build_turn(event, member)
        return bool(
            await self._build_outbox_writer().write_replies(
                event, turn.say("went-wrong"), member.id
            )
        )

    async def _find_or_create_member(self, event: Event) -> Member | None:
        keys, texts = self.parts.server_keys, self.parts.content.texts
        known = self.people.find(event, keys)
        if known:
            await self._lock_couple(known)
        return await members.arrive(
            self.ctx, keys, known, event, texts.closest_language(event.language)
        )

    async def _lock_couple(self, member: Member) -> None:
        """Lock the couple that somebody joined after the batch had locked those of its people."""
        locked, session = set(self.people.locked_couples), self.ctx.session
        while (
            member.couple_id
            and member.couple_id not in locked
            and not self.parts.database.is_sqlite
        ):
            locked.add(member.couple_id)
            await session.get(Couple, member.couple_id, with_for_update={"key_share": True})
            await session.refresh(member)

    async def _handle_for_member(self, event: Event, member: Member) -> Replies:
        if event.kind is Kind.EDIT and event.media:
            kept = await media.by_message(self.ctx, member, event.message)
            event = replace(event, text=with_marks(kept, event.text))
        turn = await self._build_turn(event, member)
        returned = members.mark_returned(member, event)
        replies = await handle_event(self.parts.features.router, turn)
        member = await self._reached_at(event, member)
        # Only here: written earlier, it would lock the row before a rule locks two in order.
        await members.record_visit(self.ctx, member, event)
        if returned and event.kind is not Kind.BACK:
            back = self.parts.features.router.handlers[Kind.BACK, ""]
            replies = [*replies, *await back(await self._build_turn(event, member))]
        self.effective_event = turn.effective_event
        media.expect_unheld(self.ctx, [each.id for each in find_marks(event.text)])
        await media.drop_unheld(self.ctx)
        return replies

    async def _reached_at(self, event: Event, member: Member) -> Member:
        """Return who is reached where the event came from, which a move to it changes."""
        keys = self.parts.server_keys
        if event.address is None or member.lookup == keys.lookup(event.address):
            return member
        return await members.by_address(self.ctx, keys, event.address) or member

    async def _build_turn(self, event: Event, member: Member) -> Turn:
        own = sorted(self.parts.adapters, key=lambda platform: platform != member.platform)
        partner = await self._partner_of(member)
        return Turn(
            event,
            member,
            partner,
            self.ctx,
            self.parts.server_keys,
            self.parts.features,
            self.parts.content,
            self.parts.chance,
            {each: self.parts.adapters[each].link for each in own},
            self.parts.for_partner,
            *self._abilities(member),
            self.people.loaded.get(event.name, {}),
            await self._pronouns_of(member, partner),
        )

    def _abilities(self, member: Member) -> tuple[bool, bool]:
        """Return what the person's platform can do beyond sending messages, as `Turn` has it."""
        adapter = self.parts.adapters.get(member.platform)
        return (adapter.picks_people, adapter.keeps_in_chat) if adapter else (False, False)

    async def _pronouns_of(self, *people: Member | None) -> dict[UUID, str]:
        """Return how the bot writes about those of these people who have said so."""
        said = [each for each in people if each and each.pronoun is not None]
        return {each.id: await self._pronoun_of(each) for each in said}

    async def _pronoun_of(self, member: Member) -> str:
        try:
            return await settings.pronoun_of(self.ctx, member)
        except CannotOpen:
            # Nothing that a person reads depends on it, the word that something broke least of all.
            return settings.UNSAID

    async def _partner_of(self, member: Member) -> Member | None:
        return self.people.partner_of(member) or await members.partner_of(self.ctx, member)

    def _build_group_handler(self) -> GroupEventHandler:
        keys, texts, now = self.parts.server_keys, self.parts.content.texts, self.ctx.now
        return GroupEventHandler(
            self.ctx.session,
            keys,
            texts,
            self.parts.features.router,
            self.parts.adapters,
            now,
        )

    def _build_outbox_writer(self) -> OutboxWriter:
        cuts = {name: each.split_text for name, each in self.parts.adapters.items()}
        actions = self.parts.features.router.reply_actions
        return OutboxWriter(self.ctx, self.open_rows, cuts, actions, self.direct)
