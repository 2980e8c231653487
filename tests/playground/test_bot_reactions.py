"""Test that the bot reacts to a message on the local Telegram."""

from __future__ import annotations

import pytest
from telegram import Bot, ReactionTypeEmoji
from telegram.error import BadRequest

from playground import Playground

ALICE = 1001


async def test_the_bot_has_one_reaction_of_telegrams_list(server: Playground, started: Bot) -> None:
    alice = server.phone("alice")
    said = alice.send("a line for my journal")
    for reaction, shown in (("✍", "✍"), ("❤", "❤"), (None, None)):
        assert await started.set_message_reaction(ALICE, said, reaction)
        assert alice.message(said)["reaction"] == shown
    both = [ReactionTypeEmoji("👍"), ReactionTypeEmoji("🔥")]
    for wrong, why in (("🥦", r"(?i)reaction_invalid"), (both, "Too many reactions")):
        with pytest.raises(BadRequest, match=why):
            await started.set_message_reaction(ALICE, said, wrong)
    with pytest.raises(BadRequest, match="Message to react not found"):
        await started.set_message_reaction(ALICE, 999, "👍")
