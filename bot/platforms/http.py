"""Finds the proxy of a request, and marks the moment at which the request begins to be written."""

from __future__ import annotations

from http import HTTPStatus
from types import SimpleNamespace
from typing import TypedDict

import aiohttp
from aiohttp.helpers import get_env_proxy_for_url
from yarl import URL

from bot.platforms.adapter import FileGone, FileTooLarge

LOAD_SECONDS = 60.0
"""The longest that one try to load a file takes."""
PIECE_BYTES = 64 * 1024
GONE_STATUSES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.GONE,
)


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


async def load_file(
    session: aiohttp.ClientSession,
    url: str,
    max_bytes: int,
    proxies: Proxies,
    read_timeout: float,
) -> bytes:
    """Return a file that a platform keeps for us; it is read only up to `max_bytes`.

    Raises FileGone for a complete refusal, FileTooLarge, and aiohttp's errors for what may pass.
    """
    timeout = aiohttp.ClientTimeout(total=LOAD_SECONDS, sock_read=read_timeout)
    async with session.get(
        url,
        timeout=timeout,
        # A redirect could lead anywhere, also into our own network.
        allow_redirects=False,
        trace_request_ctx=Progress(),
        **proxies.options(url),
    ) as answer:
        if answer.status in GONE_STATUSES:
            raise FileGone
        if answer.status != HTTPStatus.OK:
            raise aiohttp.ClientPayloadError(f"the server answered {answer.status}")
        content = bytearray()
        async for piece in answer.content.iter_chunked(PIECE_BYTES):
            content += piece
            if len(content) > max_bytes:
                raise FileTooLarge
        return bytes(content)


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
