"""Make the bot kill itself at chosen points, through hooks.

Every hook lies outside the product's own code: SQLAlchemy's events, `Database.write`, which all
writers go through, `EventTransaction.handle`, which handles each event, and the calls in which each
platform's client hands over and sends.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from discord.http import Route
from sqlalchemy import Connection, Row, event
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from telegram.request import RequestData

from bot.app import App
from bot.inbox.event_transaction import EventTransaction
from bot.inbox.store import Arrival
from bot.platforms.discord.events import Dispatch
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.telegram.http import AiohttpRequest
from chat.messages import Event
from storage.database import Database

AFTER_POLL = "after poll"
AFTER_INBOX_COMMIT = "after inbox commit"
BEFORE_ACKNOWLEDGE = "before acknowledge"
IN_TRANSACTION = "inside the transaction"
BETWEEN_EVENTS = "inside a batch, after some of its events"
BEFORE_COMMIT = "before the commit of a batch"
AFTER_COMMIT = "after commit before send"
MID_SEND = "mid-send"
AFTER_SEND = "after send before mark"
MID_TICK = "mid-tick"
MID_MIGRATION = "mid-migration"
AFTER_READ = "after a dispatch is read"
BEFORE_ANSWER = "before an interaction's answer"
FORM_OPEN = "while a form is open"
MID_POST = "mid-send to Discord"
AFTER_POST = "after send to Discord before mark"
POINTS = (
    AFTER_POLL,
    AFTER_INBOX_COMMIT,
    BEFORE_ACKNOWLEDGE,
    IN_TRANSACTION,
    BETWEEN_EVENTS,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    MID_SEND,
    AFTER_SEND,
    MID_TICK,
    MID_MIGRATION,
    AFTER_READ,
    BEFORE_ANSWER,
    FORM_OPEN,
    MID_POST,
    AFTER_POST,
)
INSTANT = "any instant"
"""Not a point in the code: the harness kills from outside, after a number of milliseconds."""

SENDING = frozenset({"sendMessage", "sendDocument", "editMessageText", "deleteMessage"})
MESSAGE_RESPONSE, MODAL_RESPONSE = 4, 9
"""Kinds of answer to an interaction, by Discord's number."""
WRITTEN = "chaos-written"
Written = set[tuple[str, str]]
"""A transaction's writes so far: verbs and tables."""
INBOX_INSERT, INBOX_UPDATE = ("INSERT", "inbox"), ("UPDATE", "inbox")
SESSION_TABLE = "gateway_session"
"""A table that records only what Discord need not repeat."""


@dataclass(frozen=True, slots=True)
class KillPoint:
    """A point at which the process dies, when it is reached for the `count`th time.

    In the middle of a send, death comes after `delay` turns of the loop. After reading a dispatch,
    an odd `delay` means at once, so that nothing of it is confirmed; an even one means that many
    hundredths of a second later, while its commit waits, which catches an answer given too soon.
    """

    point: str = ""
    count: int = 1
    delay: int = 3


class Trap:
    """The one armed fault of this process."""

    def __init__(self) -> None:
        self.fault = KillPoint()
        self._left = 0

    def arm(self, fault: KillPoint) -> None:
        self.fault, self._left = fault, fault.count

    def count_pass(self, point: str) -> bool:
        """Count one more pass of this point; return True when it is the last."""
        if point != self.fault.point:
            return False
        self._left -= 1
        return self._left == 0

    def die_if_reached(self, point: str) -> None:
        """Count a pass, and do not return when it was the last."""
        if self.count_pass(point):
            die()


TRAP = Trap()


def die() -> None:
    """Die as with `kill -9`: close, flush and roll back nothing."""
    os.kill(os.getpid(), signal.SIGKILL)


def install_hooks() -> None:
    """Install the trap's hooks in this process, once."""
    event.listen(Engine, "begin", _on_begin)
    event.listen(Engine, "before_cursor_execute", _on_execute)
    _wrap_write()
    _wrap_handling()
    _wrap_telegram()
    _wrap_discord()
    _wrap_gateway()


def _on_begin(connection: Connection) -> None:
    connection.info[WRITTEN] = set()


