"""Let other processes set faults, disturb the gateway, add people and read the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from aiohttp import web

from playground.discord.gateway.server import GatewayServer
from playground.discord.state import Discord
from playground.shared.faults import Fault

AddPerson = Callable[..., object]


class DiscordControls:
    """The HTTP switches for tests that run the local Discord in another process."""

    def __init__(self, discord: Discord, gateway: GatewayServer, add_person: AddPerson) -> None:
        self._discord = discord
        self._gateway = gateway
        self._add_person = add_person

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the switches."""
        return [
            web.get("/discord/faults", self.faults),
            web.post("/discord/faults", self.add_fault),
            web.delete("/discord/faults", self.clear_faults),
            web.post("/discord/gateway", self.disturb_gateway),
            web.post("/discord/people", self.add_person),
            web.get("/discord/ledger", self.ledger),
        ]

    async def faults(self, _: web.Request) -> web.Response:
        """Return the faults that are switched on."""
        return web.json_response(self._discord.faults.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        """Switch on a fault, given as the fields of `playground.shared.faults.Fault` in JSON."""
        try:
            fault = Fault(**await request.json())
        except (TypeError, ValueError) as wrong:
            return _wrong(wrong)
        self._discord.faults.switched.append(fault)
        return web.json_response(asdict(fault))

    async def clear_faults(self, _: web.Request) -> web.Response:
        """Switch off all faults."""
        self._discord.faults.clear()
        return web.json_response([])

    async def disturb_gateway(self, request: web.Request) -> web.Response:
        """Do one thing to the gateway: `cut`, `reconnect`, `invalidate` or `heartbeat`."""
        wanted = await request.json()
        resumable = bool(wanted.get("resumable", True))
        if wanted.get("do") == "cut":
            self._gateway.cut(resumable=resumable)
        elif wanted.get("do") == "reconnect":
            self._gateway.ask_to_reconnect()
        elif wanted.get("do") == "invalidate":
            self._gateway.invalidate(resumable=resumable)
        elif wanted.get("do") == "heartbeat":
            self._gateway.ask_for_heartbeat()
        else:
            return _wrong(ValueError("cut, reconnect, invalidate or heartbeat"))
        return web.json_response({})

    async def add_person(self, request: web.Request) -> web.Response:
        """Add a phone: `who`, and optionally `name`, `locale`, `id`."""
        try:
            self._add_person(**await request.json())
        except (TypeError, ValueError) as wrong:
            return _wrong(wrong)
        return web.json_response({})

    async def ledger(self, request: web.Request) -> web.Response:
        """Return the ledger from the given call and event on, and how many events are unheard."""
        calls = int(request.query.get("calls", 0))
        events = int(request.query.get("events", 0))
        unheard = {"unheard": self._discord.unheard_count()}
        return web.json_response(self._discord.ledger.since(calls, events) | unheard)


def _wrong(error: Exception) -> web.Response:
    return web.json_response({"error": str(error)}, status=400)
