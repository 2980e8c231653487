"""Test that a bot killed at any instant loses nothing, skips nothing, and marks duplicates."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.engine import URL

from tests.chaos.runs import run

pytestmark = pytest.mark.long

ROUNDS = 5
SEED = 820
COUPLES = 2
"""One of them on Telegram alone, the other across platforms."""


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> URL | None:
    """Return None for SQLite; else the server of this test run."""
    if request.param == "sqlite":
        return None
    found: URL = request.getfixturevalue("postgresql_server")
    return found


def test_accepted_events_outlive_every_kill(server: URL | None) -> None:
    """Play a few rounds; `make chaos` plays more.

    Seen to fail with the offset moved before the commit, or "done" committed before the
    handler: lost updates;
    with `recover` left out, without its mark, or with rows marked before they are sent: messages
    that hang, come twice or never arrive; with an inbox that knows no keys: words kept twice; with
    a tick in two commits: weeks without a round; with a migration in parts: no start at all. On
    Discord with a press answered before its commit: one that was accepted is lost; with posts
    without their nonce: one that comes twice within minutes.
    """
    figures = asyncio.run(run(SEED, ROUNDS, server, couples=COUPLES))
    assert sum(figures.kills.values()) >= ROUNDS
    assert figures.updates
    assert figures.dispatches
    assert figures.lost == 0
