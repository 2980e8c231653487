"""List the operations of Discord's API by method and path; each is registered by its own module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playground.discord.api.requests import RequestArguments
from playground.discord.state import Discord


@dataclass(frozen=True, slots=True)
class OperationResult:
    """The body and headers of an answer; a body of None is an answer of 204."""

    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    message_id: int | None = None
    again: bool = False


OperationHandler = Callable[[Discord, RequestArguments], OperationResult]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; its name is the one in Discord's own OpenAPI.

    `needs_no_token` means that the interaction's own token is enough to call it, without the bot's.
    """

    name: str
    method: str
    path: str
    handler: OperationHandler
    needs_no_token: bool = False


OPERATIONS: list[Operation] = []


def operation(
    method: str, path: str, *, needs_no_token: bool = False
) -> Callable[[OperationHandler], OperationHandler]:
    """Register `create_message` under its own name."""

    def register(act: OperationHandler) -> OperationHandler:
        OPERATIONS.append(Operation(act.__name__, method, path, act, needs_no_token))
        return act

    return register
