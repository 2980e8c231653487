"""Run the command line as its user does: in a separate process with only the given settings."""

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
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


async def start_forked(folder: Path, *words: str, settings: Mapping[str, str] = NOTHING) -> Fork:
    """Do the same as `start_process`, in a fork that has imported the code already."""
    process = Fork(folder, words, _environment(PROJECT, settings))
    await process.listen()
    return process


async def start_process(
    folder: Path,
    *words: str,
    root: Path = PROJECT,
    settings: Mapping[str, str] = NOTHING,
    log: IO[bytes] | None = None,
    module: str = "bot",
) -> asyncio.subprocess.Process:
    """Start `python -m bot …` in a folder with only these settings in its environment.

    Its output is read from the process, or goes into `log`. Another `module` prepares the bot.
    """
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words),
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
    """Wait for the end; fail if the command showed a traceback or a token."""
    out, err = await asyncio.wait_for(process.communicate(), LONGEST_SECONDS)
    said = CommandResult(process.returncode or 0, out.decode(), err.decode())
    assert "Traceback" not in said.err
    assert TOKEN not in said.out + said.err
    return said


async def run_command(
    folder: Path, *words: str, root: Path | None = None, settings: Mapping[str, str] = NOTHING
) -> CommandResult:
    """Run a command to its end; without a fork if its code is a copy of the project."""
    if root:
        return await wait_for_result(
            await start_process(folder, *words, root=root, settings=settings)
        )
    return await wait_for_result(await start_forked(folder, *words, settings=settings))


def copy_project(to: Path) -> Path:
    """Copy all code and content, for a test to break."""
    for room in PACKAGES:
        shutil.copytree(PROJECT / room, to / room, ignore=shutil.ignore_patterns("__pycache__"))
    return to
