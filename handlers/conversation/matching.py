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
from domain.screen import LiveKeyboard
from handlers import zone
from handlers.conversation import choice_list
from handlers.conversation.word_lists import (
    WORD_PATTERN,
    languages_by_preference,
    normalize,
    word_list,
)
from handlers.turn import FeatureRouter, Turn

MAX_LABEL_LENGTH = 80
"""In characters: nobody writes a longer text to mean a button."""
MIN_LETTERS_FOR_TYPO = 5
"""The letters that a word needs before one of them may be wrong."""
MIN_THANKS_WORDS = 3
"""The words that a sentence needs to thank for something."""
CONFIRMED_BY_YES = frozenset({"privacy:agree"})
"""Binding buttons that a plain yes presses, since they only affect the person themselves."""
CHOSEN_BY_YES = frozenset({"unsorted:answer"})
"""Buttons that a plain yes right under their question presses, whatever their label."""
UNSORTED_PREFIX = "unsorted:"
"""The beginning of each action of the buttons under words that wait for a choice."""
CODE_SIGNS = re.compile(r"[=<>{}\[\]|\\^`]")
"""Signs of a link or of something for programs, such as "start=", which is no command."""
IGNORED_IN_LABELS = re.compile("[\ufe0e\ufe0f\\s]")
CLOCK_TOLERANCE = timedelta(seconds=1)
"""Telegram gives the time of a message in whole seconds."""


class Likeness(IntEnum):
    """How words fit a label: all of it, its part before a comma or a dot, or with a typo."""

    EXACT = 0
    PREFIX = 1
    MISSPELT = 2


@dataclass(frozen=True, slots=True)
class ButtonMatch:
    """A button that words may mean, and how closely they match its label."""

    button: Button
    live: LiveKeyboard
    likeness: Likeness

    @property
    def is_exact(self) -> bool:
        return self.likeness is Likeness.EXACT

    @property
    def is_misspelt(self) -> bool:
        return self.likeness is Likeness.MISSPELT


def match_buttons(
    turn: Turn, keyboards: Sequence[LiveKeyboard], features: FeatureRouter
) -> list[ButtonMatch]:
    """Return the buttons that the words fit, the newest first; buttons that do the same count once.

    A `binding` button takes its exact label, as a reply to its message or, without a reply, if its
    message was the newest one when the words were said; where a button says so, a yes is enough.
    Exact labels go before those that are only similar. A list of what words may mean can be chosen
    from as long as it is the newest message.
    """
    if choice := choice_list.find_chosen(turn.event.text, keyboards):
        chosen = ButtonMatch(*choice, Likeness.EXACT)
        return [chosen] if chosen.button.action not in features.binding_actions else []
    allowed = [
        each for each in _match_labels(turn, keyboards) if _counts_as_press(turn, each, features)
    ]
    best = min((each.likeness for each in allowed), default=Likeness.EXACT)
    closest = [each for each in allowed if each.likeness is best]
    alike = {_effect_of(each.button): each for each in closest[::-1]}
    return list(reversed(alike.values()))


def find_refused_button(
    turn: Turn, keyboards: Sequence[LiveKeyboard], features: FeatureRouter
) -> ButtonMatch | None:
    """Return the `binding` button that the words name best, although they do not press it."""
    if turn.event.forwarded:
        return None
    matches = [*_match_labels(turn, keyboards), *_match_plain_yes(turn, keyboards, features)]
    refused = [each for each in matches if not _counts_as_press(turn, each, features)]
    return min(refused, key=lambda each: each.likeness, default=None)


def first_binding_button(screen: LiveKeyboard, features: FeatureRouter) -> Button | None:
    """Return the first button if it is a binding one and no other has its action."""
    first, *others = screen.keyboard.buttons
    is_one = first.action not in {each.action for each in others}
    return first if is_one and first.action in features.binding_actions else None


