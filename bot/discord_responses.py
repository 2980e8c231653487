"""The calls that answer an interaction: the first within 3 s, the rest within 15 minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord.http import MultipartParameters, Route

from bot.discord_http import DiscordHttp
from bot.discord_payloads import as_answer, as_follow_up, as_message
from bot.discord_posts import Post

REPLY, PROMISE, SEEN = 4, 5, 6
"""Kinds of first answers: words, "is thinking…", and nothing but that the press has come."""
HIDDEN = 1 << 6
"""The flag of a message that nobody but the person sees."""
CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = f"{HOOK}/messages/@original"


@dataclass(frozen=True, slots=True)
class Responses:
    """What can be said to one interaction; all of it raises what DiscordHttp raises."""

    http: DiscordHttp
    id: str
    application: str
    token: str

    async def reply(self, post: Post, *, silent: bool = False, hidden: bool = False) -> str:
        """Words as the first answer; the id of their message."""
        with as_answer(REPLY, post, silent=silent, hidden=hidden) as words:
            said = await self._first(words, {"with_response": "true"})
        return str(said["resource"]["message"]["id"])

    async def promise(self, *, hidden: bool) -> None:
        """As the first answer, that words will follow."""
        body = {"type": PROMISE, "data": {"flags": HIDDEN if hidden else 0}}
        await self._first(MultipartParameters(body, None, None))

    async def see(self) -> None:
        """As the first answer, that the press has come; nothing changes on the screen."""
        await self._first(MultipartParameters({"type": SEEN}, None, None))

    async def show(self, form: dict[str, Any]) -> None:
        """As the first answer, a form; the body says all of it."""
        await self._first(MultipartParameters(form, None, None))

    async def fulfil(self, post: Post) -> str:
        """Words in the place of the promise; saying them again changes nothing."""
        with as_message(post, changes=True) as words:
            said = await self._send(self._after("PATCH", ORIGINAL), words)
        return str(said["id"])

    async def withdraw(self) -> None:
        """Takes the promise away."""
        await self.http.request(self._after("DELETE", ORIGINAL))

    async def follow(self, post: Post) -> None:
        """After the first answer, words that nobody else sees."""
        with as_follow_up(post, hidden=True) as words:
            await self._send(self._after("POST", HOOK), words)

    async def _first(
        self, words: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        route = Route("POST", CALLBACK, webhook_id=self.id, webhook_token=self.token)
        return await self._send(route, words, params)

    def _after(self, method: str, path: str) -> Route:
        return Route(method, path, webhook_id=self.application, webhook_token=self.token)

    async def _send(
        self, route: Route, words: MultipartParameters, params: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        return await self.http.request(
            route, json=words.payload, form=words.multipart, params=params
        )
