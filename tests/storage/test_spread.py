"""Test that each table carries the id that its rows would be spread by over several servers.

docs/decisions/0017-spread-by-couple.md says how.
"""

from __future__ import annotations

from sqlalchemy import Table

from storage.columns import Base
from storage.tables.member import Member
from storage.tables.pair import Couple

SPREAD_BY = ("couple_id", "member_id", "owner_id", "inviter_id", "author_id", "ordering_key")
"""The columns that name the couple or the person to whom a row belongs."""
HOMES = {Couple.__tablename__, Member.__tablename__}
"""Their own ids are what everything else is spread by."""
ELSEWHERE = {
    "evening_card": "found through its evening alone; it gets the couple's id when data is spread",
    "gateway_session": "local: one process at a time writes its one row for each platform",
    "group_chat": "reference: a group belongs to nobody, and has one small row",
    "media_chunk": "found through its file alone; it gets the author's id when data is spread",
    "media_use": "found through its file alone; it gets the author's id when data is spread",
    "reveal": "found through its round alone; it gets the couple's id when data is spread",
    "send_pace": "local: the pace of a token is one row that all draw from",
}


def spread_column(table: Table) -> str | None:
    return next((name for name in SPREAD_BY if name in table.columns), None)


def test_each_table_names_the_couple_or_person_it_would_be_spread_by() -> None:
    """Seen to fail without `couple_id` in a table: it is named."""
    tables = Base.metadata.sorted_tables
    without = {table.name for table in tables if spread_column(table) is None}
    assert without - HOMES == ELSEWHERE.keys()


def test_each_reference_to_another_table_stays_within_a_couple_or_a_person() -> None:
    """Either side carries the id of the couple or the person."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table
            is_within = target.name in HOMES or spread_column(target) or spread_column(table)
            assert is_within, f"{table.name} refers to {target.name}, and neither has a home"
