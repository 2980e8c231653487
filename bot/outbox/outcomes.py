"""Marks a row of the outbox after an attempt to send it; see the table in docs/architecture.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.platforms.adapter import (
    ContentGone,
    DeliveryUnknown,
    NotDelivered,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from chat.messages import Priority
from domain import groups, member
from storage.tables.member import Member
from storage.tables.queues import Outbox

log = structlog.get_logger(__name__)

MAX_RETRY_SECONDS = 300.0
Outcome = str | SendFailed
"""The platform's id of the message, or why it was not sent."""


@dataclass(frozen=True)
class OutcomeRecorder:
    """Records outcomes in rows; a row that it marks has no owner any more."""

    circuit_breaker: CircuitBreaker
    clock: Clock
    chance: Random

    async def settle(self, session: AsyncSession, row: Outbox, outcome: Outcome) -> None:
        """Mark a row with the outcome of its send."""
        row.owner = None
        if isinstance(outcome, str):
            row.platform_message_id = outcome or row.platform_message_id
            row.sent_at = self.clock.now()
            finish_row(row, "sent")
            return
        row.error = type(outcome).__name__
        match outcome:
            case Unreachable() | Rejected() if row.group_id:
                # A group's people decide whether the bot may write there: no reason for an alarm.
                await groups.mark_unreachable(session, row.group_id)
                finish_row(row, "cancelled")
            case Unreachable():
                await member.mark_unreachable(session, await session.get_one(Member, row.member_id))
                finish_row(row, "cancelled")
            case ContentGone():
                finish_row(row, "cancelled")
            case TokenRefused():
                await self.circuit_breaker.requeue(session, row)
            case NotDelivered():
                self._retry_later(row, outcome.retry_after)
            case DeliveryUnknown() if row.priority != Priority.NUDGE and not row.resent:
                row.resent = True
                self._retry_later(row, None)
            case DeliveryUnknown():
                give_up_row(row, "dropped")
            case _:
                give_up_row(row, "dead", getattr(outcome, "reason", ""))

    def _retry_later(self, row: Outbox, wait: float | None) -> None:
        if wait is None:
            wait = min(2.0 ** min(row.attempts, 10), MAX_RETRY_SECONDS) * (
                0.5 + self.chance.random()
            )
        row.state = "new"
        row.not_before = self.clock.now() + timedelta(seconds=wait)


def finish_row(row: Outbox, state: str) -> None:
    row.state, row.body = state, None


def give_up_row(row: Outbox, state: str, reason: str = "") -> None:
    log.error("message_given_up", seq=row.seq, error_class=row.error, state=state, reason=reason)
    finish_row(row, state)
