"""Three pages for whoever watches over the bot, on this machine alone; see docs/operating.md.

What they may say, so that nobody is watched by them, stands in bot/ops/metrics.py.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client.exposition import generate_latest

from bot.ops.health_port import opened
from bot.ops.metrics import Metrics, Snapshot, hundreds

LOOK_SECONDS = 0.05
"""How often the loop is asked whether it comes back in time."""
GAUGES = {
    "ready": "1 when all is well",
    "undelivered": "messages that could have gone out by now, in whole hundreds",
    "undelivered_age_seconds": "age of the oldest of them, in whole minutes",
    "unhandled": "events that are not handled yet, in whole hundreds",
    "unhandled_age_seconds": "age of the oldest that a person sent, in whole minutes",
    "due_age_seconds": "age of the oldest moment that came due and was not moved, in whole minutes",
    "poll_age_seconds": "how long ago the last poll of Telegram ended well, in whole minutes",
    "gateway_age_seconds": "how long ago Discord said that it is there, in whole minutes",
    "sent": "messages sent since the start, in whole hundreds",
    "longest_beat_seconds": "how long moving what came due took at most, within this hour",
    "longest_stall_seconds": "how long the loop kept others waiting at most, since the start",
}


class Alarms(logging.Handler):
    """Counts the log's errors, which are the alarms, by their names."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        said: object = record.msg
        self._counter.labels(said["event"] if isinstance(said, dict) else "library").inc()


class Health:
    """Answers the three pages."""

    def __init__(self, metrics: Metrics) -> None:
        self._vitals = metrics
        self._registry = CollectorRegistry()
        self._gauges = {
            name: Gauge(f"same_side_{name}", words, registry=self._registry)
            for name, words in GAUGES.items()
        }
        self._stall = 0.0
        counter = Counter(
            "same_side_alarms", "alarms since the start", ["alarm"], registry=self._registry
        )
        self.alarms = Alarms(counter)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/health/live", self.live)
        app.router.add_get("/health/ready", self.ready)
        app.router.add_get("/metrics", self.metrics)
        return app

    async def live(self, _: web.Request) -> web.Response:
        """200 as long as the loop turns."""
        return web.json_response({"live": True})

    async def ready(self, _: web.Request) -> web.Response:
        """200 when all is well, else 503 with one word of why."""
        report = await self._vitals.snapshot()
        figures = asdict(report) | {"reason": report.reason or None}
        is_ready = not report.reason
        return web.json_response({"ready": is_ready} | figures, status=200 if is_ready else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """The same for Prometheus, with the alarms and how busy the loop was."""
        self._set(await self._vitals.snapshot())
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def watch_the_loop(self) -> None:
        """Asks for the loop again and again, and keeps in mind how late it came at most."""
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            await asyncio.sleep(LOOK_SECONDS)
            self._stall = max(self._stall, loop.time() - asked - LOOK_SECONDS)

    def _set(self, report: Snapshot) -> None:
        figures = {
            "ready": not report.reason,
            "undelivered": report.undelivered,
            "undelivered_age_seconds": report.undelivered_age,
            "unhandled": report.unhandled,
            "unhandled_age_seconds": report.unhandled_age,
            "due_age_seconds": report.due_age,
            "poll_age_seconds": report.poll_age,
            "gateway_age_seconds": report.gateway_age,
            "sent": hundreds(self._vitals.sent),
            "longest_beat_seconds": round(self._vitals.longest_beat, 1),
            "longest_stall_seconds": round(self._stall, 2),
        }
        for name, figure in figures.items():
            self._gauges[name].set(figure)


@asynccontextmanager
async def pages(metrics: Metrics, port: int) -> AsyncIterator[int]:
    """Serves them meanwhile on that port; 0 takes a free one. Raises OperatorError."""
    health = Health(metrics)
    logging.getLogger().addHandler(health.alarms)
    watching = asyncio.create_task(health.watch_the_loop())
    try:
        async with opened(health.app(), port) as taken:
            yield taken
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        logging.getLogger().removeHandler(health.alarms)
