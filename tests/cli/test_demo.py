"""Test the demo: two phones and a clock that moves, kept in a folder on request."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground.server import DISCORD_TOKEN, TOKEN
from tests.support.command_line import copy_project, run_command, start_forked, wait_for_result

pytestmark = pytest.mark.long

SECONDS = 30.0
DAY = 86_400


@dataclass
class Page:
    """The page's calls, as the browser makes them."""

    session: aiohttp.ClientSession
    url: str
    said: str = ""
    """The demo's whole output, once it has ended."""

    async def post(self, path: str, **body: object) -> dict[str, Any]:
        async with self.session.post(f"{self.url}/page/{path}", json=body) as answer:
            assert answer.status == 200
            stored: dict[str, Any] = await answer.json()
            return stored

    async def setup(self) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/page/setup") as answer:
            stored: dict[str, Any] = await answer.json()
            return stored

    async def heard(self, who: str, count: int, chat: str = "telegram") -> list[dict[str, Any]]:
        """Return the bot's messages to somebody, as soon as there are that many."""
        async with asyncio.timeout(SECONDS), self.session.get(f"{self.url}/page/stream") as stream:
            said: dict[int, dict[str, Any]] = {}
            async for line in stream.content:
                if not line.startswith(b"data: "):
                    continue
                for message in _messages(json.loads(line[6:]), who, chat):
                    said[message["message_id"]] = message
                if len(said) >= count:
                    return list(said.values())
        raise AssertionError("the stream ended")


def _messages(event: dict[str, Any], who: str, chat: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    if event["type"] == "reset":
        messages = event["chats"][who][chat]["messages"]
    elif event["type"] == "message" and (event["who"], event["chat"]) == (who, chat):
        messages = [event["message"]]
    return [each for each in messages if each["from"] == "bot"]


@asynccontextmanager
async def demo(folder: Path, *words: str) -> AsyncIterator[Page]:
    """Run a demo, which ends when it is told to."""
    process = await start_forked(folder, "demo", "--port", "0", *words)
    assert process.stdout
    async with asyncio.timeout(SECONDS):
        greeting = (await process.stdout.readline()).decode()
    assert greeting.startswith("Two phones are waiting at http://127.0.0.1:")
    try:
        async with aiohttp.ClientSession() as session:
            page = Page(session, greeting.split()[5])
            yield page
    finally:
        process.send_signal(signal.SIGINT)
        said = await wait_for_result(process)
    assert said.code == 0
    page.said = greeting + said.out + said.err


async def test_two_phones_speak_with_the_bot_and_the_clock_moves(tmp_path: Path) -> None:
    async with demo(tmp_path) as page:
        setup = await page.setup()
        assert [person["name"] for person in setup["people"]] == ["Alice", "Bob"]
        await page.post("alice/telegram/send", text="/help")
        (help,) = await page.heard("alice", 1)
        assert "/challenge" in help["text"]
        before = setup["clock"]
        after = (await page.post("clock", by=DAY))["clock"]
        assert after["can_move"]
        assert after["moved_by"] == DAY
        assert DAY <= after["now"] - before["now"] < DAY + SECONDS
    assert list_of(tmp_path) == []


async def test_a_saved_demo_continues_where_it_ended(tmp_path: Path) -> None:
    """Without the wait in `_announce_when_ready`: Bob's first command is lost."""
    async with demo(tmp_path, "--keep", "ours") as page:
        await page.post("bob/discord/slash", command="help")
        (before,) = await page.heard("bob", 1, "discord")
        await page.post("alice/telegram/send", text="/help")
        (first,) = await page.heard("alice", 1)
        await page.post("clock", by=DAY)
    async with demo(tmp_path, "--keep", "ours") as page:
        assert (await page.setup())["clock"]["moved_by"] == DAY
        await page.post("alice/telegram/send", text="/help")
        kept, second = await page.heard("alice", 2)
        await page.post("bob/discord/slash", command="help")
        same, after = await page.heard("bob", 2, "discord")
    assert (kept, same["text"]) == (first, before["text"])
    assert int(after["message_id"]) > int(same["message_id"])
    assert second["message_id"] > first["message_id"]
    assert list_of(tmp_path) == ["ours"]
    assert mode_of(tmp_path / "ours" / "keys") == 0o600


async def test_a_token_from_the_source_opens_no_demo(tmp_path: Path) -> None:
    """A picture in another page could call the Bot API, which takes a whole call from a link."""
    async with demo(tmp_path) as page:
        async with page.session.get(f"{page.url}/bot{TOKEN}/getMe") as answer:
            assert answer.status == 401
        me = f"{page.url}/api/v10/users/@me"
        async with page.session.get(
            me, headers={"Authorization": f"Bot {DISCORD_TOKEN}"}
        ) as answer:
            assert answer.status == 401


async def test_only_words_surround_the_demos_address(tmp_path: Path) -> None:
    """Without a level of its own: "running" as a line of JSON, before anybody sees the address."""
    async with demo(tmp_path) as page:
        await page.post("clock", by=7 * DAY)
    assert "{" not in page.said


async def test_without_the_playground_there_is_no_demo(tmp_path: Path) -> None:
    """The container has none. Without looking: it is in the help, and ends in a traceback."""
    root = copy_project(tmp_path)
    shutil.rmtree(root / "playground")
    assert "demo" not in (await run_command(tmp_path, "--help", root=root)).out
    said = await run_command(tmp_path, "demo", "--port", "0", root=root)
    line = "Error: the demo is not installed here: start it in a checkout, with `make demo`\n"
    assert (said.code, said.out, said.err) == (2, "", line)


async def test_a_port_in_use_is_reported(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = await run_command(tmp_path, "demo", "--port", str(port))
    line = f"Error: port {port} is in use: choose another with --port, or make demo PORT=9000\n"
    assert (said.code, said.out, said.err) == (2, "", line)


async def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    said = await run_command(tmp_path, "demo", "--port", "0", "--keep", "/dev/null/ours")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Error: /dev/null/ours cannot be written")


async def test_an_unreadable_saved_demo_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "demo.json", "{")
    said = await run_command(tmp_path, "demo", "--port", "0", "--keep", ".")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Error: demo.json cannot be read: remove its folder")


def list_of(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def mode_of(file: Path) -> int:
    return file.stat().st_mode & 0o777


def write(file: Path, text: str) -> None:
    file.write_text(text)
