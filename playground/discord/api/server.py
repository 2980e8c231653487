"""Serve Discord's API over HTTP: token, faults, operations and ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

import playground.discord.api.application
import playground.discord.api.messages
import playground.discord.api.responses
import playground.discord.reactions  # noqa: F401 - these four register their operations
from playground.discord.api.errors import NOT_FOUND, UNAUTHORIZED, DiscordRefused, refusal_of
from playground.discord.api.operations import OPERATIONS, Operation, OperationResult
from playground.discord.api.requests import RequestArguments
from playground.discord.cdn import EPHEMERAL_ROOT, ROOT
from playground.discord.ledger import DiscordCall
from playground.discord.state import Discord
from playground.shared.downloads import send_content
from playground.shared.faults import CUT, DELAY, DOWNLOAD, DROP, RESET, Fault
from playground.shared.responses import drop_connection, json_answer

BASE = "/api/v10"
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
GONE = "This content is no longer available."
"""All that Discord's CDN says of a link that has ended or is forged."""


class DiscordApi:
    """The API for one bot; `token` may change while it runs, as when its owner resets it."""

    def __init__(self, discord: Discord, token: Callable[[], str]) -> None:
        self._discord = discord
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        """Return the API's routes; a path with `@me` comes before one that takes any name."""
        ordered = sorted(OPERATIONS, key=lambda operation: operation.path.count("{"))
        return [
            *(web.route(op.method, f"{BASE}{op.path}", self._for(op)) for op in ordered),
            web.route("*", "/api/{rest:.*}", self.not_found),
            web.get(f"/{ROOT}/{{path:.+}}", self.file),
            web.get(f"/{EPHEMERAL_ROOT}/{{path:.+}}", self.file),
        ]

    async def not_found(self, _: web.Request) -> web.Response:
        """Answer for a path that the stand-in does not know."""
        return _refused(NOT_FOUND)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Return the content of an attachment, by a link that has not ended."""
        call = DiscordCall(DOWNLOAD, None, None)
        self._discord.ledger.calls.append(call)
        fault = self._discord.faults.consume(DOWNLOAD, None)
        file = self._discord.cdn.find(request.path.removeprefix("/"), dict(request.query))
        refusal = refusal_of(fault) if fault else None
        if refusal is not None or file is None:
            call.status, call.outcome = refusal.status if refusal else 404, "refused"
            return web.Response(text=GONE, status=call.status, headers=SECURITY_HEADERS)
        is_cut = fault is not None and fault.kind in (CUT, DROP, RESET)
        call.status, call.outcome = 200, "dropped" if is_cut else "answered"
        return await send_content(request, file.content, file.mime, fault, SECURITY_HEADERS)

    def _for(self, operation: Operation) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._call(request, operation)

        return handle

    async def _call(self, request: web.Request, operation: Operation) -> web.StreamResponse:
        try:
            self._check_token(request, operation)
            given = await RequestArguments.from_request(request)
        except DiscordRefused as refused:
            return _refused(refused)
        call = self._call_record(operation, given)
        self._discord.ledger.calls.append(call)
        fault = self._discord.faults.consume(operation.name, call.chat_id)
        try:
            return await self._carry_out(request, operation, given, call, fault)
        except DiscordRefused as refused:
            call.status, call.outcome = refused.status, "refused"
            return _refused(refused)
        finally:
            self._discord.changes.wake()

    async def _carry_out(
        self,
        request: web.Request,
        operation: Operation,
        given: RequestArguments,
        call: DiscordCall,
        fault: Fault | None,
    ) -> web.StreamResponse:
        if fault and (refusal := refusal_of(fault)):
            raise refusal
        if fault and fault.kind == RESET:
            call.outcome = "reset"
            return drop_connection(request, abruptly=True)
        if not operation.needs_no_token:
            self._discord.rate_limiter.count_request()
        answer = operation.handler(self._discord, given)
        call.message_id, call.again = answer.message_id, answer.again
        if fault and fault.kind == DROP:
            call.outcome = "dropped"
            return drop_connection(request)
        if fault and fault.kind == DELAY:
            await asyncio.sleep(fault.seconds)
        call.status, call.outcome = 204 if answer.body is None else 200, "answered"
        return _sent(answer)

    def _call_record(self, operation: Operation, given: RequestArguments) -> DiscordCall:
        """Return the call as the ledger keeps it."""
        interactions = self._discord.interactions
        token = given.path.get("interaction_token") or given.path.get("webhook_token")
        interaction = interactions.by_token(token) if token else None
        channel = given.path.get("channel_id", "")
        place = int(channel) if channel.isdigit() else None
        said = (given.body.get("data") or {}) if "interaction_id" in given.path else given.body
        return DiscordCall(
            operation.name,
            interaction.channel_id if interaction else place,
            said.get("content"),
            nonce=given.body.get("nonce"),
            interaction_id=interaction.id if interaction else None,
        )

    def _check_token(self, request: web.Request, operation: Operation) -> None:
        given = request.headers.get("Authorization")
        if not operation.needs_no_token and given != f"Bot {self._token()}":
            raise UNAUTHORIZED


def _sent(answer: OperationResult) -> web.Response:
    if answer.body is None:
        return web.Response(status=204)
    return json_answer(answer.body, headers=answer.headers)


def _refused(refused: DiscordRefused) -> web.Response:
    return json_answer(refused.response_body(), refused.status, refused.headers())
