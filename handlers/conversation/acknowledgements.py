"""Tells a mere "ok" or a laugh, which nobody needs to sort, from words that say something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content.normalize import fold
from domain.privacy import consent
from domain.screen import LiveKeyboard
from handlers.conversation.matching import first_binding_button
from handlers.turn import FeatureRouter, Turn

IGNORED_SIGNS = re.compile("[.,!…\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Signs that do not change the meaning of an "ok" or a thumb: stops, and an emoji's look."""
AWAITS_OK = frozenset({"remind:done", "goals:tick"})
"""Buttons of messages that an "ok" could be meant to answer."""
IGNORES_OK = frozenset({"challenge:start"})
"""Offers that nobody answers with an "ok" once other messages have come."""


def is_acknowledgement(
    turn: Turn, keyboards: Sequence[LiveKeyboard], features: FeatureRouter
) -> bool:
    """Return whether the words are a mere "ok" or laugh, and nothing on the screen asks for one."""
    if turn.event.forwarded or not consent.has_agreed(turn.member):
        return False
    buttons = {each.action for screen in keyboards for each in screen.keyboard.buttons}
    offers = {
        each.action for screen in keyboards if (each := first_binding_button(screen, features))
    }
    return not (buttons & AWAITS_OK or offers - IGNORES_OK) and _is_listed(turn)


def _is_listed(turn: Turn) -> bool:
    """Return whether the text, or each of its two words, is in the lists."""
    listed, normalized = set(_list_acknowledgements(turn)), _normalize(turn.event.text)
    return normalized in listed or (
        0 < len(normalized.split()) <= 2 and set(normalized.split()) <= listed
    )


def _list_acknowledgements(turn: Turn) -> Iterator[str]:
    texts = turn.content.texts
    for language in texts.languages:
        yield from (_normalize(each) for each in texts.render(language, "words-nod").split(","))


def _normalize(text: str) -> str:
    return IGNORED_SIGNS.sub("", fold(text)).strip()
