"""Claims a reply in the transaction that writes it, so that it is sent without a look for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from typing import cast

from bot.outbox.envelope import Envelope, build_message
from bot.outbox.payload import MessagePayload
from bot.outbox.sender import Sender
from bot.platforms.adapter import OutboundMessage
from chat.messages import Address
from chat.targets import (
    DeleteMessage,
    EditMessage,
    NewMessage,
    PlatformTarget,
    React,
    RemoveButtons,
)
from domain import member as members
from domain.context import Context
from storage.tables.member import Member
from storage.tables.queues import Outbox

WrittenMessage = tuple[Outbox, MessagePayload]
"""A row of the outbox, and what it says."""
LOOKS_NOTHING_UP = NewMessage | EditMessage | DeleteMessage | React | RemoveButtons
"""Targets that do not depend on an earlier message that may not be sent yet."""


@dataclass
class DirectSending:
    """The replies that one transaction hands over; a crash finds their rows marked as sending."""

    owner: str
    """This process, as `storage/identity.py` names it."""
    count_room: Callable[[], int]
    """Tells how many messages more may be on their way."""
    sender: Sender
    leaves_rows: bool = False
    """Whether rows were written that wait in the outbox to be claimed."""
    _claimed: list[tuple[Outbox, Address, OutboundMessage]] = field(default_factory=list)
    """The rows to send once the transaction is committed."""

    async def claim(
        self,
        ctx: Context,
        member: Member,
        messages: Sequence[WrittenMessage],
        unsent: Sequence[Outbox],
        last_sent_at: datetime | None,
    ) -> None:
        """Mark those of the messages that are about to be written and can be sent at once.

        Nothing overtakes what the reader has not got yet, unless that is on its way from here.
        """
        ready = list(takewhile(lambda each: _is_ready(*each, ctx.now), messages))
        ours = {row.id for row, _, _ in self._claimed}
        if any(row.id not in ours for row in unsent) or not self.sender.is_open(member):
            ready = []
        ready = ready[: max(0, self.count_room() - len(self._claimed))]
        if ready:
            to = await members.address_of(ctx.vault, member)
            self._claim_rows(to, ready)
            if last_sent_at:
                self.sender.note_last_sent(to, ctx.now - last_sent_at)
        if len(ready) < len(messages):
            self.note_rows_left()

    def _claim_rows(self, to: Address, messages: Sequence[WrittenMessage]) -> None:
        for row, payload in messages:
            row.state, row.owner, row.attempts = "sending", self.owner, 1
            target = cast(PlatformTarget, payload.target)
            message = build_message(row, payload, target, payload.text)
            self._claimed.append((row, to, message))

    def note_rows_left(self) -> None:
        """Note that rows were written that wait in the outbox to be claimed."""
        self.leaves_rows = True

    def take(self) -> None:
        """Note that the written rows are ours, before a commit lets any process read that."""
        self.sender.take(self._seqs)

    def give_back(self) -> None:
        """Forget the rows, since the commit failed."""
        self.sender.give_back(self._seqs)

    def start(self) -> None:
        """Send them, now that the transaction is committed; those to one person in their order."""
        chains: dict[Address, list[Envelope]] = {}
        for row, to, what in self._claimed:
            chains.setdefault(to, []).append(Envelope(row.seq, to, what, self.owner))
        for chain in chains.values():
            self.sender.start(*chain)

    @property
    def _seqs(self) -> list[int]:
        return [row.seq for row, _, _ in self._claimed]


def _is_ready(row: Outbox, payload: MessagePayload, now: datetime) -> bool:
    return row.not_before <= now and isinstance(payload.target, LOOKS_NOTHING_UP)
