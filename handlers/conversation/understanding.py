"""Decides what typed words mean: one order for all features, in one place.

The order, with its reasons, is a table in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from chat.messages import Event, Kind
from domain import reflect, screen, unsorted
from domain.challenge import answer_parts as parts, answers
from domain.pair import linking
from domain.privacy import consent
from domain.remind.sentence import parse_reminder_sentence
from domain.screen import LiveKeyboard
from handlers import zone
from handlers.conversation import acknowledgements, matching
from handlers.conversation.emoji_reactions import as_press
from handlers.conversation.matching import ButtonMatch
from handlers.pair.linking import code_in, is_invitation
from handlers.turn import FeatureRouter, Turn

LEAVES_OPEN = ("help",)
"""Commands that leave an open question open, so that nothing has to be taken back."""
IN_A_QUESTION = ("help", "cancel")
"""The only bare words that are commands while a question waits for an answer in any words."""
TAKES_ANYTHING = ("pair:code", zone.QUESTION)
"""Questions about a code or a place: a forwarded one will do, and no command's word is one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text is taken for, and the question that it may have answered instead."""

    event: Event
    instead_of: str = ""
    taken_for: str = ""
    """The button, or the command, that the words were taken for instead."""
    puts_off: bool = False
    """Whether that question is over, though what is pressed does not know of it."""
    between: Sequence[ButtonMatch] = ()
    """Buttons of which the words may mean any, so that their author is asked."""
    refused: ButtonMatch | None = None
    """A button that the words seem to mean, though only a tap counts for it now."""


async def understand(features: FeatureRouter, turn: Turn) -> Meant:
    """What an event is meant as; only a text can be meant as anything but itself."""
    if turn.event.kind is not Kind.TEXT or not turn.event.text.strip():
        return Meant(turn.event)
    look = _Look(features, turn)
    if _has_lapsed(features, turn) and (meant := await _without_question(look)):
        return meant
    for step in STEPS:
        if meant := await step(look):
            return meant
    return Meant(turn.event)


async def _without_question(look: _Look) -> Meant | None:
    """Words that say themselves what they are go before a question from long ago."""
    member = look.turn.member
    before = member.asking, member.asking_about, member.asked_at
    look.turn.stop_asking()
    for step in (_bare_command, _reply, _button, _sentence):
        if meant := await step(look):
            return meant
    member.asking, member.asking_about, member.asked_at = before
    return None


def _has_lapsed(features: FeatureRouter, turn: Turn) -> bool:
    """Whether the open question was asked so long ago that other words are no answer to it."""
    asked_at, lapses = turn.member.asked_at, features.answer_lifetimes.get(turn.member.asking or "")
    return lapses is not None and asked_at is not None and turn.now - asked_at > lapses


@dataclass
class _Look:
    """One text, with what is on its author's screen."""

    features: FeatureRouter
    turn: Turn
    _shown: Sequence[LiveKeyboard] | None = None
    _code: str | None = None

    @property
    def event(self) -> Event:
        return self.turn.event

    @property
    def text(self) -> str:
        return self.turn.event.text

    async def shown(self) -> Sequence[LiveKeyboard]:
        """The keyboards that stand on the screen, the newest first."""
        if self._shown is None:
            turn = self.turn
            self._shown = await screen.live_keyboards(turn.ctx, turn.member)
        return self._shown

    async def found(
        self, *, among: Callable[[LiveKeyboard], bool] = lambda _: True
    ) -> list[ButtonMatch]:
        """The buttons that the words may mean, one for each thing that they do."""
        seen = [each for each in await self.shown() if among(each)]
        return matching.buttons_meant(self.turn, seen, self.features)

    async def code(self) -> str:
        """The code or link in the words; in a sentence, what only looks like one is none."""
        if self._code is None:
            turn, self._code = self.turn, code_in(self.text)
            if self._code and not is_invitation(self.text, self._code):
                known = await linking.is_valid_code(
                    turn.ctx, turn.server_keys, turn.member, self._code
                )
                self._code = self._code if known else ""
        return self._code

    async def names_newest(self) -> bool:
        """Whether the words are exactly a button of the newest message."""
        return any(each.is_exact for each in await self.found(among=lambda each: each.is_newest))

    def press(self, found: ButtonMatch) -> Event:
        """The press that the words stand for; what it brings is a new message."""
        return as_press(self.event, found.button, under=found.shown.row.platform_message_id or "")


async def _first_words(look: _Look) -> Meant | None:
    """From somebody who never began, except for an invitation, which says itself what it is."""
    member = look.turn.member
    new = member.consent is None and member.zone is None and member.asking is None
    if not new or member.couple_id or await look.code():
        return None
    if not look.event.language:  # Discord's messages do not tell
        member.language = matching.language_of_greeting(look.turn) or member.language
    return Meant(replace(look.event, kind=Kind.PRESS, name="start:greet", message=""))


async def _bare_command(look: _Look) -> Meant | None:
    """A command without its slash, where it stands alone."""
    if look.event.forwarded:
        return None
    asking = look.turn.member.asking
    is_told_apart = asking is None or asking in TAKES_ANYTHING
    among = look.features.command_names if is_told_apart else IN_A_QUESTION
    name = matching.command_meant(look.turn, look.text, among)
    if name is None or (not asking and await look.names_newest()):
        return None
    event = replace(look.event, kind=Kind.COMMAND, name=name, text="")
    is_sure = name in LEAVES_OPEN or (is_told_apart and name not in IN_A_QUESTION)
    return Meant(event, "" if is_sure else asking or "", f"/{name}")


