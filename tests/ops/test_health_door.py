"""Test that bad requests to the health pages hold up nobody and raise no alarm."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest

from bot.app import App
from bot.ops import http_port
from bot.ops.health import MAX_CONNECTIONS, serve_pages

PATIENCE = 5.0
NOT_HTTP = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    b"\x00" * 4096 + b"\r\n\r\n",
    b"hello\r\n\r\n",
    b"GET /health/live\r\n\r\n",
    b"GET /health/live HTTP/9.9\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\x00b\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\n"
    b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET //[ HTTP/1.1\r\nHost: [\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nxx",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n"
    b"Content-Length: 2\r\n\r\nxx",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nExpect: the best\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nA: " + b"a" * 20_000 + b"\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\n\r\n\x81\x80\x00",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n\x16\x03\x01",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGARBAGE\r\n\r\n",
]
HALF = [
    b"",
    b"GET /health/live HTT",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhal",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /health",
]


@pytest.fixture
async def port(app: App) -> AsyncIterator[int]:
    app.metrics.set_running(True)
    async with serve_pages(app.metrics, app.process_metrics, 0) as port:
        yield port


async def lives(port: int) -> bool:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{port}/health/live") as answer,
    ):
        return answer.status == 200


async def hung_up(reader: asyncio.StreamReader) -> None:
    """Return when the server has closed this connection, whatever it said before."""
    with suppress(ConnectionError):
        async with asyncio.timeout(PATIENCE):
            while await reader.read(65_536):
                pass


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_port, "REQUEST_TIMEOUT_SECONDS", 0.1)


@pytest.mark.parametrize("said", HALF)
async def test_an_unfinished_request_is_disconnected(hasty: None, port: int, said: bytes) -> None:
    """Without the limits: for ever, and each holds a file descriptor."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    await hung_up(reader)
    writer.close()


async def test_a_slow_request_is_disconnected(hasty: None, port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def sends() -> None:
        with suppress(ConnectionError):
            while True:
                writer.write(b"G")
                assert await lives(port)

    sending = asyncio.create_task(sends())
    await hung_up(reader)
    sending.cancel()
    writer.close()


@pytest.mark.parametrize("pieces", [1, 2])
@pytest.mark.parametrize("said", NOT_HTTP)
async def test_garbage_requests_raise_no_alarm(
    hasty: None, port: int, said: bytes, pieces: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Without the filter: an error in the log for each, which counts as an alarm."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head, end, body = said.partition(b"\r\n\r\n")
    for piece in [said] if pieces == 1 else [head + end, body]:
        writer.write(piece)
        assert await lives(port)
    await hung_up(reader)
    writer.close()
    assert [each for each in caplog.records if each.levelno >= logging.INFO] == []


async def test_the_number_of_open_connections_is_limited(port: int) -> None:
    """The newest ones, so that a monitor gets through. Without the bound: all of them stay."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3 * MAX_CONNECTIONS)]
    assert await lives(port)
    await asyncio.gather(*(hung_up(reader) for reader, _ in lines[: 2 * MAX_CONNECTIONS]))
    assert await lives(port)
    for _, writer in lines:
        writer.close()
