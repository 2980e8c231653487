"""The command line as its user meets it: a process of its own, with only what it is given."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from tests.forks import Fork

Started = asyncio.subprocess.Process | Fork
HOUSE = Path(__file__).parent.parent
ROOMS = ("bot", "chat", "content", "domain", "handlers", "playground", "scheduler", "storage")
TOKEN = "1234567:A-token-that-nobody-may-ever-read-in-a-log"
KEY = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
LONGEST_SECONDS = 60.0
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


async def started(
    folder: Path,
    *words: str,
    settings: Mapping[str, str] = NOTHING,
) -> Fork:
    """As `started_anew`, but what the code imports is there already."""
    process = Fork(folder, words, _environment(HOUSE, settings))
    await process.listen()
    return process


async def started_anew(
    folder: Path,
    *words: str,
    house: Path = HOUSE,
    settings: Mapping[str, str] = NOTHING,
    log: IO[bytes] | None = None,
) -> asyncio.subprocess.Process:
    """`python -m bot …` in a folder, with these settings in its environment and no others.

    What it says is to be read from the process, or goes into `log`.
    """
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=_environment(house, settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=log or asyncio.subprocess.PIPE,
    )


def _environment(house: Path, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    own = {"PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"}
    return kept | own | {name.upper(): value for name, value in settings.items()}


async def ended(process: Started) -> Ended:
    """Waits for the end; no command may ever show a traceback or a token."""
    out, err = await asyncio.wait_for(process.communicate(), LONGEST_SECONDS)
    said = Ended(process.returncode or 0, out.decode(), err.decode())
    assert "Traceback" not in said.err
    assert TOKEN not in said.out + said.err
    return said


async def bot(
    folder: Path, *words: str, house: Path | None = None, settings: Mapping[str, str] = NOTHING
) -> Ended:
    """Runs a command to its end; anew where it is the code of another house."""
    if house:
        return await ended(await started_anew(folder, *words, house=house, settings=settings))
    return await ended(await started(folder, *words, settings=settings))


def copy_of_the_house(to: Path) -> Path:
    """All code and content, to be spoiled."""
    for room in ROOMS:
        shutil.copytree(HOUSE / room, to / room, ignore=shutil.ignore_patterns("__pycache__"))
    return to
