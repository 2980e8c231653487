"""Serves the calls that platforms make to us, each at a path of its own on one port."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web

from bot.ops.http_port import HttpPort, serve_app
from bot.platforms.platform import CallHandler

log = structlog.get_logger(__name__)

MAX_BODY_BYTES = 256 * 1024
"""More than any call has; a larger body is not read."""
BODY_SECONDS = 10.0
"""How long the body of a call may take to arrive."""
MAX_CONNECTIONS = 200
"""Telegram opens up to 100; the rest is room for Discord and the proxy's own."""


async def serve_calls(handlers: Sequence[CallHandler], port: int, stop: asyncio.Event) -> None:
    """Listen until `stop` is set. Raises OperatorError if the port cannot be opened."""
    app = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[_limit_time])
    for handler in handlers:
        app.router.add_post(handler.path, handler.take)
    where = HttpPort(port, "WEBHOOK_PORT", None, MAX_CONNECTIONS, keeps_alive=True)
    try:
        async with serve_app(app, where) as bound_port:
            log.info("webhook", port=bound_port)
            await stop.wait()
    finally:
        for handler in handlers:
            await handler.close()


@web.middleware
async def _limit_time(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Read the whole body first, so that a slow caller reaches nothing else."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            await request.read()
    except TimeoutError:
        return web.Response(status=408)
    return await handler(request)
