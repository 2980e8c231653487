"""Finds who answers an event, and says why where the rules forbid it; a form is answered whole."""

from __future__ import annotations

from dataclasses import replace

from chat import markup
from chat.messages import Event, Kind, Replies
from chat.router import SHORT_ANSWER_LENGTH
from content.texts import Rendered
from domain.errors import NotFound, RuleBroken
from handlers import unsorted
from handlers.conversation import choice_list
from handlers.conversation.matching import ButtonMatch
from handlers.conversation.understanding import understand
from handlers.start import explain_media
from handlers.turn import FeatureRouter, Turn

RECOGNISED = 40
"""Characters by which words are found again, for what is too long is shown in part."""


async def answer(features: FeatureRouter, turn: Turn) -> Replies:
    """What is said to the event; of what the rules forbid nothing stays but the words why."""
    meant = await understand(features, turn)
    if meant.between:
        titled = [(each.button, each.shown.keyboard.title) for each in meant.between]
        return choice_list.ask(turn, titled)
    if meant.refused:
        if again := await _show_again(features, turn, meant.refused):
            return again
        turn.refused = meant.refused.button.label
    noted: Replies = []
    if meant.instead_of:
        noted = await unsorted.note(turn, meant.instead_of, meant.taken_for)
    if meant.puts_off:
        turn.stop_asking()
    turn.event = turn.meant = meant.event
    handle = _handle_form if turn.event.kind is Kind.FORM else _say
    # The newest message is the one whose buttons count, so the note goes first.
    replies = [*noted, *await handle(features, turn)]
    if turn.event.media and turn.event.kind is not Kind.MEDIA:
        replies += explain_media(turn, "start-media-words")
    return replies


async def _show_again(features: FeatureRouter, turn: Turn, found: ButtonMatch) -> Replies:
    """Brings the card that the words are about as the newest message, and says how it is done."""
    button, action = found.button, features.show_again_actions.get(found.button.action, "")
    if not action or not (found.is_exact or found.shown.is_newest):
        return []
    turn.meant = replace(
        turn.event,
        kind=Kind.PRESS,
        name=action,
        text="",
        subject=button.id,
        choice=button.choice,
        message="",
    )
    said = await _say(features, replace(turn, event=turn.meant))
    meaning = (button.action, button.id)
    own = [row for each in said if each.to == turn.member.id for row in each.rows]
    if not any((each.action, each.id) == meaning for row in own for each in row):
        return said
    return [*turn.say("unsorted-write-exactly", label=button.label), *said]


async def _handle_form(features: FeatureRouter, turn: Turn) -> Replies:
    """A form is its button pressed once more, and then the words.

    So they never go to what was asked meanwhile, which is still asked afterwards. Where the press
    leads to no question any more, they are kept like any words that nobody asked for.
    """
    if (Kind.FORM, turn.event.name) in features.handlers and turn.event.name:
        return await _submit_text(features, turn, turn.event)
    before = turn.member.asking, turn.member.asking_about
    turn.stop_asking()
    said = await _replay_press(features, turn)
    question = turn.member.asking
    if question is None:
        held = await _say(features, turn)
        turn.member.asking, turn.member.asking_about = before
        return [*(reply for reply in said if reply not in held), *held]
    replies = await _submit_text(features, turn, replace(turn.event, kind=Kind.TEXT))
    if turn.member.asking is None and before[0] != question:
        turn.member.asking, turn.member.asking_about = before
    return replies


async def _replay_press(features: FeatureRouter, turn: Turn) -> Replies:
    """What was said to the first press is in the chat, so that this counts only for a refusal."""
    if turn.event.name not in features.longest_answers:
        return []
    press = replace(turn.event, kind=Kind.PRESS, text="")
    return await _say(features, replace(turn, event=press))


async def _submit_text(features: FeatureRouter, turn: Turn, event: Event) -> Replies:
    """Words of a form stand nowhere in the chat, so their author gets to see them in any case."""
    try:
        said = await _try(features, replace(turn, event=event))
    except RuleBroken as broken:
        return _with_words(turn, turn.send(_why(turn, broken)))
    thought = features.longest_answers.get(turn.event.name, 0) > SHORT_ANSWER_LENGTH
    return _with_words(turn, said) if thought else said


def _with_words(turn: Turn, said: Replies) -> Replies:
    """What is said to the author, with their own words below unless it holds them anyway."""
    words, theirs = turn.event.text.strip(), [each for each in said if each.to == turn.member.id]
    # A change of what stands further up is not what they are looking at.
    mine = [each for each in theirs if not each.edits_earlier] or theirs
    shown = " ".join(_flat(markup.to_plain(each.text)) for each in mine)
    if not mine or not words or _flat(words)[:RECOGNISED] in shown:
        return said
    text = Rendered(f"{mine[0].text}\n\n{turn.text('your-words', words=words)}")
    return [replace(each, text=text) if each is mine[0] else each for each in said]


def _flat(words: str) -> str:
    return " ".join(words.split())


async def _say(features: FeatureRouter, turn: Turn) -> Replies:
    try:
        return await _try(features, turn)
    except NotFound as gone:
        return [*turn.send(_why(turn, gone)), *turn.strip(turn.event.message)]
    except RuleBroken as broken:
        return turn.send(_why(turn, broken))


async def _try(features: FeatureRouter, turn: Turn) -> Replies:
    try:
        async with turn.ctx.session.begin_nested():
            return await _handle(features, turn)
    except RuleBroken:
        await turn.ctx.session.refresh(turn.member)
        raise


async def _handle(features: FeatureRouter, turn: Turn) -> Replies:
    if turn.event.kind is Kind.EDIT:
        for editor in features.edit_handlers:
            replies = await editor(turn)
            if replies is not None:
                return replies
    handler = features.find_handler(turn.event, turn.member.asking)
    replies = await handler(turn) if handler else []
    if turn.then is None:
        return replies
    turn.event, turn.then = turn.then, None
    return [*replies, *await _handle(features, turn)]


def _why(turn: Turn, broken: RuleBroken) -> Rendered:
    return turn.text(broken.key, None, **broken.values)
