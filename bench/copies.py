"""Multiply the couples of an SQLite file inside the database, which is far quicker than sealing.

A copy's ids are new, and so its keys and words do not open: copies fill the tables, and only the
couples that were seeded one by one ever write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Table, Uuid

from storage.columns import Base
from storage.sealing import SERVER_OWNER_ID

TABLES = "couple", "member", "data_key", "tie", "due"
AT_ONCE = 50
PRAGMAS = "journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"
OTHER_VALUES = {
    "member.lookup": "randomblob(32)",
    "due.slot": "slot || ':' || number",
    # Any minute of the week.
    "due.at": "strftime('%Y-%m-%d %H:%M:00.000000', at, (abs(random()) % 10080) || ' minutes')",
}
Step = Callable[[int], None]


def multiply_couples(file: Path, copies: int, step: Step = lambda _: None) -> None:
    """Add that many copies of each couple; `step` hears how many of them are there."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TEMP TABLE numbers (number INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO numbers VALUES (?)", _numbers(copies))
        tables = [Base.metadata.tables[name] for name in TABLES]
        for table in tables:
            kept = f"CREATE TEMP TABLE first_{table.name} AS SELECT * FROM {table.name}"  # noqa: S608 our own names
            connection.execute(kept)
        for first in range(1, copies + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, copies)
            connection.execute("BEGIN")
            for table in tables:
                connection.execute(_copy_statement(table), (first, last))
            connection.execute("COMMIT")
            step(last)


def _numbers(copies: int) -> list[tuple[int]]:
    return [(number,) for number in range(1, copies + 1)]


def _copy_statement(table: Table) -> str:
    """Return the statement that inserts copies, from one number to another."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(map(_value, table.columns))
    rows = f"SELECT {values} FROM first_{table.name}, numbers WHERE number BETWEEN ? AND ?"  # noqa: S608 our own names
    if table.name == "data_key":
        rows += f" AND owner_id <> '{SERVER_OWNER_ID.hex}'"
    return f"INSERT INTO {table.name} ({names}) {rows}"


def _value(column: Column[object]) -> str:
    """Return a copy's value. Its ids keep their first digits, so that they are as spread out."""
    name = f'"{column.name}"'
    if isinstance(column.type, Uuid):
        return f"substr({name}, 1, 4) || printf('%08x', number) || substr({name}, 13)"
    return OTHER_VALUES.get(f"{column.table.name}.{column.name}", name)
