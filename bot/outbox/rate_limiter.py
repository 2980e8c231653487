"""Limits how fast we send to what the platform accepts, in all and to one person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.outbox.send_slots import SPACING_MARGIN, SendSlot, SendSlots
from chat.messages import Address

FORGET_CHAT_SECONDS = 60.0
"""Seconds after which a quiet chat is forgotten."""


@dataclass
class RateLimiter:
    """Makes each send wait for its chat and for a slot of its platform's token.

    `chat_rate` counts the messages a second to one person. Telegram's FAQ for bots names about 30
    in all and 1 to a person.
    """

    clock: Clock
    chat_rate: float
    slots: Mapping[str, SendSlots]
    """By platform."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _chat_free_at: dict[Address, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Return the messages a second to all platforms together."""
        return sum(slots.rate for slots in self.slots.values())

    @asynccontextmanager
    async def slot(self, to: Address) -> AsyncIterator[None]:
        """Wait until a message to this person may be sent; the block sends it."""
        slots = self.slots[to.platform]
        slot = await self._wait_for_slot(slots, to)
        slots.begin(slot)
        try:
            yield
        finally:
            slots.end(slot)
            self.note_sent(to)

    def note_sent(self, to: Address, seconds_ago: float = 0.0) -> None:
        """Note when a message reached a chat, so that the next one waits for its turn."""
        free_at = self.clock.monotonic() - seconds_ago + 1 / self.chat_rate
        self._chat_free_at[to] = max(self._chat_free_at.get(to, 0.0), free_at)

    async def throttle(self, to: Address, seconds: float) -> None:
        """Wait as the platform asks for this chat, or for all; see `SendSlots.throttle`."""
        await self.slots[to.platform].throttle(to, seconds)

    def blocked_for(self, platform: str) -> float:
        """Return for how many seconds nothing may be sent to anybody on the platform."""
        return self.slots[platform].blocked_for()

    async def close(self) -> None:
        """End what goes on beside the sends."""
        for slots in self.slots.values():
            await slots.close()

    async def _wait_for_slot(self, slots: SendSlots, to: Address) -> SendSlot:
        slot = await self._wait_once(slots, to)
        while slots.is_missed(slot):
            slot = await self._wait_once(slots, to)
        return slot

    async def _wait_once(self, slots: SendSlots, to: Address) -> SendSlot:
        now = self.clock.monotonic()
        slot = await slots.reserve(max(now, self._chat_free_at.get(to, now)))
        self._chat_free_at[to] = slot.at + (1 + SPACING_MARGIN) / self.chat_rate
        self._forget_quiet_chats(now)
        if (wait := slot.at - self.clock.monotonic()) > 0:
            await self.sleep(wait)
        while (wait := slots.seconds_until_free()) > 0:
            await self.sleep(wait)
        return slot

    def _forget_quiet_chats(self, now: float) -> None:
        if len(self._chat_free_at) > self.rate * FORGET_CHAT_SECONDS:
            self._chat_free_at = {
                address: free for address, free in self._chat_free_at.items() if free > now
            }
