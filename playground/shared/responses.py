"""Build the answers: JSON, or nothing at all because the connection is cut."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping

from aiohttp import web

LINGER_ZERO = struct.pack("ii", 1, 0)


def json_text(body: object) -> str:
    """Return JSON in which a lone surrogate is escaped, as it cannot be written otherwise."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def json_answer(
    body: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """Return an answer whose content type is exactly `application/json`."""
    return web.Response(
        body=json_text(body).encode(),
        status=status,
        content_type="application/json",
        headers=headers,
    )


def drop_connection(request: web.Request, *, abruptly: bool = False) -> web.Response:
    """Close the connection without an answer; abruptly means with a reset."""
    transport = request.transport
    if transport is not None and abruptly:
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        transport.abort()
    elif transport is not None:
        transport.close()
    return web.Response()
