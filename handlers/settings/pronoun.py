"""Handles how the bot writes about a person, in what they read themselves and nowhere else."""

from __future__ import annotations

from chat.messages import Replies
from domain import settings
from domain.settings import PRONOUNS, UNSAID
from handlers.settings.overview import show_settings
from handlers.settings.week import BACK_BUTTON
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter()


@router.button("settings:pronoun")
async def choose_pronoun(turn: Turn) -> Replies:
    """Save the choice for this person alone; no text that the partner reads knows it."""
    if choice := turn.event.choice:
        await settings.choose_pronoun(turn.ctx, turn.member, choice)
        turn.pronouns[turn.member.id] = choice
        return await show_settings(turn)
    specs = [
        button(f"settings-button-pronoun-{each}", "settings:pronoun", choice=each)
        for each in (*PRONOUNS, UNSAID)
    ]
    return turn.edit("settings-pronoun-ask", specs[:2], specs[2:], BACK_BUTTON)
