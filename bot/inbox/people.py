"""Loads everybody whom a batch of events concerns, with their keys, in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.inbox.queries import LOCK_COUPLES, PEOPLE
from chat.messages import Event, Kind
from chat.router import LoadForCouples
from storage.database import is_sqlite
from storage.sealing import ServerKeys, load_keys
from storage.tables.keys import DataKey
from storage.tables.member import Member


@dataclass(frozen=True, slots=True)
class People:
    """The members that a batch loaded, as the rows of its transaction."""

    by_lookup: Mapping[bytes, Member] = field(default_factory=dict)
    keys: Sequence[DataKey] = ()
    """Held because the session finds a key by its owner only as long as somebody holds the row."""
    locked_couples: Collection[UUID] = ()
    loaded: Mapping[str, Mapping[UUID, Any]] = field(default_factory=dict)
    """By kind of due moment and by couple: what its loader has loaded for all of them."""

    @property
    def ids(self) -> list[UUID]:
        return [each.id for each in self.by_lookup.values()]

    def find(self, event: Event, server_keys: ServerKeys) -> Member | None:
        """Return the sender of an event, or the person for whom a due moment is."""
        if event.address:
            lookup = server_keys.lookup(event.address)
            # An event of the same batch may have moved somebody to another account.
            return next((each for each in self.by_lookup.values() if each.lookup == lookup), None)
        return next((each for each in self.by_lookup.values() if each.id == event.member), None)

    def partner_of(self, member: Member) -> Member | None:
        """Return the partner, if the batch loaded them and they still are it."""
        if member.couple_id is None:
            return None
        couple = (each for each in self.by_lookup.values() if each.couple_id == member.couple_id)
        return next((each for each in couple if each is not member), None)


async def load_people(
    session: AsyncSession, server_keys: ServerKeys, events: Sequence[Event]
) -> People:
    """Load senders, partners and keys. On a server, lock the couples first.

    So the second of the two reads what the first one wrote. Rows that point at a couple may still
    be added. SQLite has one writer at a time anyway.
    """
    lookups = [server_keys.lookup(each.address) for each in events if each.address]
    ids = [each.member for each in events if each.member and not each.address]
    senders = {"lookups": lookups, "ids": ids}
    locked: Sequence[UUID] = ()
    if not is_sqlite(session):
        locked = (await session.scalars(LOCK_COUPLES, senders)).all()
    members = (await session.scalars(PEOPLE, senders)).all()
    owners = {owner for each in members for owner in (each.id, each.couple_id) if owner}
    keys = await load_keys(session, owners)
    return People({each.lookup: each for each in members}, keys, set(locked))


async def load_for_due(
    session: AsyncSession, loaders: Mapping[str, LoadForCouples], events: Sequence[Event]
) -> Mapping[str, Mapping[UUID, Any]]:
    """Run the loader of each kind of due moment once, for the couples of all its moments."""
    couples: dict[LoadForCouples, set[UUID]] = defaultdict(set)
    for each in events:
        if each.kind is Kind.DUE and each.couple and each.name in loaders:
            couples[loaders[each.name]].add(each.couple)
    loaded = {load: await load(session, ids) for load, ids in couples.items()}
    return {kind: loaded[load] for kind, load in loaders.items() if load in loaded}
