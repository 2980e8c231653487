"""One row of the outbox, opened and addressed: what an adapter is to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import groups
from bot.adapter import Outgoing
from bot.outbox import SENT_AGAIN, Letter
from chat.messages import Address
from content.texts import Texts
from domain import people
from storage.models import Member, Outbox
from storage.sealing import Vault


class Gone(Exception):
    """The message that was to be changed never went out: there is nothing to send."""


class Asleep(Exception):
    """Its reader's quiet hours began while it was on its way; it can wait for `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("quiet hours")
        self.until = until


@dataclass(frozen=True, slots=True)
class Parcel:
    """One claimed outbox row, opened and addressed."""

    seq: int
    to: Address
    message: Outgoing
    owner: str
    """In whose name it was claimed."""


async def opened(
    session: AsyncSession, vault: Vault, texts: Texts, row: Outbox, now: datetime, owner: str
) -> Parcel:
    """Raises Gone, Asleep, CannotOpen, and ValueError or KeyError for a body that is not ours."""
    if row.group_id:
        return Parcel(row.seq, *groups.opened(await vault.house(), texts, row), owner)
    member = await session.get_one(Member, row.member_id)
    letter = await _letter(vault, row)
    until = people.waking(member, now) if letter.waits else now
    if until > now and not await _is_awaited(session, vault, row, now):
        raise Asleep(until)
    changes = await _remote_id(session, letter)
    text = letter.text
    if row.resent and not changes:
        text = f"{texts.render(member.language, SENT_AGAIN)}\n\n{text}"
    marks = changes, letter.silent, row.id.hex[:25], letter.attachment, letter.removes
    message = Outgoing(text, letter.rows, *marks, letter.answers, letter.strips, letter.in_place)
    return Parcel(row.seq, await people.address_of(vault, member), message, owner)


async def _letter(vault: Vault, row: Outbox) -> Letter:
    return Letter.load(await vault.open_bytes(row, "body"))


async def _is_awaited(session: AsyncSession, vault: Vault, row: Outbox, now: datetime) -> bool:
    """Whether something stands behind it that its reader asked for: they are awake."""
    behind = select(Outbox).where(
        Outbox.member_id == row.member_id,
        Outbox.state == "new",
        Outbox.seq > row.seq,
        Outbox.not_before <= now,
    )
    letters = [await _letter(vault, each) for each in await session.scalars(behind)]
    return any(not letter.waits and not letter.edits for letter in letters)


async def _remote_id(session: AsyncSession, letter: Letter) -> str:
    if not letter.edits:
        return letter.replaces
    remote = await session.scalar(select(Outbox.remote).where(Outbox.key == letter.edits))
    if not remote:
        raise Gone
    return remote
