"""Makes the calls that answer an interaction: the first within 3 s, the rest within 15 minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord.http import MultipartParameters, Route

from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.messages import DiscordMessage
from bot.platforms.discord.payloads import as_follow_up, as_interaction_response, as_message

REPLY_TYPE, DEFER_TYPE, ACKNOWLEDGE_TYPE = 4, 5, 6
"""Kinds of first answers: words, "is thinking…", and a bare acknowledgement."""
EPHEMERAL_FLAG = 1 << 6
"""The flag of a message that only the person sees."""
CALLBACK_PATH = "/interactions/{webhook_id}/{webhook_token}/callback"
WEBHOOK_PATH = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL_PATH = f"{WEBHOOK_PATH}/messages/@original"


@dataclass(frozen=True, slots=True)
class Responses:
    """The calls that answer one interaction; all raise what DiscordHttp raises."""

    http: DiscordHttp
    interaction_id: str
    application_id: str
    token: str

    async def reply(
        self, message: DiscordMessage, *, silent: bool = False, ephemeral: bool = False
    ) -> str:
        """Send words as the first answer; return the id of their message."""
        with as_interaction_response(
            REPLY_TYPE, message, silent=silent, ephemeral=ephemeral
        ) as parameters:
            answer = await self._respond(parameters, {"with_response": "true"})
        return str(answer["resource"]["message"]["id"])

    async def defer(self, *, ephemeral: bool) -> None:
        """Promise, as the first answer, that words will follow."""
        body = {"type": DEFER_TYPE, "data": {"flags": EPHEMERAL_FLAG if ephemeral else 0}}
        await self._respond(MultipartParameters(body, None, None))

    async def acknowledge(self) -> None:
        """Acknowledge the press as the first answer; nothing changes on the screen."""
        await self._respond(MultipartParameters({"type": ACKNOWLEDGE_TYPE}, None, None))

    async def show_modal(self, form: dict[str, Any]) -> None:
        """Show a form as the first answer; the body is complete."""
        await self._respond(MultipartParameters(form, None, None))

    async def edit_original(self, message: DiscordMessage) -> str:
        """Replace the promise by words; repeating them changes nothing."""
        with as_message(message, is_edit=True) as parameters:
            answer = await self._send(self._webhook_route("PATCH", ORIGINAL_PATH), parameters)
        return str(answer["id"])

    async def delete_original(self) -> None:
        """Delete the promise."""
        await self.http.request(self._webhook_route("DELETE", ORIGINAL_PATH))

    async def follow_up(self, message: DiscordMessage) -> None:
        """Send words that nobody else sees, after the first answer."""
        with as_follow_up(message, ephemeral=True) as parameters:
            await self._send(self._webhook_route("POST", WEBHOOK_PATH), parameters)

    async def _respond(
        self, parameters: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        route = Route(
            "POST", CALLBACK_PATH, webhook_id=self.interaction_id, webhook_token=self.token
        )
        return await self._send(route, parameters, params)

    def _webhook_route(self, method: str, path: str) -> Route:
        return Route(method, path, webhook_id=self.application_id, webhook_token=self.token)

    async def _send(
        self, route: Route, parameters: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        return await self.http.request(
            route, json=parameters.payload, form=parameters.multipart, params=params
        )
