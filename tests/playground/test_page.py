"""Test the server of the page: its state, its stream, and its buttons."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from yarl import URL

from playground import ClockState, Person, Playground
from tests.playground.conftest import START, TOKEN, Hands

ALICE = 1001


class Stream:
    """An open page's stream of events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self, *kinds: str) -> dict[str, Any]:
        """Return the next event, or the next of these kinds."""
        async with asyncio.timeout(10):
            while True:
                line = (await self._response.content.readline()).decode()
                if line.startswith("data: "):
                    event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    if not kinds or event["type"] in kinds:
                        return event


@asynccontextmanager
async def stream_of(http: aiohttp.ClientSession) -> AsyncIterator[Stream]:
    """Open the stream and read the full state that comes first."""
    async with http.get("/page/stream") as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        stream = Stream(response)
        assert (await stream.next())["type"] == "reset"
        yield stream


@pytest.fixture
async def http(server: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def test_the_page_learns_who_is_there(http: aiohttp.ClientSession) -> None:
    setup = await (await http.get("/page/setup")).json()
    application = "880000000000000001"
    assert setup["bot"] == {
        "name": "Same Side",
        "username": "same_side_bot",
        "application": application,
    }
    assert setup["people"] == [
        {"who": "alice", "name": "Alice", "chats": ["telegram"], "shows": "telegram"},
        {"who": "bob", "name": "Bob", "chats": ["telegram"], "shows": "telegram"},
    ]
    assert setup["clock"] == {
        "now": START,
        "iso": "2026-01-05T08:00:00Z",
        "moved_by": 0.0,
        "can_move": False,
        "next": {"challenge": None},
        "steps": [],
    }


async def test_the_stream_begins_with_everything(
    http: aiohttp.ClientSession, server: Playground
) -> None:
    server.phone("alice").start()
    async with http.get("/page/stream") as response:
        reset = await Stream(response).next()
    assert reset["type"] == "reset"
    alice, bob = (reset["chats"][who]["telegram"] for who in ("alice", "bob"))
    assert (alice["started"], bob["started"], alice["blocked"]) == (True, False, False)
    assert [m["text"] for m in alice["messages"]] == ["/start"]


async def test_a_conversation_streams_as_it_happens(
    http: aiohttp.ClientSession, started: Bot
) -> None:
    async with stream_of(http) as stream:
        await started.send_chat_action(ALICE, "typing")
        assert await stream.next() == {"type": "typing", "who": "alice", "chat": "telegram"}
        message = await started.send_message(ALICE, "Hi")
        event = await stream.next()
        assert (event["type"], event["who"], event["message"]["text"]) == ("message", "alice", "Hi")
        await message.edit_text("Ho")
        event = await stream.next()
        assert (event["type"], event["message"]["text"]) == ("edit", "Ho")
        await message.delete()
        expected = {
            "type": "delete",
            "who": "alice",
            "chat": "telegram",
            "message_id": message.message_id,
        }
        assert await stream.next() == expected


async def test_a_press_streams_its_answer(
    http: aiohttp.ClientSession, server: Playground, started: Bot
) -> None:
    message = await started.send_message(ALICE, "Sure?")
    async with stream_of(http) as stream:
        press = {"message_id": message.message_id, "data": "y"}
        assert (await http.post("/page/alice/telegram/press", json=press)).status == 200
        query = (await started.get_updates(timeout=0))[0].callback_query
        assert query
        await query.answer("Thanks", show_alert=True)
        answered = {
            "type": "answered",
            "who": "alice",
            "chat": "telegram",
            "message_id": message.message_id,
        }
        assert await stream.next() == answered
        toast = {
            "type": "toast",
            "who": "alice",
            "chat": "telegram",
            "text": "Thanks",
            "alert": True,
        }
        assert await stream.next() == toast


async def test_every_phone_gets_its_own_menu(http: aiohttp.ClientSession, started: Bot) -> None:
    async with stream_of(http) as stream:
        await started.set_my_commands([("help", "Hilfe")], language_code="de")
        assert (await stream.next())["commands"] == []
        event = await stream.next()
        assert (event["who"], event["commands"][0]["description"]) == ("bob", "Hilfe")


async def test_the_buttons_of_the_page_act_as_the_person(
    http: aiohttp.ClientSession, server: Playground, bot: Bot
) -> None:
    await http.post("/page/bob/telegram/start", json={"payload": "abc"})
    await http.post("/page/bob/telegram/send", json={"text": "hello"})
    sent = server.phone("bob").messages[-1]["message_id"]
    await http.post("/page/bob/telegram/edit", json={"message_id": sent, "text": "hello!"})
    await http.post("/page/bob/telegram/attach", json={"kind": "sticker"})
    updates = await bot.get_updates(timeout=0)
    texts = [u.effective_message.text for u in updates if u.effective_message]
    assert texts == ["/start abc", "hello", "hello!", None]


async def test_a_phone_can_be_set_to_another_language(
    http: aiohttp.ClientSession, server: Playground, started: Bot
) -> None:
    """The bot learns it from the person's next action, and the menu follows."""
    await started.set_my_commands([("help", "Ayuda")], language_code="es")
    async with stream_of(http) as stream:
        await http.post("/page/alice/telegram/language", json={"language": "es"})
        assert (await stream.next())["commands"][0]["description"] == "Ayuda"
    server.phone("alice").start()
    updates = await started.get_updates(timeout=0)
    assert [each.effective_user.language_code for each in updates if each.effective_user] == ["es"]
    wrong = await http.post("/page/alice/telegram/language", json={"language": "<b>"})
    assert (wrong.status, server.phone("alice").person.language) == (400, "es")


async def test_a_blocked_bot_is_not_written_to(
    http: aiohttp.ClientSession, server: Playground
) -> None:
    async with stream_of(http) as stream:
        await http.post("/page/alice/telegram/block", json={"blocked": True})
        assert (await stream.next())["chats"]["alice"]["telegram"]["blocked"]
        refused = await http.post("/page/alice/telegram/send", json={"text": "hello?"})
        assert (refused.status, await refused.json()) == (
            409,
            {"error": "Alice has blocked the bot."},
        )
        await http.post("/page/alice/telegram/block", json={"blocked": False})
        assert (await http.post("/page/alice/telegram/send", json={"text": "hello"})).status == 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/page/carol/telegram/send", {"text": "x"}, 404),
        ("/page/alice/telegram/send", {}, 400),
        ("/page/alice/telegram/send", {"text": " "}, 400),
        ("/page/alice/telegram/send", {"text": 7}, 400),
        ("/page/alice/telegram/press", {"message_id": 99, "data": "x"}, 404),
        ("/page/alice/telegram/edit", {"message_id": 99, "text": "x"}, 404),
        ("/page/alice/telegram/attach", {"kind": "flowers"}, 400),
        ("/page/alice/telegram/start", {"payload": "no spaces"}, 400),
        ("/page/alice/telegram/fly", {}, 404),
        ("/page/alice/discord/send", {"text": "x"}, 404),
        ("/page/clock", {"by": 60}, 409),
    ],
)
async def test_nonsense_is_refused_with_a_reason(
    http: aiohttp.ClientSession, path: str, body: dict[str, Any], status: int
) -> None:
    answer = await http.post(path, json=body)
    assert answer.status == status
    assert (await answer.json())["error"]


