"""The calls that answer an interaction: the first within 3 s, the rest within 15 minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord.http import MultipartParameters, Route

from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.messages import DiscordMessage
from bot.platforms.discord.payloads import as_follow_up, as_interaction_response, as_message

REPLY, PROMISE, SEEN = 4, 5, 6
"""Kinds of first answers: words, "is thinking…", and nothing but that the press has come."""
EPHEMERAL = 1 << 6
"""The flag of a message that nobody but the person sees."""
CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = f"{WEBHOOK}/messages/@original"


@dataclass(frozen=True, slots=True)
class Responses:
    """What can be said to one interaction; all of it raises what DiscordHttp raises."""

    http: DiscordHttp
    interaction_id: str
    application_id: str
    token: str

    async def reply(
        self, message: DiscordMessage, *, silent: bool = False, ephemeral: bool = False
    ) -> str:
        """Words as the first answer; the id of their message."""
        with as_interaction_response(REPLY, message, silent=silent, ephemeral=ephemeral) as words:
            answer = await self._respond(words, {"with_response": "true"})
        return str(answer["resource"]["message"]["id"])

    async def defer(self, *, ephemeral: bool) -> None:
        """As the first answer, that words will follow."""
        body = {"type": PROMISE, "data": {"flags": EPHEMERAL if ephemeral else 0}}
        await self._respond(MultipartParameters(body, None, None))

    async def acknowledge(self) -> None:
        """As the first answer, that the press has come; nothing changes on the screen."""
        await self._respond(MultipartParameters({"type": SEEN}, None, None))

    async def show_modal(self, form: dict[str, Any]) -> None:
        """As the first answer, a form; the body says all of it."""
        await self._respond(MultipartParameters(form, None, None))

    async def edit_original(self, message: DiscordMessage) -> str:
        """Words in the place of the promise; saying them again changes nothing."""
        with as_message(message, is_edit=True) as words:
            answer = await self._send(self._webhook_route("PATCH", ORIGINAL), words)
        return str(answer["id"])

    async def delete_original(self) -> None:
        """Takes the promise away."""
        await self.http.request(self._webhook_route("DELETE", ORIGINAL))

    async def follow_up(self, message: DiscordMessage) -> None:
        """After the first answer, words that nobody else sees."""
        with as_follow_up(message, ephemeral=True) as words:
            await self._send(self._webhook_route("POST", WEBHOOK), words)

    async def _respond(
        self, words: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        route = Route("POST", CALLBACK, webhook_id=self.interaction_id, webhook_token=self.token)
        return await self._send(route, words, params)

    def _webhook_route(self, method: str, path: str) -> Route:
        return Route(method, path, webhook_id=self.application_id, webhook_token=self.token)

    async def _send(
        self, route: Route, words: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        return await self.http.request(
            route, json=words.payload, form=words.multipart, params=params
        )
