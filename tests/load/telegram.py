"""Run a Telegram in a separate process that enforces its pace, with a few people who tap."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from bench.seed import FIRST_ID
from playground import Limits, Person, Phone, Playground
from tests.support.command_line import TOKEN

FIRST_PRESSER_ID = 1001
PRESSERS, PAUSE_SECONDS = 5, 2.0
LONGEST_SECONDS = 60.0


async def serve(
    people: int, rate: int, pressers: int = PRESSERS, pause: float = PAUSE_SECONDS
) -> None:
    """Print the address on the first line, and then serve forever; `pause` is in seconds."""
    known = {str(id): Person(id, "Alice", started=True) for id in _ids(people)}
    playground = Playground(TOKEN, known, limits=Limits(per_second=rate))
    sys.stdout.write(f"{await playground.start()}\n")
    sys.stdout.flush()
    async with asyncio.TaskGroup() as group:
        for number in range(pressers):
            id = FIRST_PRESSER_ID + number
            phone = playground.add_person(str(id), id=id)
            delay = pause * number / pressers
            group.create_task(_press_forever(playground, phone, delay, pause))


async def _press_forever(playground: Playground, phone: Phone, delay: float, pause: float) -> None:
    """Send a command, then press a button of the reply, and so on, one after the other."""
    await asyncio.sleep(delay)
    while True:
        for act in (_asks, _presses):
            before = _seen(phone)
            act(phone)
            await playground.until(lambda: _seen(phone) != before, LONGEST_SECONDS)  # noqa: B023 it is awaited here
            await asyncio.sleep(pause)


def _asks(phone: Phone) -> None:
    phone.send("/settings")


def _presses(phone: Phone) -> None:
    shown = next(each for each in reversed(phone.messages) if each["keyboard"])
    phone.press(shown["message_id"], shown["keyboard"][0][0]["callback_data"])


def _seen(phone: Phone) -> list[tuple[Any, ...]]:
    messages = [each for each in phone.messages[-5:] if each["from"] == "bot"]
    return [(each["message_id"], each["text"]) for each in messages]


def _ids(people: int) -> range:
    return range(FIRST_ID, FIRST_ID + people)


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:4]), *map(float, sys.argv[4:])))
