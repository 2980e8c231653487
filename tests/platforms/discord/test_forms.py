"""Test that a button that asks for words opens its form, at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import content
from bot.platforms.discord.events import PLATFORM, Dispatch
from bot.platforms.discord.forms import MAX_TITLE_LENGTH, MODAL_DEADLINE, Modals
from chat import markup
from chat.buttons import Button
from chat.messages import Address
from content.texts import Texts
from storage.sealing import ServerKeys

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
SERVER_KEYS = ServerKeys(b"a key for the tests alone")
ALICE = Address(PLATFORM, "2001")
ANSWER = Button("Answer", "challenge:answer", UUID(int=7), "5f3a")
ASKS = {"challenge:answer": 4_000, "settings:name": 40, "thanks:write": 300}
TAKE_FILES = {"thanks:write"}
TEXTS = Texts.load(content.FOLDER, markup.quote, strict=True)


def snowflake(at: datetime) -> str:
    """Return the id of a moment: milliseconds since 2015, above 22 other bits."""
    return str(int((at.timestamp() - 1_420_070_400) * 1_000) << 22)


def press(
    button: Button = ANSWER,
    *,
    label: str = "Answer",
    whose: Address = ALICE,
    at: datetime = NOW,
    **body: object,
) -> dict[str, Any]:
    """Return the gateway's payload when Alice presses a button that was made for `whose` eyes."""
    wire = button.to_wire(SERVER_KEYS.signer(whose))
    shown = {"type": 2, "custom_id": wire, "label": label}
    other = shown | {"custom_id": "other", "label": "Another"}
    rows = [{"type": 1, "components": [other]}, {"type": 1, "components": [shown]}]
    return {
        "id": snowflake(at),
        "type": 3,
        "context": 1,
        "channel_id": "9",
        "user": {"id": ALICE.id, "username": "alice"},
        "data": {"custom_id": wire},
        "message": {"id": "3", "components": rows},
    } | body


def opened(body: Mapping[str, object], asks: Mapping[str, int] = ASKS) -> dict[str, Any] | None:
    dispatch = Dispatch.read({"t": "INTERACTION_CREATE", "d": dict(body)})
    assert dispatch
    modals = Modals(asks, TAKE_FILES, SERVER_KEYS.signer, TEXTS, lambda: NOW)
    return modals.for_dispatch(dispatch)


def test_the_form_has_the_buttons_words_and_its_whole_meaning() -> None:
    shown = opened(press())
    assert shown
    assert shown["type"] == 9
    assert shown["data"]["title"] == "Answer"
    assert shown["data"]["custom_id"] == ANSWER.to_wire(SERVER_KEYS.signer(ALICE))


@pytest.mark.parametrize(
    ("action", "longest", "style"), [("challenge:answer", 4_000, 2), ("settings:name", 40, 1)]
)
def test_its_field_is_as_long_as_what_is_asked_for(action: str, longest: int, style: int) -> None:
    shown = opened(press(Button("", action)))
    assert shown
    (row,) = shown["data"]["components"]
    assert (row["component"]["max_length"], row["component"]["style"]) == (longest, style)


@pytest.mark.parametrize(
    ("locale", "label"),
    [("en-US", "Photos, voice notes or videos"), ("es-ES", "Fotos, notas de voz o videos")],
)
def test_where_a_photo_may_be_the_answer_neither_words_nor_files_are_needed(
    locale: str, label: str
) -> None:
    """Without the upload: people on Discord cannot see that a photo would do."""
    shown = opened(press(Button("", "thanks:write")) | {"locale": locale})
    assert shown
    words, files = shown["data"]["components"]
    assert [words["component"]["required"], files["component"]["required"]] == [False, False]
    assert (files["label"], files["component"]["type"]) == (label, 19)


CARD = (
    "Play · 20 minutes\n**Soup**\n\n**Together**\nCook.\n\n**One question**\nWhat made you laugh?"
)


def test_a_form_shows_the_question_above_the_field_and_the_rest_below() -> None:
    """A form fills a phone's screen: under a whole card nobody sees the question at its end."""
    over, field, under = texts_and_fields(CARD)
    assert over == "**One question**\nWhat made you laugh?"
    assert field == "Answer"
    assert under == "Play · 20 minutes\n**Soup**\n\n**Together**\nCook."


@pytest.mark.parametrize("words", ["**What** made you laugh?", "Hm.\n\n", "\n\n\nHm.\n \n"])
def test_a_short_question_is_alone_above_the_field(words: str) -> None:
    assert texts_and_fields(words) == [words.strip(), "Answer"]


def test_a_request_for_one_line_shows_only_its_field() -> None:
    assert texts_and_fields(CARD, Button("", "settings:name")) == ["Answer"]


def texts_and_fields(words: str, button: Button = ANSWER) -> list[str]:
    """Return what the form over a message with these words shows, from its top."""
    body = press(button)
    shown = opened(body | {"message": body["message"] | {"content": words}})
    assert shown
    return [row.get("content") or row["label"] for row in shown["data"]["components"]]


@pytest.mark.parametrize("label", ["x" * 46, "👩‍👩‍👧" * 30, "z" + "\u0301" * 79])
def test_a_long_label_is_cut_to_what_a_title_takes(label: str) -> None:
    shown = opened(press(label=label))
    assert shown
    assert 0 < len(shown["data"]["title"]) <= MAX_TITLE_LENGTH


def test_a_press_that_is_older_than_a_second_and_a_half_gets_none() -> None:
    """Without the look at its age: Discord refuses the form, and the person reads of a failure."""
    assert opened(press(at=NOW - MODAL_DEADLINE))
    assert opened(press(at=NOW + timedelta(hours=1)))
    assert opened(press(at=NOW - MODAL_DEADLINE - timedelta(milliseconds=1))) is None


@pytest.mark.parametrize(
    "body",
    [
        press(Button("", "challenge:share")),
        press(whose=Address(PLATFORM, "2002")),
        press(label=""),
        press(message=None),
        press(context=0),
        press(context=2),
        press(type=2),
        press(type=5),
        press(data={"custom_id": "x"}),
        press(data=None),
    ],
    ids=[
        *("a button that asks for nothing", "somebody else’s", "no label", "no message"),
        *("in a guild", "in another chat", "a command", "a form", "forged", "empty"),
    ],
)
def test_nothing_else_gets_a_form(body: dict[str, Any]) -> None:
    assert opened(body) is None
