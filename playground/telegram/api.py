"""Serve the Bot API over HTTP: token, faults, methods and ledger."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from inspect import isawaitable

from aiohttp import web

import playground.telegram.media.sending
import playground.telegram.profile.methods
import playground.telegram.reactions
import playground.telegram.sending  # noqa: F401 - they register their methods
from playground.shared.downloads import send_content
from playground.shared.errors import METHOD_NOT_FOUND, NOT_FOUND, UNAUTHORIZED, Refused
from playground.shared.faults import CUT, DELAY, DOWNLOAD, DROP, RESET, Fault
from playground.shared.ledger import Call
from playground.shared.responses import drop_connection, json_answer
from playground.telegram.arguments import Arguments
from playground.telegram.media.downloads import find_download
from playground.telegram.methods import METHODS, Method
from playground.telegram.state import Telegram

TOKEN = re.compile(r"[1-9]\d{0,19}:[A-Za-z0-9_-]{1,64}")
POLL = "getupdates"


class BotApi:
    """The Bot API for one bot; `token` may change while it runs, as when BotFather revokes one."""

    def __init__(self, telegram: Telegram, token: Callable[[], str]) -> None:
        self._telegram = telegram
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the Bot API."""
        return [
            web.route("*", "/bot{token:[^/]*}/{method}", self.call),
            web.get("/file/bot{token:[^/]*}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of one method."""
        try:
            method, name = self._method(request)
            arguments = await Arguments.from_request(request)
        except Refused as refused:
            return json_answer(refused.response_body(), refused.code)
        call = Call(name, arguments.chat_id(), _words(arguments), _message_id(arguments))
        if name.lower() != POLL:
            self._telegram.ledger.calls.append(call)
        fault = self._telegram.faults.consume(name.lower(), call.chat_id)
        try:
            return await self._carry_out(request, method, arguments, call, fault)
        except Refused as refused:
            call.status, call.outcome = refused.code, "refused"
            return json_answer(refused.response_body(), refused.code)
        finally:
            self._telegram.changes.wake()

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Return the content of a file that getFile named within the last hour."""
        telegram, call = self._telegram, Call(DOWNLOAD, None, None)
        telegram.ledger.calls.append(call)
        fault = telegram.faults.consume(DOWNLOAD, None)
        try:
            self._check_token(request)
            if fault and (refusal := fault.refusal()):
                raise refusal
            file = find_download(telegram, request.match_info["path"])
        except Refused as refused:
            call.status, call.outcome = refused.code, "refused"
            return json_answer(refused.response_body(), refused.code)
        is_cut = fault is not None and fault.kind in (CUT, DROP, RESET)
        call.status, call.outcome = 200, "dropped" if is_cut else "answered"
        return await send_content(request, file.content, "application/octet-stream", fault)

    async def _carry_out(
        self,
        request: web.Request,
        method: Method,
        arguments: Arguments,
        call: Call,
        fault: Fault | None,
    ) -> web.StreamResponse:
        if fault and (refusal := fault.refusal()):
            raise refusal
        if fault and fault.kind == RESET:
            call.outcome = "reset"
            return drop_connection(request, abruptly=True)
        result = method(self._telegram, arguments)
        if isawaitable(result):
            result = await result
        call.message_id = _sent_message_id(result)
        if fault and fault.kind == DROP:
            call.outcome = "dropped"
            return drop_connection(request)
        if fault and fault.kind == DELAY:
            await asyncio.sleep(fault.seconds)
        call.status, call.outcome = 200, "answered"
        return json_answer({"ok": True, "result": result})

    def _method(self, request: web.Request) -> tuple[Method, str]:
        self._check_token(request)
        name = request.match_info["method"]
        if name.lower() not in METHODS:
            raise METHOD_NOT_FOUND
        return METHODS[name.lower()], name

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise NOT_FOUND
        if token != self._token():
            raise UNAUTHORIZED


def _sent_message_id(result: object) -> int | None:
    """Return the id of the message in an answer, the first of an album."""
    first = result[0] if isinstance(result, list) and result else result
    return first.get("message_id") if isinstance(first, dict) else None


def _words(arguments: Arguments) -> str | None:
    return arguments.text("text") or arguments.text("caption") or None


def _message_id(arguments: Arguments) -> int | None:
    return arguments.number("message_id") or None
