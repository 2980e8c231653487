"""What goes out is written here, in the transaction of the rows that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import bindparam, exists, select, update

from bot.outbox.keyboards import Keyboards, Question
from bot.outbox.payload import MessagePayload as MessagePayload, in_parts
from chat.messages import Event, Kind, Priority, Replies, Reply
from chat.targets import (
    NEW_MESSAGE,
    DeleteMessage,
    DeletePressed,
    EditEarlier,
    EditMessage,
    EditPressed,
    NewMessage,
    RemoveButtons,
    RemoveButtonsEarlier,
    ReplyTarget,
    RetractRow,
    StoredTarget,
)
from domain import member as members, screen
from domain.context import Context
from domain.screen import PART
from storage.tables.member import Member
from storage.tables.queues import Outbox

LIFETIME = timedelta(hours=24)
NUDGE_LIFETIME = timedelta(hours=12)
SENT_AGAIN = "sent-again"
"""The text that goes ahead of a message which may have arrived before."""
ROOM = 200
"""UTF-16 units that every message leaves free for it."""
MOST_PARTS = 100
NOTHING_LEFT = "…"
"""Stands where a part of a message that was changed can no longer be taken away."""

WAITING = select(exists().where(Outbox.member_id == bindparam("member"), Outbox.state == "new"))
"""Tells whether the reader has unsent messages, which is rare."""

Cut = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class OutboxWriter:
    """Puts the replies of one event into the outbox."""

    ctx: Context
    cuts: Mapping[str, Cut]
    """By platform: what makes parts of a text that each leave so much room in a message."""
    replies: Mapping[str, str] = field(default_factory=dict)
    """What words count as that reply to a message with a button of this action."""

    async def put(
        self,
        event: Event,
        replies: Replies,
        actor: UUID | None = None,
        asked: Question | None = None,
        answered: Question | None = None,
    ) -> set[UUID]:
        """Writes each reply once, however often it is put; returns who has something to read.

        What answers the `actor`, whose own tap or command it is, comes at once, and so does what
        changes a message in place; anything else waits until its reader's quiet hours are over.
        The question that the actor is `asked` now stands under the replies to them, and the one
        that they have `answered` loses its buttons.
        """
        readers: set[UUID] = set()
        for number, reply in enumerate(replies):
            named = reply if reply.key else replace(reply, key=f"{event.id}:{number}")
            if await self._put(event, named, actor, asked) and named.to:
                readers.add(named.to)
        if event.under and actor and _edits_pressed(replies, actor):
            member = await self.ctx.session.get_one(Member, actor)
            await self._strip_message(member, event, event.under)
        if answered and actor:
            member = await self.ctx.session.get_one(Member, actor)
            over = await self.keyboards.asking(member, answered)
            await self._strip(member, event, [row for row in over if not _is_from(row, event)])
        return readers

    async def _put(
        self, event: Event, reply: Reply, actor: UUID | None, asked: Question | None
    ) -> bool:
        member = await self.ctx.session.get(Member, reply.to)
        written = select(Outbox.id).where(Outbox.dedup_key == reply.key)
        if member is None or not member.reachable or await self.ctx.session.scalar(written):
            return False
        if isinstance(reply.target, RemoveButtons):
            await self._strip_message(member, event, reply.target.id)
            return False
        if isinstance(reply.target, RetractRow):
            await self._retract(member, event, reply, reply.target.id)
            return False
        own = reply.to == actor
        may_ring = (
            self.ctx.now if own or reply.rings else members.end_of_quiet_hours(member, self.ctx.now)
        )
        await self._promote_earlier(member, reply.priority, may_ring)
        whole = _payload(reply, event, own=own)
        parts = self._cut(member)(whole.text, ROOM)
        payloads = {f"+{number}" if number else "": each for number, each in in_parts(whole, parts)}
        payloads |= await self._changes_to_other_parts(member, whole)
        await self.keyboards.forget(member, whole.target)
        start = self.ctx.now if reply.edits_earlier else may_ring
        await self._add(event, reply, member, payloads, start, asked if own else None)
        return True

    async def _add(
        self,
        event: Event,
        reply: Reply,
        member: Member,
        payloads: Mapping[str, MessagePayload],
        start: datetime,
        asked: Question | None,
    ) -> None:
        """Adds the rows, and takes the buttons off what they end or replace."""
        ends = reply.target.ends if isinstance(reply.target, NewMessage) else ""
        over = await self.keyboards.ended_by(member, ends) if ends else []
        rows, fresh = [], []
        for mark, payload in payloads.items():
            row = self._row(reply, mark, start)
            row.target = _name_of(payload.target)
            await self.ctx.vault.seal_bytes(row, "body", payload.dump())
            if payload.rows:
                fresh.append(await self.keyboards.keep(row, reply.text, payload.rows, asked))
            rows.append(row)
        over += await self.keyboards.replaced_by(member, fresh)
        self.ctx.session.add_all(rows)
        await self.ctx.session.flush()
        await self._strip(member, event, over)

    @property
    def keyboards(self) -> Keyboards:
        return Keyboards(self.ctx, self.replies)

    async def _strip_message(self, member: Member, event: Event, platform_message_id: str) -> None:
        """Takes the buttons off one message that was pressed, for they lead nowhere any more."""
        shown = select(Outbox).where(
            Outbox.member_id == member.id, Outbox.platform_message_id == platform_message_id
        )
        row = await self.ctx.session.scalar(shown.order_by(Outbox.seq.desc()).limit(1))
        if row and row.live:
            await self._strip(member, event, [row])

    async def _strip(self, member: Member, event: Event, over: Sequence[Outbox]) -> None:
        """Takes the buttons off messages, after all that is still to be read."""
        for row in {row.seq: row for row in over}.values():
            row.live, row.keyboard = False, None
            strip = MessagePayload("", target=RemoveButtonsEarlier(row.dedup_key), silent=True)
            reply = Reply("", to=member.id, key=f"{event.id}:strip:{row.seq}")
            taking = self._row(replace(reply, priority=Priority.NUDGE), "", self.ctx.now)
            await self.ctx.vault.seal_bytes(taking, "body", strip.dump())
            self.ctx.session.add(taking)
        await self.ctx.session.flush()

    async def _retract(self, member: Member, event: Event, reply: Reply, about: UUID) -> None:
        """Puts our words in the place of what still shows those of a row."""
        for row in await screen.messages_showing(self.ctx, member, about):
            row.live, row.keyboard = False, None
            target = EditEarlier(row.dedup_key, only=True)
            gone = MessagePayload(reply.text, target=target, silent=True)
            taking = self._row(replace(reply, key=f"{event.id}:gone:{row.seq}"), "", self.ctx.now)
            await self.ctx.vault.seal_bytes(taking, "body", gone.dump())
            self.ctx.session.add(taking)
        await self.ctx.session.flush()

    def _cut(self, member: Member) -> Cut:
        """Who is on a platform that the bot is not on just now reads it once it is there again."""
        return self.cuts.get(member.platform) or next(iter(self.cuts.values()))

    async def _changes_to_other_parts(
        self, member: Member, whole: MessagePayload
    ) -> dict[str, MessagePayload]:
        """What takes away the other parts of the message that is changed, where it took several."""
        words = whole.text if isinstance(whole.target, DeleteMessage) else NOTHING_LEFT
        rest = replace(whole, text=words, rows=(), attachment=None, silent=True)
        changed = await self._changed(member, whole)
        begun = PART.sub("", changed.dedup_key) if changed else ""
        second = select(Outbox.id).where(Outbox.dedup_key == f"{begun}+1")
        if changed is None or not await self.ctx.session.scalar(second):
            return {}
        keys = [begun, *(f"{begun}+{number}" for number in range(1, MOST_PARTS))]
        others = (
            Outbox.dedup_key.in_(keys),
            Outbox.platform_message_id != changed.platform_message_id,
        )
        found = await self.ctx.session.scalars(select(Outbox.platform_message_id).where(*others))
        ids = {f"-{at}": id for at, id in enumerate(found) if id}
        return {mark: replace(rest, target=DeleteMessage(id)) for mark, id in ids.items()}

    async def _changed(self, member: Member, whole: MessagePayload) -> Outbox | None:
        """The row of which the message now shows the words; a file changes none in place."""
        if whole.attachment:
            return None
        match whole.target:
            case EditEarlier(key):
                named = Outbox.dedup_key == key
            case EditMessage(id) | DeleteMessage(id):
                named = Outbox.platform_message_id == id
            case _:
                return None
        sent = (
            Outbox.member_id == member.id,
            Outbox.state == "sent",
            Outbox.platform_message_id.is_not(None),
        )
        newest = select(Outbox).where(*sent, named).order_by(Outbox.seq.desc()).limit(1)
        return await self.ctx.session.scalar(newest)

    async def _promote_earlier(
        self, member: Member, priority: Priority, may_ring: datetime
    ) -> None:
        """Messages leave in their order, so what stands before a pressing one is pressing, too.

        Who uses the bot in their quiet hours is awake, and gets what was held until then.
        """
        if not await self.ctx.session.scalar(WAITING, {"member": member.id}):
            return
        before = update(Outbox).where(Outbox.member_id == member.id, Outbox.state == "new")
        less = before.where(Outbox.priority > priority)
        await self.ctx.session.execute(less.values(priority=priority))
        # What has been tried waits for the platform, not for the morning.
        update_ = before.where(Outbox.attempts == 0, Outbox.not_before > may_ring)
        await self.ctx.session.execute(update_.values(not_before=may_ring))

    def _row(self, reply: Reply, mark: str, start: datetime) -> Outbox:
        nudge = reply.priority is Priority.NUDGE
        return Outbox(
            id=uuid4(),
            member_id=reply.to,
            dedup_key=f"{reply.key}{mark}",
            priority=reply.priority,
            subject_id=reply.about,
            shows=" ".join(each.hex for each in reply.shows) or None,
            not_before=start,
            expires_at=reply.expires or start + (NUDGE_LIFETIME if nudge else LIFETIME),
            made_at=self.ctx.now,
        )


def _payload(reply: Reply, event: Event, *, own: bool) -> MessagePayload:
    """Return the payload before it is made to fit; `own` is one whose reader the event is of."""
    return MessagePayload(
        reply.text,
        reply.rows,
        _stored_target(reply.target, event, own=own),
        reply.silent,
        reply.attachment,
        respects_quiet_hours=not (own or reply.rings or reply.edits_earlier),
        answers_event=event.id if own else "",
    )


def _stored_target(target: ReplyTarget, event: Event, *, own: bool) -> StoredTarget:
    """Return the target by the key or id of a message; who did nothing gets only an edit."""
    pressed = event.message if event.kind is Kind.PRESS else ""
    match target:
        case EditEarlier(key):
            return EditEarlier(key, only=not own)
        case DeleteMessage():
            return target
        case EditPressed() if pressed:
            return EditMessage(pressed)
        case DeletePressed() if pressed:
            return DeleteMessage(pressed)
        case _:
            return NEW_MESSAGE


def _name_of(target: StoredTarget) -> str | None:
    """Return the key or the platform's id of the message that changes."""
    match target:
        case EditEarlier(name) | EditMessage(name) | DeleteMessage(name):
            return name
        case _:
            return None


def _edits_pressed(replies: Replies, reader: UUID) -> bool:
    return any(each.to == reader and each.target == EditPressed() for each in replies)


def _is_from(row: Outbox, event: Event) -> bool:
    """Whether the row is one of the replies to this very event."""
    return row.dedup_key.startswith(f"{event.id}:")
