"""Measure a tap that one bot takes by webhook, another handles, and a third answers."""

from __future__ import annotations

from pathlib import Path

from tests.load.processes import find_free_port
from tests.scale.taps import TapFigures, tapped_bots

PEOPLE, PAUSE_SECONDS = 10, 2.5
"""Each taps again when the chat's pace holds up nothing any more."""
MAX_MEDIAN_SECONDS = 0.1
SECRET = "a-secret-of-the-measurement"


async def tap_by_webhook(folder: Path, url: str, taps: int) -> TapFigures:
    """Return what taps brought while each part of the work is a process of its own."""
    port = str(find_free_port())
    webhook = {
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_port": port,
        "webhook_secret": SECRET,
    }
    async with tapped_bots(folder, url, PEOPLE, PAUSE_SECONDS) as bots:
        for role in ("send", "work", "receive"):
            await bots.start("run", "--role", role, more=webhook)
        await bots.until_everybody_taps_again()
        await bots.forget_taps()
        await bots.until(taps)
        return await bots.figures()
