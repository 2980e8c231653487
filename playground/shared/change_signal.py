"""Tell listeners that something happened, and let a test wait for it without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE_SECONDS = 60.0
"""The longest wait for the bot: what takes a second may take ten on a machine at its limit."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a phone could show: `kind` is the name of the page's event."""

    kind: str
    chat_id: int = 0
    message_id: int = 0
    text: str = ""
    alert: bool = False
    interaction_id: int = 0


Listener = Callable[[Change], None]


class Changes:
    """A signal of every change; notify it from the server's own event loop.

    A test that waits for it also checks again at the changes in `also`.
    """

    def __init__(self, also: Changes | None = None) -> None:
        self._also = also
        self._listeners: list[Listener] = []
        self._waiting: list[asyncio.Future[None]] = []

    def notify(self, change: Change) -> None:
        """Tell of one change."""
        for listener in tuple(self._listeners):
            listener(change)
        self.wake()

    def wake(self) -> None:
        """Let all who wait check again, with nothing to show."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
        if self._also is not None:
            self._also.wake()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at every change, until the function that this returns is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def until(self, condition: Callable[[], bool], within: float = PATIENCE_SECONDS) -> None:
        """Return as soon as the condition holds; TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            while not condition():
                future = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
