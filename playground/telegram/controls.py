"""Let other processes set faults and limits, add people and read the ledger, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from playground.shared.faults import Fault
from playground.telegram.state import Telegram

AddPerson = Callable[..., object]


class Controls:
    """The HTTP switches for tests that run the playground in another process."""

    def __init__(self, telegram: Telegram, add_person: AddPerson) -> None:
        self._telegram = telegram
        self._add_person = add_person

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the switches."""
        return [
            web.get("/faults", self.faults),
            web.post("/faults", self.add_fault),
            web.delete("/faults", self.clear_faults),
            web.get("/limits", self.limits),
            web.post("/limits", self.set_limits),
            web.post("/people", self.add_person),
            web.get("/ledger", self.ledger),
        ]

    async def faults(self, _: web.Request) -> web.Response:
        """Return the faults that are switched on."""
        return web.json_response(self._telegram.faults.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        """Switch on a fault, given as the fields of `playground.shared.faults.Fault` in JSON."""
        try:
            fault = Fault(**await request.json())
        except (TypeError, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        self._telegram.faults.switched.append(fault)
        return web.json_response(asdict(fault))

    async def clear_faults(self, _: web.Request) -> web.Response:
        """Switch off all faults."""
        self._telegram.faults.clear()
        return web.json_response([])

    async def limits(self, _: web.Request) -> web.Response:
        """Return Telegram's rate limits as they are set."""
        return web.json_response(asdict(self._telegram.rate_limiter.limits))

    async def set_limits(self, request: web.Request) -> web.Response:
        """Set any of the fields of `playground.telegram.limits.Limits`."""
        wanted: dict[str, Any] = await request.json()
        limits = self._telegram.rate_limiter.limits
        if not wanted.keys() <= asdict(limits).keys():
            return web.json_response({"error": "no such limit"}, status=400)
        for name, value in wanted.items():
            setattr(limits, name, value)
        return web.json_response(asdict(limits))

    async def add_person(self, request: web.Request) -> web.Response:
        """Add a phone: `who`, and optionally `name`, `language`, `id`, `started`."""
        try:
            self._add_person(**await request.json())
        except (TypeError, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        return web.json_response({})

    async def ledger(self, request: web.Request) -> web.Response:
        """Return the ledger from the given call and update on, and how many updates wait."""
        calls = int(request.query.get("calls", 0))
        updates = int(request.query.get("updates", 0))
        self._telegram.updates.drop_expired()
        waiting = {"unconfirmed": len(self._telegram.updates.waiting)}
        return web.json_response(self._telegram.ledger.since(calls, updates) | waiting)
