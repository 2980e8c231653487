"""Check the platforms' ledgers against the outbox: messages that arrived, and that should."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Address, Priority
from playground.discord.api.messages import NONCE_SECONDS
from storage.tables.member import Member
from storage.tables.queues import Outbox
from tests.chaos.figures import Figures
from tests.chaos.ledger_reader import DeliveredMessage, LedgerReader
from tests.chaos.world import World

OutboxRow = Any
"""A row of the columns that `compare` selects."""
GIVEN_UP = {"expired", "cancelled", "dropped"}
ENDS = {"sent", *GIVEN_UP}
"""Allowed end states; `dead` is a bug, and `sending` must not outlive a start."""


class OutboxCheck:
    """A check that matches each message with a row, each row once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._arrivals = LedgerReader(world.playground)
        self._unmatched: list[DeliveredMessage] = []
        """Messages that arrived, but that no row knows by their id: the bot died too soon."""
        self._copies_by_row: defaultdict[int, list[DeliveredMessage]] = defaultdict(list)
        """By row, such messages that were found to be copies of it."""
        self._parts: set[str] = set()
        self.delivered: dict[tuple[str, str], DeliveredMessage] = {}
        self.copies: Counter[str] = Counter()
        """By platform."""

    async def compare(self, session: AsyncSession, members: Mapping[Address, Member]) -> list[str]:
        """Return one line for each message too many, and for each row in a wrong end state."""
        columns = (
            *(
                Outbox.seq,
                Outbox.id,
                Outbox.dedup_key,
                Outbox.member_id,
                Outbox.state,
                Outbox.resent,
            ),
            *(Outbox.platform_message_id, Outbox.attempts, Outbox.priority),
            *(Outbox.not_before, Outbox.expires_at),
        )
        rows: Sequence[OutboxRow] = (
            await session.execute(select(*columns).order_by(Outbox.seq))
        ).all()
        chats = {member.id: who for who, member in members.items()}
        self._read_deliveries(rows, chats)
        return [
            *self._check_end_states(rows),
            *self._check_missing(rows, chats),
            *self._check_duplicates(rows, chats),
        ]

    def count(self, figures: Figures) -> None:
        """Count the messages that arrived, and those that came twice."""
        figures.messages = len(self.delivered)
        figures.posts = sum(platform == "discord" for platform, _ in self.delivered)
        figures.copies = self.copies.total()
        figures.copied_posts = self.copies["discord"]
        figures.known_posts = self._arrivals.deduplicated

    def _read_deliveries(self, rows: Sequence[OutboxRow], chats: Mapping[Any, Address]) -> None:
        known = {_platform_key(row, chats) for row in rows}
        for arrived in self._arrivals.read_new():
            self.delivered[arrived.platform_key] = arrived
            if arrived.platform_key not in known and not self._is_a_part(arrived):
                self._unmatched.append(arrived)

    def _is_a_part(self, arrived: DeliveredMessage) -> bool:
        """Return whether it is a row's further post, by the dot in its nonce."""
        first = "." in arrived.nonce and arrived.nonce not in self._parts
        self._parts.add(arrived.nonce)
        return first

    def _check_end_states(self, rows: Sequence[OutboxRow]) -> Iterator[str]:
        waiting = self._find_waiting(rows)
        for row in rows:
            if row.state not in ENDS and row.seq not in waiting:
                yield f"message {row.seq} ({row.dedup_key}) is left {row.state}"
            if row.state == "expired" and not self._world.was_down_at(row.expires_at):
                yield f"message {row.seq} ({row.dedup_key}) expired while the bot was up"
            if row.state == "dropped" and not row.resent and row.priority != Priority.NUDGE:
                yield f"message {row.seq} ({row.dedup_key}) was dropped without a second try"

    def _find_waiting(self, rows: Iterable[OutboxRow]) -> set[int]:
        """Return the rows whose time has not come, and those that wait behind such a row.

        One person's messages leave in their order, so a row of theirs that waits holds up the
        rows after it.
        """
        now, waiting, held_up = self._world.now, set[int](), set[Any]()
        for row in rows:
            if row.state == "new" and (row.not_before > now or row.member_id in held_up):
                waiting.add(row.seq)
                if row.member_id is not None:
                    held_up.add(row.member_id)
        return waiting

    def _check_missing(
        self, rows: Sequence[OutboxRow], chats: Mapping[Any, Address]
    ) -> Iterator[str]:
        for row in rows:
            if row.state == "sent" and _platform_key(row, chats) not in self.delivered:
                yield f"message {row.seq} ({row.dedup_key}) counts as sent and never arrived"

    def _check_duplicates(
        self, rows: Sequence[OutboxRow], chats: Mapping[Any, Address]
    ) -> Iterator[str]:
        """Check that each message without a row is the first copy of one marked as resent."""
        for arrived in self._unmatched:
            row = next(self._candidate_rows(arrived, rows, chats), None)
            if row is None:
                yield f"a message came twice or from nowhere, and no row says so: {arrived.text!r}"
                continue
            self._copies_by_row[row.seq].append(arrived)
            if row.state == "sent" or len(self._copies_by_row[row.seq]) == 2:
                self.copies[arrived.to.platform] += 1
        self._unmatched = []

    def _candidate_rows(
        self, arrived: DeliveredMessage, rows: Iterable[OutboxRow], chats: Mapping[Any, Address]
    ) -> Iterator[OutboxRow]:
        """Yield the rows that this may be a copy of: sent again since, or given up as unclear."""
        for row in rows:
            if chats.get(row.member_id) != arrived.to or not _is_of(row, arrived):
                continue
            others = self._copies_by_row[row.seq]
            if len(others) >= (1 if row.state == "sent" else min(row.attempts, 2)):
                continue
            if row.state == "sent" and row.resent:
                again = self.delivered.get(_platform_key(row, chats))
                if again and again is not arrived and _is_copy(arrived, again):
                    yield row
            elif row.state in GIVEN_UP and all(
                _is_outside_nonce_window(arrived, each) for each in others
            ):
                yield row


def _is_of(row: OutboxRow, arrived: DeliveredMessage) -> bool:
    """Return False when its nonce says that it is another row's."""
    return bool(row.id.hex.startswith(arrived.nonce.partition(".")[0]))


def _is_copy(arrived: DeliveredMessage, again: DeliveredMessage) -> bool:
    """Return whether a message may be the one that was sent once more."""
    return again.text.endswith(arrived.text or "-") and _is_outside_nonce_window(arrived, again)


def _is_outside_nonce_window(arrived: DeliveredMessage, other: DeliveredMessage) -> bool:
    """Return whether Discord, which remembers a nonce for minutes, has forgotten it."""
    return (
        not (arrived.is_standalone and other.is_standalone)
        or abs(other.at - arrived.at) > NONCE_SECONDS
    )


def _platform_key(row: OutboxRow, chats: Mapping[Any, Address]) -> tuple[str, str]:
    """Return the platform and the id of the message that a row knows of."""
    who = chats.get(row.member_id)
    return (who.platform if who else ""), row.platform_message_id or ""
