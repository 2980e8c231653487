"""Tells a mere "ok" or a laugh, which nobody needs to sort, from words that say something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content.normalize import fold
from domain.privacy import consent
from domain.screen import LiveKeyboard
from handlers.conversation.matching import offered
from handlers.turn import FeatureRouter, Turn

SOUNDLESS = re.compile("[.,!…\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Signs that change nothing about an "ok" or a thumb: stops, and how an emoji looks."""
WAIT_FOR_AN_OK = frozenset({"remind:done", "goals:tick"})
"""Buttons under what an "ok" could be meant to answer."""
CAN_WAIT = frozenset({"challenge:start"})
"""Offers that nobody answers with an "ok" once other messages have come."""


def is_nod(turn: Turn, shown: Sequence[LiveKeyboard], features: FeatureRouter) -> bool:
    """Whether the words are but an "ok" or a laugh, while nothing on the screen asks for one."""
    if turn.event.forwarded or not consent.has_agreed(turn.member):
        return False
    buttons = {each.action for screen in shown for each in screen.keyboard.buttons}
    offers = {each.action for screen in shown if (each := offered(screen, features))}
    return not (buttons & WAIT_FOR_AN_OK or offers - CAN_WAIT) and _is_listed(turn)


def _is_listed(turn: Turn) -> bool:
    """All of the words, or each of two."""
    listed, said = set(_nods(turn)), _plain(turn.event.text)
    return said in listed or (0 < len(said.split()) <= 2 and set(said.split()) <= listed)


def _nods(turn: Turn) -> Iterator[str]:
    texts = turn.content.texts
    for language in texts.languages:
        yield from (_plain(each) for each in texts.render(language, "words-nod").split(","))


def _plain(words: str) -> str:
    return SOUNDLESS.sub("", fold(words)).strip()
