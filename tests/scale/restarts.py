"""Restart several bots one after the other while people tap."""

from __future__ import annotations

from pathlib import Path

from tests.scale.taps import TapFigures, tapped_bots

COUNT = 3
PEOPLE, PAUSE_SECONDS = 20, 2.5
"""Each taps again when the chat's pace holds up nothing any more."""
MAX_ANSWER_SECONDS = 3.0


async def restart_in_turn(folder: Path, url: str, rounds: int) -> TapFigures:
    """Restart each of three bots once a round, as an update does; return what the taps brought."""
    async with tapped_bots(folder, url, PEOPLE, PAUSE_SECONDS) as bots:
        for _ in range(COUNT):
            await bots.start("run")
        # Their taps began before the first bot did.
        await bots.until_everybody_taps_again()
        await bots.forget_taps()
        for _ in range(rounds):
            for number in range(COUNT):
                await bots.restart(number)
        await bots.until_everybody_taps_again()
        return await bots.figures()
