"""How PostgreSQL is reached: which of several servers, and when a connection counts as dead."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, ExceptionContext, NullPool, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

ANSWER_SECONDS = 10.0
"""How long a server may be silent until its connection is given up."""
LONG_WORK_SECONDS = 1_800.0
"""As above, for a migration or a vacuum, which rightly take long."""
IDLE_IN_TRANSACTION = "60s"
"""After that much silence within a transaction the server frees what its process has locked."""
SERVER_SETTINGS = {
    "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""How the server notices that a process or its machine is gone. A pooler would refuse them."""
APPLICATION_NAME = "same-side"
"""Our name in the server's lists."""
PRIMARY = "primary"
"""Of several servers only the one that can be written is used."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to connect to PostgreSQL; SQLite needs none of it."""

    direct_url: str = ""
    """The URL of the server itself, for use behind a pooler; "" without one."""
    pool_size: int = 15
    """The most connections, besides the one for locks."""
    prepared_statements: bool = True
    """Whether a statement is prepared once a connection; a pooler may give each another server."""
    answer_seconds: float = ANSWER_SECONDS
    """How long the server may be silent until a connection to it is given up."""


def create_server_engine(url: str, options: ServerOptions) -> AsyncEngine:
    """Return the engine for all ordinary work: each statement has `answer_seconds`."""
    engine = create_async_engine(
        url,
        hide_parameters=True,
        # Sessions always end their transaction themselves, so the pool need not do it once more.
        pool_reset_on_return=None,
        pool_size=options.pool_size,
        max_overflow=0,
        connect_args=connect_arguments(options),
    )
    drop_silent_connections(engine.sync_engine)
    return engine


def create_patient_engine(url: str, options: ServerOptions) -> AsyncEngine:
    """Return the engine for work that may rightly take long; it keeps no connection open."""
    arguments = connect_arguments(options) | {
        "command_timeout": LONG_WORK_SECONDS,
        "server_settings": {"application_name": APPLICATION_NAME},
    }
    engine = create_async_engine(
        url, hide_parameters=True, poolclass=NullPool, connect_args=arguments
    )
    drop_silent_connections(engine.sync_engine)
    return engine


def connect_arguments(options: ServerOptions) -> dict[str, Any]:
    """Return the driver's arguments for a connection of the pool."""
    # A pooler takes no setting that it does not know.
    settings = {} if options.direct_url else SERVER_SETTINGS
    arguments = {
        "async_creator_fn": connect_to_first,
        "timeout": options.answer_seconds,
        "command_timeout": options.answer_seconds,
        "server_settings": {"application_name": APPLICATION_NAME, **settings},
    }
    if not options.prepared_statements:
        # Each statement gets a name of its own, which no other client of the pooler has used.
        arguments |= {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
        arguments["prepared_statement_name_func"] = lambda: f"same_side_{uuid4().hex}"
    return arguments


async def connect_to_first(*, host: object = None, port: object = None, **options: Any) -> Any:  # noqa: ANN401 the driver's own
    """Connect to the one of several servers that is the primary, or to the only one.

    All are tried at once: the driver's own loop would wait for a machine that is gone until its
    time is up, and never ask the others. Raises the driver's errors.
    """
    import asyncpg

    if not isinstance(host, list) or not isinstance(port, list):
        return await asyncpg.connect(host=host, port=port, **options)
    options.setdefault("target_session_attrs", PRIMARY)
    attempts = [
        asyncio.ensure_future(asyncpg.connect(host=each, port=number, **options))
        for each, number in zip(host, port, strict=True)
    ]
    chosen = None
    try:
        chosen = await _first_success(attempts)
    finally:
        for attempt in attempts:
            attempt.cancel()
            attempt.add_done_callback(partial(_close_unless, chosen))
    return chosen


async def _first_success(attempts: Sequence[asyncio.Future[Any]]) -> object:
    """Return the first connection; raise the last error if there is none."""
    for attempt in asyncio.as_completed(attempts):
        try:
            return await attempt
        except Exception as error:
            last_error = error
    raise last_error


def _close_unless(chosen: object, attempt: asyncio.Future[Any]) -> None:
    """Close the connection of an attempt that succeeded beside the chosen one."""
    if attempt.cancelled() or attempt.exception():
        return
    if (connection := attempt.result()) is not chosen:
        connection.terminate()


def drop_silent_connections(engine: Engine) -> None:
    """Give up a connection that did not answer in time, and all others of its pool with it.

    The others lead to the same silent server, and would each take as long to be found out.
    """

    @event.listens_for(engine, "handle_error")
    def drop(context: ExceptionContext) -> None:
        if not isinstance(context.original_exception, TimeoutError) or not context.connection:
            return
        context.is_disconnect = True
        with suppress(SQLAlchemyError):
            if driver_connection := context.connection.connection.driver_connection:
                # A polite end would wait for an answer as well.
                driver_connection.terminate()
