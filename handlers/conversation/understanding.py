"""Decides what typed words mean: one order for all features, in one place.

The order, with its reasons, is a table in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from chat.messages import Event, Kind
from domain import reflect, screen, start, unsorted
from domain.challenge import answer_parts as parts, answers
from domain.privacy import consent
from domain.remind.sentence import parse_reminder_sentence
from domain.screen import LiveKeyboard
from handlers import zone
from handlers.conversation import acknowledgements, matching
from handlers.conversation.matching import ButtonMatch
from handlers.conversation.typed_text import TypedText
from handlers.remind.draft import SENTENCE
from handlers.start import first_question
from handlers.turn import FeatureRouter, Turn

KEEPS_QUESTION_OPEN = ("help",)
"""Commands that do not close an open question, so that there is nothing to undo."""
COMMANDS_IN_QUESTION = ("help", "cancel")
"""The only bare words that are commands while a question waits for an answer in any words."""
ACCEPTS_ANY_TEXT = ("pair:code", zone.QUESTION)
"""Questions about a code or a place: it may be forwarded, and no command's word is one."""
TOLD_APART = (None, *ACCEPTS_ANY_TEXT, first_question.QUESTION)
"""The open questions, or none, at which a command's word alone is that command."""
TAKES_INVITATIONS = (zone.QUESTION, first_question.QUESTION)
"""Questions that a newcomer has open who comes with an invitation."""

READS_LABELS = ("challenge:sheet",)
"""Questions whose own handler reads the labels of their buttons, several in one text."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The event that a text stands for, and the question that it may have answered instead."""

    event: Event
    skipped_question: str = ""
    taken_for: str = ""
    """The button, or the command, that the words were taken for instead."""
    ends_question: bool = False
    """Whether that question is over, although the pressed button does not know of it."""
    candidates: Sequence[ButtonMatch] = ()
    """Buttons of which the words may mean any one, so that their author is asked."""
    refused: ButtonMatch | None = None
    """A button that the words seem to mean, though only a tap counts for it now."""


async def understand(features: FeatureRouter, turn: Turn) -> Meaning:
    """Return the meaning of an event; only a text can mean something other than itself."""
    if turn.event.kind is not Kind.TEXT or not turn.event.text.strip():
        return Meaning(turn.event)
    typed = TypedText(features, turn)
    if _has_lapsed(features, turn) and (meaning := await _understand_without_question(typed)):
        return meaning
    for step in STEPS:
        if meaning := await step(typed):
            return meaning
    return Meaning(turn.event)


async def _understand_without_question(typed: TypedText) -> Meaning | None:
    """Understand words that are clear on their own before they answer a question from long ago."""
    member = typed.turn.member
    before = member.asking, member.asking_about, member.asked_at
    typed.turn.stop_asking()
    for step in (_as_bare_command, _as_reply, _as_button, _as_sentence):
        if meaning := await step(typed):
            return meaning
    member.asking, member.asking_about, member.asked_at = before
    return None


def _has_lapsed(features: FeatureRouter, turn: Turn) -> bool:
    """Return whether the open question is so old that other words need not be an answer to it."""
    asked_at, lapses = turn.member.asked_at, features.answer_lifetimes.get(turn.member.asking or "")
    return lapses is not None and asked_at is not None and turn.now - asked_at > lapses


async def _as_first_words(typed: TypedText) -> Meaning | None:
    """Read a newcomer's first words as a greeting, unless they are an invitation."""
    turn, member = typed.turn, typed.turn.member
    new = member.consent is None and member.zone is None and member.asking is None
    if not new or member.couple_id or await typed.invitation_code():
        return None
    if await start.was_greeted(turn.ctx, member) or await start.is_holding(turn.ctx, member):
        return None
    if await typed.matches():
        return None
    if not typed.event.language:  # Discord's messages do not say
        member.language = matching.detect_greeting_language(typed.turn) or member.language
    return Meaning(replace(typed.event, kind=Kind.PRESS, name="start:greet", message=""))


async def _as_bare_command(typed: TypedText) -> Meaning | None:
    """Read a command without its slash, if it is the whole text."""
    if typed.event.forwarded:
        return None
    asking = typed.turn.member.asking
    is_told_apart = asking in TOLD_APART
    among = typed.features.command_names if is_told_apart else COMMANDS_IN_QUESTION
    name = matching.match_command(typed.turn, typed.text, among)
    if name is None or (not asking and await typed.names_newest()):
        return None
    event = replace(typed.event, kind=Kind.COMMAND, name=name, text="")
    is_sure = name in KEEPS_QUESTION_OPEN or (is_told_apart and name not in COMMANDS_IN_QUESTION)
    return Meaning(event, "" if is_sure else asking or "", f"/{name}")


async def _as_reply(typed: TypedText) -> Meaning | None:
    """Read a reply: a button's words, or words for what the message shows."""
    platform_message_id = typed.event.reply_to
    if not platform_message_id:
        return None
    found = await typed.matches(
        among=lambda each: each.row.platform_message_id == platform_message_id
    )
    if len(found) == 1:
        return Meaning(typed.build_press_for(found[0]))
    turn = typed.turn
    button = await screen.button_for_reply(turn.ctx, turn.member, platform_message_id)
    if button is None:
        answerable = (
            each
            for each in typed.event.reply_buttons
            if each.action in typed.features.reply_actions
        )
        first = next(answerable, None)
        button = (
            replace(first, action=typed.features.reply_actions[first.action]) if first else None
        )
    if button is None:
        return await _as_reply_to_own_message(typed)
    form = replace(
        typed.event, kind=Kind.FORM, name=button.action, subject=button.id, choice=button.choice
    )
    return Meaning(form)


