"""Serves three pages on the bot's health, on this machine alone; see docs/monitoring.md.

bot/ops/metrics.py explains what they may show without letting anybody watch a person.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from typing import NamedTuple

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client.exposition import generate_latest

from bot.ops.http_port import HttpPort, serve_app
from bot.ops.metrics import Metrics, Snapshot, round_to_hundreds
from bot.ops.process_metrics import ProcessMetrics

log = structlog.get_logger(__name__)

STALL_CHECK_SECONDS = 0.05
"""How often to measure whether the loop comes back in time."""
LOCALHOST = "127.0.0.1"
MAX_CONNECTIONS = 32


class GaugeSpec(NamedTuple):
    """A gauge of the metrics page: its name, its help text and where its value comes from."""

    name: str
    help: str
    value: Callable[[Snapshot, Metrics], float]


GAUGES = (
    GaugeSpec("ready", "1 when all is well", lambda now, _: not now.reason),
    GaugeSpec(
        "undelivered",
        "messages that could have gone out by now, in whole hundreds",
        lambda now, _: now.undelivered,
    ),
    GaugeSpec(
        "undelivered_age_seconds",
        "age of the oldest of them, in whole minutes",
        lambda now, _: now.undelivered_age,
    ),
    GaugeSpec(
        "unhandled",
        "events that are not handled yet, in whole hundreds",
        lambda now, _: now.unhandled,
    ),
    GaugeSpec(
        "unhandled_age_seconds",
        "age of the oldest that a person sent, in whole minutes",
        lambda now, _: now.unhandled_age,
    ),
    GaugeSpec(
        "due_age_seconds",
        "age of the oldest moment that came due and was not moved, in whole minutes",
        lambda now, _: now.due_age,
    ),
    GaugeSpec(
        "poll_age_seconds",
        "how long ago the last poll of Telegram ended well, in whole minutes",
        lambda now, _: now.poll_age,
    ),
    GaugeSpec(
        "gateway_age_seconds",
        "how long ago Discord said that it is there, in whole minutes",
        lambda now, _: now.gateway_age,
    ),
    GaugeSpec(
        "sent",
        "messages sent since the start, in whole hundreds",
        lambda _, metrics: round_to_hundreds(metrics.sent),
    ),
    GaugeSpec(
        "longest_heartbeat_seconds",
        "how long moving what came due took at most, within this hour",
        lambda _, metrics: round(metrics.longest_heartbeat, 1),
    ),
    GaugeSpec(
        "longest_stall_seconds",
        "how long the loop kept others waiting at most, since the start",
        lambda _, metrics: round(metrics.longest_stall, 2),
    ),
)


class ProcessGaugeSpec(NamedTuple):
    """A gauge of this process alone, with a value for each value of its label, if it has one."""

    name: str
    help: str
    label: str
    values: Callable[[ProcessMetrics], Mapping[str, float]]


PROCESS_GAUGES = (
    ProcessGaugeSpec(
        "role", "1 for the part that this process takes", "role", lambda process: {process.role: 1}
    ),
    ProcessGaugeSpec(
        "receiving",
        "1 if this process is the one that receives from the platform",
        "platform",
        lambda process: process.receiving,
    ),
    ProcessGaugeSpec(
        "slots_used",
        "slots of the platform's token used since the start, in whole hundreds",
        "platform",
        lambda process: process.slots_used,
    ),
    ProcessGaugeSpec(
        "send_rate",
        "slots a second that all processes of the platform's token have together",
        "platform",
        lambda process: process.send_rates,
    ),
    ProcessGaugeSpec(
        "database_lag_seconds",
        "how long ago the database confirmed this process's locks, in whole five seconds",
        "",
        lambda process: {"": process.database_lag},
    ),
    ProcessGaugeSpec(
        "clock_offset_seconds",
        "how far this machine's clock is behind the database's, in whole seconds",
        "",
        lambda process: {"": process.clock_offset},
    ),
)


class AlarmCounter(logging.Handler):
    """Counts the log's errors, which are the alarms, by their names."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        message: object = record.msg
        self._counter.labels(message["event"] if isinstance(message, dict) else "library").inc()


class HealthPages:
    """Answers requests for the three pages."""

    def __init__(self, metrics: Metrics, process: ProcessMetrics) -> None:
        self._metrics = metrics
        self._process = process
        self._registry = CollectorRegistry()
        self._gauges = [
            (Gauge(f"same_side_{spec.name}", spec.help, registry=self._registry), spec.value)
            for spec in GAUGES
        ]
        self._process_gauges = [
            (
                Gauge(
                    *(f"same_side_{spec.name}", spec.help, [spec.label] if spec.label else []),
                    registry=self._registry,
                ),
                spec.values,
            )
            for spec in PROCESS_GAUGES
        ]
        counter = Counter(
            "same_side_alarms", "alarms since the start", ["alarm"], registry=self._registry
        )
        self.alarms = AlarmCounter(counter)

    def build_web_app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/health/live", self.show_live)
        app.router.add_get("/health/ready", self.show_ready)
        app.router.add_get("/metrics", self.show_metrics)
        return app

    async def show_live(self, _: web.Request) -> web.Response:
        """Answer 200 as long as the loop turns."""
        return web.json_response({"live": True})

    async def show_ready(self, _: web.Request) -> web.Response:
        """Answer 200 when all is well, else 503 and one word for the cause."""
        snapshot = await self._metrics.take_snapshot()
        values = asdict(snapshot) | {"reason": snapshot.reason or None}
        is_ready = not snapshot.reason
        return web.json_response({"ready": is_ready} | values, status=200 if is_ready else 503)

    async def show_metrics(self, _: web.Request) -> web.Response:
        """Answer with the same for Prometheus, with the alarms and how busy the loop was."""
        snapshot = await self._metrics.take_snapshot()
        for gauge, value in self._gauges:
            gauge.set(value(snapshot, self._metrics))
        for gauge, values in self._process_gauges:
            for label, figure in values(self._process).items():
                (gauge.labels(label) if label else gauge).set(figure)
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def measure_loop_stalls(self) -> None:
        """Measure again and again how late the loop comes back, and keep the maximum."""
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            await asyncio.sleep(STALL_CHECK_SECONDS)
            self._metrics.record_stall(loop.time() - asked - STALL_CHECK_SECONDS)


@asynccontextmanager
async def serve_pages(metrics: Metrics, process: ProcessMetrics, port: int) -> AsyncIterator[int]:
    """Serve the pages on that port during the block; 0 takes a free one. Raises OperatorError."""
    health = HealthPages(metrics, process)
    logging.getLogger().addHandler(health.alarms)
    watching = asyncio.create_task(health.measure_loop_stalls())
    try:
        where = HttpPort(port, "HEALTH_PORT", LOCALHOST, MAX_CONNECTIONS)
        async with serve_app(health.build_web_app(), where) as bound_port:
            log.info("health", port=bound_port)
            yield bound_port
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        logging.getLogger().removeHandler(health.alarms)
