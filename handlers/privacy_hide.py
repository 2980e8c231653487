"""Hides what an earlier link left, for one person alone, and brings it back."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from domain import privacy_hide as hide
from handlers.turn import Features, Row, Turn, tap
from storage.models import Tie

router = Features()


async def way(turn: Turn, couple_id: UUID | None) -> list[Row]:
    """The button under what belongs to an earlier link; none under that of the present one."""
    tie = await hide.earlier(turn.session, turn.member, couple_id)
    return [tap("privacy-button-hide", "privacy:hide", tie.id)] if tie else []


@router.button("privacy:hide")
async def put_away(turn: Turn) -> Replies:
    """For the person alone, and with one tap back."""
    tie = await hide.own(turn.session, turn.member, turn.event.subject)
    tie.hidden = True
    if (turn.member.asking or "").startswith("repair:"):
        turn.asked()
    undo = tap("privacy-button-hide-undo", "privacy:unhide", tie.id)
    return turn.change("privacy-hidden", undo, name=await _name(turn, tie))


@router.button("privacy:unhide")
async def bring_back(turn: Turn) -> Replies:
    tie = await hide.own(turn.session, turn.member, turn.event.subject)
    tie.hidden = False
    again = tap("privacy-button-hide", "privacy:hide", tie.id)
    return turn.change("privacy-unhidden", again, name=await _name(turn, tie))


@router.button("privacy:hidden")
async def show_hidden(turn: Turn) -> Replies:
    """A button for each earlier partner whose things are hidden."""
    ties = await hide.hidden(turn.session, turn.member)
    rows = [
        tap("privacy-button-unhide", "privacy:unhide", tie.id, name=await _name(turn, tie))
        for tie in ties
    ]
    back = tap("settings-button-back", "settings:privacy")
    return turn.change("privacy-hidden-list", *rows, back)


async def _name(turn: Turn, tie: Tie) -> str:
    return await turn.name_in(tie.couple_id)
