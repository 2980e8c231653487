"""Import python-telegram-bot and SQLAlchemy, make one query, and say that it is done."""

from __future__ import annotations

import asyncio
import sys

from sqlalchemy import text
from telegram.ext import Application

from bench.peers.orm import Notebook
from bench.peers.settings import PeerSettings


async def main() -> None:
    """Build what a bot needs to start, and print a line."""
    settings = PeerSettings.read()
    Application.builder().token(settings.token).build()
    async with Notebook(settings.database_url).engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
