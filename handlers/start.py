"""/start, /help and /cancel, and whatever no other feature claims."""

from __future__ import annotations

from chat.messages import Kind, Replies
from handlers.turn import Features, Turn

router = Features()


@router.command("help")
async def show_help(turn: Turn) -> Replies:
    return turn.say("help")


@router.command("cancel")
async def cancel(turn: Turn) -> Replies:
    if turn.member.asking is None:
        return turn.say("cancel-nothing")
    turn.asked()
    return turn.say("cancel-done")


@router.otherwise(Kind.BACK)
async def come_back(turn: Turn) -> Replies:
    return []
