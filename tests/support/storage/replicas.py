"""Run several bots on one database: in this process, or each in a separate process."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

import content
from bot.app import App, build_app
from chat.messages import Address, Event, Kind
from handlers.turn import Content
from storage.database import Database
from storage.sealing import KeyRing
from tests.support.apps import FAST, open_scenario_app
from tests.support.people import DirectPlatform, FakeClock

ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def open_replicas(app: App, count: int) -> AsyncIterator[list[App]]:
    """Open the bot and more of its kind, each with its own connections."""
    address = app.database.engine.url.render_as_string(hide_password=False)
    async with AsyncExitStack() as stack:
        bots = [app]
        for number in range(count - 1):
            database = Database(address)
            stack.push_async_callback(database.close)
            parts = replace(app.parts, database=database, chance=Random(number))
            bots.append(build_app(parts, FAST))
        yield bots


async def race(app: App, count: int = 4) -> None:
    """Let that many bots handle all waiting events at the same time; then send everything."""
    async with open_replicas(app, count) as bots:
        await asyncio.gather(*(each.dispatcher.drain() for each in bots))
    await app.run_until_idle()


async def race_processes(app: App, count: int = 2) -> Counter[tuple[str, str]]:
    """Let processes start together, handle and send all; count who reads which text how often."""
    started = await asyncio.gather(*(_start(app) for _ in range(count)))
    for process in started:
        assert process.stdin
        process.stdin.write(b"go\n")
    ends = await asyncio.gather(*(each.communicate() for each in started))
    read: Counter[tuple[str, str]] = Counter()
    for process, (out, _) in zip(started, ends, strict=True):
        assert process.returncode == 0
        read.update((who, text) for who, text in json.loads(out))
    return read


def encode_event(event: Event) -> bytes:
    """Return an event as a body that another process can translate."""
    assert event.address
    kept = {name: value for name, value in asdict(event).items() if value and name != "at"}
    return json.dumps(kept | {"address": event.address.id}, default=str).encode()


class JsonPlatform(DirectPlatform):
    """A direct platform that translates an event from its body alone."""

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        fields = json.loads(body)
        fields["address"] = Address(self.platform, fields["address"])
        fields["kind"] = Kind(fields["kind"])
        if "subject" in fields:
            fields["subject"] = UUID(fields["subject"])
        return Event(**fields | {"id": id, "at": at})


async def _start(app: App) -> asyncio.subprocess.Process:
    keys = app.parts.ring.keys.items()
    ring = ",".join(f"{name}:{b64encode(key).decode()}" for name, key in keys)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.support.storage.replicas",
        app.database.engine.url.render_as_string(hide_password=False),
        app.clock.now().isoformat(),
        env=os.environ | {"RING": ring},
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    assert await process.stdout.readline() == b"ready\n"
    return process


async def _main(address: str, now: str) -> None:
    """Report ready, wait for the signal, go; then report which message came onto which screen."""
    ring, platform = KeyRing.parse(os.environ["RING"]), JsonPlatform("telegram")
    database, content_ = Database(address), Content.load(content.FOLDER)
    adapters, clock = {platform.platform: platform}, FakeClock(datetime.fromisoformat(now))
    app = await open_scenario_app(database, ring, content_, adapters, clock)
    print("ready", flush=True)  # noqa: T201 the way in which the test hears of it
    sys.stdin.readline()
    await app.run_until_idle()
    await database.close()
    read = [(who, shown.text) for who, screen in platform.screens.items() for shown in screen]
    print(json.dumps(read))  # noqa: T201 as above


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
