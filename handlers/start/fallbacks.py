"""Answers every event that no feature claims, and /cancel."""

from __future__ import annotations

from chat.media import find_marks
from chat.messages import Event, Kind, PersonPicker, Replies
from content.texts import Rendered
from domain import member, start
from domain.privacy import consent
from handlers import zone
from handlers.challenge import week as challenge_week
from handlers.pair.invitation import CHOICE_QUESTION
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter(needs_consent=False)


@router.command("cancel")
@router.button("start:cancel")
async def cancel(turn: Turn) -> Replies:
    if turn.member.asking is None:
        return turn.say("cancel-nothing")
    # This question alone has put a key below the chat, which goes away with it.
    picker = PersonPicker() if turn.member.asking == CHOICE_QUESTION else None
    turn.stop_asking()
    return turn.send(turn.text("cancel-done"), picker=picker)


@router.fallback(Kind.COMMAND)
async def explain_unknown_command(turn: Turn) -> Replies:
    return turn.say("start-unknown-command")


@router.fallback(Kind.MEDIA)
async def decline_media(turn: Turn) -> Replies:
    """Decline media, but take a spot on the map as an answer; an open question stays open."""
    asking, has_no_zone = turn.member.asking, turn.member.zone is None
    if turn.event.location and (asking == zone.QUESTION or (has_no_zone and not asking)):
        return zone.offer_near(turn, turn.event.location)
    return _explain(turn, turn.event, f"media-refused-{turn.event.refused or 'kind'}")


def explain_left_media(turn: Turn, event: Event) -> Replies:
    """Say what became of files that came with words, where they are not kept with them."""
    if turn.has_left_media:
        return _explain(turn, event, "media-no-place")
    if event.kind is Kind.FORM and event.media and not event.text.strip():
        return _explain(turn, event, f"media-refused-{event.refused or 'kind'}")
    if event.kind in (Kind.MEDIA, Kind.EDIT) or not event.media or find_marks(event.text):
        return _explain(turn, event, f"media-refused-{event.refused}") if _is_half(event) else []
    return _explain(turn, event, f"media-refused-{event.refused or 'kind'}", "media-words")


def _is_half(event: Event) -> bool:
    """Return whether some of its files are kept and others are not."""
    return bool(event.refused) and event.kind is not Kind.MEDIA


def _explain(turn: Turn, event: Event, *keys: str) -> Replies:
    """Say it once for an album, and that an open question is still open."""
    lines = [turn.text(key) for key in keys]
    if turn.member.asking and "media-words" not in keys:
        lines.append(turn.text("media-still-open"))
    about = event.album or event.id
    text = Rendered(" ".join(lines))
    return turn.send(text, key=f"media:{turn.member.id}:{about}")


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