def _on_execute(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
    verb, _, rest = statement.lstrip().partition(" ")
    if connection.get_execution_options().get("migrating"):
        if verb not in ("PRAGMA", "SELECT", "BEGIN"):
            TRAP.die_if_reached(MID_MIGRATION)
        return
    if verb not in ("INSERT", "UPDATE", "DELETE"):
        return
    table = rest.removeprefix("INTO ").removeprefix("FROM ").split(maxsplit=1)[0]
    if table == SESSION_TABLE:
        return
    written: Written = connection.info.setdefault(WRITTEN, set())
    if table == "due" and INBOX_INSERT in written:
        TRAP.die_if_reached(MID_TICK)
    elif (verb, table) != INBOX_INSERT and (table != "outbox" or written - {("UPDATE", "outbox")}):
        TRAP.die_if_reached(IN_TRANSACTION)
    written.add((verb, table))


def _wrap_write() -> None:
    whole = Database.write

    @asynccontextmanager
    async def write(
        self: Database, engine: AsyncEngine | None = None
    ) -> AsyncIterator[AsyncSession]:
        async with whole(self, engine) as session:
            yield session
            await session.flush()
            written: Written = (await session.connection()).info.get(WRITTEN, set())
            if INBOX_UPDATE in written:
                TRAP.die_if_reached(BEFORE_COMMIT)
        if written == {INBOX_INSERT}:
            TRAP.die_if_reached(AFTER_INBOX_COMMIT)
        elif INBOX_UPDATE in written:
            TRAP.die_if_reached(AFTER_COMMIT)
        elif INBOX_INSERT in written:
            TRAP.die_if_reached(MID_TICK)

    setattr(Database, "write", write)  # noqa: B010 a seam, laid over a method


def _wrap_handling() -> None:
    whole = EventTransaction.handle

    async def handle(self: EventTransaction, row: Row[Any], happened: Event | None) -> None:
        await whole(self, row, happened)
        TRAP.die_if_reached(BETWEEN_EVENTS)

    setattr(EventTransaction, "handle", handle)  # noqa: B010 a seam, laid over a method


def _wrap_telegram() -> None:
    whole = AiohttpRequest.do_request
    confirmed: set[object] = {None}

    async def do_request(
        self: AiohttpRequest,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *rest: object,
        **named: object,
    ) -> tuple[int, bytes]:
        call = url.rpartition("/")[2]
        if call == "getUpdates":
            offset = (request_data.parameters if request_data else {}).get("offset")
            if offset not in confirmed:
                TRAP.die_if_reached(BEFORE_ACKNOWLEDGE)
                confirmed.add(offset)
        asking = asyncio.ensure_future(whole(self, url, method, request_data, *rest, **named))
        if call in SENDING and TRAP.count_pass(MID_SEND):
            await _die_soon()
        status, body = await asking
        if call == "getUpdates" and b'"update_id"' in body:
            TRAP.die_if_reached(AFTER_POLL)
        if call in SENDING:
            TRAP.die_if_reached(AFTER_SEND)
        return status, body

    setattr(AiohttpRequest, "do_request", do_request)  # noqa: B010 a seam, laid over a method


def _wrap_discord() -> None:
    whole = DiscordHttp.request

    async def request(self: DiscordHttp, route: Route, **named: Any) -> Any:  # noqa: ANN401 - JSON
        answer = _answer_in(route, named)
        if answer not in (None, MODAL_RESPONSE):
            TRAP.die_if_reached(BEFORE_ANSWER)
        sends = answer == MESSAGE_RESPONSE or (route.method != "GET" and "/messages" in route.path)
        asking = asyncio.ensure_future(whole(self, route, **named))
        if sends and TRAP.count_pass(MID_POST):
            await _die_soon()
        said = await asking
        if answer == MODAL_RESPONSE:
            TRAP.die_if_reached(FORM_OPEN)
        if sends:
            TRAP.die_if_reached(AFTER_POST)
        return said

    setattr(DiscordHttp, "request", request)  # noqa: B010 a seam, laid over a method


def _answer_in(route: Route, said: dict[str, Any]) -> int | None:
    """Return the kind of answer to an interaction; None for other calls."""
    if not route.path.endswith("/callback"):
        return None
    return int((said.get("json") or {}).get("type", MESSAGE_RESPONSE))


async def _die_soon() -> None:
    for _ in range(TRAP.fault.delay):
        await asyncio.sleep(0)
    die()


class UnstoredDispatches:
    """The dispatches that Discord's gateway has read and the inbox has not stored yet."""

    def __init__(self) -> None:
        self._left = 0
        self._is_empty = asyncio.Event()
        self._is_empty.set()

    def increment(self) -> None:
        self._left += 1
        self._is_empty.clear()

    def decrement(self) -> None:
        self._left -= 1
        if not self._left:
            self._is_empty.set()

    async def wait_until_empty(self) -> None:
        """Return when everything that was read is stored."""
        await self._is_empty.wait()


UNSTORED_DISPATCHES = UnstoredDispatches()


def _wrap_gateway() -> None:
    accept, came, kept = App.accept, OpenInteractions.on_received, OpenInteractions.on_stored

    async def accept_late(self: App, arrivals: Sequence[Arrival]) -> None:
        is_late = arrivals[0].platform == "discord" and not TRAP.fault.delay % 2
        if is_late and TRAP.count_pass(AFTER_READ):
            await asyncio.sleep(TRAP.fault.delay / 100)
            die()
        await accept(self, arrivals)

    def count_in(self: OpenInteractions, dispatch: Dispatch) -> None:
        UNSTORED_DISPATCHES.increment()
        if TRAP.fault.delay % 2:
            TRAP.die_if_reached(AFTER_READ)
        came(self, dispatch)

    def count_out(self: OpenInteractions, dispatch: Dispatch) -> None:
        UNSTORED_DISPATCHES.decrement()
        kept(self, dispatch)

    setattr(App, "accept", accept_late)  # noqa: B010 a seam, laid over a method
    setattr(OpenInteractions, "on_received", count_in)  # noqa: B010 as above
    setattr(OpenInteractions, "on_stored", count_out)  # noqa: B010 as above
