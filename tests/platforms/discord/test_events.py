"""Test that people's actions on Discord become the right events, and foreign ones become none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from bot.platforms.discord.events import PLATFORM, Dispatch
from chat.buttons import Button
from chat.messages import Address, Event, Kind
from playground import Playground
from playground.discord.gateway.sessions import (
    DIRECT_MESSAGES,
    DIRECT_REACTIONS,
    GUILD_MESSAGES,
    GUILD_REACTIONS,
    SocketQueue,
)
from playground.discord.interactions import OpenForm
from storage.sealing import ServerKeys
from tests.support.discord_adapter import build_discord_adapter

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
SERVER_KEYS = ServerKeys(b"a key for the tests alone")
ALICE = Address(PLATFORM, "2001")
ROW = UUID("6a9f1e5c-8a67-4c26-9a5e-0f5b8d1c2e3f")
COMMANDS = [
    {
        "name": "pair",
        "description": "Link the two of you",
        "contexts": [0, 1, 2],
        "integration_types": [0, 1],
        "options": [{"type": 3, "name": "words", "description": "The code"}],
    }
]


class DiscordEventReader:
    """Alice's Discord, and the adapter that reads its events."""

    def __init__(self) -> None:
        self.playground = Playground()
        self.phone = self.playground.add_discord_person("alice", locale="es-ES")
        self.bob = self.playground.add_discord_person("bob")
        self.playground.discord.set_commands(COMMANDS)
        sessions = self.playground.discord.sessions
        messages, reactions = DIRECT_MESSAGES | GUILD_MESSAGES, DIRECT_REACTIONS | GUILD_REACTIONS
        self.session = sessions.begin(messages | reactions, SocketQueue())
        self.adapter = build_discord_adapter("a-token", "http://127.0.0.1:9", SERVER_KEYS)

    @property
    def raw(self) -> dict[str, Any]:
        """The newest payload of the gateway."""
        return self.session.unconfirmed[-1][0]

    def event(self) -> Event | None:
        """Return the newest payload as an event."""
        return self.read(self.raw)

    def read(self, raw: dict[str, Any]) -> Event | None:
        return self.adapter.translate(json.dumps(raw).encode(), "discord:1", AT)

    def posted(self, wire: str) -> int:
        """Post a message of the bot's with one button."""
        button = {"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": wire}
        rows = [{"type": 1, "id": 1, "components": [button]}]
        discord = self.playground.discord
        sent = discord.post_as_person(self.phone.person, self.phone.dm, {"components": rows})
        sent.from_bot, sent.body = True, sent.body | {"author": discord.bot}
        return sent.id


@pytest.fixture
def reader() -> DiscordEventReader:
    return DiscordEventReader()


def key(reader: DiscordEventReader) -> str:
    dispatch = Dispatch.read(reader.raw)
    assert dispatch
    return dispatch.event_id


@pytest.mark.parametrize(("given", "words"), [({}, ""), ({"words": " 7QK4M  9 "}, "7QK4M  9")])
def test_a_slash_command_comes_with_its_words(
    reader: DiscordEventReader, given: dict[str, Any], words: str
) -> None:
    reader.phone.slash("pair", **given)
    event = reader.event()
    assert event
    assert event == Event(
        "discord:1",
        Kind.COMMAND,
        AT,
        ALICE,
        name="pair",
        text=words,
        language="es-ES",
        nickname="Alice",
        said=event.said,
    )


def test_wherever_a_command_is_used_it_is_its_users_own(reader: DiscordEventReader) -> None:
    """Without the user inside of `member`: no event, for a guild names people there."""
    for channel in (reader.phone.guild, reader.phone.chat_with(reader.bob)):
        reader.phone.slash("pair", channel, words="x")
        event = reader.event()
        assert event
        assert (event.kind, event.address, event.text) == (Kind.COMMAND, ALICE, "x")
        dispatch = Dispatch.read(reader.raw)
        assert dispatch
        assert dispatch.direct_channel_id == ""


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("/Pair 7QK4M", "pair", "7QK4M"),
        ("/reflect\nToday\nwas long.", "reflect", "Today\nwas long."),
        ("/thanks, for the soup", "thanks", "for the soup"),
        ("/cancel!", "cancel", ""),
    ],
)
def test_a_command_may_be_typed_like_any_words(
    reader: DiscordEventReader, words: str, name: str, rest: str
) -> None:
    own = reader.phone.says(words)
    event = reader.event()
    assert event
    assert (event.kind, event.name, event.text) == (Kind.COMMAND, name, rest)
    assert event.message == str(own)


