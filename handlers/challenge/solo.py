"""Handles /challenge without a partner: one prompt a week, on request only, for the own journal."""

from __future__ import annotations

from chat.messages import Replies
from content.texts import Rendered
from domain import reflect
from domain.challenge import solo
from handlers.challenge import card
from handlers.privacy.lock_screen import delete_if_wanted
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter()


async def offer_solo(turn: Turn) -> Replies:
    return turn.say(
        "challenge-alone",
        button("challenge-button-solo", "challenge:solo"),
        button("start-button-invite", "pair:invite"),
    )


@router.button("challenge:solo")
async def ask_prompt(turn: Turn) -> Replies:
    """Show this week's prompt; asking again shows the same one."""
    challenge_id = solo.weekly_challenge(turn.content.library, turn.now, turn.member.zone)
    entry = await reflect.begin(turn.ctx, turn.member, challenge_id)
    turn.ask("challenge:solo", entry.id)
    challenge = turn.content.library.challenge(challenge_id, turn.member.language)
    text = turn.text(
        "challenge-solo", None, title=Rendered(challenge.title), prompt=Rendered(challenge.solo)
    )
    return turn.send(card.add_origin(turn, challenge_id, text, turn.member))


@router.answer("challenge:solo", media=True)
async def keep_answer(turn: Turn) -> Replies:
    """Keep the words in the prompt's entry, or in one of their own if that was swept away."""
    entry_id = turn.member.asking_about
    entry = await reflect.find_open(turn.ctx, turn.member, entry_id)
    if entry is None:
        entry = reflect.add_entry(turn.ctx, turn.member)
    words, message = turn.event.text, turn.event.message
    await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    entry.open = False
    turn.stop_asking()
    return [*turn.say("challenge-solo-kept"), *delete_if_wanted(turn, message)]
