"""Killed at any instant, the bot loses nothing, skips nothing, and marks what comes twice."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL, make_url

from tests import postgres
from tests.chaos.runs import run

ROUNDS = 5
SEED = 11


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[URL | None]:
    """None for SQLite; else the server of this run of tests, or one of our own."""
    if request.param == "sqlite":
        yield None
    elif running := os.environ.get(postgres.ADDRESS):
        yield make_url(running)
    else:
        with postgres.server() as address:
            yield address


def test_whatever_was_accepted_outlives_every_kill(server: URL | None) -> None:
    """`make chaos` plays more rounds of the same."""
    figures = asyncio.run(run(SEED, ROUNDS, server))
    assert sum(figures.kills.values()) >= ROUNDS
    assert figures.updates
    assert figures.lost == 0