def find_put_off_button(
    turn: Turn, keyboards: Sequence[LiveKeyboard], features: FeatureRouter
) -> ButtonMatch | None:
    """Return a button that puts a question off, as these words do."""
    for screen in keyboards:
        for button in screen.keyboard.buttons:
            if button.action not in features.binding_actions and means_put_off(turn, button.label):
                return ButtonMatch(button, screen, Likeness.PREFIX)
    return None


def match_command(turn: Turn, text: str, among: Collection[str]) -> str | None:
    """Return the command whose name is the whole text, in any language of the bot."""
    normalized = normalize(text)
    if not normalized or len(text) > MAX_LABEL_LENGTH or CODE_SIGNS.search(text):
        return None
    for name in among:
        for language in languages_by_preference(turn):
            if normalized in word_list(turn, language, f"words-command-{name}"):
                return name
    return None


def detect_greeting_language(turn: Turn) -> str:
    """Return the language in which the whole text is a greeting, "" for other words."""
    normalized = normalize(turn.event.text)
    spoken = turn.content.texts.languages
    return next(
        (code for code in spoken if normalized in word_list(turn, code, "words-command-start")), ""
    )


def means_put_off(turn: Turn, text: str) -> bool:
    """Return whether the whole text means that a question is not to be answered now."""
    normalized = normalize(text)
    return any(
        normalized in word_list(turn, language, "words-put-off")
        for language in languages_by_preference(turn)
    )


def match_confirmed_place(turn: Turn, asked: Sequence[LiveKeyboard]) -> ButtonMatch | None:
    """Return the only place on offer if the words are just a yes."""
    normalized = normalize(turn.event.text)
    if not asked or not any(
        normalized in word_list(turn, code, "words-yes") for code in languages_by_preference(turn)
    ):
        return None
    places = [each for each in asked[0].keyboard.buttons if each.action == zone.CHOOSE_ACTION]
    return ButtonMatch(places[0], asked[0], Likeness.PREFIX) if len(places) == 1 else None


def is_thanks(turn: Turn, text: str, partner_name: str) -> bool:
    """Return whether a sentence thanks the partner for something."""
    normalized = normalize(text)
    name = normalize(partner_name)
    if name and normalized.startswith(f"{name} "):
        normalized = normalized.removeprefix(name).strip()
    if len(normalized.split()) < MIN_THANKS_WORDS:
        return False
    return any(normalized.startswith(f"{opening} ") for opening in _thanks_openings(turn))


def has_thanks(turn: Turn, text: str) -> bool:
    """Return whether a text says thanks anywhere in it."""
    normalized = f" {normalize(text)} "
    return any(f" {opening} " in normalized for opening in _thanks_openings(turn))


def _thanks_openings(turn: Turn) -> set[str]:
    return {
        each
        for code in languages_by_preference(turn)
        for each in word_list(turn, code, "words-thanks")
    }


def _match_labels(turn: Turn, keyboards: Sequence[LiveKeyboard]) -> list[ButtonMatch]:
    text, yes_and_no = turn.event.text, _yes_and_no_words(turn)
    if len(text) > MAX_LABEL_LENGTH:
        return []
    screens = [each for each in keyboards if not choice_list.is_choice_list(each.keyboard)]
    return [each for screen in screens for each in _match_keyboard(text, screen, yes_and_no)]


def _match_plain_yes(
    turn: Turn, keyboards: Sequence[LiveKeyboard], features: FeatureRouter
) -> Iterator[ButtonMatch]:
    """Yield the newest message's first button if it is binding and the words are a plain yes."""
    newest = next((each for each in keyboards if each.is_newest), None)
    is_yes = normalize(turn.event.text) in _yes_and_no_words(turn)[0]
    if newest and is_yes and (first := first_binding_button(newest, features)):
        yield ButtonMatch(first, newest, Likeness.PREFIX)


def _effect_of(button: Button) -> tuple[str, UUID | None, str]:
    """Return what a button does. Of several texts that wait for a choice the newest is meant."""
    is_waiting = button.action.startswith(UNSORTED_PREFIX)
    return button.action, None if is_waiting else button.id, button.choice


