"""Hides what an earlier link left, for one person alone, and shows it again."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from domain.privacy import hide
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.pair import CoupleMember

router = FeatureRouter(needs_consent=False)


async def hide_buttons(turn: Turn, couple_id: UUID | None) -> list[Row]:
    """Return the button that hides what belongs to an earlier link; none for the present one."""
    couple_member = await hide.earlier_link(turn.ctx, turn.member, couple_id)
    return (
        [button("privacy-button-hide", "privacy:hide", couple_member.id)] if couple_member else []
    )


@router.button("privacy:hide")
async def hide_link(turn: Turn) -> Replies:
    """Hide an earlier link for the person alone; one tap brings it back."""
    couple_member = await hide.find_own(turn.ctx, turn.member, turn.event.subject)
    couple_member.hidden = True
    if (turn.member.asking or "").startswith("repair:"):
        turn.stop_asking()
    undo = button("privacy-button-hide-undo", "privacy:unhide", couple_member.id)
    return turn.edit("privacy-hidden", undo, name=await _partner_name(turn, couple_member))


@router.button("privacy:unhide")
async def unhide_link(turn: Turn) -> Replies:
    couple_member = await hide.find_own(turn.ctx, turn.member, turn.event.subject)
    couple_member.hidden = False
    again = button("privacy-button-hide", "privacy:hide", couple_member.id)
    return turn.edit("privacy-unhidden", again, name=await _partner_name(turn, couple_member))


@router.button("privacy:hidden")
async def show_hidden(turn: Turn) -> Replies:
    """Show a button for each earlier partner whose things are hidden."""
    couple_members = await hide.hidden_links(turn.ctx, turn.member)
    rows = [
        button(
            "privacy-button-unhide",
            "privacy:unhide",
            couple_member.id,
            name=await _partner_name(turn, couple_member),
        )
        for couple_member in couple_members
    ]
    back = button("settings-button-back", "settings:privacy")
    return turn.edit("privacy-hidden-list", *rows, back)


async def _partner_name(turn: Turn, couple_member: CoupleMember) -> str:
    return await turn.name_in(couple_member.couple_id)
