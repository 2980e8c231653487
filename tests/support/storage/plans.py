"""Read the plans of all statements that PostgreSQL has really run, and how many rows each read."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from storage.database import Database

SETTINGS = {
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "notice",
}
"""The same as EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), for each statement as it is run."""
FILTERED = "Rows Removed by Filter", "Rows Removed by Index Recheck"


@dataclass(frozen=True)
class StatementPlan:
    """The rows that one execution of a statement read and returned, and its pages of 8 KiB."""

    statement: str
    returned: int
    read: int
    pages: int

    @property
    def is_look(self) -> bool:
        return self.statement.lstrip().startswith("SELECT")


@asynccontextmanager
async def recorded_plans(database: Database) -> AsyncIterator[list[StatementPlan]]:
    """Return a list that grows with each statement of new connections to the database."""
    plans: list[StatementPlan] = []

    def hear(_connection: object, message: Any) -> None:  # noqa: ANN401 asyncpg's type
        _, found, plan = str(message.message).partition("plan:\n")
        if found:
            plans.append(_read_plan(json.loads(plan)))

    def begin(connection: Any, _record: object) -> None:  # noqa: ANN401 SQLAlchemy's type is private
        settings = "; ".join(f"SET {name} = {value}" for name, value in SETTINGS.items())
        connection.run_async(lambda driver: driver.execute(f"LOAD 'auto_explain'; {settings}"))
        connection.driver_connection.add_log_listener(hear)

    await database.engine.dispose()
    event.listen(database.engine.sync_engine, "connect", begin)
    try:
        yield plans
    finally:
        event.remove(database.engine.sync_engine, "connect", begin)
        await database.engine.dispose()


def _read_plan(told: dict[str, Any]) -> StatementPlan:
    top = told["Plan"]
    returned = round(top["Actual Rows"] * top["Actual Loops"])
    read = sum(_rows_read(node) for node in _nodes(top))
    pages = top.get("Shared Hit Blocks", 0) + top.get("Shared Read Blocks", 0)
    return StatementPlan(told["Query Text"], returned, round(read), pages)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", ()):
        yield from _nodes(each)


def _rows_read(node: dict[str, Any]) -> float:
    """Return how many rows of a table a node has looked at; only a scan does."""
    if "Relation Name" not in node or not node["Node Type"].endswith("Scan"):
        return 0.0
    rows = node["Actual Rows"] + sum(node.get(name, 0) for name in FILTERED)
    return float(rows * node["Actual Loops"])
