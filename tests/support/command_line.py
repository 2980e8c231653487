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

from tests.support.forks import Fork

Started = asyncio.subprocess.Process | Fork
PROJECT = Path(__file__).parents[2]
PACKAGES = ("bot", "chat", "content", "domain", "handlers", "playground", "scheduler", "storage")
TOKEN = "1234567:A-token-that-nobody-may-ever-read-in-a-log"
KEY = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
LONGEST_SECONDS = 60.0
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class CommandResult:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


async def start_forked(folder: Path, *words: str, settings: Mapping[str, str] = NOTHING) -> Fork:
    """As `start_process`, but what the code imports is there already."""
    process = Fork(folder, words, _environment(PROJECT, settings))
    await process.listen()
    return process


async def start_process(
    folder: Path,
    *words: str,
    root: Path = PROJECT,
    settings: Mapping[str, str] = NOTHING,
    log: IO[bytes] | None = None,
) -> asyncio.subprocess.Process:
    """`python -m bot …` in a folder, with these settings in its environment and no others.

    What it says is to be read from the process, or goes into `log`.
    """
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=_environment(root, settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=log or asyncio.subprocess.PIPE,
    )


def _environment(root: Path, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    own = {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    return kept | own | {name.upper(): value for name, value in settings.items()}


async def wait_for_result(process: Started) -> CommandResult:
    """Waits for the end; no command may ever show a traceback or a token."""
    out, err = await asyncio.wait_for(process.communicate(), LONGEST_SECONDS)
    said = CommandResult(process.returncode or 0, out.decode(), err.decode())
    assert "Traceback" not in said.err
    assert TOKEN not in said.out + said.err
    return said


async def run_command(
    folder: Path, *words: str, root: Path | None = None, settings: Mapping[str, str] = NOTHING
) -> CommandResult:
    """Runs a command to its end; anew where it is the code of another house."""
    if root:
        return await wait_for_result(
            await start_process(folder, *words, root=root, settings=settings)
        )
    return await wait_for_result(await start_forked(folder, *words, settings=settings))


def copy_project(to: Path) -> Path:
    """All code and content, to be spoiled."""
    for room in PACKAGES:
        shutil.copytree(PROJECT / room, to / room, ignore=shutil.ignore_patterns("__pycache__"))
    return to
