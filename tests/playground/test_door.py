"""Test that no other page in the same browser can use the demo, read it, or speak as its bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from playground import Playground
from tests.playground.conftest import TOKEN

SETUP, STREAM, LEDGER = "/page/setup", "/page/stream", "/ledger"
SEND, CLOCK = "/page/alice/telegram/send", "/page/clock"
API = f"/bot{TOKEN}/sendMessage"
READ = ("/", SETUP, STREAM, LEDGER, "/faults", "/limits", "/discord/ledger", "/page/main.js", API)
CHANGE = (
    SEND,
    CLOCK,
    "/page/bob/discord/slash",
    "/faults",
    "/limits",
    "/people",
    "/discord/faults",
    "/discord/gateway",
    "/discord/people",
)
WORDS = {"text": "hello", "by": 60, "chat_id": 1001}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
"""Content types that an HTML form can claim; another page's script cannot claim more unasked."""


@pytest.fixture
async def http(server: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    server.add_discord_person("bob")
    server.phone("alice").start()
    async with aiohttp.ClientSession(server.url) as session:
        yield session


def foreign(port: str) -> list[str]:
    """Return hosts that are not the playground, though each may lead to its port."""
    return [
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1.evil.example:{port}",
        f"localhost.evil.example:{port}",
        f"evil@127.0.0.1:{port}",
        f"0.0.0.0:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"localhost:{port}0",
        "",
    ]


def port_of(server: Playground) -> str:
    return server.url.rpartition(":")[2]


async def refused(answer: aiohttp.ClientResponse) -> bool:
    """Return whether it was refused, with a reason and nothing of the playground's contents."""
    return answer.status == 403 and "playground" in (await answer.json())["error"]


@pytest.mark.parametrize("path", READ)
async def test_another_name_for_this_machine_reads_nothing(
    server: Playground, http: aiohttp.ClientSession, path: str
) -> None:
    for host in foreign(port_of(server)):
        async with http.get(path, headers={"Host": host}) as answer:
            assert await refused(answer), host


@pytest.mark.parametrize("path", [*CHANGE, API])
async def test_another_name_for_this_machine_changes_nothing(
    server: Playground, http: aiohttp.ClientSession, path: str
) -> None:
    for host in foreign(port_of(server)):
        async with http.post(path, json=WORDS, headers={"Host": host}) as answer:
            assert await refused(answer), host
    assert nothing_happened(server)


@pytest.mark.parametrize("path", [*READ, *CHANGE])
async def test_another_page_is_always_refused(
    server: Playground, http: aiohttp.ClientSession, path: str
) -> None:
    port = port_of(server)
    origins = ["null", "http://evil.example", f"https://127.0.0.1:{port}", "http://127.0.0.1:1"]
    ask = http.get if path in READ else http.post
    for origin in [*origins, f"http://localhost:{port}", f"http://evil.example:{port}"]:
        async with ask(path, json=WORDS, headers={"Origin": origin}) as answer:
            assert await refused(answer), origin
    assert nothing_happened(server)


@pytest.mark.parametrize("path", [SETUP, STREAM, LEDGER, API, "/page/main.js"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_page_takes_in_no_picture_and_no_script(
    http: aiohttp.ClientSession, server: Playground, path: str, site: str
) -> None:
    """Browsers send no `Origin` for these, but they do say where they come from."""
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    async with http.get(path, params={"chat_id": 1001, "text": "x"}, headers=headers) as answer:
        assert await refused(answer)
    assert nothing_happened(server)


async def test_a_link_in_another_page_may_lead_here(http: aiohttp.ClientSession) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with http.get("/", headers=headers | {"Sec-Fetch-Dest": "document"}) as answer:
        assert answer.status == 200
    async with http.get("/", headers=headers | {"Sec-Fetch-Dest": "iframe"}) as answer:
        assert await refused(answer)
    async with http.get(SETUP, headers=headers | {"Sec-Fetch-Dest": "document"}) as answer:
        assert await refused(answer)


@pytest.mark.parametrize("path", CHANGE)
@pytest.mark.parametrize("kind", [*FORMS, ""])
async def test_a_form_changes_nothing(
    server: Playground, http: aiohttp.ClientSession, path: str, kind: str
) -> None:
    """A form may come without an `Origin`, so it is known by what it cannot say."""
    headers = {"Content-Type": kind} if kind else {}
    skip = () if kind else ("Content-Type",)
    async with http.post(
        path, data=b'{"text": "hello", "by": 60}', headers=headers, skip_auto_headers=skip
    ) as answer:
        assert await refused(answer)
    assert nothing_happened(server)


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
async def test_another_page_does_not_listen_at_the_gateway(
    server: Playground, http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as failed:
        await http.ws_connect("/gateway", headers=headers)
    assert failed.value.status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost"])
async def test_the_page_itself_reads_and_plays(
    server: Playground, http: aiohttp.ClientSession, name: str
) -> None:
    host = f"{name}:{port_of(server)}"
    own: dict[str, Any] = {"Host": host, "Sec-Fetch-Site": "same-origin"}
    for path in (SETUP, LEDGER, "/page/main.js"):
        async with http.get(path, headers=own) as answer:
            assert answer.status == 200
    own["Origin"] = f"http://{host.lower()}"
    async with http.post(SEND, json=WORDS, headers=own) as answer:
        assert answer.status == 200
    async with http.get(STREAM, headers=own) as answer:
        assert answer.status == 200
    assert server.phone("alice").messages[-1]["text"] == "hello"


async def test_a_real_client_needs_nothing_new(bot: Bot, server: Playground) -> None:
    """It sends forms, and neither `Origin` nor anything that a browser adds."""
    server.phone("alice").start()
    assert await bot.send_message(1001, "hello")


def nothing_happened(server: Playground) -> bool:
    """Check that Alice has only started the bot, no fault is on, and nobody was added."""
    words = [message["text"] for message in server.phone("alice").messages]
    return (
        words == ["/start"]
        and not server.faults.as_json()
        and not server.discord.faults.as_json()
        and len(server.telegram.people) == 2
        and server.limits.on
    )
