"""Test that the playground refuses what Telegram refuses, in the same words."""

from __future__ import annotations

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken

from playground import Playground
from tests.playground.conftest import Hands, bot_for

ALICE, BOB = 1001, 1002


def keyboard(*rows: int, data: str = "x") -> InlineKeyboardMarkup:
    """Return rows of that many buttons each."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton("x", callback_data=data) for _ in range(row)] for row in rows]
    )


async def raw(server: Playground, method: str, **body: object) -> tuple[int, str]:
    """Send anything at all; return the status and the description."""
    address = f"{server.url}/bot{server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, json=body) as answer:
        return answer.status, (await answer.json()).get("description", "")


async def test_a_malformed_token_is_not_found(server: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{server.url}/botnonsense/getMe")
        assert answer.status == 404
    with pytest.raises(InvalidToken):
        async with bot_for(server, "nonsense"):
            pytest.fail("nobody should come in")


async def test_a_revoked_token_is_unauthorized(server: Playground, bot: Bot) -> None:
    server.token = "1234567:another-one"
    with pytest.raises(InvalidToken, match="Unauthorized"):
        await bot.get_me()


async def test_an_unknown_method_is_not_found(server: Playground) -> None:
    assert await raw(server, "sendFlowers") == (404, "Not Found: method not found")


async def test_a_method_may_be_written_in_any_case(server: Playground) -> None:
    assert await raw(server, "GETME") == (200, "")


async def test_people_who_never_started_the_bot_get_no_messages(bot: Bot) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(BOB, "hello")


async def test_people_who_blocked_the_bot_get_no_messages(server: Playground, bot: Bot) -> None:
    bob = server.phone("bob")
    bob.start()
    bob.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(BOB, "hello")
    bob.unblock()
    assert await bot.send_message(BOB, "hello")


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "hello")


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "<b> </b>"])
async def test_an_empty_text_is_refused(started: Bot, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await started.send_message(ALICE, text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a" * 4096, True),
        ("a" * 4097, False),
        ("<b>" + "a" * 4096 + "</b>", True),
        ("&lt;" * 4096, True),
        ("😀" * 2048, True),
        ("😀" * 2049, False),
    ],
)
async def test_a_text_has_4096_characters_after_parsing(
    started: Bot, text: str, fits: bool
) -> None:
    if fits:
        assert await started.send_message(ALICE, text, parse_mode="HTML")
        return
    with pytest.raises(BadRequest, match="Message is too long"):
        await started.send_message(ALICE, text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a ='x'>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x!>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ],
)
async def test_broken_html_is_refused(
    server: Playground, started: Bot, html: str, why: str
) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await started.send_message(ALICE, html, parse_mode="HTML")
    told = await raw(server, "sendMessage", chat_id=ALICE, text=html, parse_mode="HTML")
    assert told == (400, f"Bad Request: can't parse entities: {why}")


async def test_callback_data_has_at_most_64_bytes(started: Bot) -> None:
    assert await started.send_message(ALICE, "x", reply_markup=keyboard(1, data="é" * 32))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await started.send_message(ALICE, "x", reply_markup=keyboard(1, data="é" * 32 + "x"))


@pytest.mark.parametrize(
    ("rows", "fits"), [((8,) * 12, True), ((9,), False), ((8,) * 12 + (5,), False)]
)
async def test_a_keyboard_has_at_most_8_in_a_row_and_100_in_all(
    started: Bot, rows: tuple[int, ...], fits: bool
) -> None:
    if fits:
        assert await started.send_message(ALICE, "x", reply_markup=keyboard(*rows))
        return
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await started.send_message(ALICE, "x", reply_markup=keyboard(*rows))


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "editMessageReplyMarkup"])
@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (None, "object expected as reply markup"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": None}, "should be an Array of Arrays"),
        ({"inline_keyboard": [[{"text": "x"}]]}, "Text buttons are not allowed"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, '"text" must be of type String'),
    ],
)
async def test_an_invalid_keyboard_is_refused(
    server: Playground, started: Bot, method: str, markup: object, why: str
) -> None:
    message = await started.send_message(ALICE, "x")
    call = {"chat_id": ALICE, "message_id": message.message_id, "text": "y"}
    status, description = await raw(server, method, **call, reply_markup=markup)
    assert status == 400
    assert why in description


async def test_an_edit_that_changes_nothing_is_refused(started: Bot) -> None:
    message = await started.send_message(ALICE, "<b>x</b>", "HTML", reply_markup=keyboard(1))
    for _ in range(2):
        with pytest.raises(BadRequest, match="Message is not modified"):
            await message.edit_text("<b>x</b>", "HTML", reply_markup=keyboard(1))
        with pytest.raises(BadRequest, match="Message is not modified"):
            await message.edit_reply_markup(keyboard(1))
        await message.edit_text("y")
        await message.edit_text("<b>x</b>", "HTML", reply_markup=keyboard(1))


async def test_a_missing_message_is_neither_edited_nor_deleted(started: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await started.edit_message_text("x", ALICE, 999)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await started.delete_message(ALICE, 999)


async def test_a_person_s_words_are_not_the_bot_s_to_edit(server: Playground, started: Bot) -> None:
    said = server.phone("alice").send("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await started.edit_message_text("yours", ALICE, said)


async def test_a_message_is_deleted_within_48_hours_only(
    server: Playground, started: Bot, hands: Hands
) -> None:
    said = server.phone("alice").send("a secret")
    old = await started.send_message(ALICE, "old")
    hands.now += 48 * 3600
    assert await started.delete_message(ALICE, said)
    hands.now += 1
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await old.delete()


async def test_a_reply_to_a_missing_message_is_refused(started: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await started.send_message(ALICE, "x", reply_to_message_id=999)
    assert await started.send_message(
        ALICE, "x", reply_to_message_id=999, allow_sending_without_reply=True
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        {"entities": 5},
        {"entities": [5]},
        {"entities": [{"type": "bold"}]},
        {"reply_parameters": [1]},
        {"reply_parameters": "{"},
        {"reply_markup": "{"},
        {"reply_markup": {"inline_keyboard": [[5]]}},
    ],
)
async def test_nonsense_is_refused(
    server: Playground, started: Bot, nonsense: dict[str, object]
) -> None:
    status, description = await raw(server, "sendMessage", chat_id=ALICE, text="x", **nonsense)
    assert (status, description.split(":")[0]) == (400, "Bad Request")


@pytest.mark.parametrize("language", ["", "en"])
async def test_a_bad_command_menu_is_refused(started: Bot, language: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await started.set_my_commands([("Start", "x")], language_code=language)
    with pytest.raises(BadRequest, match=r"(?i)bot_command_description_invalid"):
        await started.set_my_commands([("start", "")], language_code=language)
