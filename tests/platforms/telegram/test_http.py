"""Test Telegram's HTTP: surely unsent and possibly sent requests, and no token in any message."""

import asyncio
import gc
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # PTB offers no public way

from bot.platforms.telegram.http import (
    AiohttpRequest,
    ServerError,
    TelegramRequestInterrupted,
    TelegramRequestNotSent,
)

TOKEN = "1234567:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
ME = {"id": 1234567, "is_bot": True, "first_name": "Same Side", "username": "same_side_bot"}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """A server on loopback that answers as the test says and records its requests."""

    def __init__(self) -> None:
        self.answer: Answer = lambda request: self.says(ME)
        self.forms: list[dict[str, str | tuple[str | None, str, bytes]]] = []
        self.urls: list[str] = []
        self.held = asyncio.Event()
        self.release = asyncio.Event()
        self.url = ""

    async def says(self, result: object, status: int = 200) -> web.Response:
        if status == 200:
            return web.json_response({"ok": True, "result": result})
        return web.json_response(
            {"ok": False, "error_code": status, "description": result}, status=status
        )

    async def hold(self, request: web.Request) -> web.StreamResponse:
        self.held.set()
        await self.release.wait()
        return await self.says(ME)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.urls.append(request.raw_path)
        form: dict[str, str | tuple[str | None, str, bytes]] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                form[name] = (value.filename, value.content_type, value.file.read())
                value.file.close()
            else:
                assert isinstance(value, str)
                form[name] = value
        self.forms.append(form)
        return await self.answer(request)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    server.release.set()
    await runner.cleanup()


@pytest.fixture
async def raw() -> AsyncIterator[Callable[[Talk], Awaitable[str]]]:
    """Start a server that talks to each connection as it is told, bytes by bytes."""
    started = []

    async def start(talk: Talk) -> str:
        async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await talk(reader, writer)
            writer.close()

        listening = await asyncio.start_server(visit, "127.0.0.1", 0)
        started.append(listening)
        return f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"

    yield start
    for listening in started:
        listening.close()
        await listening.wait_closed()


@pytest.fixture
async def http() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(connections=4, read_timeout=5, connect_timeout=5) as http:
        yield http


def address(url: str, method: str = "getMe") -> str:
    return f"{url}/bot{TOKEN}/{method}"


def with_fields(**fields: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])


