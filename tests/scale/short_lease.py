"""Run the bot with locks that another process may take after one and a half seconds of silence."""

from __future__ import annotations

from sqlalchemy import text

from bot.cli.commands import main
from storage import identity_on_server as server

SILENT_SECONDS = 1.5


def shorten_lease() -> None:
    """Make a process ask more often, and count as lost and as silent sooner."""
    usual = f"{server.SILENT_AFTER_SECONDS} seconds"
    assert usual in server.END_SILENT
    server.KEEP_ALIVE_SECONDS, server.LOST_AFTER_SECONDS = 0.3, 1.2
    server.END_SILENT = server.END_SILENT.replace(usual, f"{SILENT_SECONDS} seconds")
    server.END_SILENT_PROCESSES = text(server.END_SILENT)


if __name__ == "__main__":
    shorten_lease()
    main(prog_name="python -m bot")
