"""Run Same Side with observers inside: its statements, its transactions and its loop's stalls.

It answers each line on its standard input with one line of JSON: what was counted so far.
Each argument such as `bot.module:NAME=8` changes a constant first, to compare it with another.
"""

from __future__ import annotations

import asyncio
import json
import runpy
import sys
import time
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from threading import Thread

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

import bot.run
from bot.app import App

NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")
PROBE_SECONDS = 0.002
HAS_WRITTEN = "bench-has-written"


@dataclass
class Counts:
    """Statements, transactions that wrote, and the longest time in which the loop did nothing."""

    statements: int = 0
    transactions: int = 0
    stall: float = 0.0

    def count_statement(
        self, connection: Connection, _cursor: object, sql: str, *_: object
    ) -> None:
        verb = sql.lstrip().partition(" ")[0].upper()
        if verb not in NOT_COUNTED:
            self.statements += 1
            if verb != "SELECT":
                connection.info[HAS_WRITTEN] = True

    def count_transaction(self, connection: Connection) -> None:
        self.transactions += bool(connection.info.pop(HAS_WRITTEN, False))

    async def watch_loop(self) -> None:
        """Sleep again and again, and note by how much the loop was late."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(PROBE_SECONDS)
            self.stall = max(self.stall, time.monotonic() - before - PROBE_SECONDS)

    def take(self) -> str:
        """Return all counts as JSON and begin again with the stall."""
        taken = json.dumps(asdict(self))
        self.stall = 0.0
        return taken


def main() -> None:
    """Change what is asked for, install the observers and run the bot."""
    for change in sys.argv[1:]:
        set_constant(change)
    counts = Counts()
    listen_to_database(counts, Engine)
    watch_loop_of_bot(counts)
    Thread(target=partial(_answer_lines, counts), daemon=True).start()
    sys.argv = ["bot", "run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def listen_to_database(counts: Counts, engine: Engine | type[Engine]) -> None:
    """Count what this engine does, or every engine."""
    event.listen(engine, "before_cursor_execute", counts.count_statement)
    event.listen(engine, "commit", counts.count_transaction)


def set_constant(change: str) -> None:
    """Set `module:NAME=number`. Raises AttributeError for a name that is not there."""
    where, _, number = change.partition("=")
    module_name, _, name = where.partition(":")
    module = import_module(module_name)
    getattr(module, name)
    setattr(module, name, int(number))


def watch_loop_of_bot(counts: Counts) -> None:
    """Watch the loop from the moment at which the bot runs."""
    serve = bot.run.serve
    tasks: list[asyncio.Task[None]] = []

    def observe(_: App) -> None:
        tasks.append(asyncio.get_running_loop().create_task(counts.watch_loop()))

    setattr(  # noqa: B010 a seam
        bot.run, "serve", lambda settings, clock, _, role: serve(settings, clock, observe, role)
    )


def _answer_lines(counts: Counts) -> None:
    for _ in sys.stdin:
        sys.stdout.write(f"{counts.take()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
