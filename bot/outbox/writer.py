"""Writes outgoing messages, in the transaction of the rows that they tell of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update

from bot.outbox.direct_sending import DirectSending
from bot.outbox.keyboards import Keyboards, Question
from bot.outbox.media_messages import payloads_for_media
from bot.outbox.open_rows import OpenRows
from bot.outbox.other_parts import payloads_for_other_parts
from bot.outbox.payload import MESSAGE_LIFETIME, RESERVED_UNITS, MessagePayload, split_payload
from bot.outbox.reply_payload import payload_of, target_name
from chat.messages import Event, Priority, Replies, Reply
from chat.targets import (
    DeleteMessage,
    EditEarlier,
    EditPressed,
    NewMessage,
    RemoveButtons,
    RemoveButtonsEarlier,
    RetractRow,
)
from domain import member as members, screen
from domain.context import Context
from storage.tables.member import Member
from storage.tables.queues import Outbox

NUDGE_LIFETIME = timedelta(hours=12)

TextSplitter = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class OutboxWriter:
    """Puts the replies of one event into the outbox."""

    ctx: Context
    open_rows: OpenRows
    splitters: Mapping[str, TextSplitter]
    """By platform: splits a text into parts that each leave this much room in a message."""
    reply_actions: Mapping[str, str] = field(default_factory=dict)
    """By a button's action: the action that a typed reply to its message counts as."""
    direct: DirectSending | None = None
    """Where messages go as well that can be sent at once."""

    async def write_replies(
        self,
        event: Event,
        replies: Replies,
        actor: UUID | None = None,
        asked: Question | None = None,
        answered: Question | None = None,
    ) -> set[UUID]:
        """Write each reply once, even if the event comes again; return who has something to read.

        A reply to the `actor`, whose own tap or command the event is, comes at once, and so does a
        change of a message in place. Any other reply waits until its reader's quiet hours are over.
        `asked` is the question that the replies to the actor now ask; the messages that asked the
        `answered` one lose their buttons.
        """
        readers: set[UUID] = set()
        for number, reply in enumerate(replies):
            if await self._write_reply(event, number, reply, actor, asked) and reply.to:
                readers.add(reply.to)
        if event.button_message and actor and _edits_pressed(replies, actor):
            member = await self.ctx.session.get_one(Member, actor)
            await self._strip_shown_message(member, event, event.button_message)
        if answered and actor:
            member = await self.ctx.session.get_one(Member, actor)
            answered_rows = await self.keyboards.find_asking(member, answered)
            await self._strip_buttons(
                member, event, [row for row in answered_rows if not _is_reply_to(row, event)]
            )
        return readers

    async def _write_reply(
        self,
        event: Event,
        number: int,
        reply: Reply,
        actor: UUID | None,
        asked: Question | None,
    ) -> bool:
        member = await self.ctx.session.get(Member, reply.to)
        if member is None or not member.reachable or await self._is_written(event, number, reply):
            return False
        reply = reply if reply.key else replace(reply, key=f"{event.id}:{number}")
        match reply.target:
            case RemoveButtons(id):
                await self._strip_shown_message(member, event, id)
            case RetractRow(id):
                await self._retract(member, event, reply, id)
            case _:
                await self._write_message(member, event, reply, actor, asked)
                return True
        return False

    async def _write_message(
        self,
        member: Member,
        event: Event,
        reply: Reply,
        actor: UUID | None,
        asked: Question | None,
    ) -> None:
        is_own = reply.to == actor
        not_before = (
            self.ctx.now
            if is_own or reply.during_quiet_hours
            else members.end_of_quiet_hours(member, self.ctx.now)
        )
        await self._promote_earlier(member, reply.priority, not_before)
        payload = payload_of(reply, event, own=is_own)
        media = await payloads_for_media(self.ctx, member, reply, own=is_own)
        payloads = {**media, **await self._split(member, payload)}
        if member.keeps_in_chat and not reply.may_leave_chat:
            payloads = {name: _keep_in_chat(each) for name, each in payloads.items()}
        await self.keyboards.clear(member, payload.target)
        start = self.ctx.now if reply.edits_earlier else not_before
        rows, obsolete = await self._build_rows(
            reply, member, payloads, start, asked if is_own else None
        )
        await self._add_rows(member, list(zip(rows, payloads.values(), strict=True)))
        await self._strip_buttons(member, event, obsolete)

    async def _is_written(self, event: Event, number: int, reply: Reply) -> bool:
        """Return whether the reply was written before.

        An event of the inbox is done in the transaction that writes its replies, so only keys that
        events share are looked up.
        """
        if self.direct and not reply.key:
            return False
        return await self.open_rows.has_key(reply.key or f"{event.id}:{number}")

    async def _build_rows(
        self,
        reply: Reply,
        member: Member,
        payloads: Mapping[str, MessagePayload],
        start: datetime,
        asked: Question | None,
    ) -> tuple[list[Outbox], list[Outbox]]:
        """Return the new rows, and those whose buttons they end or replace."""
        ends = reply.target.ends if isinstance(reply.target, NewMessage) else ""
        obsolete = await self.keyboards.find_ended(member, ends) if ends else []
        rows, new_keyboards = [], []
        for suffix, payload in payloads.items():
            row = self._build_row(reply, suffix, start)
            row.target = target_name(payload.target)
            row.media_id = payload.media.mark.id if payload.media else None
            if payload.rows:
                new_keyboards.append(
                    await self.keyboards.save(row, reply.text, payload.rows, asked)
                )
            rows.append(row)
        return rows, obsolete + await self.keyboards.find_replaced(member, new_keyboards)

    async def _add_rows(
        self, member: Member, messages: Sequence[tuple[Outbox, MessagePayload]]
    ) -> None:
        """Add sealed rows, and hand over those that can be sent at once, in their order."""
        if self.direct:
            unsent = await self.open_rows.unsent(member)
            last_sent_at = await self.open_rows.last_sent_at(member)
            await self.direct.claim(self.ctx, member, messages, unsent, last_sent_at)
        for row, payload in messages:
            await self.ctx.vault.seal_bytes(row, "body", payload.dump())
            self.ctx.session.add(row)
        self.open_rows.add([row for row, _ in messages])

    @property
    def keyboards(self) -> Keyboards:
        return Keyboards(self.ctx, self.open_rows, self.reply_actions)

    async def _strip_shown_message(
        self, member: Member, event: Event, platform_message_id: str
    ) -> None:
        """Take the buttons off one message that was pressed, since they no longer lead anywhere."""
        newest_first = select(Outbox).where(
            Outbox.member_id == member.id, Outbox.platform_message_id == platform_message_id
        )
        row = await self.ctx.session.scalar(newest_first.order_by(Outbox.seq.desc()).limit(1))
        if row and row.live:
            await self._strip_buttons(member, event, [row])

    async def _strip_buttons(self, member: Member, event: Event, rows: Sequence[Outbox]) -> None:
        """Take the buttons off messages, after everything that is still to be read."""
        strips = []
        if any(row in self.ctx.session.new for row in rows):
            await self.ctx.session.flush()
        for row in {row.seq: row for row in rows}.values():
            row.live, row.keyboard = False, None
            shown = row.platform_message_id
            target = RemoveButtons(shown) if shown else RemoveButtonsEarlier(row.dedup_key)
            reply = Reply("", to=member.id, key=f"{event.id}:strip:{row.seq}")
            strip = self._build_row(replace(reply, priority=Priority.NUDGE), "", self.ctx.now)
            strips.append((strip, MessagePayload("", target=target, silent=True)))
        if strips:
            await self._add_rows(member, strips)

    async def _retract(self, member: Member, event: Event, reply: Reply, about: UUID) -> None:
        """Replace every message that still shows a row's words with our own words."""
        retractions = []
        for row in await screen.messages_showing(self.ctx, member, about):
            row.live, row.keyboard = False, None
            payload = _retraction(row, reply.text)
            retraction = self._build_row(
                replace(reply, key=f"{event.id}:gone:{row.seq}"), "", self.ctx.now
            )
            retractions.append((retraction, payload))
        await self._add_rows(member, retractions)

    def _splitter_for(self, member: Member) -> TextSplitter:
        """Return the splitter for the person's platform.

        If the bot is not on that platform now, any splitter will do: the message waits until it is.
        """
        return self.splitters.get(member.platform) or next(iter(self.splitters.values()))

    async def _split(self, member: Member, payload: MessagePayload) -> dict[str, MessagePayload]:
        """Return the payloads of one message by the suffixes of their keys."""
        parts = self._splitter_for(member)(payload.text, RESERVED_UNITS)
        payloads = {
            f"+{number}" if number else "": each for number, each in split_payload(payload, parts)
        }
        return payloads | await payloads_for_other_parts(self.ctx, member, payload)

    async def _promote_earlier(
        self, member: Member, priority: Priority, not_before: datetime
    ) -> None:
        """Make earlier messages as urgent as this one, since messages leave in order.

        A person who uses the bot in their quiet hours is awake, and gets the messages that waited
        for the end of them.
        """
        if not any(row.state == "new" for row in await self.open_rows.unsent(member)):
            return
        earlier = update(Outbox).where(Outbox.member_id == member.id, Outbox.state == "new")
        less_urgent = earlier.where(Outbox.priority > priority)
        await self.ctx.session.execute(less_urgent.values(priority=priority))
        # A row that has been tried waits for the platform, not for the morning.
        untried = earlier.where(Outbox.attempts == 0, Outbox.not_before > not_before)
        await self.ctx.session.execute(untried.values(not_before=not_before))

    def _build_row(self, reply: Reply, suffix: str, start: datetime) -> Outbox:
        is_nudge = reply.priority is Priority.NUDGE
        return Outbox(
            # The default comes only with the flush, and `OpenRows.unsent` looks before that.
            state="new",
            id=uuid4(),
            member_id=reply.to,
            dedup_key=f"{reply.key}{suffix}",
            priority=reply.priority,
            subject_id=reply.subject,
            shows=" ".join(each.hex for each in reply.shows) or None,
            not_before=start,
            expires_at=reply.expires or start + (NUDGE_LIFETIME if is_nudge else MESSAGE_LIFETIME),
            made_at=self.ctx.now,
        )


def _keep_in_chat(payload: MessagePayload) -> MessagePayload:
    """Return the message as one that stays; a document is there to be saved."""
    return replace(
        payload, stays_in_chat=not (payload.attachment or payload.gallery or payload.page)
    )


def _retraction(row: Outbox, text: str) -> MessagePayload:
    """Return what replaces the words of a message; a file has no words, so it is deleted."""
    if row.media_id and row.platform_message_id:
        return MessagePayload("", target=DeleteMessage(row.platform_message_id), silent=True)
    return MessagePayload(text, target=EditEarlier(row.dedup_key, only=True), silent=True)


def _edits_pressed(replies: Replies, reader: UUID) -> bool:
    return any(each.to == reader and each.target == EditPressed() for each in replies)


def _is_reply_to(row: Outbox, event: Event) -> bool:
    """Return whether the row is one of the replies to this very event."""
    return row.dedup_key.startswith(f"{event.id}:")
