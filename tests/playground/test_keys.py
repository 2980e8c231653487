"""Test the keys below a chat on the local Telegram, and replies that the bot asks for."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest

from playground import NothingThere, Playground
from tests.playground.conftest import Hands
from tests.playground.test_media import told

ALICE = 1001
CHOOSE = KeyboardButton(
    "Choose", request_users=KeyboardButtonRequestUsers(7, user_is_bot=False, request_name=True)
)


def labels(server: Playground) -> list[list[str]]:
    """Return what stands on Alice's keys."""
    return [[key["text"] for key in row] for row in server.phone("alice").keys]


async def test_a_person_is_chosen_with_a_key(server: Playground, started: Bot) -> None:
    alice, bob = server.phone("alice"), server.phone("bob").person
    keys = ReplyKeyboardMarkup([[CHOOSE], ["Not now"]], one_time_keyboard=True)
    await started.send_message(ALICE, "Who?", reply_markup=keys)
    assert labels(server) == [["Choose"], ["Not now"]]
    with pytest.raises(ValueError, match="too many"):
        alice.shares_users("Choose", bob, alice.person)
    alice.shares_users("Choose", bob)
    assert labels(server) == []
    (message,) = await told(started)
    assert message.users_shared
    assert message.users_shared.request_id == 7
    (user,) = message.users_shared.users
    assert (user.user_id, user.first_name, user.username) == (bob.id, "Bob", None)


async def test_keys_stay_until_the_bot_takes_them_away(server: Playground, started: Bot) -> None:
    alice = server.phone("alice")
    await started.send_message(ALICE, "Who?", reply_markup=ReplyKeyboardMarkup([["Not now"]]))
    alice.taps("Not now")
    assert (await told(started))[0].text == "Not now"
    await started.send_message(ALICE, "Fine")
    assert labels(server) == [["Not now"]]
    await started.send_message(ALICE, "Gone", reply_markup=ReplyKeyboardRemove())
    assert labels(server) == []
    with pytest.raises(NothingThere):
        alice.taps("Not now")


async def test_people_are_asked_for_in_private_chats_alone(
    server: Playground, started: Bot
) -> None:
    group = server.phone("alice").add_bot_to_group("Family")
    with pytest.raises(BadRequest, match=r"(?i)button_type_invalid"):
        await started.send_message(group.id, "Who?", reply_markup=ReplyKeyboardMarkup([[CHOOSE]]))
    many = KeyboardButton("Many", request_users=KeyboardButtonRequestUsers(1, max_quantity=11))
    with pytest.raises(BadRequest, match=r"(?i)button_type_invalid"):
        await started.send_message(ALICE, "Who?", reply_markup=ReplyKeyboardMarkup([[many]]))


async def test_the_next_message_answers_what_asked_for_a_reply(
    server: Playground, started: Bot
) -> None:
    alice = server.phone("alice")
    asked = await started.send_message(ALICE, "What was good?", reply_markup=ForceReply())
    for words in ("the walk", "and the sea"):
        alice.send(words)
    first, second = await told(started)
    assert first.reply_to_message
    assert first.reply_to_message.message_id == asked.message_id
    assert second.reply_to_message is None
    await started.send_message(ALICE, "And now?", reply_markup=ForceReply())
    alice.dismisses_reply()
    alice.send("soup")
    assert (await told(started))[-1].reply_to_message is None


async def test_buttons_and_a_reply_go_together(server: Playground, started: Bot) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Skip", "callback_data": "s"}]], "force_reply": True}
    sent = await started.send_message(ALICE, "Good?", api_kwargs={"reply_markup": keyboard})
    await started.edit_message_text(
        "What?",
        ALICE,
        sent.message_id,
        reply_markup=InlineKeyboardMarkup.from_button(
            InlineKeyboardButton("Skip", callback_data="t")
        ),
    )
    server.phone("alice").send("the walk")
    (answer,) = await told(started)
    assert answer.reply_to_message
    assert answer.reply_to_message.message_id == sent.message_id
    assert server.telegram.messages.find(ALICE, sent.message_id).body["reply_markup"]["force_reply"]  # type: ignore[union-attr]  # it is there


async def test_buttons_have_styles_and_open_a_chosen_chat(started: Bot) -> None:
    row = [
        InlineKeyboardButton("Yes", callback_data="y", style="primary"),
        InlineKeyboardButton(
            "Send it",
            switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat("x", allow_user_chats=True),
        ),
    ]
    sent = await started.send_message(ALICE, "x", reply_markup=InlineKeyboardMarkup([row]))
    assert sent.reply_markup == InlineKeyboardMarkup([row])
    for wrong, why in (
        (InlineKeyboardButton("No", callback_data="n", style="blue"), "button style"),
        (
            InlineKeyboardButton(
                "To", switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat()
            ),
            "chat type must be allowed",
        ),
    ):
        with pytest.raises(BadRequest, match=why):
            await started.send_message(ALICE, "x", reply_markup=InlineKeyboardMarkup([[wrong]]))


async def test_keys_outlive_a_restart(server: Playground, started: Bot, hands: Hands) -> None:
    await started.send_message(ALICE, "Who?", reply_markup=ReplyKeyboardMarkup([["Not now"]]))
    again = Playground(server.token, now=hands)
    again.restore(server.snapshot())
    assert [[key["text"] for key in row] for row in again.phone("alice").keys] == [["Not now"]]
