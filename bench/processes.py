"""Start bots and servers as separate processes, and read what the system counted of them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import psutil
from click import ClickException

PROJECT = Path(__file__).parents[1]
OUR_PYTHON = PROJECT / ".venv-bench-run/bin/python"
"""With what an operator installs, and without the tests' libraries."""
PEER_PYTHON = PROJECT / ".venv-bench/bin/python"
STOP_SECONDS = 15.0
Result = TypeVar("Result")
NOTHING: Mapping[str, str] = MappingProxyType({})


class ProcessEnded(ClickException):
    """A process ended that should have gone on; the text is the last line of its log."""


@dataclass(frozen=True)
class Child:
    """A process that was started here."""

    process: asyncio.subprocess.Process
    folder: Path
    log: Path
    started_at: float
    """By `time.perf_counter`."""

    def cpu_seconds(self) -> float:
        """Return the CPU time of all its threads so far, in user and system mode."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def memory_mib(self) -> float:
        """Return its resident memory."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    async def next_line(self) -> str:
        """Return the next line that it prints."""
        assert self.process.stdout
        line = (await self.process.stdout.readline()).decode().strip()
        if not line:
            raise ProcessEnded(self.last_words())
        return line

    async def ask(self, question: str = "") -> dict[str, float]:
        """Write a line to a process that answers each line, and return its figures."""
        assert self.process.stdin
        self.process.stdin.write(f"{question}\n".encode())
        await self.process.stdin.drain()
        figures: dict[str, float] = json.loads(await self.next_line())
        return figures

    async def unless_it_ends(self, work: Coroutine[None, None, Result]) -> Result:
        """Return what the work returns. Raises ProcessEnded if the process ends before."""
        working = asyncio.create_task(work)
        ending = asyncio.create_task(self.process.wait())
        await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if not working.done():
            working.cancel()
            raise ProcessEnded(self.last_words())
        return await working

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "nothing"


@asynccontextmanager
async def running(
    command: Sequence[str | Path], folder: Path, settings: Mapping[str, str] = NOTHING
) -> AsyncIterator[Child]:
    """Run a command in a folder during the block, with only these settings in its environment.

    It is asked to stop at the end, and gets some seconds to do so.
    """
    log = folder / f"{'-'.join(Path(str(each)).name for each in command[1:4])}.log"
    started_at = time.perf_counter()
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            cwd=folder,
            env=_environment(settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    try:
        yield Child(process, folder, log, started_at)
    finally:
        await _stop(process)


def python_command(module: str, *words: str, python: Path = Path(sys.executable)) -> list[str]:
    """Return the command that runs a module of this project."""
    return [str(python), "-m", module, *words]


def clean_up_on_sigterm() -> None:
    """Let SIGTERM end this process as Ctrl-C does, with all that it started."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.communicate(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
    await process.wait()


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    own = {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    return kept | own | {name.upper(): value for name, value in settings.items()}
