"""Test that people's actions on Telegram become the right events, and foreign ones become none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from bot.platforms.telegram.adapter import TelegramAdapter
from bot.platforms.telegram.events import PLATFORM, TelegramUpdate
from bot.platforms.telegram.groups import BotIdentity, is_overheard
from chat.buttons import Button
from chat.messages import Address, Event, GroupEvent, Kind
from playground import Phone, Playground
from storage.sealing import ServerKeys

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
SERVER_KEYS = ServerKeys(b"a key for the tests alone")
ALICE = Address(PLATFORM, "1001")
TOKEN = "1234567:A-token-of-the-tests-and-of-nothing-else"
ROW = UUID("6a9f1e5c-8a67-4c26-9a5e-0f5b8d1c2e3f")


class TelegramEventReader:
    """Alice's phone, and the adapter that reads its events."""

    def __init__(self) -> None:
        self.playground = Playground()
        self.phone: Phone = self.playground.add_person("alice", language="de-AT", id=1001)
        self.adapter = TelegramAdapter(TOKEN, "http://127.0.0.1:9", SERVER_KEYS)

    def event(self) -> Event | None:
        """Return the newest update as an event."""
        return self.read(self.playground.telegram.updates.waiting[-1].body)

    def read(self, raw: dict[str, Any]) -> Event | None:
        return self.adapter.translate(json.dumps(raw).encode(), "telegram:7:1", AT)


@pytest.fixture
def reader() -> TelegramEventReader:
    return TelegramEventReader()


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("/pair", "pair", ""),
        ("/pair@same_side_bot 7QK4M", "pair", "7QK4M"),
        ("/start abc-DEF_123", "start", "abc-DEF_123"),
        ("/Thanks  for the tea ", "thanks", "for the tea"),
        ("/reflect\nToday\nwas long.", "reflect", "Today\nwas long."),
        ("/no_such_thing_2", "no_such_thing_2", ""),
        ("/help!", "help", ""),
        (" /challenge.", "challenge", ""),
        ("/cancel?!…", "cancel", ""),
        ("/thanks, for the soup", "thanks", "for the soup"),
        ("/thanks: for waiting!", "thanks", "for waiting!"),
        ("/thanks:for waiting", "thanks", "for waiting"),
        ("/reflect – a long day", "reflect", "a long day"),
        ("/help 🙏", "help", "🙏"),
    ],
)
def test_a_command_comes_with_the_words_behind_it(
    reader: TelegramEventReader, words: str, name: str, rest: str
) -> None:
    own = reader.phone.send(words)
    event = reader.event()
    assert event
    assert event == Event(
        "telegram:7:1",
        Kind.COMMAND,
        AT,
        ALICE,
        name=name,
        text=rest,
        message=str(own),
        language="de-AT",
        nickname="Alice",
        said=event.said,
    )


@pytest.mark.parametrize(
    "words", ["hello", "/", "/ pair", "//", "/etc/passwd is a file", "8/10", "/10", "<b>&amp; 😀"]
)
def test_other_words_are_a_text(reader: TelegramEventReader, words: str) -> None:
    own = reader.phone.send(words)
    event = reader.event()
    assert event
    assert (event.kind, event.text, event.message) == (Kind.TEXT, words, str(own))


@pytest.mark.parametrize("kind", ["location", "venue"])
def test_a_spot_on_the_map_comes_with_its_latitude_and_longitude(
    reader: TelegramEventReader, kind: str
) -> None:
    pin = {"latitude": 52.52, "longitude": 13.4}
    sent = {"location": pin} | (
        {"venue": {"location": pin, "title": "x"}} if kind == "venue" else {}
    )
    event = reader.read({"message": SERVICE | {"chat": chat("private")} | sent})
    assert event
    assert (event.kind, event.location) == (Kind.MEDIA, (52.52, 13.4))


