"""Stand between a bot and PostgreSQL, and add a network's time to each of its statements."""

from __future__ import annotations

import argparse
import asyncio
import sys
from functools import partial

CHUNK = 2**16


async def serve(socket: str, delay: float) -> None:
    """Print the port on the first line, and then pass on what comes, until killed."""
    server = await asyncio.start_server(partial(_pass_on, socket, delay), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


async def _pass_on(
    socket: str, delay: float, client: asyncio.StreamReader, to_client: asyncio.StreamWriter
) -> None:
    answers, to_server = await asyncio.open_unix_connection(socket)
    # A driver sends a statement in one piece and waits for its answer.
    await asyncio.gather(_copy(client, to_server, delay), _copy(answers, to_client, 0.0))


async def _copy(source: asyncio.StreamReader, to: asyncio.StreamWriter, delay: float) -> None:
    try:
        while chunk := await source.read(CHUNK):
            await asyncio.sleep(delay)
            to.write(chunk)
            await to.drain()
    except ConnectionError:
        return
    finally:
        to.close()


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("socket", help="the path of PostgreSQL's socket")
    parser.add_argument("--delay", type=float, default=0.002, help="seconds for each statement")
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.socket, chosen.delay))


if __name__ == "__main__":
    main()
