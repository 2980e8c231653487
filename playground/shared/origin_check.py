"""Admit the playground's own page and programs on this machine, but no other page of a browser.

Any page can make a browser send a request to this port: by a host name of its own that points here,
by a form, by a picture's address. The headers of such a request give it away.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

PAGE, JSON = "/", "application/json"
API = ("/bot", "/file/bot", "/api/", "/attachments/", "/ephemeral-attachments/", "/gateway")
"""Paths for the bot's clients; most need the bot's token, and many requests come as a form."""
FOREIGN_SITES = ("cross-site", "same-site")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def check_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another page may have asked for, before anything is read or done."""
    hosts = _hosts(request)
    if [host.lower() for host in request.headers.getall("Host", [])] not in [[h] for h in hosts]:
        return _refused(f"This playground answers at http://{hosts[-1]} alone.")
    if not _is_from_here(request):
        return _refused("This playground answers no other page.")
    if request.method == "POST" and not _is_api(request) and request.content_type != JSON:
        return _refused(f"This playground takes {JSON} alone.")
    return await handler(request)


def _hosts(request: web.Request) -> list[str]:
    """Return the names of this server: the connection's own address, and `localhost`."""
    address, port = _local_endpoint(request)
    names = ["localhost", f"[{address}]" if ":" in address else address]
    bare = names if port == 80 else []
    return [*bare, *(f"{name}:{port}" for name in names)]


def _local_endpoint(request: web.Request) -> tuple[str, int]:
    name = request.transport.get_extra_info("sockname") if request.transport else None
    return (str(name[0]), int(name[1])) if name else ("", 0)


def _is_from_here(request: web.Request) -> bool:
    """Return whether a program or our own page asks; a link elsewhere may only open our page."""
    headers = request.headers
    own = f"http://{headers['Host'].lower()}"
    if any(origin.lower() != own for origin in headers.getall("Origin", [])):
        return False
    if headers.get("Sec-Fetch-Site") not in FOREIGN_SITES:
        return True
    opened = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest"))
    return request.path == PAGE and opened == ("navigate", "document")


def _is_api(request: web.Request) -> bool:
    return request.path.startswith(API)


def _refused(words: str) -> web.Response:
    return web.json_response({"error": words}, status=403)
