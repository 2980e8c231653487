"""/challenge without a partner: one prompt a week, on request only, for one's own journal."""

from __future__ import annotations

from chat.messages import Replies
from content.texts import Rendered
from domain import reflect
from domain.challenge import solo
from handlers.challenge import card
from handlers.privacy.lock_screen import delete_from_chat
from handlers.turn import FeatureRouter, Turn, tap

router = FeatureRouter()


async def offer(turn: Turn) -> Replies:
    return turn.say(
        "challenge-alone",
        tap("challenge-button-solo", "challenge:solo"),
        tap("start-button-invite", "pair:invite"),
    )


@router.button("challenge:solo")
async def ask(turn: Turn) -> Replies:
    """This week's prompt; asking again brings the same one."""
    week_id = solo.weekly_challenge(turn.content.library, turn.now, turn.member.zone)
    entry = await reflect.begin(turn.ctx, turn.member, week_id)
    turn.ask("challenge:solo", entry.id)
    week = turn.content.library.challenge(week_id, turn.member.language)
    text = turn.text("challenge-solo", None, title=Rendered(week.title), prompt=Rendered(week.solo))
    return turn.send(card.with_origin(turn, week_id, text, turn.member))


@router.answer("challenge:solo")
async def keep(turn: Turn) -> Replies:
    """The empty entry may be gone, swept away by other words; then it stands by itself."""
    about = turn.member.asking_about
    entry = await reflect.find_open(turn.ctx, turn.member, about)
    if entry is None:
        entry = await reflect.begin(turn.ctx, turn.member)
    words, message = turn.event.text, turn.event.message
    await reflect.append(turn.ctx, entry, words, day=turn.day, message=message)
    entry.open = False
    turn.stop_asking()
    return [*turn.say("challenge-solo-kept"), *delete_from_chat(turn, message)]
