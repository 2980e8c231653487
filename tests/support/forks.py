"""Fork processes from one that has imported everything, so that they start at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.chaos.preload"])


class Fork:
    """A command line in a separate process, with the interface of a process of asyncio."""

    def __init__(
        self, folder: Path, words: tuple[str, ...], environment: Mapping[str, str]
    ) -> None:
        (self._out, out), (self._err, err) = FORKS.Pipe(duplex=False), FORKS.Pipe(duplex=False)
        given = (out, err, _umask(), folder, words, dict(environment))
        self._process = FORKS.Process(target=_main, args=given, daemon=True)
        self._process.start()
        out.close()
        err.close()
        self.returncode: int | None = None
        self._dead = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._process.sentinel, self._end)

    async def listen(self) -> None:
        """Make `stdout` and `stderr` readable."""
        self.stdout, self.stderr = await _reader(self._out), await _reader(self._err)

    async def wait(self) -> int | None:
        await self._dead.wait()
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        """Read all its output to the end."""
        out, err = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return out, err

    def send_signal(self, sign: int) -> None:
        if self.returncode is None and self._process.pid:
            os.kill(self._process.pid, sign)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        self.returncode = self._process.exitcode
        self._process.close()
        self._dead.set()


async def _reader(connection: Connection) -> asyncio.StreamReader:
    reader, loop = asyncio.StreamReader(), asyncio.get_running_loop()
    pipe = os.fdopen(os.dup(connection.fileno()), "rb")
    connection.close()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    return reader


def _umask() -> int:
    """Return the umask; a process can read it only by setting another."""
    now = os.umask(0o077)
    os.umask(now)
    return now


def _main(
    out: Connection,
    err: Connection,
    umask: int,
    folder: Path,
    words: tuple[str, ...],
    environment: Mapping[str, str],
) -> None:
    """Run `python -m bot` with this environment and no other."""
    for line, number in ((out, 1), (err, 2)):
        os.dup2(line.fileno(), number)
        line.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.umask(umask)
    os.chdir(folder)
    sys.argv = ["bot", *words]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