@pytest.mark.parametrize("words", ["hello", "/ pair", "8/10", "**b** 😀", "z" + "\u0301" * 1999])
def test_other_words_are_a_text(reader: DiscordEventReader, words: str) -> None:
    own = reader.phone.says(words)
    event = reader.event()
    assert event
    assert (event.kind, event.text, event.message) == (Kind.TEXT, words, str(own))
    assert (event.address, event.nickname, event.language) == (ALICE, "Alice", "")


def test_an_edit_names_the_message_and_has_its_own_key(reader: DiscordEventReader) -> None:
    """Without the moment in its key: it would pass for the message that came before."""
    own = reader.phone.says("befor")
    keys = {key(reader)}
    for words in ("before", "and before"):
        reader.phone.edits(own, words)
        event = reader.event()
        assert event
        assert (event.kind, event.text, event.message) == (Kind.EDIT, words, str(own))
        keys.add(key(reader))
    assert len(keys) == 3
    assert key(reader) == key(reader)


def test_a_link_preview_is_not_an_edit(reader: DiscordEventReader) -> None:
    """Without the look at `edited_timestamp`: the unchanged text came as an edit."""
    reader.phone.says("https://example.org")
    assert reader.read({"t": "MESSAGE_UPDATE", "d": reader.raw["d"] | {"embeds": [{}]}}) is None


def test_the_words_beside_a_picture_count_like_any_others(reader: DiscordEventReader) -> None:
    reader.phone.attaches("us")
    event = reader.event()
    assert event
    assert (event.kind, event.text, event.media) == (Kind.TEXT, "us", "attachments")


def test_a_picture_without_words_is_media(reader: DiscordEventReader) -> None:
    reader.phone.attaches()
    event = reader.event()
    assert event
    assert (event.kind, event.text) == (Kind.MEDIA, "")


def test_forwarded_words_are_known_as_somebody_elses(reader: DiscordEventReader) -> None:
    message = {"id": "1480000000000000000", "type": 0, "channel_id": "5", "author": {"id": "2001"}}
    told = {
        "content": "",
        "message_reference": {"type": 1, "message_id": "7"},
        "message_snapshots": [{"message": {"content": "I miss you", "attachments": []}}],
    }
    event = reader.read({"t": "MESSAGE_CREATE", "d": message | told})
    assert event
    assert (event.kind, event.text, event.forwarded) == (Kind.TEXT, "I miss you", True)
    assert event.reply_to == ""


def test_a_reply_names_the_message_and_the_buttons_under_it(reader: DiscordEventReader) -> None:
    button = Button("Answer", "challenge:answer", ROW)
    wire = button.to_wire(SERVER_KEYS.signer(ALICE))
    row = {"type": 1, "components": [{"type": 2, "custom_id": wire, "label": "Answer"}]}
    message = {"id": "1480000000000000000", "type": 19, "channel_id": "5", "content": "Like this"}
    about = {
        "author": {"id": "2001"},
        "message_reference": {"type": 0, "message_id": "7"},
        "referenced_message": {"id": "7", "components": [row]},
    }
    event = reader.read({"t": "MESSAGE_CREATE", "d": message | about})
    assert event
    assert (event.reply_to, event.reply_buttons) == ("7", (button,))


def test_a_message_says_when_it_was_said(reader: DiscordEventReader) -> None:
    """Discord's own example of an id (API reference, Snowflakes)."""
    message = {"id": "175928847299117063", "type": 0, "channel_id": "5", "content": "hi"}
    event = reader.read({"t": "MESSAGE_CREATE", "d": message | {"author": {"id": "2001"}}})
    assert event
    assert event.said == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)


