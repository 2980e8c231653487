"""Opens and addresses one row of the outbox, for an adapter to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox import group_messages
from bot.outbox.payload import SENT_AGAIN_KEY, MessagePayload
from bot.platforms.adapter import OutboundMessage
from chat.messages import Address
from chat.targets import (
    EditEarlier,
    EditMessage,
    NewMessage,
    PlatformTarget,
    RemoveButtons,
    RemoveButtonsEarlier,
    StoredTarget,
)
from content.texts import Texts
from domain import member as members
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.queues import Outbox


class EditTargetMissing(Exception):
    """The message to change never went out, so there is nothing to send."""


class InQuietHours(Exception):
    """The reader's quiet hours began while the message was on its way; it can wait for `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("quiet hours")
        self.until = until


@dataclass(frozen=True, slots=True)
class Envelope:
    """One claimed outbox row, opened and addressed."""

    seq: int
    to: Address
    message: OutboundMessage
    owner: str
    """The process that claimed it."""


async def load_envelope(
    session: AsyncSession, vault: Vault, texts: Texts, row: Outbox, now: datetime, owner: str
) -> Envelope:
    """Open a row and find its address.

    Raises EditTargetMissing, InQuietHours, CannotOpen, and ValueError or KeyError for a body that
    is not ours.
    """
    if row.group_id:
        return Envelope(
            row.seq,
            *group_messages.load_group_message(await vault.server_keys(), texts, row),
            owner,
        )
    member = await session.get_one(Member, row.member_id)
    payload = await _load_payload(vault, row)
    until = members.end_of_quiet_hours(member, now) if payload.respects_quiet_hours else now
    if until > now and not await _is_reader_awake(session, vault, row, now):
        raise InQuietHours(until)
    target = await _platform_target(session, payload.target)
    text = payload.text
    if row.resent and isinstance(target, NewMessage):
        text = f"{texts.render(member.language, SENT_AGAIN_KEY)}\n\n{text}"
    message = build_message(row, payload, target, text)
    return Envelope(row.seq, await members.address_of(vault, member), message, owner)


def build_message(
    row: Outbox, payload: MessagePayload, target: PlatformTarget, text: str
) -> OutboundMessage:
    """Return what the adapter sends for a row."""
    options = payload.silent, row.id.hex[:25], payload.attachment, payload.answers_event
    media = payload.media, payload.gallery
    others = payload.picker, payload.page
    stays = payload.stays_in_chat
    return OutboundMessage(
        text, payload.rows, target, *options, *media, *others, stays_in_chat=stays
    )


async def _load_payload(vault: Vault, row: Outbox) -> MessagePayload:
    return MessagePayload.load(await vault.open_bytes(row, "body"))


async def _is_reader_awake(session: AsyncSession, vault: Vault, row: Outbox, now: datetime) -> bool:
    """Return whether the reader asked for something queued after it, and so is awake."""
    later_rows = select(Outbox).where(
        Outbox.member_id == row.member_id,
        Outbox.state == "new",
        Outbox.seq > row.seq,
        Outbox.not_before <= now,
    )
    payloads = [await _load_payload(vault, each) for each in await session.scalars(later_rows)]
    changes = EditEarlier, RemoveButtons, RemoveButtonsEarlier
    return any(
        not payload.respects_quiet_hours and not isinstance(payload.target, changes)
        for payload in payloads
    )


async def _platform_target(session: AsyncSession, target: StoredTarget) -> PlatformTarget:
    """Return the target by the platform's id. Raises EditTargetMissing if it never went out."""
    match target:
        case EditEarlier(key, only):
            return EditMessage(await _find_edited_message_id(session, key), only)
        case RemoveButtonsEarlier(key):
            return RemoveButtons(await _find_edited_message_id(session, key))
        case _:
            return target


async def _find_edited_message_id(session: AsyncSession, key: str) -> str:
    platform_message_id = await session.scalar(
        select(Outbox.platform_message_id).where(Outbox.dedup_key == key)
    )
    if not platform_message_id:
        raise EditTargetMissing
    return platform_message_id
