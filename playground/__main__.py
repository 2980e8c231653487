"""Run the playground on its own, for bots and benchmarks in other processes."""

from __future__ import annotations

import argparse
import asyncio
import sys

from playground.server import TOKEN, Playground
from playground.telegram.limits import Limits
from playground.telegram.people import Person


async def serve(port: int, token: str, limits: bool) -> None:
    """Serve Alice and Bob until interrupted; print the address as the first line."""
    people = {"alice": Person(1001, "Alice"), "bob": Person(1002, "Bob")}
    playground = Playground(token, people, limits=Limits(on=limits))
    for who in people:
        playground.add_discord_person(who)
    sys.stdout.write(f"{await playground.start(port)}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await playground.stop()


def main() -> None:
    """Parse the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--token", default=TOKEN, help="the token that the bot must use")
    parser.add_argument("--no-limits", action="store_true", help="do without Telegram's pace")
    chosen = parser.parse_args()
    try:
        asyncio.run(serve(chosen.port, chosen.token, not chosen.no_limits))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
