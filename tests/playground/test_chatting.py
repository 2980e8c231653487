"""Test what a bot and a person can do in a chat, as the real client and the phone see it."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from playground import BotBlocked, NothingThere, Playground
from tests.playground.conftest import Hands

ALICE = 1001
YES_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("No", callback_data="n"),
        ]
    ]
)


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert me.is_bot
    assert (me.id, me.username, me.first_name) == (1234567, "same_side_bot", "Same Side")


async def test_a_message_arrives_with_its_date_and_sender(
    server: Playground, bot: Bot, hands: Hands
) -> None:
    sent = server.phone("bob").send("hello")
    message = (await bot.get_updates(timeout=0))[0].message
    assert message
    assert message.from_user
    assert (message.message_id, message.text) == (sent, "hello")
    assert (message.from_user.id, message.from_user.language_code) == (1002, "de")
    assert message.date.timestamp() == hands.now


async def test_a_deep_link_carries_its_payload(server: Playground, bot: Bot) -> None:
    server.phone("alice").start("abc-123")
    message = (await bot.get_updates(timeout=0))[0].message
    assert message
    assert message.text == "/start abc-123"
    assert message.parse_entities(["bot_command"])
    with pytest.raises(ValueError, match="64"):
        server.phone("alice").start("no spaces")


async def test_a_text_of_20000_characters_leaves_in_five_messages(
    server: Playground, bot: Bot
) -> None:
    server.phone("alice").send("x" * 20_000)
    updates = await bot.get_updates(timeout=0)
    lengths = [len(u.message.text) for u in updates if u.message and u.message.text]
    assert lengths == [4096, 4096, 4096, 4096, 3616]


async def test_a_phone_shows_what_the_bot_sent(server: Playground, started: Bot) -> None:
    await started.send_message(
        ALICE, "<i>Hi</i>", "HTML", reply_markup=YES_NO, disable_notification=True
    )
    shown = server.phone("alice").messages[-1]
    assert (shown["from"], shown["text"], shown["silent"]) == ("bot", "Hi", True)
    assert shown["entities"] == [{"type": "italic", "offset": 0, "length": 2}]
    assert shown["keyboard"] == [
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]
    ]


async def test_an_edit_without_a_keyboard_removes_it(server: Playground, started: Bot) -> None:
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    kept = await message.edit_text("Really?", reply_markup=YES_NO)
    assert isinstance(kept, Message)
    assert kept.reply_markup == YES_NO
    assert server.phone("alice").messages[-1]["keyboard"]
    gone = await message.edit_text("Fine.")
    assert isinstance(gone, Message)
    assert gone.reply_markup is None
    shown = server.phone("alice").messages[-1]
    assert (shown["text"], shown["keyboard"], shown["edited"]) == ("Fine.", None, True)


async def test_the_buttons_change_under_the_same_words(server: Playground, started: Bot) -> None:
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    await message.edit_reply_markup(None)
    shown = server.phone("alice").messages[-1]
    assert (shown["text"], shown["keyboard"], shown["edited"]) == ("Sure?", None, False)


async def test_a_press_is_answered_once(server: Playground, started: Bot) -> None:
    alice = server.phone("alice")
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    alice.press(message.message_id, "y")
    query = (await started.get_updates(timeout=0))[0].callback_query
    assert query
    assert query.message
    assert (query.data, query.message.message_id) == ("y", message.message_id)
    assert alice.unanswered == [message.message_id]
    assert await query.answer("Thank you")
    assert (alice.unanswered, alice.toasts) == ([], ["Thank you"])
    with pytest.raises(BadRequest, match="query id is invalid"):
        await query.answer("Thank you again")


async def test_an_unknown_press_or_an_old_one_cannot_be_answered(
    server: Playground, started: Bot, hands: Hands
) -> None:
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    query_id = server.phone("alice").press(message.message_id, "y")
    with pytest.raises(BadRequest, match="query id is invalid"):
        await started.answer_callback_query("12345")
    hands.now += 150
    with pytest.raises(BadRequest, match="Query is too old"):
        await started.answer_callback_query(query_id)


async def test_presses_that_nobody_answered_are_forgotten(
    server: Playground, started: Bot, hands: Hands
) -> None:
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    for _ in range(3):
        latest = server.phone("alice").press(message.message_id, "y")
        hands.now += 200
    assert list(server.telegram.queries) == [latest]


async def test_a_button_is_pressed_at_any_age_but_not_on_a_deleted_message(
    server: Playground, started: Bot, hands: Hands
) -> None:
    alice = server.phone("alice")
    message = await started.send_message(ALICE, "Sure?", reply_markup=YES_NO)
    hands.now += 40 * 3600
    assert alice.press(message.message_id, "forged, too")
    await message.delete()
    with pytest.raises(NothingThere):
        alice.press(message.message_id, "y")


async def test_a_person_edits_their_own_words_only(server: Playground, started: Bot) -> None:
    alice = server.phone("alice")
    sent = alice.send("helo")
    alice.edit(sent, "hello")
    edited = (await started.get_updates(timeout=0))[1].edited_message
    assert edited
    assert edited.edit_date
    assert (edited.message_id, edited.text) == (sent, "hello")
    bots = await started.send_message(ALICE, "hi")
    with pytest.raises(NothingThere):
        alice.edit(bots.message_id, "ho")


async def test_a_person_who_blocked_the_bot_must_unblock_it_to_write(server: Playground) -> None:
    alice = server.phone("alice")
    alice.block()
    with pytest.raises(BotBlocked):
        alice.send("hello?")
    alice.unblock()
    assert alice.send("hello")


async def test_a_photo_reaches_the_bot_and_can_be_loaded(server: Playground, bot: Bot) -> None:
    server.phone("alice").attach("photo", caption="us")
    message = (await bot.get_updates(timeout=0))[0].message
    assert message
    assert message.caption == "us"
    file = await bot.get_file(message.photo[-1].file_id)
    assert (await file.download_as_bytearray()).startswith(b"\x89PNG")


async def test_a_sticker_reaches_the_bot(server: Playground, bot: Bot) -> None:
    server.phone("alice").attach("sticker")
    message = (await bot.get_updates(timeout=0))[0].message
    assert message
    assert message.sticker
    assert message.sticker.emoji == "😀"
    with pytest.raises(ValueError, match="none of"):
        server.phone("alice").attach("flowers")


async def test_the_bot_sends_a_document_and_sends_it_again_by_id(
    server: Playground, started: Bot
) -> None:
    first = await started.send_document(
        ALICE, b"{}", caption="<b>yours</b>", parse_mode="HTML", filename="export.json"
    )
    assert first.document
    again = await started.send_document(ALICE, first.document.file_id)
    assert again.document == first.document
    shown = server.phone("alice").messages[-2]
    assert (shown["document"]["name"], shown["document"]["size"]) == ("export.json", 2)
    assert shown["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]


async def test_the_bot_sends_a_photo_but_only_a_picture(server: Playground, started: Bot) -> None:
    server.phone("alice").attach("photo")
    update = (await started.get_updates(timeout=0))[0]
    assert update.message
    file = await started.get_file(update.message.photo[-1].file_id)
    picture = bytes(await file.download_as_bytearray())
    sent = await started.send_photo(ALICE, picture)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (240, 160)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await started.send_photo(ALICE, b"no picture")


async def test_each_person_sees_the_menu_of_their_language(server: Playground, bot: Bot) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "Hilfe")], language_code="de")
    assert server.phone("alice").commands == [{"command": "help", "description": "Help"}]
    assert server.phone("bob").commands == [{"command": "help", "description": "Hilfe"}]
    assert [c.description for c in await bot.get_my_commands(language_code="de")] == ["Hilfe"]
    await bot.delete_my_commands(language_code="de")
    assert server.phone("bob").commands == [{"command": "help", "description": "Help"}]


async def test_the_bot_describes_itself(bot: Bot) -> None:
    assert await bot.set_my_description("For two")
    assert await bot.set_my_short_description("Two")
    assert (await bot.get_my_description("de")).description == "For two"
    assert (await bot.get_my_short_description()).short_description == "Two"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)


async def test_typing_is_shown_to_those_who_may_be_written_to(started: Bot) -> None:
    assert await started.send_chat_action(ALICE, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await started.send_chat_action(ALICE, "dancing")