def pressed(reader: DiscordEventReader, wire: str) -> Event:
    own = reader.posted(wire)
    reader.phone.presses(own, wire)
    event = reader.event()
    assert event
    assert (event.kind, event.message, event.address) == (Kind.PRESS, str(own), ALICE)
    return event


def test_a_button_is_read_back_with_its_row_and_choice(reader: DiscordEventReader) -> None:
    button = Button("Share", "challenge:share", ROW, "later")
    event = pressed(reader, button.to_wire(SERVER_KEYS.signer(ALICE)))
    assert (event.name, event.subject, event.choice) == ("challenge:share", ROW, "later")


def test_a_menu_choice_is_a_press(reader: DiscordEventReader) -> None:
    """Without a look at the values: no day of the calendar counted as a button."""
    wire = Button("4", "remind:day", ROW, "2026-03-04").to_wire(SERVER_KEYS.signer(ALICE))
    data = {"custom_id": "menu:1", "component_type": 3, "values": [wire]}
    press = {"id": "1", "type": 3, "user": {"id": ALICE.id}, "data": data, "message": {"id": "7"}}
    event = reader.read({"t": "INTERACTION_CREATE", "d": press})
    assert event
    assert (event.kind, event.message) == (Kind.PRESS, "7")
    assert (event.name, event.subject, event.choice) == ("remind:day", ROW, "2026-03-04")


def test_a_button_that_was_made_for_somebody_else_has_no_name(reader: DiscordEventReader) -> None:
    """Without the signature's look at who pressed: Bob's button did what it says for Alice."""
    bobs = SERVER_KEYS.signer(Address(PLATFORM, "2002"))
    event = pressed(reader, Button("Share", "challenge:share", ROW).to_wire(bobs))
    assert (event.name, event.subject, event.choice) == ("", None, "")


@given(data=st.text(max_size=100))
def test_forged_buttons_have_no_name(data: str) -> None:
    press = {"id": "1", "type": 3, "user": {"id": "2001"}, "data": {"custom_id": data}}
    event = DiscordEventReader().read({"t": "INTERACTION_CREATE", "d": press})
    assert event
    assert (event.kind, event.name) == (Kind.PRESS, "")


def field(custom_id: str) -> dict[str, Any]:
    return {"type": 4, "style": 2, "custom_id": custom_id, "label": "Yours", "max_length": 4000}


@pytest.mark.parametrize(
    "held",
    [
        {"type": 18, "label": "Yours", "component": field("words")},
        {"type": 1, "components": [field("words")]},
    ],
)
def test_a_form_comes_as_the_text_in_it(reader: DiscordEventReader, held: dict[str, Any]) -> None:
    number = reader.phone.slash("pair")
    form = OpenForm(number, "any", "Yours", [held])
    reader.playground.discord.interactions.forms[reader.phone.person.id] = form
    reader.phone.submits("z" + "\u0301" * 3999)
    event = reader.event()
    assert event
    assert (event.kind, len(event.text), event.message) == (Kind.FORM, 4000, "")
    assert event.address == ALICE


def submitted(reader: DiscordEventReader, wire: str) -> Event:
    number = reader.phone.slash("pair")
    stored = {"type": 18, "label": "Yours", "component": field("words")}
    reader.playground.discord.interactions.forms[reader.phone.person.id] = OpenForm(
        number, wire, "Yours", [stored]
    )
    reader.phone.submits("ours")
    event = reader.event()
    assert event
    assert (event.kind, event.text) == (Kind.FORM, "ours")
    return event


def test_a_form_says_all_that_its_button_said(reader: DiscordEventReader) -> None:
    """A form that comes back after a restart then needs no memory of it."""
    button = Button("Answer", "challenge:answer", ROW, "5f3a")
    event = submitted(reader, button.to_wire(SERVER_KEYS.signer(ALICE)))
    assert (event.name, event.subject, event.choice) == ("challenge:answer", ROW, "5f3a")


def test_a_form_that_was_made_for_somebody_else_has_no_name(reader: DiscordEventReader) -> None:
    """Without the signature's look at who sends it: Alice's words went to Bob's row."""
    bobs = SERVER_KEYS.signer(Address(PLATFORM, "2002"))
    event = submitted(reader, Button("Answer", "challenge:answer", ROW).to_wire(bobs))
    assert (event.name, event.subject, event.choice) == ("", None, "")


