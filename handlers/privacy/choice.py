"""Handles a yes or no to being kept, and the change from one to the other, equally easy."""

from __future__ import annotations

from dataclasses import replace

from chat.messages import Kind, Replies
from domain.privacy import consent
from handlers.pair.buttons import pairing_buttons
from handlers.privacy import consent as privacy_consent
from handlers.start import first_question
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)


@router.button("privacy:agree", binding=True)
async def agree(turn: Turn) -> Replies:
    """Save a yes once; a second tap on the same question starts nothing again."""
    version, _, wanted = turn.event.choice.partition(":")
    before = consent.has_agreed(turn.member)
    if not consent.agree(turn.member, version, turn.now):
        return privacy_consent.ask(turn, wanted)
    noted = turn.edit("privacy-agreed")
    is_start = wanted in ("", "start")
    noted = [*noted, *(kept := await first_question.keep_held(turn, offers_next=is_start))]
    go_on = turn.features.after_consent.get(wanted)
    if before or go_on is None or (kept and is_start):
        return noted
    turn.event = replace(turn.event, kind=Kind.COMMAND, name=wanted, text="")
    return [*noted, *await go_on(turn)]


@router.button("privacy:more")
async def explain(turn: Turn) -> Replies:
    """Show the full text in place of the short one, with the same yes and no."""
    return privacy_consent.explain(turn)


@router.button("privacy:refuse")
async def refuse(turn: Turn) -> Replies:
    """Save a no, which takes effect at once; nobody else is told."""
    await consent.refuse(turn.ctx, turn.member)
    back = button("privacy-button-agree", "privacy:agree", choice=f"{consent.VERSION}:")
    return turn.edit("privacy-refused", back, *pairing_buttons(turn))
