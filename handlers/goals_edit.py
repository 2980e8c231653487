"""A goal whose message is edited: a draft follows, what is proposed stays as it is."""

from __future__ import annotations

from chat.messages import Replies
from domain import goals
from domain import goals_draft as drafts
from domain.goals_plan import fitting
from handlers.goals_draft import show_back
from handlers.turn import Features, Turn

router = Features()


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    held = await drafts.by_message(turn.session, turn.member, turn.event.message)
    if held is None:
        return None
    if held.state != goals.DRAFT:
        return turn.say("goals-edited-late")
    if turn.event.name not in ("", "goals"):
        return turn.say("edit-no-command")
    await drafts.change(turn.vault, held, words=fitting("words", turn.event.text))
    return await show_back(turn, held, turn.say)
