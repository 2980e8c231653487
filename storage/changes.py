"""Notes what a session changes, so that it is known whether there is anything to take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from storage.columns import Base


@dataclass(frozen=True, slots=True)
class Mark:
    """The changes up to one moment; two marks are equal if nothing was changed between them."""

    rows: frozenset[object]
    statements: int
    values: Mapping[str, object]
    """The columns of one row, which may have been changed before and since."""


class SessionChanges:
    """The rows that a session has changed, and its statements that change rows past them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session.sync_session
        self._written: set[object] = set()
        self._statements = 0
        event.listen(self._session, "before_flush", self._note_flush)
        event.listen(self._session, "do_orm_execute", self._note_statement)

    def mark(self, row: Base) -> Mark:
        """Return what is changed so far, written or not, with the columns of this row."""
        return Mark(frozenset(self._written | self._unwritten()), self._statements, dict(vars(row)))

    def _unwritten(self) -> set[object]:
        return {*self._session.new, *self._session.dirty, *self._session.deleted}

    def _note_flush(self, _session: Session, _flush: UOWTransaction, _rows: object) -> None:
        self._written |= self._unwritten()

    def _note_statement(self, statement: ORMExecuteState) -> None:
        self._statements += not statement.is_select
