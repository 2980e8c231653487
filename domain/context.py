"""The first argument of every rule: the open transaction, the keys and the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from storage.changes import SessionChanges
from storage.sealing import Vault


@dataclass(frozen=True, slots=True)
class Context:
    """One open transaction with the vault that seals its words; `now` is in UTC."""

    session: AsyncSession
    vault: Vault
    now: datetime
    changes: SessionChanges | None = None
    """The changes of a transaction that events share; then none of them has a savepoint."""

    def at(self, moment: datetime) -> Context:
        """Return the same transaction as of another moment, such as when words were said."""
        return replace(self, now=moment)
