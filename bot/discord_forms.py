"""The form that Discord shows at once when somebody presses a button which asks for words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from discord.utils import snowflake_time

from bot.discord_events import Did, Dispatch, Signer
from bot.discord_rows import label
from chat import buttons
from chat.router import A_LINE

Json = dict[str, Any]

SHOW_FORM = 9
"""The kind of answer to an interaction; the others are numbers of Discord's, too."""
LABEL, TEXT_INPUT, TEXT_DISPLAY = 18, 4, 10
ONE_LINE, PARAGRAPH = 1, 2
FIELD = "words"
LONGEST_TITLE = 45
IN_TIME = timedelta(seconds=1.5)
"""An answer counts for 3 s; what is later than this is better told that the press has arrived."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Which buttons bring up a form: `asks` says how many characters each action's words have."""

    asks: Mapping[str, int]
    signer: Signer
    now: Callable[[], datetime]

    def of(self, dispatch: Dispatch) -> Json | None:
        """The answer that shows the form; None for whatever else was done, and when it is late.

        The form's custom id is the button's own, so that nobody needs to remember anything.
        """
        about = dispatch.body.get("data") or {}
        late = _is_late(dispatch, self.now())
        if dispatch.body.get("type") != Did.PRESS or not dispatch.direct or late:
            return None
        wire = str(about.get("custom_id", ""))
        button, name = buttons.read(wire, self.signer(dispatch.who)), _label(dispatch, wire)
        longest = self.asks.get(button.action) if button else None
        hidden = str((dispatch.body.get("message") or {}).get("content", ""))
        return _form(wire, name, longest, hidden) if name and longest else None


def _form(wire: str, name: str, longest: int, hidden: str) -> Json:
    """A form covers a phone's screen, so that what takes thought has its question over it."""
    title, thought = label(name, LONGEST_TITLE), longest > A_LINE
    field = {
        "type": TEXT_INPUT,
        "custom_id": FIELD,
        "style": PARAGRAPH if thought else ONE_LINE,
        "max_length": longest,
    }
    question, rest = _question_and_rest(hidden) if thought else ("", "")
    rows = [_text(question), {"type": LABEL, "label": title, "component": field}, _text(rest)]
    shown = {"custom_id": wire, "title": title, "components": [row for row in rows if row]}
    return {"type": SHOW_FORM, "data": shown}


def _question_and_rest(hidden: str) -> tuple[str, str]:
    """A message ends with what it asks, in a paragraph of its own."""
    rest, _, question = hidden.strip().rpartition("\n\n")
    return question.strip(), rest.strip()


def _text(words: str) -> Json:
    return {"type": TEXT_DISPLAY, "content": words} if words else {}


def _is_late(dispatch: Dispatch, now: datetime) -> bool:
    return now - snowflake_time(int(dispatch.body["id"])) > IN_TIME


def _label(dispatch: Dispatch, wire: str) -> str:
    """What stands on the pressed button, which is in its reader's language."""
    named = (each for each in _buttons(dispatch) if each.get("custom_id") == wire)
    return str(next(named, {}).get("label") or "")


def _buttons(dispatch: Dispatch) -> Iterator[Json]:
    for row in (dispatch.body.get("message") or {}).get("components", []):
        yield from row.get("components", [])
