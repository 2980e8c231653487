"""Send the content of a file: in one go, slowly or only in part."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from playground.shared.faults import CUT, DELAY, DROP, RESET, SLOW, Fault
from playground.shared.responses import drop_connection

SLOW_PARTS = 8


async def send_content(
    request: web.Request,
    content: bytes,
    kind: str,
    fault: Fault | None,
    extra: Mapping[str, str] | None = None,
) -> web.StreamResponse:
    """Answer a download with that content type, unless the fault has it fail on the way."""
    if fault and fault.kind in (DROP, RESET):
        return drop_connection(request, abruptly=fault.kind == RESET)
    if fault and fault.kind == DELAY:
        await asyncio.sleep(fault.seconds)
    headers = {"Content-Type": kind, "Content-Length": str(len(content))} | dict(extra or {})
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    if fault and fault.kind == CUT:
        await response.write(content[: fault.after_bytes])
        return _hang_up(request, response)
    await _write(response, content, fault.seconds if fault and fault.kind == SLOW else 0)
    return response


async def _write(response: web.StreamResponse, content: bytes, seconds: float) -> None:
    size = -(-len(content) // SLOW_PARTS) if seconds else len(content)
    for start in range(0, len(content), size or 1):
        await response.write(content[start : start + size])
        await asyncio.sleep(seconds / SLOW_PARTS)


def _hang_up(request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.close()
    return response
