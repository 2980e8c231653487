"""Makes Telegram's requests over aiohttp, and tells which certainly were not sent."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from io import BytesIO

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.platforms import http

TOKEN_IN_URL = re.compile(r"/bot([^/?#]+)")
TOKEN_PLACEHOLDER = b"(token)"


class TelegramRequestNotSent(NetworkError):
    """The request certainly did not reach Telegram: nothing of it was written."""


class TelegramRequestInterrupted(TimedOut):
    """The request was on its way when the connection failed: it may have been carried out."""


class ServerError(NetworkError):
    """Telegram, or a proxy in front of it, fully answered that it failed (5xx)."""


class AiohttpRequest(BaseRequest):
    """A pool of connections; timeouts are in seconds, and None waits for ever.

    `read_timeout` is for each wait for bytes of an answer; `connect_timeout` is for opening a
    connection, and as much again for waiting until one of `connections` is free. A proxy is taken
    from the environment (`HTTPS_PROXY`, `NO_PROXY`).
    """

    def __init__(
        self, *, connections: int = 64, read_timeout: float = 20.0, connect_timeout: float = 5.0
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._proxies = http.Proxies()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the default in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool, if it is not open."""
        if self._session is None:
            # Bot and getUpdates may share this object: each initializes and shuts it down.
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trace_configs=[http.trace_request_start()],
            )

    async def shutdown(self) -> None:
        """Close the pool, if it is open."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the whole body of an answer under 500.

        Raises TelegramRequestNotSent, TelegramRequestInterrupted or ServerError. `write_timeout` is
        added to the limit of the whole POST, since aiohttp has none for writing alone.
        """
        limits = _client_timeout(
            _timeout_seconds(read_timeout, self._read_timeout),
            _timeout_seconds(write_timeout, self._read_timeout) if method == "POST" else None,
            _timeout_seconds(connect_timeout, self._connect_timeout),
            _timeout_seconds(pool_timeout, self._connect_timeout),
        )
        status, body = await self._request(url, method, request_data, limits)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerError(f"the server answered {status}")
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            body = _redact_token(body, url)
        return status, body

    async def load(self, url: str, max_bytes: int) -> bytes:
        """Return a file at Telegram, read piece by piece.

        Raises FileTooLarge or FileGone, and TelegramRequestInterrupted, as for a file that was cut.
        """
        if self._session is None:
            raise TelegramRequestNotSent("the request came before the start or after the end")
        try:
            return await http.load_file(
                self._session, url, max_bytes, self._proxies, self._read_timeout
            )
        except (aiohttp.ClientError, OSError) as error:
            error_name = type(error).__name__
        # By name alone: aiohttp's message contains the URL with the token.
        raise TelegramRequestInterrupted(error_name)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Parse as PTB does, except that PTB logs the whole of a broken answer."""
        try:
            parsed = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise TelegramError("the server's answer is not a JSON object")
        return parsed

    async def _request(
        self, url: str, method: str, request_data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise TelegramRequestNotSent("the request came before the start or after the end")
        progress = http.Progress()
        try:
            async with self._session.request(
                method,
                url,
                data=_form_data(request_data),
                timeout=limits,
                # A redirect would hand the token to another server.
                allow_redirects=False,
                trace_request_ctx=progress,
                **self._proxies.options(url),
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError) as error:
            error_name = type(error).__name__
        # Outside the handler, and by name alone: aiohttp's message contains the URL with the token.
        raise (
            TelegramRequestInterrupted(error_name)
            if progress.writing
            else TelegramRequestNotSent(error_name)
        )


def _form_data(request_data: RequestData | None) -> aiohttp.FormData | None:
    """Return the fields and files of a call; None if it has neither."""
    if request_data is None or not (request_data.json_parameters or request_data.contains_files):
        return None
    # Telegram takes names of files literally, not percent-encoded.
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for part, (name, content, kind) in request_data.multipart_data.items():
        # aiohttp warns of more than 1 MiB of bytes, which it would write in one go.
        body = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(part, body, filename=name, content_type=kind)
    return form


def _client_timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Return the timeouts, given in seconds; without `write` the whole call has no limit."""
    return aiohttp.ClientTimeout(
        total=_sum_if_known(pool, connect, write, read),
        connect=_sum_if_known(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _timeout_seconds(asked: object, usual: float) -> float | None:
    if asked is BaseRequest.DEFAULT_NONE:
        return usual
    return float(asked) if isinstance(asked, (int, float)) else None


def _sum_if_known(*seconds: float | None) -> float | None:
    known = [second for second in seconds if second is not None]
    return sum(known) if len(known) == len(seconds) else None


def _redact_token(body: bytes, url: str) -> bytes:
    # A proxy's error page may quote the address, and PTB quotes the page.
    token = TOKEN_IN_URL.search(url)
    return body.replace(token[1].encode(), TOKEN_PLACEHOLDER) if token else body
