"""Makes each of Discord's requests once, and tells which certainly were not sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route, json_or_text

from bot.platforms import http

API_PATH = "/api/v10"
TIMEOUT = aiohttp.ClientTimeout(total=50.0, connect=10.0, sock_connect=5.0, sock_read=20.0)
"""In seconds; `connect` includes waiting for a free connection."""
REACTION_REFUSED = HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND
DEFAULT_RETRY_SECONDS = 60.0
"""Seconds to wait after a 429 that does not say how long, as Cloudflare's may not."""


class DiscordRequestNotSent(OSError):
    """The request certainly did not reach Discord: nothing of it was written."""


class DiscordRequestInterrupted(OSError):
    """The request was on its way when the connection failed: it may have been carried out."""


class DiscordHttp(HTTPClient):
    """discord.py's calls without its retries, which can sleep for minutes inside one send.

    The outbox decides when to try again, and the rate limiter how fast. `base_url` is a server's
    address without the path of its API.
    """

    def __init__(self, token: str, base_url: str) -> None:
        # discord.py's own client also leaves the loop unset until there is one.
        super().__init__(discord.utils.MISSING)
        self.token = token
        self._base_url = f"{base_url.rstrip('/')}{API_PATH}"
        self._proxies = http.Proxies()
        self._pool: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the pool of connections, if it is not open."""
        if self._pool is None:
            self._pool = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[http.trace_request_start()],
                timeout=TIMEOUT,
            )

    async def close(self) -> None:
        """Close the pool, if it is open."""
        pool, self._pool = self._pool, None
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
    ) -> Any:  # noqa: ANN401 - any JSON, as the route has it
        """Make one request. Raises one of the two errors above or an error of discord.py's."""
        if self._pool is None:
            raise DiscordRequestNotSent("the request came before the start or after the end")
        progress, address = http.Progress(), self._address(route)
        try:
            async with self._pool.request(
                route.method,
                address,
                headers={"User-Agent": self.user_agent, "Authorization": f"Bot {self.token}"},
                json=kwargs.get("json"),
                params=kwargs.get("params"),
                data=_form_data(form) if form else None,
                # A redirect would hand the token to another server.
                allow_redirects=False,
                trace_request_ctx=progress,
                **self._proxies.options(address),
            ) as answer:
                return _check_answer(answer, await json_or_text(answer))
        except (aiohttp.ClientError, OSError) as error:
            name = type(error).__name__
        raise DiscordRequestInterrupted(name) if progress.writing else DiscordRequestNotSent(name)

    async def load(self, url: str, max_bytes: int) -> bytes:
        """Return a file that Discord keeps, from its own address, without our token.

        Raises FileGone, FileTooLarge and one of the two errors above.
        """
        if self._pool is None:
            raise DiscordRequestNotSent("the request came before the start or after the end")
        try:
            return await http.load_file(
                self._pool, url, max_bytes, self._proxies, TIMEOUT.sock_read or 0
            )
        except (aiohttp.ClientError, OSError) as error:
            name = type(error).__name__
        raise DiscordRequestInterrupted(name)

    async def react(self, channel: str, message: str, emoji: str) -> bool:
        """Put an emoji on a message; return False if Discord refuses that."""
        try:
            await self.add_reaction(channel, message, emoji)
        except discord.HTTPException as error:
            if error.status not in REACTION_REFUSED:
                raise
            return False
        return True

    def _address(self, route: Route) -> str:
        return self._base_url + route.url.removeprefix(Route.BASE)


def _form_data(form: Iterable[dict[str, Any]]) -> aiohttp.FormData:
    # Discord reads names such as `files[0]` as they are, not percent-encoded.
    fields = aiohttp.FormData(quote_fields=False)
    for field in form:
        fields.add_field(**field)
    return fields


def _check_answer(
    answer: aiohttp.ClientResponse, body: dict[str, Any] | str
) -> dict[str, Any] | str:
    """Return the body of a success; raise discord.py's error for any other status."""
    match answer.status:
        case status if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return body
        case HTTPStatus.TOO_MANY_REQUESTS:
            raise discord.RateLimited(_retry_after(answer, body))
        case HTTPStatus.FORBIDDEN:
            raise discord.Forbidden(answer, body)
        case HTTPStatus.NOT_FOUND:
            raise discord.NotFound(answer, body)
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise discord.DiscordServerError(answer, body)
    raise discord.HTTPException(answer, body)


def _retry_after(answer: aiohttp.ClientResponse, body: dict[str, Any] | str) -> float:
    """Return the seconds to wait; Cloudflare, in front of Discord, sends them only in a header."""
    if isinstance(body, dict) and isinstance(body.get("retry_after"), (int, float)):
        return float(body["retry_after"])
    header = answer.headers.get("Retry-After", "")
    return float(header) if header.isdecimal() else DEFAULT_RETRY_SECONDS