def test_an_edit_names_the_message_that_was_edited(reader: TelegramEventReader) -> None:
    own = reader.phone.send("befor")
    reader.phone.edit(own, "before")
    event = reader.event()
    assert event
    assert (event.kind, event.text, event.message) == (Kind.EDIT, "before", str(own))


def test_an_edited_command_keeps_its_name_apart_from_its_words(reader: TelegramEventReader) -> None:
    own = reader.phone.send("/thanks for the soop")
    reader.phone.edit(own, "/thanks for the soup")
    event = reader.event()
    assert event
    assert (event.kind, event.name, event.text) == (Kind.EDIT, "thanks", "for the soup")


def test_a_picture_without_words_is_media(reader: TelegramEventReader) -> None:
    reader.phone.attach("sticker")
    event = reader.event()
    assert event
    assert (event.kind, event.text, event.media) == (Kind.MEDIA, "", "sticker")


@pytest.mark.parametrize(
    ("caption", "kind", "name", "words"),
    [
        ("The two of us", Kind.TEXT, "", "The two of us"),
        ("/thanks for the walk", Kind.COMMAND, "thanks", "for the walk"),
    ],
)
def test_the_words_beside_a_picture_count_like_any_others(
    reader: TelegramEventReader, caption: str, kind: Kind, name: str, words: str
) -> None:
    reader.phone.attach("photo", caption=caption)
    event = reader.event()
    assert event
    assert (event.kind, event.name, event.text, event.media) == (kind, name, words, "photo")


def message(**more: object) -> dict[str, Any]:
    """Return an update of Alice's as the Bot API describes it."""
    alice = {"id": 1001, "is_bot": False, "first_name": "Alice"}
    chat = {"id": 1001, "type": "private"}
    own = {"message_id": 8, "date": 1772614800, "from": alice, "chat": chat, "text": "Like this"}
    return {"update_id": 1, "message": own | more}


def test_a_reply_names_the_message_and_the_buttons_under_it(reader: TelegramEventReader) -> None:
    button = Button("Answer", "challenge:answer", ROW)
    key = {"text": "Answer", "callback_data": button.to_wire(SERVER_KEYS.signer(ALICE))}
    foreign = {"text": "Share", "callback_data": "challenge:share|||AAAAAAAAAAA"}
    about = {"message_id": 7, "reply_markup": {"inline_keyboard": [[key], [foreign]]}}
    event = reader.read(message(reply_to_message=about))
    assert event
    assert (event.reply_to, event.reply_buttons) == ("7", (button,))


@pytest.mark.parametrize(
    ("origin", "forwarded"),
    [
        ({"type": "user", "sender_user": {"id": 1002}}, True),
        ({"type": "hidden_user", "sender_user_name": "Bob"}, True),
        ({"type": "user", "sender_user": {"id": 1001}}, False),
        (None, False),
    ],
)
def test_forwarded_words_are_known_as_somebody_elses(
    reader: TelegramEventReader, origin: dict[str, Any] | None, forwarded: bool
) -> None:
    event = reader.read(message(**({"forward_origin": origin} if origin else {})))
    assert event
    assert event.forwarded is forwarded


def test_a_message_says_when_it_was_said(reader: TelegramEventReader) -> None:
    event = reader.read(message())
    assert event
    assert event.said == datetime(2026, 3, 4, 9, tzinfo=UTC)


def pressed(reader: TelegramEventReader, data: str) -> Event:
    own = reader.phone.send("anything")
    reader.phone.press(own, data)
    event = reader.event()
    assert event
    assert (event.kind, event.message, event.address) == (Kind.PRESS, str(own), ALICE)
    return event


def test_a_button_is_read_back_with_its_row_and_choice(reader: TelegramEventReader) -> None:
    button = Button("Share", "challenge:share", ROW, "later")
    event = pressed(reader, button.to_wire(SERVER_KEYS.signer(ALICE)))
    assert (event.name, event.subject, event.choice) == ("challenge:share", ROW, "later")


