"""Serve just enough of the Bot API, in a separate process, for bots to be measured against."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

MOST_UPDATES = 100
"""The most that one getUpdates returns, as on the real server."""
TOKEN = "1234567:" + "A-token-that-only-this-server-knows"
ME = {"id": 1234567, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
Json = dict[str, Any]


@dataclass
class MessageCount:
    """The chats that got a message since the last `push`; moments are seconds of one clock."""

    pushed_at: float = 0.0
    last_at: float = 0.0
    chats: set[str] = field(default_factory=set)


class TelegramServer:
    """One bot's updates and answers; each answer to a bot's message takes `latency` seconds."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._waiting: deque[Json] = deque()
        self._changed = asyncio.Condition()
        self._numbers = count(1)
        self._polls = 0
        self._count = MessageCount()

    def app(self) -> web.Application:
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes(
            [
                web.post("/push", self.push),
                web.get("/wait", self.wait),
                web.route("*", "/bot{token}/{method}", self.call),
            ]
        )
        return app

    async def push(self, request: web.Request) -> web.Response:
        """Take messages as `[[person, text], …]`, for the bot to fetch; forget the last count."""
        now = int(time.time())
        for person, text in await request.json():
            self._waiting.append(_update(next(self._numbers), now, person, text))
        self._count = MessageCount(pushed_at=time.monotonic())
        await self._notify()
        return web.Response()

    async def wait(self, request: web.Request) -> web.Response:
        """Answer once that many chats have got a message, or once the bot has polled."""
        chats, polls = (int(request.query.get(name, "0")) for name in ("chats", "polls"))
        async with self._changed:
            await self._changed.wait_for(
                lambda: len(self._count.chats) >= chats and self._polls >= polls
            )
        return web.json_response(
            {"pushed_at": self._count.pushed_at, "last_at": self._count.last_at}
        )

    async def call(self, request: web.Request) -> web.Response:
        """Answer a bot's call of a method; those that the bench does not need do nothing."""
        match request.match_info["method"].lower():
            case "getupdates":
                return _answer(await self._get_updates(await _arguments(request)))
            case "getme":
                return _answer(ME)
            case "sendmessage":
                return _answer(await self._send_message(await _arguments(request)))
        return _answer(True)

    async def _get_updates(self, arguments: Json) -> list[Json]:
        offset = int(arguments.get("offset") or 0)
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        self._polls += 1
        await self._notify()
        if not self._waiting:
            await self._wait_for_updates(float(arguments.get("timeout") or 0))
        limit = int(arguments.get("limit") or MOST_UPDATES)
        return [self._waiting[number] for number in range(min(limit, len(self._waiting)))]

    async def _wait_for_updates(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self._waiting)
        except TimeoutError:
            return

    async def _send_message(self, arguments: Json) -> Json:
        chat = str(arguments["chat_id"])
        if self._latency:
            await asyncio.sleep(self._latency)
        self._count.chats.add(chat)
        self._count.last_at = time.monotonic()
        await self._notify()
        return {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": int(chat), "type": "private", "first_name": "Alice"},
            "text": "…",
        }

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **await request.post()}


def _answer(result: object) -> web.Response:
    return web.Response(
        text=json.dumps({"ok": True, "result": result}), content_type="application/json"
    )


def _update(number: int, now: int, person: int, text: str) -> Json:
    command = text.partition(" ")[0]
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": now,
            "chat": {"id": person, "type": "private", "first_name": "Alice"},
            "from": {
                "id": person,
                "is_bot": False,
                "first_name": "Alice",
                "language_code": "en",
            },
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(command)}],
        },
    }


async def serve(latency: float) -> None:
    """Print the address on the first line, and then serve until killed."""
    runner = web.AppRunner(TelegramServer(latency).app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"http://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds for each message")
    asyncio.run(serve(parser.parse_args().latency))


if __name__ == "__main__":
    main()
