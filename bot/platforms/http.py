"""Marks the moment at which a request begins to be written; before it, surely nothing was sent."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp


def trace_request_start() -> aiohttp.TraceConfig:
    """For a session; each request's `trace_request_ctx` gets `writing=True` before its first byte.

    aiohttp tells nothing later: what the connection took of it nobody knows.
    """

    async def mark(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _headers: aiohttp.TraceRequestHeadersSentParams,
    ) -> None:
        context.trace_request_ctx.writing = True

    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(mark)
    return config