async def reads_the_request(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def test_an_answer_comes_back(server: Server, http: AiohttpRequest) -> None:
    assert await http.post(address(server.url)) == ME


async def test_fields_arrive_as_a_form(server: Server, http: AiohttpRequest) -> None:
    await http.post(address(server.url), with_fields(chat_id=7, text="a&b ♥", silent=True))
    assert server.forms == [{"chat_id": "7", "text": "a&b ♥", "silent": "true"}]


async def test_a_file_arrives_with_its_name(server: Server, http: AiohttpRequest) -> None:
    file = telegram.InputFile(b"\0bytes", filename='Zoë\'s "file".txt')
    await http.post(address(server.url), with_fields(chat_id=7, document=file))
    document = ('Zoë\'s "file".txt', "text/plain", b"\0bytes")
    assert server.forms == [{"chat_id": "7", "document": document}]


async def test_a_file_is_fetched(server: Server, http: AiohttpRequest) -> None:
    async def bytes_only(request: web.Request) -> web.Response:
        return web.Response(body=b"\0\xff")

    server.answer = bytes_only
    assert await http.retrieve(f"{server.url}/file/bot{TOKEN}/a") == b"\0\xff"


async def test_the_real_bot_speaks_through_it(server: Server) -> None:
    message = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "Hi"}
    async with telegram.Bot(
        TOKEN,
        base_url=f"{server.url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    ) as bot:
        assert bot.username == "same_side_bot"
        server.answer = lambda request: server.says(message)
        assert (await bot.send_message(7, "Hi")).message_id == 5
        server.answer = lambda request: server.says([])
        assert await bot.get_updates(timeout=1) == ()


async def test_a_refused_connection_is_surely_not_sent(
    unused_tcp_port: int, http: AiohttpRequest
) -> None:
    with pytest.raises(TelegramRequestNotSent):
        await http.post(address(f"http://127.0.0.1:{unused_tcp_port}"))


async def test_no_connection_in_time_is_surely_not_sent(
    raw: Callable[[Talk], Awaitable[str]], http: AiohttpRequest
) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    where = await raw(silent)
    with pytest.raises(TelegramRequestNotSent):
        await http.post(address(f"https://{where}"), connect_timeout=0.05, pool_timeout=0.05)


async def test_a_failed_handshake_is_surely_not_sent(server: Server, http: AiohttpRequest) -> None:
    with pytest.raises(TelegramRequestNotSent):
        await http.post(address(server.url.replace("http:", "https:")))
    assert not server.forms


async def test_no_free_connection_is_surely_not_sent(server: Server) -> None:
    server.answer = server.hold
    async with AiohttpRequest(connections=1) as http, asyncio.TaskGroup() as tasks:
        first = tasks.create_task(http.post(address(server.url)))
        await server.held.wait()
        with pytest.raises(TelegramRequestNotSent):
            await http.post(address(server.url), connect_timeout=0.05, pool_timeout=0.01)
        server.release.set()
    assert first.result() == ME
    assert len(server.forms) == 1


async def test_a_wrong_address_is_surely_not_sent(http: AiohttpRequest) -> None:
    with pytest.raises(TelegramRequestNotSent):
        await http.post(address("http://[half"))


async def test_a_connection_dropped_without_an_answer_is_ambiguous(
    raw: Callable[[Talk], Awaitable[str]], http: AiohttpRequest
) -> None:
    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reads_the_request(reader)

    with pytest.raises(TelegramRequestInterrupted):
        await http.post(address(f"http://{await raw(drop)}"))


@pytest.mark.parametrize("status", ["200 OK", "502 Bad Gateway"])
async def test_half_an_answer_is_ambiguous(
    raw: Callable[[Talk], Awaitable[str]], http: AiohttpRequest, status: str
) -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reads_the_request(reader)
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 99\r\n\r\n{{".encode())
        await writer.drain()

    with pytest.raises(TelegramRequestInterrupted):
        await http.post(address(f"http://{await raw(half)}"))


async def test_a_kept_connection_that_is_dropped_is_ambiguous(
    raw: Callable[[Talk], Awaitable[str]], http: AiohttpRequest
) -> None:
    visits = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(1)
        await reads_the_request(reader)
        body = json.dumps({"ok": True, "result": True}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await reads_the_request(reader)

    url = address(f"http://{await raw(once)}")
    assert await http.post(url)
    with pytest.raises(TelegramRequestInterrupted):
        await http.post(url)
    assert len(visits) == 1


async def test_an_answer_that_does_not_come_in_time_is_ambiguous(
    server: Server, http: AiohttpRequest
) -> None:
    server.answer = server.hold
    with pytest.raises(TelegramRequestInterrupted):
        await http.post(address(server.url), read_timeout=0.05)


async def test_the_usual_timeout_holds_where_a_call_names_none(server: Server) -> None:
    server.answer = server.hold
    async with AiohttpRequest(read_timeout=0.05) as http:
        with pytest.raises(TelegramRequestInterrupted):
            await http.post(address(server.url))


async def test_a_server_that_stops_reading_cannot_hold_us_for_ever(
    raw: Callable[[Talk], Awaitable[str]], http: AiohttpRequest
) -> None:
    done = asyncio.Event()

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await done.wait()

    file = telegram.InputFile(bytes(32 * 1024 * 1024))
    where = address(f"http://{await raw(deaf)}")
    limits = {"read_timeout": 0.1, "write_timeout": 0.1, "connect_timeout": 1, "pool_timeout": 0}
    try:
        with pytest.raises(TelegramRequestInterrupted):
            await http.post(where, with_fields(document=file), **limits)
    finally:
        done.set()


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_whole_answer_of_a_broken_server_is_a_refusal(
    server: Server, http: AiohttpRequest, status: int
) -> None:
    server.answer = lambda request: server.says("Bad Gateway", status)
    with pytest.raises(ServerError, match=str(status)):
        await http.post(address(server.url))


@pytest.mark.parametrize(("status", "error"), [(400, BadRequest), (401, InvalidToken)])
async def test_telegrams_other_refusals_stay_what_they_are(
    server: Server, http: AiohttpRequest, status: int, error: type[TelegramError]
) -> None:
    server.answer = lambda request: server.says("no", status)
    with pytest.raises(error, match="no"):
        await http.post(address(server.url))


async def test_a_wait_that_is_asked_for_comes_through(
    server: Server, http: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow_down(request: web.Request) -> web.Response:
        return web.json_response({"ok": False, "parameters": {"retry_after": 7}}, status=429)

    server.answer = slow_down
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(RetryAfter) as asked:
        await http.post(address(server.url))
    assert asked.value.retry_after == timedelta(seconds=7)


async def test_a_redirect_is_not_followed(server: Server, http: AiohttpRequest) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound("/elsewhere")

    server.answer = elsewhere
    with pytest.raises(NetworkError):
        await http.post(address(server.url))
    assert len(server.urls) == 1


async def test_a_proxy_comes_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch, http: AiohttpRequest
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    assert await http.post(address("http://telegram.example")) == ME
    assert server.urls == [address("http://telegram.example")]


async def test_starting_and_stopping_twice_is_harmless(server: Server) -> None:
    http = AiohttpRequest()
    await http.shutdown()
    for _ in range(2):
        await http.initialize()
        await http.initialize()
        assert await http.post(address(server.url)) == ME
        await http.shutdown()
        await http.shutdown()
    gc.collect()
    with pytest.raises(TelegramRequestNotSent):
        await http.post(address(server.url))


async def test_the_token_is_in_no_error_and_no_log(
    server: Server,
    raw: Callable[[Talk], Awaitable[str]],
    unused_tcp_port: int,
    http: AiohttpRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def parrot(request: web.Request) -> web.Response:
        status = int(request.query.get("status", 200))
        return web.Response(text=f"<p>Could not get {request.url}</p>", status=status)

    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reads_the_request(reader)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    server.answer = parrot
    caplog.set_level(logging.DEBUG)
    for url in (
        address(f"http://127.0.0.1:{unused_tcp_port}"),
        address(f"http://{await raw(drop)}"),
        address(f"https://{await raw(silent)}"),
        address("http://[half"),
        address(server.url),
        *(address(server.url) + f"?status={status}" for status in (302, 404, 418, 502)),
    ):
        with pytest.raises(TelegramError) as caught:
            await http.post(url, connect_timeout=0.05)
        error: BaseException | None = caught.value
        while error is not None:
            assert TOKEN not in f"{error!s} {error!r}"
            error = error.__cause__ or error.__context__
    assert TOKEN not in caplog.text
