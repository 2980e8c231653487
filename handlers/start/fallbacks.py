"""Answers every event that no feature claims, and /cancel."""

from __future__ import annotations

from chat.messages import Kind, Replies
from domain import member, start
from domain.privacy import consent
from handlers import zone
from handlers.challenge import week as challenge_week
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter(needs_consent=False)


@router.command("cancel")
@router.button("start:cancel")
async def cancel(turn: Turn) -> Replies:
    if turn.member.asking is None:
        return turn.say("cancel-nothing")
    turn.stop_asking()
    return turn.say("cancel-done")


@router.fallback(Kind.COMMAND)
async def explain_unknown_command(turn: Turn) -> Replies:
    return turn.say("start-unknown-command")


@router.fallback(Kind.MEDIA)
async def decline_media(turn: Turn) -> Replies:
    """Decline media, but take a spot on the map as an answer; an open question stays open."""
    asking, has_no_zone = turn.member.asking, turn.member.zone is None
    if turn.event.location and (asking == zone.QUESTION or (has_no_zone and not asking)):
        return zone.offer_near(turn, turn.event.location)
    return explain_media(turn, "start-media-asked" if asking else "start-media")


def explain_media(turn: Turn, key: str) -> Replies:
    """Say what cannot be kept, once for an album."""
    about = turn.event.album or turn.event.id
    return turn.send(turn.text(key), key=f"media:{turn.member.id}:{about}")


@router.fallback(Kind.EDIT)
async def change_held_words(turn: Turn) -> Replies:
    """Change an answer that waits for a yes to being kept; pass over every other edit."""
    if not consent.has_agreed(turn.member) and not turn.event.name:
        await start.change_words(turn.ctx, turn.member, turn.event.message, turn.event.text)
    return []


@router.fallback(Kind.PRESS)
async def explain_old_button(turn: Turn) -> Replies:
    """Answer a button that is forged, made for another person, or of a feature that is gone."""
    return turn.say("start-old-button")


@router.fallback(Kind.LEFT)
async def mark_unreachable(turn: Turn) -> Replies:
    await member.mark_unreachable(turn.ctx.session, turn.member)
    return []


@router.fallback(Kind.BACK)
async def greet_returning(turn: Turn) -> Replies:
    return await challenge_week.show_current_card(turn)
