"""Fill a PostgreSQL with as many couples as wanted, and with a busy evening in their queues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Column, Table, Uuid, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.seed import KEY, CoupleSeeder
from bot.app import open_server_keys
from domain.challenge.week import OPENING_DUE
from storage.columns import Base
from storage.database import Database
from storage.sealing import SERVER_OWNER_ID, KeyRing, Vault
from storage.tables.member import Member

TABLES = "couple", "member", "data_key", "tie", "due"
REAL_COUPLES = 100
COPIES_AT_ONCE = 100
FAR, MOMENT = timedelta(days=3650), timedelta(minutes=1)
READY, QUIET_SHARE, SENDING = 2_000, 50, 20
"""How many messages may leave, one of how many people sleeps, and how many messages leave."""
OTHER_VALUES = {
    "member.lookup": "sha256(lookup || int4send(number))",
    "due.slot": "slot || ':' || number",
    # Any minute of the week.
    "due.at": "at - interval '3650 days' + (abs(hashint4(number)) % 10080 + 1) * interval '1 min'",
}
INBOX = """
    INSERT INTO inbox (id, platform, ordering_key, priority, state, attempts, not_before,
        received_at)
    SELECT CAST(:state AS text) || CAST(:platform AS text) || number, CAST(:platform AS text),
        CAST(:platform AS text) || number / (1 + CAST(:priority AS int)),
        CAST(:priority AS int), CAST(:state AS text), 0, moment, moment
    FROM (
        SELECT number, CAST(:at AS timestamptz)
            - CAST(:age AS interval) * number / CAST(:count AS int) AS moment
        FROM generate_series(1, CAST(:count AS int)) AS number
    ) AS moments
"""
OUTBOX = """
    INSERT INTO outbox (id, member_id, dedup_key, live, priority, state, attempts, resent,
        not_before, expires_at, made_at)
    SELECT gen_random_uuid(), member_id, CAST(:name AS text) || number, false, number % 3,
        CAST(:state AS text), 0, false, moment, moment + interval '2 days', moment
    FROM (
        SELECT member.id AS member_id, number,
            CAST(:at AS timestamptz)
            - CAST(:age AS interval) * number / CAST(:count AS int) AS moment
        FROM (
            SELECT id, row_number() OVER (ORDER BY md5(id::text || CAST(:name AS text))) AS place
            FROM member
        ) AS member
        JOIN generate_series(1, CAST(:count AS int)) AS number
        ON place = number % (SELECT count(*) FROM member) + 1
    ) AS messages
"""
OPENINGS = """
    INSERT INTO due (id, kind, member_id, couple_id, slot, at, day, minute, zone, step_days)
    SELECT gen_random_uuid(), CAST(:kind AS text), member_id, couple_id,
        CAST(:kind AS text) || ':' || couple_id,
        CAST(:at AS timestamptz) + (hashtext(couple_id::text) % 4 + 3) * interval '1 day',
        CURRENT_DATE, 0, 'UTC', 7
    FROM tie WHERE member_id = (
        SELECT min(other.member_id::text)::uuid FROM tie AS other
        WHERE other.couple_id = tie.couple_id
    )
"""
"""All of a weekday at the same instant, which is now for one in seven."""
Step = Callable[[int], None]


async def fill(
    database: Database, couples: int, now: datetime, step: Step = lambda _: None
) -> None:
    """Fill a migrated database; `step` hears of couples. Only the first of them open their keys."""
    minute = now.replace(second=0, microsecond=0)
    ring = KeyRing.parse(KEY)
    server_keys = await open_server_keys(database, ring)
    async with database.write() as session:
        seeder = CoupleSeeder(session, Vault(session, ring), server_keys, minute, minute + FAR)
        await seeder.insert(range(REAL_COUPLES))
        await session.execute(update(Member).values(active_in=minute.date().replace(day=1)))
    step(REAL_COUPLES)
    async with database.patient_engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("SET session_replication_role = replica"))
        await _copy_couples(connection, couples // REAL_COUPLES - 1, step)
        await _fill_queues(connection, couples, minute)
        await connection.execute(text("VACUUM ANALYZE"))


async def _copy_couples(connection: AsyncConnection, copies: int, step: Step) -> None:
    for name in TABLES:
        first = f"CREATE TEMP TABLE first_{name} AS SELECT * FROM {name}"  # noqa: S608 our own names
        await connection.execute(text(first))
    for first_number in range(1, copies + 1, COPIES_AT_ONCE):
        last = min(first_number + COPIES_AT_ONCE - 1, copies)
        for name in TABLES:
            statement = text(_copy_statement(Base.metadata.tables[name]))
            await connection.execute(statement, {"first": first_number, "last": last})
        step(REAL_COUPLES * (last - first_number + 1))


async def _fill_queues(connection: AsyncConnection, couples: int, at: datetime) -> None:
    await connection.execute(text(OPENINGS), {"kind": OPENING_DUE, "at": at})
    week, month, later = timedelta(days=7), timedelta(days=28), timedelta(hours=-8)
    people = 2 * couples
    for state, platform, priority, age, count in (
        ("done", "due", 1, week, people),
        ("done", "telegram", 0, week, people),
        ("new", "due", 1, MOMENT, READY),
        ("new", "telegram", 0, MOMENT, READY // 10),
    ):
        values = {"state": state, "platform": platform, "priority": priority}
        await connection.execute(text(INBOX), values | {"age": age, "count": count, "at": at})
    for name, state, age, count in (
        ("sent", "sent", month, 2 * people),
        ("ready", "new", MOMENT, READY),
        ("asleep", "new", later, people // QUIET_SHARE),
        ("sending", "sending", MOMENT, SENDING),
    ):
        values = {"name": name, "state": state, "age": age, "count": count, "at": at}
        await connection.execute(text(OUTBOX), values)


def _copy_statement(table: Table) -> str:
    """Return the statement that copies the first couples, from one number to another."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(map(_value, table.columns))
    kept = f"WHERE owner_id <> '{SERVER_OWNER_ID}'" if table.name == "data_key" else ""
    return f"""
        INSERT INTO {table.name} ({names}) SELECT {values} FROM first_{table.name}
        CROSS JOIN generate_series(CAST(:first AS int), CAST(:last AS int)) AS number {kept}
    """  # noqa: S608 our own names


def _value(column: Column[object]) -> str:
    name = f'"{column.name}"'
    if isinstance(column.type, Uuid):
        return f"md5({name}::text || ':' || number)::uuid"
    return OTHER_VALUES.get(f"{column.table.name}.{column.name}", name)
