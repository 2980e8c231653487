"""Test that no look at a queue reads many more rows than it returns."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from storage import migrate
from storage.database import Database
from tests.scale.many_couples import fill
from tests.scale.plans import EVENING, find_faults, look_at_queues

COUPLES = 20_000
STORAGE_OPTIONS = text("""
    SELECT relname, array_to_string(reloptions, ' ') FROM pg_class
    WHERE relname IN ('inbox', 'outbox', 'due')
""")

pytestmark = pytest.mark.postgresql


@pytest.mark.long
async def test_with_20_000_couples_no_look_reads_more_than_four_times_what_it_returns(
    empty: Database,
) -> None:
    """Seen to fail three times.

    With the open platforms as an EXISTS: all 40,000 people are read for 8 messages. With the kinds
    of one moment sorted: all that is due at it. With an index of the queue that does not know when
    a row may leave: all that waits for the morning.
    """
    await migrate.upgrade(empty)
    await fill(empty, COUPLES, EVENING)
    looks = await look_at_queues(empty, EVENING)
    assert len(looks) == 8
    assert list(find_faults(looks)) == []


async def test_the_queues_are_cleaned_more_often_than_other_tables(database: Database) -> None:
    async with database.read() as session:
        found = {name: options or "" for name, options in await session.execute(STORAGE_OPTIONS)}
    assert found.keys() == {"inbox", "outbox", "due"}
    assert all("autovacuum_vacuum_scale_factor=0.02" in options for options in found.values())
