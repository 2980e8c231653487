"""Serve the two-phone page: its state, its stream of changes, its buttons."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.discord.state import APPLICATION_ID
from playground.shared.chats import Chats
from playground.shared.clock import ClockState, TimeMachineLike, fixed_clock
from playground.shared.errors import Refused
from playground.shared.files import Files
from playground.shared.responses import json_text
from playground.telegram.phones import BotBlocked, NothingThere
from playground.telegram.state import Telegram

FOLDER = Path(__file__).parent / "page"
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SHOWN_TYPES = (
    *("image/png", "image/jpeg", "image/webp", "image/gif", "video/mp4", "video/webm"),
    *("audio/ogg", "audio/mpeg", "audio/mp4", "audio/webm"),
)
HEARTBEAT_SECONDS = 15.0
MOST_SECONDS = 366 * 86_400


class PageServer:
    """The page's server, which keeps every open copy of the page up to date."""

    def __init__(
        self,
        telegram: Telegram,
        attachments: Files,
        chats: Sequence[Chats],
        time_machine: TimeMachineLike | None,
    ) -> None:
        self._telegram = telegram
        self._files = {"file": telegram.files, "attachment": attachments}
        self._chats = {each.name: each for each in chats}
        self._time_machine = time_machine
        self._streams: set[asyncio.Queue[dict[str, Any] | None]] = set()
        self._moves: set[asyncio.Task[object]] = set()
        for each in chats:
            each.listen(self._send, self._send_reset)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the page's calls; the static files come last."""
        return [
            web.get("/page/setup", self.setup),
            web.get("/page/stream", self.stream),
            web.get("/page/{place:file|attachment}/{id}", self.file),
            web.post("/page/clock", self.move_clock),
            web.post("/page/{who}/{chat}/{act}", self.act),
            web.get("/", self.static),
            web.get("/page/{path:.+}", self.static),
            web.get("/favicon.ico", self.icon),
        ]

    async def setup(self, _: web.Request) -> web.Response:
        """Return who is there, and which chats each of them has."""
        names = {
            who: name for chats in self._chats.values() for who, name in chats.people().items()
        }
        people = [self._person(who, name, place) for place, (who, name) in enumerate(names.items())]
        known = self._telegram.bot
        bot = {"name": known["first_name"], "username": known["username"]}
        bot["application"] = str(APPLICATION_ID)
        return web.json_response({"bot": bot, "people": people, "clock": self.clock()})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send everything that happens as Server-Sent Events, the whole state first."""
        response = web.StreamResponse(
            headers=SECURITY_HEADERS | {"Content-Type": "text/event-stream"}
        )
        await response.prepare(request)
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        queue.put_nowait(self._reset())
        self._streams.add(queue)
        try:
            with suppress(ConnectionError):
                await _stream_events(queue, response)
        finally:
            self._streams.discard(queue)
        return response

    async def file(self, request: web.Request) -> web.Response:
        """Return a file of a message; only what a browser shows or plays has its own type."""
        try:
            file = self._files[request.match_info["place"]].find(request.match_info["id"])
        except Refused:
            raise web.HTTPNotFound from None
        headers = dict(SECURITY_HEADERS)
        if file.mime in SHOWN_TYPES:
            return _serve_part(request, file.content, file.mime, headers)
        name = file.name.encode("ascii", "replace").decode().replace('"', "")
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        kind = "application/octet-stream"
        return web.Response(body=file.content, content_type=kind, headers=headers)

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the bot's clock and answer when the bot has caught up."""
        body = await _body(request)
        if self._time_machine is None:
            return _error(409, "This clock cannot be moved.")
        if body.get("to") == "challenge":
            await self._finish(self._time_machine.to_next_challenge())
        elif isinstance(body.get("by"), int | float) and 0 <= body["by"] <= MOST_SECONDS:
            await self._finish(self._time_machine.advance(float(body["by"])))
        else:
            return _error(400, "Say by how many seconds, at most a year, or to what.")
        return web.json_response({"clock": self.clock()})

    async def act(self, request: web.Request) -> web.Response:
        """Carry out what somebody did in one of their chats."""
        who, name = request.match_info["who"], request.match_info["act"]
        chats = self._chats.get(request.match_info["chat"])
        if chats is None or who not in chats.people():
            return _error(404, "There is no such phone.")
        try:
            return web.json_response(chats.act(who, name, await _body(request)))
        except BotBlocked as blocked:
            return _error(409, f"{blocked}.")
        except NothingThere as nothing:
            return _error(404, f"{nothing.args[0]}.")
        except KeyError:
            return _error(404, "Nobody can do that.")
        except (TypeError, ValueError) as wrong:
            return _error(400, f"{wrong}.")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Return a file of the page itself."""
        path = (FOLDER / (request.match_info.get("path") or "index.html")).resolve()
        if not path.is_relative_to(FOLDER) or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=SECURITY_HEADERS)

    async def icon(self, _: web.Request) -> web.StreamResponse:
        """Return the icon that browsers request on their own."""
        raise web.HTTPFound("/page/favicon.svg")

    def clock(self) -> ClockState:
        """Return the bot's clock as the page shows it."""
        if self._time_machine is not None:
            return self._time_machine.clock()
        return fixed_clock(self._telegram.now())

    def show_clock(self) -> None:
        """Tell every open page what time it is."""
        self._send({"type": "clock", "clock": self.clock()})

    def close(self) -> None:
        """End every open stream."""
        for queue in self._streams:
            queue.put_nowait(None)

    async def _finish(self, move: Coroutine[Any, Any, object]) -> None:
        """Carry a move to its end, even when the page that asked for it was closed meanwhile."""
        task = asyncio.create_task(move)
        self._moves.add(task)
        task.add_done_callback(self._moves.discard)
        task.add_done_callback(lambda _: self.show_clock())
        await asyncio.shield(task)

    def _person(self, who: str, name: str, position: int) -> dict[str, Any]:
        """Describe a person; the second of two is on Discord at first, which is newer here."""
        chats = [name for name, each in self._chats.items() if who in each.people()]
        shows = "discord" if position % 2 and "discord" in chats else chats[0]
        return {"who": who, "name": name, "chats": chats, "shows": shows}

    def _reset(self) -> dict[str, Any]:
        chats: dict[str, dict[str, Any]] = {}
        for name, each in self._chats.items():
            for who in each.people():
                chats.setdefault(who, {})[name] = each.state(who)
        return {"type": "reset", "clock": self.clock(), "chats": chats}

    def _send_reset(self) -> None:
        if self._streams:
            self._send(self._reset())

    def _send(self, event: dict[str, Any]) -> None:
        for queue in self._streams:
            queue.put_nowait(event)


async def _stream_events(
    queue: asyncio.Queue[dict[str, Any] | None], response: web.StreamResponse
) -> None:
    while True:
        try:
            event = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(f"data: {json_text(event)}\n\n".encode())


def _serve_part(
    request: web.Request, content: bytes, kind: str, headers: dict[str, str]
) -> web.Response:
    """Return the part that a player asks for; without parts it knows no length and cannot seek."""
    headers["Accept-Ranges"] = "bytes"
    if "Range" not in request.headers:
        return web.Response(body=content, content_type=kind, headers=headers)
    try:
        first, end, _ = request.http_range.indices(len(content))
    except ValueError:
        raise web.HTTPRequestRangeNotSatisfiable from None
    if first >= end:
        raise web.HTTPRequestRangeNotSatisfiable
    headers["Content-Range"] = f"bytes {first}-{end - 1}/{len(content)}"
    part = content[first:end]
    return web.Response(status=206, body=part, content_type=kind, headers=headers)


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _error(status: int, words: str) -> web.Response:
    return web.json_response({"error": words}, status=status)
