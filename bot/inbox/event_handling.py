"""Finds the feature that answers an event, or explains the rule that forbids it."""

from __future__ import annotations

from dataclasses import replace

from chat import markup
from chat.media import find_marks, without_marks
from chat.messages import Event, Kind, Replies
from chat.router import SHORT_ANSWER_LENGTH
from content.texts import Rendered
from domain.errors import NotFound, RuleBroken
from handlers import unsorted
from handlers.conversation import choice_list
from handlers.conversation.matching import ButtonMatch
from handlers.conversation.understanding import understand
from handlers.start.fallbacks import explain_left_media
from handlers.turn import FeatureRouter, Turn

RECOGNISED_LENGTH = 40
"""Characters compared to find words again, since a long text is shown in part."""


class MustGoAlone(Exception):
    """The event broke a rule after it had changed rows, and shares its transaction with others."""


async def handle_event(features: FeatureRouter, turn: Turn) -> Replies:
    """Return the replies to the event. Where a rule forbids it, only the explanation is kept."""
    meaning = await understand(features, turn)
    if meaning.candidates:
        titled = [(each.button, each.live.keyboard.title) for each in meaning.candidates]
        return choice_list.offer_choices(turn, titled)
    if meaning.refused:
        if again := await _show_again(features, turn, meaning.refused):
            return again
        turn.refused_label = meaning.refused.button.label
    note: Replies = []
    if meaning.skipped_question:
        note = await unsorted.note_taken_for(turn, meaning.skipped_question, meaning.taken_for)
    if meaning.ends_question:
        turn.stop_asking()
    turn.event = turn.effective_event = meaning.event
    handle = _handle_form if turn.event.kind is Kind.FORM else _handle_or_explain
    # The buttons of the newest message are the ones that count, so the note goes first.
    return [*note, *await handle(features, turn), *explain_left_media(turn, meaning.event)]


async def _show_again(features: FeatureRouter, turn: Turn, match: ButtonMatch) -> Replies:
    """Bring the card that the words are about as the newest message, and say how to use it."""
    button, action = match.button, features.show_again_actions.get(match.button.action, "")
    if not action or not (match.is_exact or match.live.is_newest):
        return []
    turn.effective_event = replace(
        turn.event,
        kind=Kind.PRESS,
        name=action,
        text="",
        subject=button.id,
        choice=button.choice,
        message="",
    )
    replies = await _handle_or_explain(features, replace(turn, event=turn.effective_event))
    meaning = (button.action, button.id)
    own_rows = [row for each in replies if each.to == turn.member.id for row in each.rows]
    if not any((each.action, each.id) == meaning for row in own_rows for each in row):
        return replies
    return [*turn.say("unsorted-write-exactly", label=button.label), *replies]


async def _handle_form(features: FeatureRouter, turn: Turn) -> Replies:
    """Replay the press of the form's button, then handle the form's words.

    So the words never answer a question that was asked meanwhile, which is still asked afterwards.
    If the press no longer leads to a question, they are kept like any words that nobody asked for.
    Why a file alone is not kept is said afterwards.
    """
    if not turn.event.text.strip():
        return [] if turn.event.media else turn.say("your-words-empty")
    if (Kind.FORM, turn.event.name) in features.handlers and turn.event.name:
        return await _submit_text(features, turn, turn.event)
    question_before = turn.member.asking, turn.member.asking_about
    turn.stop_asking()
    press_replies = await _replay_press(features, turn)
    question = turn.member.asking
    if question is None:
        text_replies = await _handle_or_explain(features, turn)
        turn.member.asking, turn.member.asking_about = question_before
        return [*(reply for reply in press_replies if reply not in text_replies), *text_replies]
    replies = await _submit_text(features, turn, replace(turn.event, kind=Kind.TEXT))
    if turn.member.asking is None and question_before[0] != question:
        turn.member.asking, turn.member.asking_about = question_before
    return replies


async def _replay_press(features: FeatureRouter, turn: Turn) -> Replies:
    """Press the button again. The chat has the first press's replies, so only a refusal counts."""
    if turn.event.name not in features.longest_answers:
        return []
    press = replace(turn.event, kind=Kind.PRESS, text="")
    return await _handle_or_explain(features, replace(turn, event=press))


async def _submit_text(features: FeatureRouter, turn: Turn, event: Event) -> Replies:
    """Handle a form's words. They are nowhere in the chat, so their author is always shown them."""
    try:
        replies = await _handle_or_take_back(features, replace(turn, event=event))
    except RuleBroken as broken:
        return _append_own_words(turn, turn.send(_explain_rule(turn, broken)))
    takes_thought = features.longest_answers.get(turn.event.name, 0) > SHORT_ANSWER_LENGTH
    return _append_own_words(turn, replies) if takes_thought else replies


def _append_own_words(turn: Turn, replies: Replies) -> Replies:
    """Return the replies with the author's words below, unless they show them already."""
    own_words, to_author = (
        without_marks(turn.event.text).strip(),
        [each for each in replies if each.to == turn.member.id],
    )
    # People do not look at a message further up that changes.
    visible = [each for each in to_author if not each.edits_earlier] or to_author
    shown_text = " ".join(_collapse_spaces(markup.to_plain(each.text)) for each in visible)
    if (
        not visible
        or not own_words
        or _collapse_spaces(own_words)[:RECOGNISED_LENGTH] in shown_text
    ):
        return replies
    text = Rendered(f"{visible[0].text}\n\n{turn.text('your-words', words=own_words)}")
    return [replace(each, text=text) if each is visible[0] else each for each in replies]


def _collapse_spaces(text: str) -> str:
    return " ".join(text.split())


async def _handle_or_explain(features: FeatureRouter, turn: Turn) -> Replies:
    try:
        return await _handle_or_take_back(features, turn)
    except NotFound as gone:
        return [*turn.send(_explain_rule(turn, gone)), *turn.strip(turn.event.message)]
    except RuleBroken as broken:
        return turn.send(_explain_rule(turn, broken))


async def _handle_or_take_back(features: FeatureRouter, turn: Turn) -> Replies:
    """Call the handler; if it breaks a rule, nothing that it changed is kept. Raises RuleBroken."""
    changes = turn.ctx.changes
    if changes is None:
        return await _handle_in_savepoint(features, turn)
    before = changes.mark(turn.member)
    try:
        return await _call_handler(features, turn)
    except RuleBroken:
        if changes.mark(turn.member) != before:
            raise MustGoAlone from None
        raise


async def _handle_in_savepoint(features: FeatureRouter, turn: Turn) -> Replies:
    try:
        async with turn.ctx.session.begin_nested():
            return await _call_handler(features, turn)
    except RuleBroken:
        await turn.ctx.session.refresh(turn.member)
        raise


async def _call_handler(features: FeatureRouter, turn: Turn) -> Replies:
    if turn.event.kind is Kind.EDIT:
        for editor in features.edit_handlers:
            replies = await editor(turn)
            if replies is not None:
                return replies
    handler = features.find_handler(turn.event, turn.member.asking)
    if find_marks(turn.event.text) and not features.takes_media(turn.event, turn.member.asking):
        words, turn.has_left_media = without_marks(turn.event.text), True
        turn.event = replace(turn.event, text=words)
        handler = None if turn.event.kind is Kind.TEXT and not words else handler
    replies = await handler(turn) if handler else []
    if turn.next_event is None:
        return replies
    turn.event, turn.next_event = turn.next_event, None
    return [*replies, *await _call_handler(features, turn)]


def _explain_rule(turn: Turn, broken: RuleBroken) -> Rendered:
    return turn.text(broken.key, None, **broken.values)
