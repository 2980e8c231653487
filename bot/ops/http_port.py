"""Opens a port for the health pages or the webhook, where no caller can hold up others."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from bot.errors import OperatorError

log = structlog.get_logger(__name__)

REQUEST_TIMEOUT_SECONDS = 10.0
"""How long a request may take to arrive, and then its body."""


@dataclass(frozen=True, slots=True)
class HttpPort:
    """A port, and who may use it; 0 takes a free one."""

    number: int
    setting: str
    """The setting that names it."""
    host: str | None
    """The only address on which it listens; None for all of them."""
    max_connections: int
    """The most open connections; the oldest makes room for one more."""
    keeps_alive: bool = False
    """Whether a connection may bring several requests."""


@asynccontextmanager
async def serve_app(app: web.Application, port: HttpPort) -> AsyncIterator[int]:
    """Serve the app on the port during the block; return its number. Raises OperatorError."""
    if not port.keeps_alive:
        app.on_response_prepare.append(_close_after_response)
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_server_logger(),
        keepalive_timeout=REQUEST_TIMEOUT_SECONDS,
        lingering_time=REQUEST_TIMEOUT_SECONDS,
    )
    await runner.setup()
    try:
        limiter = ConnectionLimiter(cast(web.Server, runner.server), port.max_connections)
        server = await _listen(limiter, port)
        try:
            bound_port: int = server.sockets[0].getsockname()[1]
            yield bound_port
        finally:
            server.close()
    finally:
        await runner.cleanup()


class ConnectionLimiter:
    """Makes the server's end of each connection, and closes the oldest if there are too many."""

    def __init__(self, server: web.Server, most: int) -> None:
        self._server = server
        self._most = most
        self._connections: deque[RequestHandler] = deque()

    def __call__(self) -> RequestHandler:
        if len(self._connections) >= self._most:
            _abort_connection(self._connections.popleft())
        handler = self._server()
        self._connections.append(handler)
        return handler


async def _listen(limiter: ConnectionLimiter, port: HttpPort) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    try:
        # Fewer than the limit arrive at a time, so that each exists before it has to make room.
        backlog = port.max_connections // 2
        return await loop.create_server(limiter, port.host, port.number, backlog=backlog)
    except OSError as error:
        raise OperatorError(
            f"port {port.number} of {port.setting} cannot be opened ({error.strerror}): "
            "choose another, or leave it empty"
        ) from None


def _abort_connection(handler: RequestHandler) -> None:
    """Close the connection at once, even with data left to write, unless the caller is gone."""
    if isinstance(handler.transport, asyncio.WriteTransport):
        handler.transport.abort()


async def _close_after_response(_: web.Request, response: web.StreamResponse) -> None:
    response.force_close()


def _server_logger() -> logging.Logger:
    """Return the server's own logger, which does not report each unreadable request as an error."""
    logger = logging.getLogger("aiohttp.server.same_side")
    if _is_worth_logging not in logger.filters:
        logger.addFilter(_is_worth_logging)
    return logger


def _is_worth_logging(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if not isinstance(error, (HttpProcessingError, web.RequestPayloadError)):
        return True
    log.debug("request_not_read", error_class=type(error).__name__)
    return False
