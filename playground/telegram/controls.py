"""Switches for other processes: faults, limits, people and the ledger, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from playground.shared.faults import Fault
from playground.telegram.state import Telegram

AddPerson = Callable[..., object]


class Controls:
    """What a test does to a playground in another process."""

    def __init__(self, telegram: Telegram, add_person: AddPerson) -> None:
        self._telegram = telegram
        self._add_person = add_person

    def routes(self) -> list[web.RouteDef]:
        """Where the switches are."""
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
        """The faults that are switched on."""
        return web.json_response(self._telegram.faults.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        """Switches one on: the fields of `playground.shared.faults.Fault` as JSON."""
        try:
            fault = Fault(**await request.json())
        except (TypeError, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        self._telegram.faults.switched.append(fault)
        return web.json_response(asdict(fault))

    async def clear_faults(self, _: web.Request) -> web.Response:
        """Switches all of them off."""
        self._telegram.faults.clear()
        return web.json_response([])

    async def limits(self, _: web.Request) -> web.Response:
        """Telegram's pace as it is set."""
        return web.json_response(asdict(self._telegram.rate_limiter.limits))

    async def set_limits(self, request: web.Request) -> web.Response:
        """Sets any of the fields of `playground.telegram.limits.Limits`."""
        wanted: dict[str, Any] = await request.json()
        limits = self._telegram.rate_limiter.limits
        if not wanted.keys() <= asdict(limits).keys():
            return web.json_response({"error": "no such limit"}, status=400)
        for name, value in wanted.items():
            setattr(limits, name, value)
        return web.json_response(asdict(limits))

    async def add_person(self, request: web.Request) -> web.Response:
        """Adds a phone: `who`, and `name`, `language`, `id`, `started` if they matter."""
        try:
            self._add_person(**await request.json())
        except (TypeError, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        return web.json_response({})

    async def ledger(self, request: web.Request) -> web.Response:
        """The ledger from the call and update on that the query names, and how much waits."""
        calls = int(request.query.get("calls", 0))
        updates = int(request.query.get("updates", 0))
        self._telegram.updates.drop_expired()
        waiting = {"unconfirmed": len(self._telegram.updates.waiting)}
        return web.json_response(self._telegram.ledger.since(calls, updates) | waiting)
