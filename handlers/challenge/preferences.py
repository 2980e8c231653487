"""Asks what steers the order of challenges: how deep a person likes to go, and their ratings."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from domain.challenge import answers, order
from domain.errors import NotFound
from handlers.settings import overview
from handlers.settings.week import BACK_BUTTON
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.challenge import Round

router = FeatureRouter()

DEPTHS = {"one": 1, "two": 2, "three": 3}


def rating_buttons(round_: Round) -> Sequence[ButtonSpec]:
    """Return the buttons that rate a challenge under a reveal, for its reader alone."""
    return [
        button(f"challenge-button-{liking}", "challenge:rate", round_.id, liking)
        for liking in order.LIKINGS
    ]


@router.button("challenge:rate")
async def rate(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    if not await answers.is_revealed(turn.ctx, round_.id):
        raise NotFound
    await order.rate(turn.ctx, turn.member, round_, turn.event.choice)
    return turn.say("challenge-rated")


@router.button("settings:depth", needs_consent=False)
async def choose_depth(turn: Turn) -> Replies:
    """Save how deep this person likes to go; the lighter choice of the two holds for both."""
    if turn.event.choice:
        order.choose_intensity(turn.member, DEPTHS.get(turn.event.choice, 0))
        return await overview.show_settings(turn)
    specs = [
        button(f"settings-button-depth-{each}", "settings:depth", choice=each) for each in DEPTHS
    ]
    return turn.edit("settings-depth-ask", *specs, BACK_BUTTON)
