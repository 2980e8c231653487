"""Make the context of a rule that a test calls directly."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.context import Context
from storage.sealing import Vault
from tests.conftest import RING
from tests.support.people import START


def context(session: AsyncSession, vault: Vault | None = None, now: datetime = START) -> Context:
    """Return a context with the test's own keys, at the tests' first moment or at `now`."""
    return Context(session, vault or Vault(session, RING), now)
