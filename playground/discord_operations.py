"""The operations of Discord's API by method and path; modules that carry them out add them here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playground.discord import Discord
from playground.discord_requests import Given


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, with what the headers say besides; a body of None is an answer of 204."""

    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    message_id: int | None = None
    again: bool = False


Act = Callable[[Discord, Given], Answer]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; its name is the one in Discord's own OpenAPI.

    `open` needs no token of the bot: whoever knows the interaction's token may call it.
    """

    name: str
    method: str
    path: str
    act: Act
    open: bool = False


OPERATIONS: list[Operation] = []


def operation(method: str, path: str, *, open: bool = False) -> Callable[[Act], Act]:
    """Registers `create_message` under its own name."""

    def register(act: Act) -> Act:
        OPERATIONS.append(Operation(act.__name__, method, path, act, open))
        return act

    return register
