"""Open Same Side's parts and move what is due into the inbox, as often as it is asked.

It answers each line on its standard input, the number of rows that are to fall due, with one line
of JSON: the seconds until all are in the inbox, and the longest stall of the loop meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from contextlib import closing

from bench.observers.observed_bot import Counts
from bot.app import App
from bot.clock import SystemClock
from bot.event_loop import run
from bot.run import open_app
from bot.settings import Settings

MAKE_DUE = """
    UPDATE due SET at = strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-1 second')
    WHERE id IN (SELECT id FROM due ORDER BY random() LIMIT ?)
"""
EMPTY_INBOX = "DELETE FROM inbox"


async def main() -> None:
    """Answer until the input ends."""
    settings = Settings.read()
    file = settings.database_url.partition("///")[2]
    async with open_app(settings, SystemClock()) as (app, _):
        for line in sys.stdin:
            _prepare(file, int(line))
            sys.stdout.write(f"{json.dumps(await measure_move(app))}\n")
            sys.stdout.flush()


async def measure_move(app: App) -> dict[str, float]:
    """Move everything that is due, and return the seconds and the longest stall."""
    counts = Counts()
    watching = asyncio.create_task(counts.watch_loop())
    await asyncio.sleep(0)
    begun = time.perf_counter()
    await app.run_heartbeat()
    seconds = time.perf_counter() - begun
    await asyncio.sleep(0)
    watching.cancel()
    return {"seconds": seconds, "stall": counts.stall}


def _prepare(file: str, rows: int) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(EMPTY_INBOX)
        connection.execute(MAKE_DUE, (rows,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    run(main())
