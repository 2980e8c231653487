"""The parts of the work that one process of the bot may take on."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The part that a process takes: receiving, handling what came in, or sending."""

    ALL = "all"
    RECEIVE = "receive"
    WORK = "work"
    SEND = "send"

    @property
    def receives(self) -> bool:
        return self in (Role.ALL, Role.RECEIVE)

    @property
    def works(self) -> bool:
        return self in (Role.ALL, Role.WORK)

    @property
    def sends(self) -> bool:
        return self in (Role.ALL, Role.SEND)