def test_a_button_that_was_made_for_somebody_else_has_no_name(reader: TelegramEventReader) -> None:
    bobs = SERVER_KEYS.signer(Address(PLATFORM, "1002"))
    event = pressed(reader, Button("Share", "challenge:share", ROW).to_wire(bobs))
    assert (event.name, event.subject, event.choice) == ("", None, "")


@given(data=st.text(max_size=64))
def test_forged_buttons_have_no_name(data: str) -> None:
    press = {
        "id": "1",
        "from": {"id": 1001, "is_bot": False, "first_name": "Alice"},
        "data": data,
        "chat_instance": "1",
    }
    event = TelegramEventReader().read({"update_id": 1, "callback_query": press})
    assert event
    assert (event.kind, event.name) == (Kind.PRESS, "")


def test_blocking_is_leaving_and_unblocking_is_coming_back(reader: TelegramEventReader) -> None:
    kinds = []
    for act in (reader.phone.block, reader.phone.unblock):
        act()
        event = reader.event()
        assert event
        kinds.append((event.kind, event.address))
    assert kinds == [(Kind.LEFT, ALICE), (Kind.BACK, ALICE)]


def test_a_group_has_an_address_and_says_what_happened_there(reader: TelegramEventReader) -> None:
    group = reader.phone.add_bot_to_group("The family")
    arrived = reader.event()
    reader.phone.send("/start@same_side_bot", group)
    spoken = reader.event()
    assert arrived
    assert spoken
    for event, name in ((arrived, GroupEvent.JOINED), (spoken, GroupEvent.ADDRESSED)):
        address = Address(PLATFORM, str(group.id))
        assert (event.kind, event.name, event.address) == (Kind.GROUP, name, address)


def chat(kind: str) -> dict[str, object]:
    return {"id": -1007, "type": kind, "title": "Us"}


SOMEBODY = {"id": 1001, "is_bot": False, "first_name": "Alice"}
SERVICE = {"message_id": 1, "date": 1, "from": SOMEBODY}


@pytest.mark.parametrize(
    "raw",
    [
        {"channel_post": {"message_id": 1, "date": 1, "chat": chat("channel"), "text": "news"}},
        {"message": SERVICE | {"chat": chat("channel"), "text": "news"}},
        {"message": SERVICE | {"chat": chat("group"), "new_chat_title": "Us two"}},
        {"message": SERVICE | {"chat": chat("group"), "text": "hello"}},
        {"message": SERVICE | {"chat": chat("private"), "pinned_message": SERVICE}},
        {"edited_message": SERVICE | {"chat": chat("group"), "text": "hello"}},
        {"edited_message": SERVICE | {"chat": chat("private"), "location": {}}},
        {"poll": {"id": "1"}},
        {"message": None},
        {},
    ],
)
def test_foreign_updates_are_not_events(reader: TelegramEventReader, raw: dict[str, Any]) -> None:
    assert reader.read({"update_id": 1} | raw) is None


@pytest.mark.parametrize(
    "more",
    [
        {"text": "hello", "reply_to_message": {}},
        {"text": "hello", "reply_to_message": None, "is_topic_message": True},
        {"text": None, "caption": None},
        {"new_chat_members": [SOMEBODY]},
        {"text": "/start", "forward_origin": {"type": "hidden_user"}},
    ],
)
def test_group_messages_not_for_the_bot_are_dropped_at_once(
    more: dict[str, Any],
) -> None:
    bare = {"message_id": 1, "date": 1, "chat": chat("supergroup")}
    update = TelegramUpdate.read({"update_id": 1, "message": bare | more})
    assert update
    assert is_overheard(update.kind, update.body, BotIdentity(1234567, "same_side_bot"))


def test_a_group_that_moved_names_its_next_id(reader: TelegramEventReader) -> None:
    moved = {"chat": chat("group"), "migrate_to_chat_id": -1001234567890}
    event = reader.read({"update_id": 1, "message": SERVICE | moved})
    assert event
    assert (event.kind, event.name, event.text) == (Kind.GROUP, GroupEvent.MOVED, "-1001234567890")
