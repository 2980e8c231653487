"""Make Telegram misbehave on purpose, for a while or until told otherwise."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from playground.shared.errors import Refused, too_many_requests

DELAY, DROP, RESET, CUT, SLOW = "delay", "drop", "reset", "cut", "slow"
DOWNLOAD = "download"
"""The name by which a fault strikes the download of a file."""
SENTENCES = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """One fault, with the calls that it strikes and how often.

    `kind` is `delay` (accept, answer after `seconds`), `drop` (accept, then cut the connection),
    `reset` (cut the connection and accept nothing) or an error status such as `429` (`seconds` is
    its retry_after), `403` or `502`. `method` is `*` for all; `times` None means until cleared.
    `code` is Discord's own number for an error status. Of a `download` alone, `cut` closes the
    connection when the first `after_bytes` were sent, and `slow` spreads it over `seconds`.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    times: int | None = 1
    seconds: float = 0.0
    description: str = ""
    code: int = 0
    after_bytes: int = 0

    def __post_init__(self) -> None:
        if self.kind not in (DELAY, DROP, RESET, CUT, SLOW) and not (
            self.kind.isdigit() and len(self.kind) == 3
        ):
            raise ValueError(f"no such fault: {self.kind}")

    def refusal(self) -> Refused | None:
        """Return the refusal for an error status; None for the other kinds."""
        if not self.kind.isdigit():
            return None
        if self.kind == "429":
            return too_many_requests(max(1, round(self.seconds)))
        code = int(self.kind)
        return Refused(code, self.description or SENTENCES.get(code, "Internal Server Error"))

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Return whether the fault strikes this call."""
        wanted = self.method.lower()
        return wanted in ("*", method) and self.chat_id in (None, chat_id)


class Faults:
    """The faults that are switched on; if several match a call, the one set first is used."""

    def __init__(self) -> None:
        self.switched: list[Fault] = []

    def add(
        self,
        kind: str,
        method: str = "*",
        *,
        chat_id: int | None = None,
        times: int | None = 1,
        seconds: float = 0.0,
        description: str = "",
        code: int = 0,
        after_bytes: int = 0,
    ) -> Fault:
        """Switch a fault on; raise ValueError for a kind that does not exist."""
        fault = Fault(kind, method, chat_id, times, seconds, description, code, after_bytes)
        self.switched.append(fault)
        return fault

    def clear(self) -> None:
        """Switch all faults off."""
        self.switched.clear()

    def consume(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault for this call (its method in lower case) and count it as used."""
        for fault in self.switched:
            if fault.matches(method, chat_id):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self.switched.remove(fault)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the active faults as JSON."""
        return [asdict(fault) for fault in self.switched]
