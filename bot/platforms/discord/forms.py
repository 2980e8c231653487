"""Builds the form that Discord shows at once when a person presses a button that asks for words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from discord.utils import snowflake_time

from bot.platforms.discord.components import fit_label
from bot.platforms.discord.events import Dispatch, InteractionType, Signer
from bot.platforms.discord.files import FILE_UPLOAD
from chat import buttons
from chat.router import SHORT_ANSWER_LENGTH
from content.texts import Texts

Json = dict[str, Any]

MODAL = 9
"""The kind of answer to an interaction; the others are also Discord's numbers."""
LABEL, TEXT_INPUT, TEXT_DISPLAY = 18, 4, 10
ONE_LINE_STYLE, PARAGRAPH_STYLE = 1, 2
TEXT_INPUT_ID, FILES_ID = "words", "files"
MAX_FILES = 10
"""As many as a message takes."""
MAX_TITLE_LENGTH = 45
MODAL_DEADLINE = timedelta(seconds=1.5)
"""An answer must arrive within 3 s; after this, acknowledging the press is better."""


@dataclass(frozen=True, slots=True)
class Modals:
    """Opens forms; `longest_answers` is the limit in characters for each button's action.

    Forms of the actions in `media_requests` take files, too.
    """

    longest_answers: Mapping[str, int]
    media_requests: Collection[str]
    signer: Signer
    texts: Texts
    now: Callable[[], datetime]

    def for_dispatch(self, dispatch: Dispatch) -> Json | None:
        """Return the answer that shows the form; None if no form is due, or it is too late for one.

        The form's custom id is the button's own, so that nothing has to be remembered.
        """
        data = dispatch.body.get("data") or {}
        late = _is_late(dispatch, self.now())
        if (
            dispatch.body.get("type") != InteractionType.MESSAGE_COMPONENT
            or not dispatch.direct_channel_id
            or late
        ):
            return None
        wire = str(data.get("custom_id", ""))
        button, label = (
            buttons.from_wire(wire, self.signer(dispatch.sender)),
            _pressed_label(dispatch, wire),
        )
        longest = self.longest_answers.get(button.action) if button else None
        if button is None or not label or not longest:
            return None
        covered_text = str((dispatch.body.get("message") or {}).get("content", ""))
        upload = self._build_upload(dispatch) if button.action in self.media_requests else {}
        return _build_modal(wire, label, longest, covered_text, upload)

    def _build_upload(self, dispatch: Dispatch) -> Json:
        language = self.texts.closest_language(dispatch.body.get("locale"))
        field = {
            "type": FILE_UPLOAD,
            "custom_id": FILES_ID,
            "min_values": 0,
            "max_values": MAX_FILES,
            "required": False,
        }
        label = str(self.texts.render(language, "media-form-files"))
        return {"type": LABEL, "label": label, "component": field}


def _build_modal(wire: str, label: str, longest: int, covered_text: str, upload: Json) -> Json:
    """Build the form. It covers a phone's screen, so a long answer has its question above it.

    Where files may take the place of words, neither is required.
    """
    title, takes_thought = fit_label(label, MAX_TITLE_LENGTH), longest > SHORT_ANSWER_LENGTH
    field = {
        "type": TEXT_INPUT,
        "custom_id": TEXT_INPUT_ID,
        "style": PARAGRAPH_STYLE if takes_thought else ONE_LINE_STYLE,
        "max_length": longest,
        "required": not upload,
    }
    question, rest = _split_off_question(covered_text) if takes_thought else ("", "")
    rows = [
        _build_text_display(question),
        {"type": LABEL, "label": title, "component": field},
        upload,
        _build_text_display(rest),
    ]
    data = {"custom_id": wire, "title": title, "components": [row for row in rows if row]}
    return {"type": MODAL, "data": data}


def _split_off_question(text: str) -> tuple[str, str]:
    """Return the question, which is the last paragraph of a message, and the rest."""
    rest, _, question = text.strip().rpartition("\n\n")
    return question.strip(), rest.strip()


def _build_text_display(text: str) -> Json:
    return {"type": TEXT_DISPLAY, "content": text} if text else {}


def _is_late(dispatch: Dispatch, now: datetime) -> bool:
    return now - snowflake_time(int(dispatch.body["id"])) > MODAL_DEADLINE


def _pressed_label(dispatch: Dispatch, wire: str) -> str:
    """Return the label of the pressed button, which is in its reader's language."""
    matching = (each for each in _message_buttons(dispatch) if each.get("custom_id") == wire)
    return str(next(matching, {}).get("label") or "")


def _message_buttons(dispatch: Dispatch) -> Iterator[Json]:
    for row in (dispatch.body.get("message") or {}).get("components", []):
        yield from row.get("components", [])
