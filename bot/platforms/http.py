"""Finds the proxy of a request, and marks the moment at which the request begins to be written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TypedDict

import aiohttp
from aiohttp.helpers import get_env_proxy_for_url
from yarl import URL


class ProxyOptions(TypedDict, total=False):
    """The arguments that tell aiohttp which proxy to use; empty without a proxy."""

    proxy: URL
    proxy_auth: aiohttp.BasicAuth | None


class Proxies:
    """Finds a server's proxy in the environment (`HTTPS_PROXY`, `NO_PROXY`) once.

    With `trust_env` aiohttp does it for each request, which costs as much as the request: two trips
    to threads, in each of which it reads `~/.netrc`.
    """

    def __init__(self) -> None:
        self._known: dict[URL, ProxyOptions] = {}

    def options(self, url: str) -> ProxyOptions:
        try:
            origin = URL(url).origin()
        except ValueError:
            return {}  # aiohttp refuses the address itself
        if origin not in self._known:
            self._known[origin] = _read_environment(origin)
        return self._known[origin]


def _read_environment(origin: URL) -> ProxyOptions:
    try:
        proxy, auth = get_env_proxy_for_url(origin)
    except LookupError:
        return {}
    return {"proxy": proxy, "proxy_auth": auth}


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
