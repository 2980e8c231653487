"""Handles the events of different couples in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox.event_transaction import EventTransaction, load_event
from bot.inbox.people import People, load_for_due, load_people
from bot.inbox.queries import CLAIM, CLAIM_ON_SERVER, MARK_DONE
from bot.outbox.direct_sending import DirectSending
from bot.outbox.open_rows import OpenRows
from bot.parts import Parts
from chat.messages import Event
from storage.changes import SessionChanges

ClaimedEvent = tuple[Row[Any], Event | None]
"""A row of the inbox with the event that its body holds, if it is one that we know."""


@dataclass
class EventBatch:
    """One transaction, which is rolled back if one of its events fails; the others go again."""

    parts: Parts
    session: AsyncSession
    direct: DirectSending
    must_stop: Callable[[], bool]
    handled: list[EventTransaction] = field(default_factory=list)

    async def handle(self, seqs: Sequence[int]) -> None:
        """Handle those of the rows that are still to be handled; leave a couple's second event.

        Raises what an event raises.
        """
        claimed = [(row, load_event(self.parts, row)) for row in await self._claim(seqs)]
        events = [event for _, event in claimed if event]
        people = await load_people(self.session, self.parts.server_keys, events)
        loaders = self.parts.features.router.due_loaders
        people = replace(people, loaded=await load_for_due(self.session, loaders, events))
        open_rows = OpenRows(self.session, self.parts.clock.now())
        await open_rows.load(people.ids)
        changes = SessionChanges(self.session) if len(claimed) > 1 else None
        done: list[int] = []
        for row, event in self._of_different_couples(claimed, people):
            # Messages that are on their way go on between two events.
            await asyncio.sleep(0)
            if self.must_stop():
                break
            transaction = EventTransaction(
                self.parts, self.session, people, open_rows, self.direct, changes
            )
            await transaction.handle(row, event)
            self.handled.append(transaction)
            done.append(row.seq)
        if done:
            await self.session.execute(MARK_DONE, {"seqs": done})
            await self.session.flush()
            self.direct.take()

    async def _claim(self, seqs: Sequence[int]) -> Sequence[Row[Any]]:
        """Return the rows that are ours to handle, locked where other processes could take them."""
        parameters = {"seqs": seqs, "now": self.parts.clock.now()}
        if self.parts.database.is_sqlite:
            return (await self.session.execute(CLAIM, parameters)).all()
        rows = await self.session.execute(CLAIM_ON_SERVER, parameters)
        return [row for row in rows if row.is_ours]

    def _of_different_couples(
        self, claimed: Sequence[ClaimedEvent], people: People
    ) -> Iterator[ClaimedEvent]:
        """Yield each couple's first event; the next batch has the second."""
        couples = set()
        for row, event in claimed:
            sender = people.find(event, self.parts.server_keys) if event else None
            couple = sender.couple_id if sender else None
            if couple is None or couple not in couples:
                yield row, event
            couples.add(couple)
