"""Test that Telegram's adapter sends every message as intended, and classifies each failure."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

import handlers
from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    OutboundMessage,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from bot.platforms.telegram.adapter import TelegramAdapter
from chat.buttons import Button
from chat.messages import Address, Attachment, Kind, PersonPicker
from chat.targets import EditMessage
from handlers.turn import Content
from playground import Limits, Phone, Playground
from storage.sealing import ServerKeys

ALICE = Address("telegram", "1001")
BOB = Address("telegram", "1002")
SERVER_KEYS = ServerKeys(b"a key for the tests alone")
TOKEN = "1234567:A-token-that-nobody-may-ever-read-in-a-log"


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN, limits=Limits(on=False))
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def telegram(server: Playground) -> AsyncIterator[TelegramAdapter]:
    adapter = TelegramAdapter(TOKEN, server.url, SERVER_KEYS)
    await adapter.open()
    await adapter.fetch_identity()
    yield adapter
    await adapter.close()


@pytest.fixture
def alice(server: Playground) -> Phone:
    return server.add_person("alice", id=1001, started=True)


@pytest.fixture
def bob(server: Playground) -> Phone:
    return server.add_person("bob", id=1002)


async def test_words_arrive_with_their_looks_and_with_every_sign_in_them(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    platform_message_id = await telegram.send(
        ALICE, OutboundMessage(r"*Both* of you: <b>&amp; 5 \* 3 😀")
    )
    shown = alice.messages[-1]
    assert str(shown["message_id"]) == platform_message_id
    assert shown["text"] == "Both of you: <b>&amp; 5 * 3 😀"
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert not shown["silent"]


async def test_a_quiet_message_makes_no_sound(telegram: TelegramAdapter, alice: Phone) -> None:
    await telegram.send(ALICE, OutboundMessage("hush", silent=True))
    assert alice.messages[-1]["silent"]


async def test_buttons_stand_in_their_rows(telegram: TelegramAdapter, alice: Phone) -> None:
    rows = ((Button("Share", "a:b"), Button("Edit", "a:c")), (Button("Keep private", "a:d"),))
    await telegram.send(ALICE, OutboundMessage("Yours:", rows))
    keyboard = alice.messages[-1]["keyboard"]
    labels = [[each["text"] for each in row] for row in keyboard]
    assert labels == [["Share", "Edit"], ["Keep private"]]


async def test_a_message_is_changed_in_place(telegram: TelegramAdapter, alice: Phone) -> None:
    platform_message_id = await telegram.send(
        ALICE, OutboundMessage("before", ((Button("Go", "a:b"),),))
    )
    assert (
        await telegram.send(
            ALICE, OutboundMessage("after", target=EditMessage(platform_message_id))
        )
        == platform_message_id
    )
    assert [shown["text"] for shown in alice.messages] == ["after"]
    assert alice.messages[0]["keyboard"] is None


async def test_a_change_that_changes_nothing_is_fine(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    platform_message_id = await telegram.send(ALICE, OutboundMessage("same"))
    assert (
        await telegram.send(ALICE, OutboundMessage("same", target=EditMessage(platform_message_id)))
        == platform_message_id
    )
    assert len(alice.messages) == 1


async def test_a_message_that_cannot_be_edited_is_sent_again(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    own = alice.send("/thanks")
    file = await telegram.send(
        ALICE, OutboundMessage("here", attachment=Attachment("a.json", b"{}"))
    )
    for changes in (str(own), file, "4711"):
        platform_message_id = await telegram.send(
            ALICE, OutboundMessage(f"not {changes}", target=EditMessage(changes))
        )
        assert platform_message_id != changes
        assert alice.message(int(platform_message_id))["text"] == f"not {changes}"


async def test_a_pure_change_never_becomes_a_new_message(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    """A person who deleted a message gets no new one for each change by the partner."""
    count = len(alice.messages)
    gone = OutboundMessage("changed", target=EditMessage("4711", only=True))
    assert await telegram.send(ALICE, gone) == "4711"
    assert len(alice.messages) == count


async def test_a_file_comes_with_its_words(telegram: TelegramAdapter, alice: Phone) -> None:
    file = Attachment("yours.json", b'{"a": 1}')
    await telegram.send(ALICE, OutboundMessage("*All* of it", attachment=file))
    shown = alice.messages[-1]
    assert (shown["document"]["name"], shown["document"]["size"]) == ("yours.json", 8)
    assert shown["caption"] == "All of it"


async def test_words_too_long_for_a_caption_go_ahead_of_the_file(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    words = "é" * 1025
    file = Attachment("yours.json", b"{}")
    await telegram.send(ALICE, OutboundMessage(words, ((Button("Go", "a:b"),),), attachment=file))
    text, document = alice.messages
    assert (text["text"], text["keyboard"]) == (words, None)
    assert document["document"]
    assert document["keyboard"]


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("429", NotDelivered),
        ("500", NotDelivered),
        ("502", NotDelivered),
        ("drop", DeliveryUnknown),
        ("reset", DeliveryUnknown),
        ("400", Unreachable),
        ("403", Unreachable),
        ("401", TokenRefused),
        ("404", TokenRefused),
    ],
)
async def test_each_failure_says_what_became_of_the_message(
    server: Playground,
    telegram: TelegramAdapter,
    alice: Phone,
    fault: str,
    failure: type[SendFailed],
) -> None:
    server.faults.add(fault, "sendMessage", seconds=7)
    with pytest.raises(failure) as caught:
        await telegram.send(ALICE, OutboundMessage("hello"))
    assert type(caught.value) is failure
    assert getattr(caught.value, "retry_after", 7) in (7, None)
    assert (fault == "429") == (getattr(caught.value, "retry_after", None) == 7)


async def test_without_a_server_nothing_was_sent(
    server: Playground, telegram: TelegramAdapter, alice: Phone
) -> None:
    await telegram.send(ALICE, OutboundMessage("hello"))
    await server.stop()
    with pytest.raises((NotDelivered, DeliveryUnknown)):
        await telegram.send(ALICE, OutboundMessage("hello"))
    with pytest.raises(NotDelivered):
        await telegram.send(ALICE, OutboundMessage("hello"))
    assert len(alice.messages) == 1


async def test_people_who_never_wrote_or_left_are_not_reached(
    telegram: TelegramAdapter, alice: Phone, bob: Phone
) -> None:
    alice.block()
    for nobody in (ALICE, BOB, Address("telegram", "4711")):
        with pytest.raises(Unreachable):
            await telegram.send(nobody, OutboundMessage("hello"))


async def test_a_message_that_telegram_will_never_take_is_our_fault(
    telegram: TelegramAdapter, alice: Phone
) -> None:
    with pytest.raises(Rejected):
        await telegram.send(ALICE, OutboundMessage("x" * 4097))


async def test_the_token_is_tried_by_asking_who_we_are(
    server: Playground, telegram: TelegramAdapter
) -> None:
    assert await telegram.probe()
    server.faults.add("401", "getMe")
    assert not await telegram.probe()


async def test_a_network_that_is_away_does_not_speak_against_the_token(
    server: Playground, telegram: TelegramAdapter
) -> None:
    await server.stop()
    assert await telegram.probe()


async def test_a_key_lets_people_choose_somebody_and_goes_again(
    server: Playground, telegram: TelegramAdapter, alice: Phone, bob: Phone
) -> None:
    await telegram.send(ALICE, OutboundMessage("Whom?", picker=PersonPicker("Choose")))
    assert [[each["text"] for each in row] for row in alice.keys] == [["Choose"]]
    alice.shares_users("Choose", bob.person)
    (update,) = await telegram.bot.get_updates()
    at = datetime(2026, 3, 4, tzinfo=UTC)
    event = telegram.translate(update.to_json().encode(), "1", at)
    assert event
    assert (event.kind, event.chosen) == (Kind.CHOSEN, BOB)
    await telegram.send(ALICE, OutboundMessage("Again?", picker=PersonPicker("Choose")))
    await telegram.send(ALICE, OutboundMessage("All right.", picker=PersonPicker()))
    assert alice.keys == []


async def test_a_link_opens_the_bot_with_its_payload(telegram: TelegramAdapter) -> None:
    assert telegram.link("abc-123_") == "https://t.me/same_side_bot?start=abc-123_"


async def test_the_menu_names_each_command(
    telegram: TelegramAdapter, alice: Phone, shelf: Content
) -> None:
    await telegram.register_commands(shelf.texts, handlers.collect_features().menu)
    assert tuple(each["command"] for each in alice.commands) == handlers.collect_features().menu
    assert all(each["description"] for each in alice.commands)


async def test_a_failed_menu_does_not_stop_the_start(
    server: Playground, telegram: TelegramAdapter, shelf: Content
) -> None:
    server.faults.add("429", "setMyCommands", seconds=30)
    await telegram.register_commands(shelf.texts, handlers.collect_features().menu)


@pytest.mark.parametrize("fault", ["401", "404", "429", "502", "drop", "reset"])
async def test_no_failure_ever_shows_the_token(
    server: Playground, telegram: TelegramAdapter, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    server.faults.add(fault)
    with pytest.raises(SendFailed) as caught:
        await telegram.fetch_identity()
    assert TOKEN not in repr(caught.value)
    assert caught.value.__suppress_context__
    assert TOKEN not in caplog.text
