"""Name the places that typed words go to, and what their author then reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chat import markup
from content.texts import Rendered, Texts
from content.values import Value
from tests.support.people import Message

GAP = "…"
ONE: dict[str, dict[str, Value]] = {"reflect-note-open": {"parts": 1}}
"""Values by which a text takes the form that is meant here."""
SHORTEST = 3
"""Characters of a piece of text by which a text is told from others."""


@dataclass(frozen=True)
class Place:
    """The texts of a place; `reaches` means that the other person gets something to see."""

    keys: tuple[str, ...]
    reaches: bool = False
    holds: tuple[str, ...] = ()
    """The result of the words must be there, too; "{typed}" is all of them."""
    lacks: tuple[str, ...] = ()
    """Labels of buttons, by key, that must not be there."""


def _place(*keys: str, reaches: bool = False, holds: str = "", lacks: str = "") -> Place:
    return Place(keys, reaches, (holds,) if holds else (), tuple(lacks.split()))


PLACES: dict[str, Place] = {
    "the hello": _place("start-hello"),
    "the hello, and that nothing was kept": _place("start-hello-unkept"),
    "the menu": _place("start-here"),
    "the menu for one": _place("start-here-alone"),
    "the help page": _place("help-page"),
    "cancelled": _place("cancel-done"),
    "cancelled, with a way back": _place("cancel-done", "unsorted-taken"),
    "nothing to cancel": _place("cancel-nothing"),
    "not here any more": _place("not-found"),
    "no such command": _place("start-unknown-command"),
    "a yes to keeping her words": _place("privacy-agreed"),
    "a no to keeping her words": _place("privacy-refused"),
    "places to choose from": _place("zone-found"),
    "places with that time": _place("zone-where"),
    "no place of that name": _place("zone-unknown"),
    "held until her yes": _place("privacy-consent"),
    "no first question, with a way back": _place("start-skipped", "unsorted-taken"),
    "the inviter's card": _place("pair-welcome"),
    "no such code": _place("pair-code-unknown"),
    "an invitation to pass on": _place("pair-invite", "pair-invitation"),
    "accepted, Bob is asked": _place("pair-accepted", reaches=True),
    "declined": _place("pair-declined"),
    "linked": _place("pair-linked", "pair-begin", reaches=True),
    "nobody is linked": _place("pair-refused"),
    "the week's card": _place("challenge-card"),
    "the week's card, for both": _place("challenge-card", reaches=True),
    "when the card comes": _place("challenge-coming"),
    "why it works": _place("challenge-why"),
    "when the card shall come back": _place("challenge-later"),
    "skipped": _place("challenge-skipped"),
    "skipped, with a way back": _place("challenge-skipped", "unsorted-taken"),
    "when it comes back, with a way back": _place("challenge-later", "unsorted-taken"),
    "asked for her answer": _place("challenge-ask"),
    "her answer's draft": _place("challenge-draft", holds="{typed}"),
    "more of her answer's draft": _place("challenge-draft", holds="{answer}\n\n{typed}"),
    "a choice as her answer's draft": _place("challenge-draft"),
    "in her answer already": _place("challenge-said-already"),
    "asked whether it is her answer": _place("unsorted-answer", lacks="unsorted-button-thank"),
    "asked whether it is part of her answer": _place("unsorted-add", lacks="unsorted-button-thank"),
    "her answer is in": _place("challenge-in"),
    "kept private": _place("challenge-private"),
    "her private answer again": _place("challenge-write-again", holds="{answer}"),
    "her private answer, changed": _place("challenge-kept", holds="{typed}"),
    "asked before it is shared": _place("challenge-sure", holds="{answer}"),
    "a draft again": _place("challenge-draft"),
    "asked what the other one should be like": _place("challenge-swap-ask"),
    "her thanks for his answer, at Bob's": _place("challenge-own-reaction-thanks", reaches=True),
    "her heart for his answer, at Bob's": _place("challenge-own-reaction-heart", reaches=True),
    "her answer changed, still in": _place("challenge-edited-shared"),
    "shown already": _place("challenge-shared-already"),
    "no command": _place("edit-no-command"),
    "the weeks": _place("challenge-history-empty"),
    "put aside": _place("unsorted-where"),
    "asked for one line": _place("challenge-ask-line"),
    "asked to tap the button": _place("unsorted-refused"),
    "its card again, with what to write": _place("unsorted-write-exactly"),
    "put aside, too late": _place("unsorted-late"),
    "put aside, as somebody else's": _place("unsorted-forwarded"),
    "asked which": _place("unsorted-which"),
    "a page in her journal": _place("reflect-note-open"),
    "asked what to write": _place("reflect-prompt"),
    "nothing kept in her journal": _place("reflect-dropped", "unsorted-taken"),
    "her journal": _place("reflect-empty"),
    "asked for a kind sentence": _place("thanks-begin"),
    "a kind sentence, shown back": _place("thanks-show", holds="{typed}"),
    "a kind sentence, taken up and shown back": _place("thanks-show"),
    "asked for another kind sentence": _place("thanks-change"),
    "a note of thanks for Bob": _place("thanks-kept", reaches=True),
    "a kind sentence, not sent": _place("thanks-left"),
    "help to find words, with a way back": _place("thanks-hint", "unsorted-taken"),
    "a goal's first step is asked": _place("goals-ask-step"),
    "a goal, shown back": _place("goals-draft"),
    "her goals": _place("goals-none"),
    "her drafts of goals": _place("goals-none"),
    "the goal's day is not clear": _place("goals-date-unclear"),
    "a goal for Bob": _place("goals-proposed", reaches=True),
    "the goal is agreed": _place("goals-agreed-goal", reaches=True),
    "the goal waits": _place("goals-put-off"),
    "asked who it is for": _place("remind-who"),
    "a reminder, shown back": _place("remind-check"),
    "asked when it shall come": _place("remind-when"),
    "a reminder is set": _place("remind-kept-me"),
    "the reminder is taken back": _place("remind-undone"),
    "Bob is asked about a reminder": _place("remind-kept-partner", reaches=True),
    "the reminder is dropped": _place("remind-let-go"),
    "what to change about it": _place("remind-change"),
    "the reminder is ticked": _place("remind-ring"),
    "the reminder is skipped": _place("remind-ring", "remind-ring-skipped"),
    "when the reminder shall come back": _place("remind-ring"),
    "the reminder waits": _place("remind-until-set"),
    "her reminders": _place("remind-list-missed"),
    "no reminders": _place("remind-list-empty"),
    "services by country": _place("support-private"),
    "her settings": _place("settings-title"),
    "her settings, with the new name": _place("settings-title", holds="{typed}"),
    "a name is too long": _place("settings-name-long"),
    "asked about a pause": _place("settings-pause"),
    "who can see what": _place("privacy-see"),
    "everything of hers, as a file": _place("privacy-export"),
    "asked whether to unlink": _place("pair-unpair-ask"),
    "unlinked": _place("pair-unpaired"),
    "still linked": _place("pair-stayed"),
    "asked whether to erase everything": _place("privacy-forget"),
    "asked for the word": _place("privacy-type-word"),
    "another word, nothing is erased": _place("privacy-other-word"),
    "nothing is erased": _place("privacy-stayed"),
    "nothing is erased, with a way back": _place("privacy-stayed", "unsorted-taken"),
    "everything is erased": _place("privacy-forgotten"),
    "after a fight": _place("repair-begin"),
    "asked what she felt": _place("repair-ask-felt"),
    "nobody to thank": _place("thanks-nobody"),
    "goals are for two": _place("goals-alone"),
}


def shows(page: Place, texts: Texts, language: str, fresh: Iterable[Message]) -> str:
    """Return the text of the place that these messages lack, or ""."""
    shown = [each.text for each in fresh]
    for key in page.keys:
        pieces = _pieces(texts, language, key)
        if not any(_in_order(pieces, text) for text in shown):
            return f"{key}: {' … '.join(pieces)!r}"
    return ""


def _pieces(texts: Texts, language: str, key: str) -> list[str]:
    """Return the fixed parts of a text, split where people's words or numbers stand."""
    values = dict.fromkeys(texts._files["en"].variables(key), Rendered(GAP))
    text = texts.render(language, key, **values | ONE.get(key, {}))
    parts = markup.to_plain(text).split(GAP)
    return [each.strip() for each in parts if len(each.strip()) >= SHORTEST]


def _in_order(pieces: list[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at) + 1
        if not at:
            return False
    return True
