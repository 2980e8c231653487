"""Test that copies of couples are whole couples of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.copies import multiply_couples
from bench.seed import make_couples, sqlite_url

pytestmark = pytest.mark.sqlite

COUPLES, COPIES = 2, 3
ALL = COUPLES * (1 + COPIES)
WHOLE_COUPLES = """
    SELECT count(*) FROM (
        SELECT couple.id FROM couple
            JOIN member ON member.couple_id = couple.id
            JOIN tie ON tie.couple_id = couple.id AND tie.member_id = member.id
            JOIN due ON due.couple_id = couple.id AND due.member_id = member.id
            JOIN data_key ON data_key.owner_id = member.id
        GROUP BY couple.id HAVING count(*) = 2
    )
"""


async def test_each_copy_is_a_couple_with_its_own_people_and_moments(tmp_path: Path) -> None:
    """Seen to fail with copies whose people stay in the first couple."""
    file = tmp_path / "couples.db"
    await make_couples(sqlite_url(file), COUPLES)
    multiply_couples(file, COPIES)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute(WHOLE_COUPLES).fetchone() == (ALL,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
