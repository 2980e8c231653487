"""Read the arguments of a Bot API call from its query, form, JSON body or files."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from playground.shared.errors import TOO_LARGE, bad_request

TRUE = ("true", "1", "yes")


class Arguments:
    """The arguments of a call by name; as in Telegram, an empty one counts as absent."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = {key: value for key, value in given.items() if value != ""}

    @classmethod
    async def from_request(cls, request: web.Request) -> Arguments:
        """Read a request; refuse a body that does not match its content type."""
        given: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            given |= await _json_body(request)
        elif request.body_exists:
            given |= await _form(request)
        return cls(given)

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default; numbers in JSON count as text."""
        value = self._given.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number, or the default; anything else counts as 0, as in the Bot API."""
        try:
            return int(self._given.get(name, default))
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """Return a yes or no; absent means no."""
        return self.text(name).lower() in TRUE

    def json_value(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Return a JSON value, or None; refuse invalid JSON."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def array(self, name: str) -> list[Any]:
        """Return a JSON array, or an empty one; refuse anything else."""
        value = self.json_value(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value or []

    def object(self, name: str) -> dict[str, Any]:
        """Return a JSON object, or an empty one; refuse anything else."""
        value = self.json_value(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: expected an Object")
        return value or {}

    def file(self, name: str) -> web.FileField | str | None:
        """Return an uploaded file, the id of an earlier one, or None."""
        value = self._given.get(name)
        if isinstance(value, str):
            return self.attached(value)
        return value if isinstance(value, web.FileField) else None

    def attached(self, named: str) -> web.FileField | str | None:
        """Return the upload that `attach://…` names, or the id of an earlier file."""
        if not named.startswith("attach://"):
            return named or None
        file = self._given.get(named.removeprefix("attach://"))
        return file if isinstance(file, web.FileField) else None

    def chat_id(self) -> int | None:
        """Return the id of the chat that the call names, or None if there is no number."""
        return self.number("chat_id") or None


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        return dict(await request.post())
    except web.HTTPRequestEntityTooLarge:
        raise TOO_LARGE from None


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body