async def _as_reply_to_own_message(typed: TypedText) -> Meaning | None:
    """Read a reply to the person's own message as more words for what it became."""
    turn, message = typed.turn, typed.event.reply_to
    target: tuple[str, UUID] | None = None
    if answer := await parts.by_message(turn.ctx, turn.member, message):
        target = "challenge:add", answer.id
    elif entry := await reflect.by_message(turn.ctx, turn.member, message):
        target = "reflect:add", entry.id
    elif row := await unsorted.by_message(turn.ctx, turn.member, message):
        target = "unsorted:add", row.id
    if target is None:
        return None
    return Meaning(replace(typed.event, kind=Kind.FORM, name=target[0], subject=target[1]))


async def _as_answer(typed: TypedText) -> Meaning | None:
    """Read a button of the open question, a word that puts it off, or else its answer."""
    member = typed.turn.member
    asking, subject_id = member.asking, member.asking_about
    if asking is None or ("answer", asking) not in typed.features.handlers:
        return None
    if typed.event.forwarded and asking not in ACCEPTS_ANY_TEXT:
        # The forwarded text is put aside, while the question stays open.
        return Meaning(replace(typed.event, kind=Kind.FORM, name=""))
    if asking in TAKES_INVITATIONS and (invitation := await _as_invitation(typed)):
        return invitation

    def is_of_question(live: LiveKeyboard) -> bool:
        return (live.keyboard.question, live.keyboard.about) == (asking, subject_id)

    asked = [each for each in await typed.keyboards() if is_of_question(each)]
    if place_match := matching.match_confirmed_place(typed.turn, asked):
        return Meaning(typed.build_press_for(place_match))
    found = [] if asking in READS_LABELS else await typed.matches(among=is_of_question)
    matches = [each for each in found if not each.is_misspelt]
    if len(matches) == 1:
        ended_question = "" if asking in ACCEPTS_ANY_TEXT else asking
        return Meaning(typed.build_press_for(matches[0]), ended_question, matches[0].button.label)
    if not matching.means_put_off(typed.turn, typed.text):
        return Meaning(typed.event)
    return await _as_put_off(typed, asking, asked)


async def _as_put_off(typed: TypedText, asking: str, keyboards: Sequence[LiveKeyboard]) -> Meaning:
    """Put a question off by its own button for that, by one further up, or as /cancel does."""
    if match := matching.find_put_off_button(typed.turn, keyboards, typed.features):
        return Meaning(typed.build_press_for(match), asking, match.button.label)
    # Only the week's questions stand for its card: "skip" as a reply to another skips no week.
    seen = await typed.matches() if asking.startswith("challenge:") else []
    for each in seen:
        if not each.is_misspelt:
            return Meaning(
                typed.build_press_for(each), asking, each.button.label, ends_question=True
            )
    event = replace(typed.event, kind=Kind.COMMAND, name="cancel", text="")
    return Meaning(event, asking, "/cancel")


async def _as_button(typed: TypedText) -> Meaning | None:
    """Read a button's own words; if several buttons fit, ask which one is meant."""
    if typed.event.forwarded:
        return None
    found = await typed.matches()
    if not found:
        return None
    if len(found) == 1:
        return Meaning(typed.build_press_for(found[0]))
    return Meaning(typed.event, candidates=found)


async def _as_invitation(typed: TypedText) -> Meaning | None:
    """Read an invitation, wherever its code or link stands in the text."""
    if typed.turn.partner or not (payload := await typed.invitation_code()):
        return None
    return Meaning(replace(typed.event, kind=Kind.COMMAND, name="pair", text=payload))


async def _as_place(typed: TypedText) -> Meaning | None:
    """Read a place or a time of day from a person whose clock is not known yet."""
    if typed.turn.member.zone or zone.find_zone(typed.turn, asked=False) is None:
        return None
    typed.turn.ask(zone.QUESTION)
    return Meaning(typed.event)


async def _as_sentence(typed: TypedText) -> Meaning | None:
    """Read a sentence that is clear on its own; the result is shown before it counts."""
    turn = typed.turn
    if typed.event.forwarded or not consent.has_agreed(turn.member):
        return None
    name = await turn.partner_name()
    if parse_reminder_sentence(typed.text, turn.member.language, name):
        event = replace(typed.event, kind=Kind.COMMAND, name="remind", choice=SENTENCE)
        return Meaning(event)
    if turn.partner is None or not matching.is_thanks(turn, typed.text, name):
        return None
    if await answers.unanswered_round(turn.ctx, turn.member):
        return None
    return Meaning(replace(typed.event, kind=Kind.COMMAND, name="thanks"))


async def _as_refused_button(typed: TypedText) -> Meaning | None:
    """Read the words of a binding button that they do not press here; the author is told why."""
    found = matching.find_refused_button(typed.turn, await typed.keyboards(), typed.features)
    if not found and acknowledgements.is_acknowledgement(
        typed.turn, await typed.keyboards(), typed.features
    ):
        return Meaning(replace(typed.event, kind=Kind.PRESS, name="unsorted:nod"))
    return Meaning(typed.event, refused=found) if found else None


Step = Callable[[TypedText], Awaitable[Meaning | None]]

STEPS: tuple[Step, ...] = (
    _as_first_words,
    _as_bare_command,
    _as_reply,
    _as_answer,
    _as_button,
    _as_invitation,
    _as_place,
    _as_sentence,
    _as_refused_button,
)
"""`handlers/unsorted.py` offers choices for words that none of these takes."""
