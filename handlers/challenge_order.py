"""What steers the order of challenges: how deep one likes to go, and how one liked the last."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from domain import challenge_answers as answers
from domain import challenge_order
from domain.errors import NotFound
from handlers import settings
from handlers.settings_week import BACK
from handlers.turn import Features, Tap, Turn, tap
from storage.models import Round

router = Features()

DEPTHS = {"one": 1, "two": 2, "three": 3}


def row(held: Round) -> Sequence[Tap]:
    """Under a reveal, for its reader alone."""
    return [
        tap(f"challenge-button-{liking}", "challenge:rate", held.id, liking)
        for liking in challenge_order.LIKINGS
    ]


@router.button("challenge:rate")
async def rate(turn: Turn) -> Replies:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    if not await answers.is_revealed(turn.session, held.id):
        raise NotFound
    await challenge_order.rate(turn.session, turn.member, held, turn.event.choice)
    return turn.say("challenge-rated")


@router.button("settings:depth")
async def choose_depth(turn: Turn) -> Replies:
    """Each chooses alone; the lighter of the two choices holds for both."""
    if turn.event.choice:
        challenge_order.choose_intensity(turn.member, DEPTHS.get(turn.event.choice, 0))
        return await settings.show(turn)
    taps = [tap(f"settings-button-depth-{each}", "settings:depth", choice=each) for each in DEPTHS]
    return turn.change("settings-depth-ask", *taps, BACK)
