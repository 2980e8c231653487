"""Finds who answers an event, and says why where the rules forbid it; a form is answered whole."""

from __future__ import annotations

from dataclasses import replace

from chat.messages import Kind, Replies
from content.texts import Rendered
from domain.errors import RuleBroken
from handlers.start import explain_media
from handlers.turn import Features, Turn


async def answer(features: Features, turn: Turn) -> Replies:
    """What is said to the event; of what the rules forbid nothing stays but the words why."""
    if turn.event.kind is Kind.FORM:
        return await _fill_in(features, turn)
    replies = await _say(features, turn)
    if turn.event.media and turn.event.kind is not Kind.MEDIA:
        replies = [*replies, *explain_media(turn, "start-media-words")]
    return replies


async def _fill_in(features: Features, turn: Turn) -> Replies:
    """A form is its button pressed once more, and then the words.

    So they never go to what was asked meanwhile, which is still asked afterwards. Where the press
    leads to no question any more, they are kept like any words that nobody asked for.
    """
    before = turn.member.asking, turn.member.asking_about
    turn.asked()
    said = await _press_again(features, turn)
    question = turn.member.asking
    if question is None:
        held = await _say(features, turn)
        turn.member.asking, turn.member.asking_about = before
        return [*(reply for reply in said if reply not in held), *held]
    replies = await _write(features, turn)
    if turn.member.asking is None and before[0] != question:
        turn.member.asking, turn.member.asking_about = before
    return replies


async def _press_again(features: Features, turn: Turn) -> Replies:
    """What was said to the first press is in the chat, so that this counts only for a refusal."""
    if turn.event.name not in features.asks:
        return []
    press = replace(turn.event, kind=Kind.PRESS, text="")
    return await _say(features, replace(turn, event=press))


async def _write(features: Features, turn: Turn) -> Replies:
    """What a form could not be used for stands nowhere in the chat, so it is given back."""
    try:
        return await _try(features, replace(turn, event=replace(turn.event, kind=Kind.TEXT)))
    except RuleBroken as broken:
        words = turn.event.text.strip()
        yours = [turn.text("your-words", words=words)] if words else []
        return turn.send(Rendered("\n\n".join([_why(turn, broken), *yours])))


async def _say(features: Features, turn: Turn) -> Replies:
    try:
        return await _try(features, turn)
    except RuleBroken as broken:
        return turn.send(_why(turn, broken))


async def _try(features: Features, turn: Turn) -> Replies:
    try:
        async with turn.session.begin_nested():
            return await _handle(features, turn)
    except RuleBroken:
        await turn.session.refresh(turn.member)
        raise


async def _handle(features: Features, turn: Turn) -> Replies:
    if turn.event.kind is Kind.EDIT:
        for editor in features.editors:
            replies = await editor(turn)
            if replies is not None:
                return replies
    handler = features.find(turn.event, turn.member.asking)
    return await handler(turn) if handler else []


def _why(turn: Turn, broken: RuleBroken) -> Rendered:
    return turn.text(broken.key, None, **broken.values)
