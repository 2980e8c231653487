"""Read what a peer is told in its environment."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class PeerSettings:
    """Where Telegram and the database are, and how many updates may be handled at once."""

    token: str
    telegram_url: str
    database_url: str
    people: int
    concurrent: int

    @classmethod
    def read(cls) -> PeerSettings:
        return cls(
            os.environ["TELEGRAM_TOKEN"],
            os.environ["TELEGRAM_BASE_URL"],
            os.environ["DATABASE_URL"],
            int(os.environ.get("PEOPLE", "0")),
            int(os.environ.get("CONCURRENT", "0")),
        )
