"""The heartbeat: APScheduler calls a few jobs again and again; what is due stands in the database.

Each job may be late, and then runs once, not as often as it was missed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from apscheduler.schedulers.asyncio import AsyncIOScheduler

HEARTBEAT_SECONDS = 5
SWEEP_SECONDS = 3_600
REPORT_SECONDS = 3_600

Job = Callable[[], Coroutine[object, object, None]]
"""An `async def`, or one bound to its object: APScheduler puts anything else into a thread."""


def build_scheduler(heartbeat: Job, sweep: Job, report: Job) -> AsyncIOScheduler:
    """Build the scheduler, not started yet; its jobs hold nothing that a restart would lose."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    jobs = (heartbeat, HEARTBEAT_SECONDS), (sweep, SWEEP_SECONDS), (report, REPORT_SECONDS)
    for job, seconds in jobs:
        scheduler.add_job(
            job,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
