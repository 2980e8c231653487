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
    house: Path | None = None,
    settings: Mapping[str, str] = NOTHING,
    log: IO[bytes] | None = None,
) -> asyncio.subprocess.Process:
    """`python -m bot …` in a folder, with these settings in its environment and no others.

    What it says is to be read from the process, or goes into `log`.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    own = {"PYTHONPATH": str(house or HOUSE), "PYTHONIOENCODING": "utf-8"}
    given = {name.upper(): value for name, value in settings.items()}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=kept | own | given,
        stdout=asyncio.subprocess.PIPE,
        stderr=log or asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> Ended:
    """Waits for the end; no command may ever show a traceback or a token."""
    out, err = await asyncio.wait_for(process.communicate(), LONGEST_SECONDS)
    said = Ended(process.returncode or 0, out.decode(), err.decode())
    assert "Traceback" not in said.err
    assert TOKEN not in said.out + said.err
    return said


async def bot(
    folder: Path, *words: str, house: Path | None = None, settings: Mapping[str, str] = NOTHING
) -> Ended:
    """Runs a command to its end."""
    return await ended(await started(folder, *words, house=house, settings=settings))


def copy_of_the_house(to: Path) -> Path:
    """All code and content, to be spoiled."""
    for room in ROOMS:
        shutil.copytree(HOUSE / room, to / room, ignore=shutil.ignore_patterns("__pycache__"))
    return to
