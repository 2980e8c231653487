"""Marks the moment at which a request begins to be written; before it, surely nothing was sent."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp


class Progress:
    """How far a request has come."""

    writing = False

    def begin_writing(self) -> None:
        self.writing = True


def trace_request_start() -> aiohttp.TraceConfig:
    """Return what tells each request's `trace_request_ctx`, a Progress, before its first byte.

    aiohttp tells nothing later: what the connection took of it nobody knows.
    """

    async def mark(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _headers: aiohttp.TraceRequestHeadersSentParams,
    ) -> None:
        context.trace_request_ctx.begin_writing()

    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(mark)
    return config
