"""The HTTP of Discord's client: each request once, and what surely was not sent is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route, json_or_text

from bot import first_byte

API = "/api/v10"
LIMITS = aiohttp.ClientTimeout(total=50.0, connect=10.0, sock_connect=5.0, sock_read=20.0)
"""In seconds; `connect` is until a connection is free and open."""
UNKNOWN_WAIT = 60.0
"""Seconds to wait after a 429 that does not say how long, as those of Cloudflare need not."""


class NotSent(OSError):
    """The request surely did not reach Discord: nothing of it was written."""


class Ambiguous(OSError):
    """The request was on its way when the connection failed: it may have been carried out."""


class DiscordHttp(HTTPClient):
    """discord.py's calls without its retries, which sleep for up to minutes inside of one send.

    When to try again is for the outbox to say, and for `bot/pace.py` how fast. `base_url` is a
    server's address without the path of its API.
    """

    def __init__(self, token: str, base_url: str) -> None:
        # discord.py's own client, too, leaves the loop open until there is one.
        super().__init__(discord.utils.MISSING)
        self.token = token
        self._base = f"{base_url.rstrip('/')}{API}"
        self._open: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Opens the pool of connections, if it is not open."""
        if self._open is None:
            self._open = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[first_byte.watched()],
                timeout=LIMITS,
                trust_env=True,
            )

    async def close(self) -> None:
        """Closes the pool, if it is open."""
        pool, self._open = self._open, None
        if pool is not None:
            await pool.close()
        await super().close()

    async def request(
        self,
        route: Route,
        *,
        files: Sequence[discord.File] | None = None,
        form: Iterable[dict[str, Any]] | None = None,
        **kwargs: Any,  # noqa: ANN401 - whatever discord.py's calls say
    ) -> Any:  # noqa: ANN401 - JSON of whatever form the route has
        """What Discord answered. Raises NotSent, Ambiguous and discord.py's own errors."""
        if self._open is None:
            raise NotSent("the request came before the start or after the end")
        progress = SimpleNamespace(writing=False)
        try:
            async with self._open.request(
                route.method,
                self._base + route.url.removeprefix(Route.BASE),
                headers={"User-Agent": self.user_agent, "Authorization": f"Bot {self.token}"},
                json=kwargs.get("json"),
                params=kwargs.get("params"),
                data=_fields(form) if form else None,
                # A redirect would hand the token to another server.
                allow_redirects=False,
                trace_request_ctx=progress,
            ) as answer:
                return _judged(answer, await json_or_text(answer))
        except (aiohttp.ClientError, OSError) as error:
            what = type(error).__name__
        raise Ambiguous(what) if progress.writing else NotSent(what)


def _fields(form: Iterable[dict[str, Any]]) -> aiohttp.FormData:
    # Discord reads names such as `files[0]` as they are, not percent-encoded.
    fields = aiohttp.FormData(quote_fields=False)
    for field in form:
        fields.add_field(**field)
    return fields


def _judged(answer: aiohttp.ClientResponse, said: dict[str, Any] | str) -> dict[str, Any] | str:
    """What was said if all went well, else the error that discord.py has for it."""
    match answer.status:
        case status if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return said
        case HTTPStatus.TOO_MANY_REQUESTS:
            raise discord.RateLimited(_wait(answer, said))
        case HTTPStatus.FORBIDDEN:
            raise discord.Forbidden(answer, said)
        case HTTPStatus.NOT_FOUND:
            raise discord.NotFound(answer, said)
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise discord.DiscordServerError(answer, said)
    raise discord.HTTPException(answer, said)


def _wait(answer: aiohttp.ClientResponse, said: dict[str, Any] | str) -> float:
    """In seconds; Cloudflare, which stands before Discord, says it in a header alone."""
    if isinstance(said, dict) and isinstance(said.get("retry_after"), (int, float)):
        return float(said["retry_after"])
    header = answer.headers.get("Retry-After", "")
    return float(header) if header.isdecimal() else UNKNOWN_WAIT
