"""Keep a weekly job for each couple in APScheduler's SQLAlchemyJobStore, and run the due ones.

It answers each line on its standard input as `bench/observers/due_bot.py` does.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import sys
import time
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import Engine, create_engine, event, insert, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from bench.peers.settings import PeerSettings

PROBE_SECONDS = 0.002
MANY = 10_000
FAR = timedelta(days=365)
RANDOM_JOBS = text("SELECT id, job_state FROM apscheduler_jobs ORDER BY random() LIMIT :jobs")
UPDATE = text("UPDATE apscheduler_jobs SET next_run_time = :at, job_state = :state WHERE id = :id")
done = 0


async def run_job(couple: int) -> None:
    """Do nothing but count."""
    global done
    done += 1


async def main() -> None:
    """Fill the store and answer until the input ends; `CONCURRENT` means with WAL."""
    settings = PeerSettings.read()
    engine = create_engine(settings.database_url.replace("+aiosqlite", ""))
    if settings.concurrent:
        event.listen(engine, "connect", _set_wal)
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = AsyncIOScheduler(
        jobstores={"default": store}, timezone="UTC", job_defaults={"misfire_grace_time": None}
    )
    scheduler.start(paused=True)
    _fill(scheduler, store, engine, settings.people)
    for line in sys.stdin:
        _make_due(engine, int(line))
        sys.stdout.write(f"{json.dumps(await _measure(scheduler, int(line)))}\n")
        sys.stdout.flush()


async def _measure(scheduler: AsyncIOScheduler, jobs: int) -> dict[str, float]:
    """Let the scheduler go on until that many jobs ran; return the seconds and longest stall."""
    until, stall = done + jobs, 0.0
    begun = last = time.perf_counter()
    scheduler.resume()
    while done < until:
        await asyncio.sleep(PROBE_SECONDS)
        now = time.perf_counter()
        last, stall = now, max(stall, now - last - PROBE_SECONDS)
    seconds = time.perf_counter() - begun
    scheduler.pause()
    return {"seconds": seconds, "stall": stall}


def _fill(
    scheduler: AsyncIOScheduler, store: SQLAlchemyJobStore, engine: Engine, jobs: int
) -> None:
    """Insert all jobs at once; `add_job` would take a transaction for each."""
    weekly = CronTrigger(day_of_week="sun", hour=19, timezone="UTC")
    first = scheduler.add_job(run_job, weekly, args=(0,))
    state = first.__getstate__()
    first.remove()
    for start in range(0, jobs, MANY):
        with engine.begin() as connection:
            numbers = range(start, min(start + MANY, jobs))
            connection.execute(insert(store.jobs_t), [_row(state, each) for each in numbers])


def _row(state: dict[str, object], number: int) -> dict[str, object]:
    at = datetime.now(UTC) + FAR + timedelta(seconds=number)
    own = state | {"id": str(number), "args": (number,), "next_run_time": at}
    return {
        "id": own["id"],
        "next_run_time": at.timestamp(),
        "job_state": pickle.dumps(own, pickle.HIGHEST_PROTOCOL),
    }


def _make_due(engine: Engine, jobs: int) -> None:
    """Make random jobs due, in the column and in the pickled state."""
    now = datetime.now(UTC)
    with engine.begin() as connection:
        for id, state in connection.execute(RANDOM_JOBS, {"jobs": jobs}).all():
            due = pickle.loads(state) | {"next_run_time": now}  # noqa: S301 written above
            state = pickle.dumps(due, pickle.HIGHEST_PROTOCOL)
            connection.execute(UPDATE, {"at": now.timestamp(), "state": state, "id": id})


def _set_wal(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


if __name__ == "__main__":
    asyncio.run(main())