class Machine:
    """A time machine that only records where it was sent."""

    def __init__(self) -> None:
        self.moved_by = 0.0
        self.entered = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    def clock(self) -> ClockState:
        return {
            "now": START + self.moved_by,
            "iso": "",
            "moved_by": self.moved_by,
            "can_move": True,
            "next": {"challenge": None},
            "steps": [],
        }

    async def advance(self, seconds: float) -> None:
        self.entered.set()
        await self.gate.wait()
        self.moved_by += seconds

    async def to_next_challenge(self) -> bool:
        await self.advance(7 * 86_400)
        return True


async def test_the_clock_is_moved_and_everybody_sees_it() -> None:
    server = Playground(TOKEN, {"alice": Person(ALICE, "Alice")}, Hands(), Machine())
    await server.start()
    async with aiohttp.ClientSession(server.url) as http, stream_of(http) as stream:
        answer = await (await http.post("/page/clock", json={"by": 3600})).json()
        assert answer["clock"]["moved_by"] == 3600
        assert (await stream.next())["clock"]["moved_by"] == 3600
        answer = await (await http.post("/page/clock", json={"to": "challenge"})).json()
        assert answer["clock"]["moved_by"] == 3600 + 7 * 86_400
        for nonsense in ({"by": -1}, {"by": "soon"}, {"to": "yesterday"}):
            assert (await http.post("/page/clock", json=nonsense)).status == 400
    await server.stop()


async def test_a_move_is_finished_even_when_the_page_is_closed() -> None:
    machine = Machine()
    server = Playground(TOKEN, {"alice": Person(ALICE, "Alice")}, Hands(), machine)
    await server.start()
    machine.gate.clear()
    async with aiohttp.ClientSession(server.url) as http:
        move = asyncio.create_task(http.post("/page/clock", json={"by": 3600}))
        await machine.entered.wait()
        move.cancel()
    async with aiohttp.ClientSession(server.url) as http, stream_of(http) as stream:
        machine.gate.set()
        assert (await stream.next("clock"))["clock"]["moved_by"] == 3600
    await server.stop()


async def test_the_page_is_served_with_a_strict_policy(http: aiohttp.ClientSession) -> None:
    page = await http.get("/")
    assert (page.status, page.content_type) == (200, "text/html")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
    style = await http.get("/page/page.css")
    assert (style.status, style.content_type) == (200, "text/css")


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/none.js"])
async def test_nothing_but_the_page_is_served(http: aiohttp.ClientSession, path: str) -> None:
    assert (await http.get(URL(path, encoded=True))).status == 404


async def test_a_picture_is_shown_and_a_document_is_saved(
    http: aiohttp.ClientSession, server: Playground, started: Bot
) -> None:
    server.phone("alice").attach("photo")
    await started.send_document(ALICE, b"<script>", filename="page.html")
    photo, document = server.phone("alice").messages[-2:]
    shown = await http.get(photo["photo"])
    assert (shown.status, shown.content_type) == (200, "image/png")
    saved = await http.get(document["document"]["url"])
    assert saved.content_type == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert (await http.get("/page/file/none")).status == 404
