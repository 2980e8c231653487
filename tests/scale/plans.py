"""Look how many rows each look at the queues reads when a million couples have an evening."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg
import click
from sqlalchemy.engine import URL, make_url
from sqlalchemy.sql.base import Executable

import handlers
from bench.seed import KEY, SEEDS, schema_name
from bot.app import open_server_keys
from bot.inbox.queries import NEXT_ON_SERVER
from bot.outbox.queries import NEXT_PER_MEMBER, SENDING
from scheduler.inactivity import plan_for_inactive
from scheduler.retention import sweep
from scheduler.tick import tick
from storage.database import Database
from storage.sealing import KeyRing
from tests.load.processes import Step
from tests.scale.many_couples import fill
from tests.scale.progress import bar
from tests.support.storage import postgres
from tests.support.storage.plans import StatementPlan, recorded_plans

COUPLES = 1_000_000
TIMES = 8
"""How often each is asked: from the sixth time on PostgreSQL may use a plan for any values."""
MAX_RATIO = 4.0
FEW = 10
"""A look that returns fewer rows may read as many as if it returned these."""
TELEGRAM = ["telegram"]
EVENING = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
SEEDED, UNFINISHED, COPY = "couples", "couples_unfinished", "couples_copy"


@dataclass(frozen=True)
class Look:
    """A look at a queue, with the plan of its worst statement."""

    name: str
    plan: StatementPlan

    @property
    def ratio(self) -> float:
        return self.plan.read / max(self.plan.returned, FEW)


def measure(_server: URL, divisor: int) -> Iterator[str]:
    """Print what each look reads; yield each that reads too much."""
    couples = COUPLES // divisor
    folder = SEEDS / f"postgresql-{couples}-{schema_name()}"
    with postgres.kept_server(folder) as server, bar(f"{couples:,} couples", couples) as step:
        looks = asyncio.run(_measure(make_url(server), couples, step))
    click.echo("| look | rows returned | rows read | pages |")
    click.echo("| --- | --- | --- | --- |")
    for look in looks:
        plan = look.plan
        click.echo(f"| {look.name} | {plan.returned:,} | {plan.read:,} | {plan.pages:,} |")
    yield from find_faults(looks)


async def _measure(server: URL, couples: int, step: Step) -> list[Look]:
    await _seed_once(server, couples, step)
    admin = await asyncpg.connect(_dsn(server))
    await admin.execute(f"DROP DATABASE IF EXISTS {COPY}")
    await admin.execute(f"CREATE DATABASE {COPY} TEMPLATE {SEEDED} STRATEGY file_copy")
    database = Database(postgres.url_text(server.set(database=COPY)))
    try:
        return await look_at_queues(database, EVENING)
    finally:
        await database.close()
        await admin.execute(f"DROP DATABASE {COPY}")
        await admin.close()


async def _seed_once(server: URL, couples: int, step: Step) -> None:
    """Make the database with the couples, unless an earlier run has done it."""
    admin = await asyncpg.connect(_dsn(server))
    if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", SEEDED):
        await admin.execute(f"DROP DATABASE IF EXISTS {UNFINISHED}")
        await admin.execute(f"CREATE DATABASE {UNFINISHED} TEMPLATE {postgres.TEMPLATE}")
        database = Database(postgres.url_text(server.set(database=UNFINISHED)))
        await fill(database, couples, EVENING, step)
        await database.close()
        await admin.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {SEEDED}")
    await admin.close()


def _dsn(server: URL) -> str:
    return postgres.url_text(server.set(drivername="postgresql", database="postgres"))


def find_faults(looks: list[Look]) -> Iterator[str]:
    """Yield a line for each look that reads more than four times what it returns."""
    for look in looks:
        if look.ratio > MAX_RATIO:
            yield (
                f"{look.name} reads {look.plan.read:,} rows for {look.plan.returned:,}: "
                f"{look.plan.statement}"
            )


async def look_at_queues(database: Database, now: datetime) -> list[Look]:
    """Return every look at what is due, to be handled, to be sent or to be deleted."""
    server_keys = await open_server_keys(database, KeyRing.parse(KEY))
    ranks = handlers.collect_features().router.due_ranks
    inbox = {"now": now, "held_since": now, "sources": ["due", "telegram"], "most": 64}
    outbox = {"open": TELEGRAM, "most": 8}

    async def move_due() -> None:
        await tick(database, server_keys, now, ranks)

    ways: Mapping[str, Callable[[], Awaitable[object]]] = {
        "events to handle": lambda: _ask(database, NEXT_ON_SERVER, inbox),
        "messages to send": lambda: _ask(database, NEXT_PER_MEMBER, outbox | {"now": now}),
        "messages on their way": lambda: _ask(database, SENDING, {}),
        "moments that are due": move_due,
        "rows that nobody needs": lambda: sweep(database, now),
        "the same, two days later": lambda: sweep(database, now + timedelta(days=2)),
        "people gone silent": lambda: plan_for_inactive(database, now),
        "the next few that are due": move_due,
    }
    looks = []
    async with recorded_plans(database) as plans:
        for name, way in ways.items():
            plans.clear()
            for _ in range(TIMES):
                await way()
            # A connection hands its messages on a moment later.
            await asyncio.sleep(0.1)
            looks += [Look(name, plan) for plan in plans if plan.is_look]
    return _worst_of_each(looks)


def _worst_of_each(looks: list[Look]) -> list[Look]:
    names = dict.fromkeys(look.name for look in looks)
    return [
        max((look for look in looks if look.name == name), key=lambda look: look.ratio)
        for name in names
    ]


async def _ask(database: Database, look: Executable, values: Mapping[str, object]) -> None:
    async with database.read() as session:
        await session.execute(look, values)
