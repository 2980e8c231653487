"""Marks the moment at which a request begins to be written; before it, nothing was sent."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp


class Progress:
    """Whether a request has begun to be written."""

    writing = False

    def begin_writing(self) -> None:
        self.writing = True


def trace_request_start() -> aiohttp.TraceConfig:
    """Return a trace that marks a request's `trace_request_ctx`, a Progress, at its first byte.

    aiohttp reports nothing after that: how much the connection took is unknown.
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
