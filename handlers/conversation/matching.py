"""Compares typed words with commands and with the labels of buttons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from uuid import UUID

from rapidfuzz.distance import DamerauLevenshtein

from chat.buttons import Button
from content.normalize import fold
from domain.screen import LiveKeyboard
from handlers import zone
from handlers.conversation import choice_list
from handlers.turn import FeatureRouter, Turn

LONGEST_LABEL = 80
"""Characters; nobody writes a longer text to mean a button."""
FORGIVES_FROM = 5
"""Letters of a word in which one may be wrong."""
LEAST_THANKS = 3
"""Words of a sentence that thanks for something."""
A_YES_DOES = frozenset({"privacy:agree"})
"""Binding buttons of which a plain yes is enough, since they are about nobody but oneself."""
A_YES_MEANS = frozenset({"unsorted:answer"})
"""Buttons that a plain yes right under their question means, whatever their label."""
WAITING = "unsorted:"
"""What the actions begin with of the buttons under words that wait for a choice."""
WORD = re.compile(r"\w+")
NO_WORDS = re.compile(r"[=<>{}\[\]|\\^`]")
"""Signs of a link or of something for programs, such as "start=", which is no command."""
SELECTORS = re.compile("[\ufe0e\ufe0f\\s]")
A_SECOND = timedelta(seconds=1)
"""Telegram says in whole seconds when something was said."""


class Likeness(IntEnum):
    """How words fit a label: all of it, its part before a comma or a dot, or with an error."""

    EXACT = 0
    BEGUN = 1
    MISSPELT = 2


@dataclass(frozen=True, slots=True)
class ButtonMatch:
    """A button that words may mean, and how closely they are its label."""

    button: Button
    shown: LiveKeyboard
    likeness: Likeness

    @property
    def is_exact(self) -> bool:
        return self.likeness is Likeness.EXACT

    @property
    def is_misspelt(self) -> bool:
        return self.likeness is Likeness.MISSPELT


def buttons_meant(
    turn: Turn, shown: Sequence[LiveKeyboard], features: FeatureRouter
) -> list[ButtonMatch]:
    """The buttons that the words fit, the newest first; those that do the same are one.

    A `binding` button takes its exact label, under the message that the words reply to or else
    under the newest one, which was there when they were said; where it says so, a yes is enough.
    Exact labels go before those that are only alike. A list of what words may mean is chosen from
    as long as it is the newest message.
    """
    if choice := choice_list.chosen(turn.event.text, shown):
        chosen = ButtonMatch(*choice, Likeness.EXACT)
        return [chosen] if chosen.button.action not in features.binding_actions else []
    allowed = [each for each in _named(turn, shown) if _is_allowed(turn, each, features)]
    best = min((each.likeness for each in allowed), default=Likeness.EXACT)
    closest = [each for each in allowed if each.likeness is best]
    alike = {_what_it_does(each.button): each for each in closest[::-1]}
    return list(reversed(alike.values()))


def button_refused(
    turn: Turn, shown: Sequence[LiveKeyboard], features: FeatureRouter
) -> ButtonMatch | None:
    """The `binding` button that the words name best, without counting for it."""
    if turn.event.forwarded:
        return None
    named = [*_named(turn, shown), *_agreed_to(turn, shown, features)]
    refused = [each for each in named if not _is_allowed(turn, each, features)]
    return min(refused, key=lambda each: each.likeness, default=None)


def offered(screen: LiveKeyboard, features: FeatureRouter) -> Button | None:
    """The button that comes first and once, if it is a binding one."""
    first, *others = screen.keyboard.buttons
    is_one = first.action not in {each.action for each in others}
    return first if is_one and first.action in features.binding_actions else None


def way_out(
    turn: Turn, shown: Sequence[LiveKeyboard], features: FeatureRouter
) -> ButtonMatch | None:
    """The button that puts a question off, as these words do, too."""
    for screen in shown:
        for button in screen.keyboard.buttons:
            if button.action not in features.binding_actions and puts_off(turn, button.label):
                return ButtonMatch(button, screen, Likeness.BEGUN)
    return None


def command_meant(turn: Turn, text: str, among: Collection[str]) -> str | None:
    """The command of which a name in words stands alone, in any of our languages."""
    said = _key(text)
    if not said or len(text) > LONGEST_LABEL or NO_WORDS.search(text):
        return None
    for name in among:
        for language in _languages(turn):
            if said in _list(turn, language, f"words-command-{name}"):
                return name
    return None


def language_of_greeting(turn: Turn) -> str:
    """The language in which the words alone are a greeting, "" for other words."""
    said = _key(turn.event.text)
    spoken = turn.content.texts.languages
    return next((code for code in spoken if said in _list(turn, code, "words-command-start")), "")


def puts_off(turn: Turn, text: str) -> bool:
    """Whether the words alone mean that a question is not to be answered now."""
    said = _key(text)
    return any(said in _list(turn, language, "words-put-off") for language in _languages(turn))


def place_agreed(turn: Turn, asked: Sequence[LiveKeyboard]) -> ButtonMatch | None:
    """The one place that is offered, where the words are nothing but a yes."""
    said = _key(turn.event.text)
    if not asked or not any(said in _list(turn, code, "words-yes") for code in _languages(turn)):
        return None
    places = [each for each in asked[0].keyboard.buttons if each.action == zone.IS]
    return ButtonMatch(places[0], asked[0], Likeness.BEGUN) if len(places) == 1 else None


def is_thanks(turn: Turn, text: str, partner_name: str) -> bool:
    """Whether a sentence thanks the partner for something."""
    said = _key(text)
    name = _key(partner_name)
    if name and said.startswith(f"{name} "):
        said = said.removeprefix(name).strip()
    if len(said.split()) < LEAST_THANKS:
        return False
    return any(said.startswith(f"{opening} ") for opening in _openings(turn))


def has_thanks(turn: Turn, text: str) -> bool:
    """Whether a text thanks, anywhere in it."""
    said = f" {_key(text)} "
    return any(f" {opening} " in said for opening in _openings(turn))


def _openings(turn: Turn) -> set[str]:
    return {each for code in _languages(turn) for each in _list(turn, code, "words-thanks")}


def _named(turn: Turn, shown: Sequence[LiveKeyboard]) -> list[ButtonMatch]:
    text, short = turn.event.text, _short_answers(turn)
    if len(text) > LONGEST_LABEL:
        return []
    screens = [each for each in shown if not choice_list.is_list(each.keyboard)]
    return [each for screen in screens for each in _fitting(text, screen, short)]


def _agreed_to(
    turn: Turn, shown: Sequence[LiveKeyboard], features: FeatureRouter
) -> Iterator[ButtonMatch]:
    """What the newest message offers first and once, where the words are a plain yes."""
    newest = next((each for each in shown if each.is_newest), None)
    is_yes = _key(turn.event.text) in _short_answers(turn)[0]
    if newest and is_yes and (first := offered(newest, features)):
        yield ButtonMatch(first, newest, Likeness.BEGUN)


def _what_it_does(button: Button) -> tuple[str, UUID | None, str]:
    """Of several texts that wait for a choice the newest is meant, so these do the same."""
    is_waiting = button.action.startswith(WAITING)
    return button.action, None if is_waiting else button.id, button.choice


def _fitting(
    text: str, shown: LiveKeyboard, short: Sequence[frozenset[str]]
) -> Iterator[ButtonMatch]:
    buttons = shown.keyboard.buttons
    number = text.strip()
    options = [each for each in buttons if each.action == _action_of_options(buttons)]
    for button in buttons:
        is_agreed = shown.is_newest and button.action in A_YES_MEANS and _key(text) in short[0]
        is_number = button in options and number == _number(button, options)
        if _is_label(text, button.label) or is_agreed or is_number:
            yield ButtonMatch(button, shown, Likeness.EXACT)
        elif _is_begun(text, button.label, short):
            yield ButtonMatch(button, shown, Likeness.BEGUN)
        elif _is_alike(text, button.label):
            yield ButtonMatch(button, shown, Likeness.MISSPELT)


def _is_allowed(turn: Turn, found: ButtonMatch, features: FeatureRouter) -> bool:
    action, row, replied = found.button.action, found.shown.row, turn.event.reply_to
    if action not in features.binding_actions:
        return True
    is_meant = row.platform_message_id == replied if replied else found.shown.is_newest
    seen = is_meant and row.made_at < turn.said + A_SECOND
    begun = found.likeness is Likeness.BEGUN and action in A_YES_DOES
    return seen and (found.is_exact or begun)


def _is_label(text: str, label: str) -> bool:
    if key := _key(label):
        return key == _key(text)
    return SELECTORS.sub("", text) == SELECTORS.sub("", label)


def _is_begun(text: str, label: str, short: Sequence[frozenset[str]]) -> bool:
    """What stands before a comma or a dot, or a word for it: "ok" for "Yes, delete it"."""
    said = _key(text)
    ends = [(_key(begun), mark) for begun, mark, _ in (label.partition(each) for each in ",·")]
    if any(said in words and begun in words for words in short for begun, _ in ends):
        return True
    return said != "" and any(mark and begun == said for begun, mark in ends)


def _is_alike(text: str, label: str) -> bool:
    """Whether only typing errors tell them apart: one letter in a word of five or more."""
    said, words = _key(text).split(), _key(label).split()
    if len(said) != len(words) or not words:
        return False
    return all(_is_misspelt(one, other) for one, other in zip(said, words, strict=True))


def _is_misspelt(one: str, other: str) -> bool:
    if one == other:
        return True
    longest = min(len(one), len(other)) >= FORGIVES_FROM - 1 and len(other) >= FORGIVES_FROM
    return longest and DamerauLevenshtein.distance(one, other) == 1


def _action_of_options(buttons: Sequence[Button]) -> str:
    """The action that several buttons share, which differ by their choice about one row."""
    by_action: dict[str, set[str]] = {}
    for each in buttons:
        by_action.setdefault(each.action, set()).add(each.choice)
    return max(by_action, key=lambda action: len(by_action[action]), default="")


def _number(button: Button, options: Sequence[Button]) -> str:
    """What a number means among options: the one that names it, else the option at that place."""
    if len(options) < 2 or "" in {each.choice for each in options}:
        return ""
    named = WORD.match(button.label)
    if any(char.isdigit() for each in options for char in each.label):
        return named[0] if named and named[0].isdigit() else ""
    return str(options.index(button) + 1)


def _short_answers(turn: Turn) -> list[frozenset[str]]:
    """All words for yes, and all for no, in any of our languages."""
    keys = ("words-yes", "words-no")
    return [
        frozenset().union(*(_list(turn, code, key) for code in _languages(turn))) for key in keys
    ]


def _key(words: str) -> str:
    """The words as they are compared: no case, accents, punctuation or emoji."""
    return " ".join(WORD.findall(fold(words)))


def _languages(turn: Turn) -> list[str]:
    own = turn.member.language
    return [own, *(code for code in turn.content.texts.languages if code != own)]


def _list(turn: Turn, language: str, key: str) -> frozenset[str]:
    if not turn.content.texts.has_text(key):
        return frozenset()
    listed = turn.content.texts.render(language, key)
    return frozenset(_key(each) for each in listed.split(","))