def _match_keyboard(
    text: str, live: LiveKeyboard, yes_and_no: Sequence[frozenset[str]]
) -> Iterator[ButtonMatch]:
    buttons = live.keyboard.buttons
    number = text.strip()
    options = [each for each in buttons if each.action == _find_option_action(buttons)]
    for button in buttons:
        is_agreed = (
            live.is_newest and button.action in CHOSEN_BY_YES and normalize(text) in yes_and_no[0]
        )
        is_number = button in options and number == _option_number(button, options)
        if _is_exact_label(text, button.label) or is_agreed or is_number:
            yield ButtonMatch(button, live, Likeness.EXACT)
        elif _is_label_prefix(text, button.label, yes_and_no):
            yield ButtonMatch(button, live, Likeness.PREFIX)
        elif _is_misspelt_label(text, button.label):
            yield ButtonMatch(button, live, Likeness.MISSPELT)


def _counts_as_press(turn: Turn, found: ButtonMatch, features: FeatureRouter) -> bool:
    action, row, replied = found.button.action, found.live.row, turn.event.reply_to
    if action not in features.binding_actions:
        return True
    is_meant = row.platform_message_id == replied if replied else found.live.is_newest
    was_seen = is_meant and row.made_at < turn.said_at + CLOCK_TOLERANCE
    is_plain_yes = found.likeness is Likeness.PREFIX and action in CONFIRMED_BY_YES
    return was_seen and (found.is_exact or is_plain_yes)


def _is_exact_label(text: str, label: str) -> bool:
    if key := normalize(label):
        return key == normalize(text)
    return IGNORED_IN_LABELS.sub("", text) == IGNORED_IN_LABELS.sub("", label)


def _is_label_prefix(text: str, label: str, yes_and_no: Sequence[frozenset[str]]) -> bool:
    """Return whether the text means the label's first part: "ok" for "Yes, delete it"."""
    normalized = normalize(text)
    ends = [
        (normalize(prefix), mark) for prefix, mark, _ in (label.partition(each) for each in ",·")
    ]
    if any(normalized in words and begun in words for words in yes_and_no for begun, _ in ends):
        return True
    return normalized != "" and any(mark and begun == normalized for begun, mark in ends)


def _is_misspelt_label(text: str, label: str) -> bool:
    """Return whether they differ only by typing errors: one letter in a word of five or more."""
    text_words, label_words = normalize(text).split(), normalize(label).split()
    if len(text_words) != len(label_words) or not label_words:
        return False
    return all(
        _is_misspelt_word(one, other) for one, other in zip(text_words, label_words, strict=True)
    )


def _is_misspelt_word(one: str, other: str) -> bool:
    if one == other:
        return True
    is_long_enough = (
        min(len(one), len(other)) >= MIN_LETTERS_FOR_TYPO - 1 and len(other) >= MIN_LETTERS_FOR_TYPO
    )
    return is_long_enough and DamerauLevenshtein.distance(one, other) == 1


def _find_option_action(buttons: Sequence[Button]) -> str:
    """Return the action shared by the most buttons with different choices."""
    by_action: dict[str, set[str]] = {}
    for each in buttons:
        by_action.setdefault(each.action, set()).add(each.choice)
    return max(by_action, key=lambda action: len(by_action[action]), default="")


def _option_number(button: Button, options: Sequence[Button]) -> str:
    """Return the number in the option's label, or else its position among the options."""
    if len(options) < 2 or "" in {each.choice for each in options}:
        return ""
    first_word = WORD_PATTERN.match(button.label)
    if any(char.isdigit() for each in options for char in each.label):
        return first_word[0] if first_word and first_word[0].isdigit() else ""
    return str(options.index(button) + 1)


def _yes_and_no_words(turn: Turn) -> list[frozenset[str]]:
    """Return all words for yes, and all for no, in every language of the bot."""
    keys = ("words-yes", "words-no")
    return [
        frozenset().union(*(word_list(turn, code, key) for code in languages_by_preference(turn)))
        for key in keys
    ]
