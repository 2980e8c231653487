"""Hold one request to Discord's API: path parameters, query, body and files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground.discord.api.errors import BAD_JSON, NOT_FOUND, too_long


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file; `number` is how the body's attachments refer to it."""

    number: str
    name: str
    mime: str
    content: bytes


class RequestArguments:
    """The arguments of a request."""

    def __init__(
        self, path: dict[str, str], query: dict[str, str], body: object, files: list[Upload]
    ) -> None:
        self.path = path
        self.query = query
        self.raw = body
        self.files = files

    @classmethod
    async def from_request(cls, request: web.Request) -> RequestArguments:
        """Read a request; refuse a body that does not match its content type."""
        body: object = None
        files: list[Upload] = []
        if request.content_type.startswith("multipart/"):
            body, files = await _multipart(request)
        elif request.body_exists:
            body = _parsed(await request.text())
        return cls(dict(request.match_info), dict(request.query), body, files)

    def __contains__(self, name: str) -> bool:
        return name in self.body

    @property
    def body(self) -> dict[str, Any]:
        """The body when it is an object; an empty one otherwise."""
        return self.raw if isinstance(self.raw, dict) else {}

    def with_body(self, body: dict[str, Any]) -> RequestArguments:
        """Return the same request with `body` in place of its own."""
        return RequestArguments(self.path, self.query, body, self.files)

    def path_text(self, name: str) -> str:
        """Return a part of the path."""
        return self.path[name]

    def path_id(self, name: str) -> int:
        """Return a snowflake in the path; refuse anything else."""
        words = self.path[name]
        if not words.isascii() or not words.isdigit():
            raise NOT_FOUND
        return int(words)

    def text(self, name: str, most: int) -> str:
        """Return a text of the body, empty when it is absent or null; refuse a longer one."""
        value = self.body.get(name)
        words = "" if value is None else str(value)
        if len(words) > most:
            raise too_long(name, most)
        return words


async def _multipart(request: web.Request) -> tuple[object, list[Upload]]:
    form = await request.post()
    uploads = [
        Upload(name[6:-1], field.filename, field.content_type, field.file.read())
        for name, field in form.items()
        if isinstance(field, web.FileField) and name.startswith("files[")
    ]
    words = form.get("payload_json", "{}")
    return _parsed("{}" if isinstance(words, web.FileField) else words), uploads


def _parsed(text: str | bytes | bytearray) -> object:
    try:
        return json.loads(text)
    except ValueError:
        raise BAD_JSON from None