def test_a_reaction_names_the_message_and_the_emoji(reader: DiscordEventReader) -> None:
    """Seen to fail with no event at all."""
    own = reader.posted("x")
    reader.phone.reacts(own, "👍🏽")
    assert reader.event() == Event(
        "discord:1", Kind.REACTION, AT, ALICE, text="👍🏽", message=str(own)
    )


def test_a_reaction_to_ones_own_words_is_ignored(reader: DiscordEventReader) -> None:
    own = reader.phone.says("hello")
    reader.phone.reacts(own, "👍")
    assert reader.raw["t"] == "MESSAGE_REACTION_ADD"
    assert reader.event() is None


def test_images_guilds_and_removed_reactions_mean_nothing(reader: DiscordEventReader) -> None:
    own, public = reader.posted("x"), reader.phone.says("hello", reader.phone.guild)
    reader.phone.reacts(own, "wave:749054660769218631")
    assert reader.event() is None
    reader.phone.reacts(own, "👍")
    reader.phone.unreacts(own, "👍")
    assert (reader.raw["t"], reader.event()) == ("MESSAGE_REACTION_REMOVE", None)
    reader.bob.reacts(public, "👍", reader.bob.guild)
    assert (reader.raw["t"], reader.event()) == ("MESSAGE_REACTION_ADD", None)


def test_each_reaction_has_its_own_key_that_reveals_nothing(reader: DiscordEventReader) -> None:
    """Seen to fail with none: they have no id, and the same one may come again."""
    own = reader.posted("x")
    keys = set()
    for session in ("one", "two"):
        reader.phone.reacts(own, "👍")
        dispatch, again = (Dispatch.read(reader.raw, session) for _ in range(2))
        assert dispatch
        assert again
        assert dispatch.event_id == again.event_id
        assert not any(each in dispatch.event_id for each in ("👍", str(own), ALICE.id))
        keys |= {dispatch.event_id}
        reader.phone.unreacts(own, "👍")
    assert len(keys) == 2


def test_where_somebody_writes_is_where_they_are_answered(reader: DiscordEventReader) -> None:
    reader.phone.says("hello")
    dispatch = Dispatch.read(reader.raw)
    assert dispatch
    assert dispatch.direct_channel_id == str(reader.phone.dm.id)


SOMEBODY = {"id": "2001", "username": "alice"}
SAID = {"id": "1", "channel_id": "2", "author": SOMEBODY, "content": "hello", "type": 0}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("MESSAGE_CREATE", SAID | {"guild_id": "3"}),
        ("MESSAGE_CREATE", SAID | {"author": SOMEBODY | {"bot": True}}),
        ("MESSAGE_CREATE", SAID | {"type": 6}),
        ("MESSAGE_CREATE", SAID | {"content": ""}),
        ("MESSAGE_UPDATE", {"id": "1", "channel_id": "2"}),
        ("INTERACTION_CREATE", {"id": "1", "type": 1}),
        ("INTERACTION_CREATE", {"id": "1", "type": 4, "user": SOMEBODY, "data": {"name": "pair"}}),
        (
            "INTERACTION_CREATE",
            {"id": "1", "type": 2, "user": SOMEBODY, "data": {"name": "Ask", "type": 2}},
        ),
        ("MESSAGE_REACTION_ADD", {"message_id": "1", "emoji": {"id": None, "name": "👍"}}),
        ("MESSAGE_REACTION_ADD", {"user_id": "2001", "message_id": "1"}),
        ("MESSAGE_REACTION_ADD", {"user_id": "2001", "emoji": {"id": None, "name": None}}),
        ("TYPING_START", {"user_id": "2001"}),
        ("MESSAGE_CREATE", None),
    ],
)
def test_foreign_updates_are_not_events(
    reader: DiscordEventReader, kind: str, body: object
) -> None:
    assert reader.read({"t": kind, "d": body}) is None


def test_a_payload_without_a_kind_is_not_an_event(reader: DiscordEventReader) -> None:
    assert reader.read({"op": 11}) is None