async def _reply(look: _Look) -> Meant | None:
    """What the message replies to: a button's words, or words for what it shows."""
    platform_message_id = look.event.reply_to
    if not platform_message_id:
        return None
    found = await look.found(among=lambda each: each.row.platform_message_id == platform_message_id)
    if len(found) == 1:
        return Meant(look.press(found[0]))
    turn = look.turn
    button = await screen.button_for_reply(turn.ctx, turn.member, platform_message_id)
    if button is None:
        kept = (
            each for each in look.event.reply_buttons if each.action in look.features.reply_actions
        )
        first = next(kept, None)
        button = replace(first, action=look.features.reply_actions[first.action]) if first else None
    if button is None:
        return await _reply_to_own(look)
    form = replace(
        look.event, kind=Kind.FORM, name=button.action, subject=button.id, choice=button.choice
    )
    return Meant(form)


async def _reply_to_own(look: _Look) -> Meant | None:
    """To the person's own message: more words for what became of it."""
    turn, message = look.turn, look.event.reply_to
    about: tuple[str, UUID] | None = None
    if answer := await parts.by_message(turn.ctx, turn.member, message):
        about = "challenge:add", answer.id
    elif entry := await reflect.by_message(turn.ctx, turn.member, message):
        about = "reflect:add", entry.id
    elif row := await unsorted.by_message(turn.ctx, turn.member, message):
        about = "unsorted:add", row.id
    if about is None:
        return None
    return Meant(replace(look.event, kind=Kind.FORM, name=about[0], subject=about[1]))


async def _open_question(look: _Look) -> Meant | None:
    """One of the question's own buttons, a word that puts it off, or else its answer."""
    member = look.turn.member
    asking, about = member.asking, member.asking_about
    if asking is None or ("answer", asking) not in look.features.handlers:
        return None
    if look.event.forwarded and asking not in TAKES_ANYTHING:
        # It is put aside, while the question stays open.
        return Meant(replace(look.event, kind=Kind.FORM, name=""))
    if asking == zone.QUESTION and (invitation := await _code(look)):
        return invitation

    def own(shown: LiveKeyboard) -> bool:
        return (shown.keyboard.question, shown.keyboard.about) == (asking, about)

    asked = [each for each in await look.shown() if own(each)]
    if place := matching.place_agreed(look.turn, asked):
        return Meant(look.press(place))
    named = [each for each in await look.found(among=own) if not each.is_misspelt]
    if len(named) == 1:
        over = "" if asking in TAKES_ANYTHING else asking
        return Meant(look.press(named[0]), over, named[0].button.label)
    if not matching.puts_off(look.turn, look.text):
        return Meant(look.event)
    return await _put_off(look, asking, asked)


async def _put_off(look: _Look, asking: str, own: Sequence[LiveKeyboard]) -> Meant:
    """By the question's own button for that, by one further up, or as /cancel does."""
    if way := matching.way_out(look.turn, own, look.features):
        return Meant(look.press(way), asking, way.button.label)
    # Only the week's own questions stand for its card: "skip" to another one skips no week.
    seen = await look.found() if asking.startswith("challenge:") else []
    for each in seen:
        if not each.is_misspelt:
            return Meant(look.press(each), asking, each.button.label, puts_off=True)
    event = replace(look.event, kind=Kind.COMMAND, name="cancel", text="")
    return Meant(event, asking, "/cancel")


async def _button(look: _Look) -> Meant | None:
    """A button's own words; where two keyboards have them, which one is asked."""
    if look.event.forwarded:
        return None
    found = await look.found()
    if not found:
        return None
    if len(found) == 1:
        return Meant(look.press(found[0]))
    return Meant(look.event, between=found)


async def _code(look: _Look) -> Meant | None:
    """An invitation, wherever its code or link stands in the text."""
    if look.turn.partner or not (payload := await look.code()):
        return None
    return Meant(replace(look.event, kind=Kind.COMMAND, name="pair", text=payload))


async def _place(look: _Look) -> Meant | None:
    """A place or a clock's time, from somebody whose clock is not known yet."""
    if look.turn.member.zone or zone.find(look.turn, asked=False) is None:
        return None
    look.turn.ask(zone.QUESTION)
    return Meant(look.event)


async def _sentence(look: _Look) -> Meant | None:
    """A sentence that says itself what it is; what comes of it is shown before it counts."""
    turn = look.turn
    if look.event.forwarded or not consent.has_agreed(turn.member):
        return None
    name = await turn.partner_name()
    if parse_reminder_sentence(look.text, turn.member.language, name):
        return Meant(replace(look.event, kind=Kind.COMMAND, name="remind"))
    if turn.partner is None or not matching.is_thanks(turn, look.text, name):
        return None
    if await answers.unanswered_round(turn.ctx, turn.member):
        return None
    return Meant(replace(look.event, kind=Kind.COMMAND, name="thanks"))


async def _refused_button(look: _Look) -> Meant | None:
    """A button that binds two, where its words do not count: its author is told why."""
    found = matching.button_refused(look.turn, await look.shown(), look.features)
    if not found and acknowledgements.is_nod(look.turn, await look.shown(), look.features):
        return Meant(replace(look.event, kind=Kind.PRESS, name="unsorted:nod"))
    return Meant(look.event, refused=found) if found else None


Step = Callable[[_Look], Awaitable[Meant | None]]

STEPS: tuple[Step, ...] = (
    _first_words,
    _bare_command,
    _reply,
    _open_question,
    _button,
    _code,
    _place,
    _sentence,
    _refused_button,
)
"""What none of these takes is offered by `handlers/unsorted.py`."""
