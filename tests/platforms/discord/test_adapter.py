"""Test that Discord's adapter sends every message as intended, and classifies each failure."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    OutboundMessage,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.messages import DiscordMessage, split_into_messages
from bot.platforms.discord.payloads import as_message
from chat import markup
from chat.buttons import Button
from chat.messages import Address, Attachment
from chat.targets import DeleteMessage, EditMessage
from playground import DiscordPhone, Limits, Playground
from storage.sealing import ServerKeys
from tests.support.discord_adapter import build_discord_adapter

ALICE = Address("discord", "2001")
SERVER_KEYS = ServerKeys(b"a key for the tests alone")
SIGN = SERVER_KEYS.signer(ALICE)
TOKEN = "ODgwMDAw.tests.A-token-that-nobody-may-ever-read-in-a-log"
GO = ((Button("Go", "a:b"),),)
NONCE = "0123456789abcdef012345678"
AT = datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(limits=Limits(on=False), discord_token=TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def discord(server: Playground) -> AsyncIterator[DiscordAdapter]:
    adapter = build_discord_adapter(TOKEN, server.url, SERVER_KEYS)
    await adapter.open()
    await adapter.fetch_identity()
    yield adapter
    await adapter.close()


@pytest.fixture
def alice(server: Playground, discord: DiscordAdapter) -> DiscordPhone:
    """Make somebody who has written to the bot."""
    phone = server.add_discord_person("alice")
    learn(discord, phone)
    return phone


def learn(discord: DiscordAdapter, phone: DiscordPhone) -> None:
    """Let the adapter hear a person in their direct messages."""
    said = {"id": "1", "channel_id": str(phone.dm.id), "content": "hi"}
    author = {"id": str(phone.person.id), "username": phone.person.name}
    raw = {"t": "MESSAGE_CREATE", "d": said | {"author": author}}
    discord.translate(json.dumps(raw).encode(), "discord:1", AT)


def calls(server: Playground) -> list[str]:
    return [call.method for call in server.discord.ledger.calls]


async def test_words_arrive_with_their_looks_and_with_every_sign_in_them(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    words = markup.quote("a*b* <@2001> @everyone # 😀")
    platform_message_id = await discord.send(
        ALICE, OutboundMessage(f"*Both* of _you_: ||hush|| {words}")
    )
    shown = alice.messages[-1]
    assert shown["message_id"] == platform_message_id
    assert shown["text"] == r"**Both** of *you*: ||hush|| a\*b\* \<@2001> @everyone # 😀"
    assert not shown["silent"]


async def test_a_message_pings_nobody_and_shows_no_preview(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    await discord.send(ALICE, OutboundMessage("@everyone https://example.org"))
    message = server.discord.messages.of_channel(alice.dm.id)[-1]
    assert message.body["flags"] & 4
    payload = as_message(DiscordMessage("@everyone")).payload
    assert payload
    assert payload["allowed_mentions"] == {"parse": []}


async def test_a_quiet_message_makes_no_sound(discord: DiscordAdapter, alice: DiscordPhone) -> None:
    await discord.send(ALICE, OutboundMessage("hush", silent=True))
    assert alice.messages[-1]["silent"]


async def test_buttons_stand_in_their_rows_and_carry_their_meaning(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    rows = ((Button("Share", "a:b"), Button("Edit", "a:c")), (Button("Keep private", "a:d"),))
    await discord.send(ALICE, OutboundMessage("Yours:", rows))
    shown = alice.messages[-1]["buttons"]
    assert [[b["label"] for b in row] for row in shown] == [["Share", "Edit"], ["Keep private"]]
    assert shown[1][0]["custom_id"] == rows[1][0].to_wire(SIGN)


async def test_a_label_is_cut_between_two_graphemes(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without the cut: Discord answered 50035 and the message was given up."""
    family = "👨‍👩‍👧"
    labels = ["x" * 80, "x" * 81, family * 30, "z" + "\u0301" * 200]
    rows = tuple((Button(words, "a:b", choice=str(n)),) for n, words in enumerate(labels))
    await discord.send(ALICE, OutboundMessage("Which?", rows))
    shown = [row[0]["label"] for row in alice.messages[-1]["buttons"]]
    assert shown == ["x" * 80, "x" * 79 + "…", family * 9 + "…", "…"]


async def test_more_rows_than_five_move_closer_together(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    rows = tuple((Button(str(n), "a:b", choice=str(n)),) for n in range(8))
    await discord.send(ALICE, OutboundMessage("When?", rows))
    shown = alice.messages[-1]["buttons"]
    assert [[b["label"] for b in row] for row in shown] == [list("01234"), list("567")]


async def test_a_month_of_days_unfolds_under_one_post_and_says_nothing_twice(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without menus: two posts, the second of which stayed when the first was changed."""
    leaf = Button("March", "a:month")
    blank = Button("·", "a:month")
    days = [Button(str(n), "a:day", choice=str(n)) for n in range(1, 32)]
    names = [Button(name, "a:month") for name in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")]
    cells = [*names, *[blank] * 4, *days, *[blank] * 7]
    weeks = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    after = (Button("Back", "a:back"),)
    rows = ((leaf, Button("April", "a:month", choice="4")), *weeks, after)
    await discord.send(ALICE, OutboundMessage("When?", rows, nonce=NONCE))
    (shown,) = alice.messages
    assert [[b["label"] for b in row] for row in shown["buttons"]] == [["March", "April"], ["Back"]]
    assert [menu["placeholder"] for menu in shown["menus"]] == [
        "1 · Fr – 16 · Sa",
        "17 · Su – 31 · Su",
    ]
    options = [one for menu in shown["menus"] for one in menu["options"]]
    assert [one["label"].split(" · ")[0] for one in options] == [str(n) for n in range(1, 32)]
    assert options[30]["value"] == days[30].to_wire(SIGN)


async def test_a_wide_row_of_which_little_is_left_is_a_menu_still(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    row = (*[Button("·", "a:month")] * 6, Button("31", "a:day", choice="31"))
    await discord.send(ALICE, OutboundMessage("When?", ((Button("March", "a:month"),), row)))
    (menu,) = alice.messages[-1]["menus"]
    assert menu["placeholder"] == "31"


async def test_more_than_a_post_has_room_for_unfolds_where_it_stood_side_by_side(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """A list of countries does; without it the last button goes under a separate post."""
    rows = [tuple(Button(f"{n}{at}", "a:b", choice=f"{n}-{at}") for at in "ab") for n in range(12)]
    last = (Button("Back", "a:back"),), (Button("Remove", "a:remove"),)
    await discord.send(ALICE, OutboundMessage("Where?", (*rows, *last), nonce=NONCE))
    (shown,) = alice.messages
    (menu,) = shown["menus"]
    assert len(menu["options"]) == 24
    assert [b["label"] for row in shown["buttons"] for b in row] == ["Back", "Remove"]


async def test_more_than_a_post_has_room_for_goes_under_another(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    rows = tuple((Button(str(n), "a:b", choice=str(n)),) for n in range(27))
    platform_message_id = await discord.send(ALICE, OutboundMessage("When?", rows, nonce=NONCE))
    first, more = alice.messages
    assert (first["message_id"], first["text"], more["text"]) == (platform_message_id, "When?", "…")
    labels = [b["label"] for shown in (first, more) for row in shown["buttons"] for b in row]
    assert labels == [str(n) for n in range(27)]


async def test_a_text_that_escaping_makes_too_long_goes_out_in_parts(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without measuring the Markdown: 50035 for a text that the outbox let pass."""
    words = "*_~|<" * 360
    await discord.send(ALICE, OutboundMessage(markup.quote(words), GO, nonce=NONCE))
    shown = alice.messages
    assert len(shown) == 2
    assert all(len(each["text"]) <= 2000 for each in shown)
    assert "".join(each["text"] for each in shown).replace("\\", "") == words
    assert [bool(each["buttons"]) for each in shown] == [False, True]


@pytest.mark.parametrize(
    "words", ["x" * 2000, "😀" * 1000, "z" + "\u0301" * 4000, "*" * 4000, "a_b " * 900]
)
def test_no_post_is_longer_than_discord_takes(words: str) -> None:
    found = split_into_messages(OutboundMessage(f"||*{markup.quote(words)}*||"), SIGN)
    assert all(0 < len(message.content.encode("utf-16-le")) // 2 <= 2000 for message in found)
    letters = sum(message.content.count(words[0]) for message in found)
    assert letters >= words.count(words[0])


async def test_the_same_message_sent_again_is_the_same_in_each_of_its_parts(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without the nonce: four posts; with one nonce for all parts: one post."""
    message = OutboundMessage(markup.quote("*" * 1800), nonce=NONCE)
    platform_message_id = await discord.send(ALICE, message)
    assert await discord.send(ALICE, message) == platform_message_id
    assert len(alice.messages) == 2


async def test_a_message_whose_answer_was_lost_arrives_once(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    server.discord.faults.add("drop", "create_message")
    message = OutboundMessage("hello", nonce=NONCE)
    with pytest.raises(DeliveryUnknown):
        await discord.send(ALICE, message)
    await discord.send(ALICE, message)
    assert [shown["text"] for shown in alice.messages] == ["hello"]


async def test_a_message_is_changed_in_place(discord: DiscordAdapter, alice: DiscordPhone) -> None:
    platform_message_id = await discord.send(ALICE, OutboundMessage("before", GO))
    assert (
        await discord.send(
            ALICE, OutboundMessage("after", target=EditMessage(platform_message_id), nonce=NONCE)
        )
        == platform_message_id
    )
    assert [(m["text"], m["buttons"]) for m in alice.messages] == [("after", [])]


async def test_a_pure_change_never_becomes_a_new_message(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    alice.says("hello")
    count = len(alice.messages)
    gone = OutboundMessage("changed", target=EditMessage("4711", only=True))
    assert await discord.send(ALICE, gone) == "4711"
    assert len(alice.messages) == count


async def test_a_message_that_cannot_be_edited_is_sent_again(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    own = alice.says("hello")
    for changes in (str(own), "4711"):
        platform_message_id = await discord.send(
            ALICE, OutboundMessage(f"not {changes}", target=EditMessage(changes))
        )
        assert platform_message_id != changes
        assert alice.message(platform_message_id)["text"] == f"not {changes}"


async def test_a_message_is_taken_off_the_screen(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    platform_message_id = await discord.send(ALICE, OutboundMessage("secret"))
    for _ in range(2):
        assert (
            await discord.send(
                ALICE, OutboundMessage("gone", target=DeleteMessage(platform_message_id))
            )
            == platform_message_id
        )
    assert alice.messages == []


async def test_a_persons_own_words_stay_and_are_spoken_of(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    own = str(alice.says("mine"))
    await discord.send(ALICE, OutboundMessage("Take it out yourself", target=DeleteMessage(own)))
    assert [shown["text"] for shown in alice.messages] == ["mine", "Take it out yourself"]


async def test_a_file_comes_with_its_words(discord: DiscordAdapter, alice: DiscordPhone) -> None:
    file = Attachment("yours.json", b'{"a": 1}')
    before = await discord.send(ALICE, OutboundMessage("before"))
    await discord.send(
        ALICE, OutboundMessage("*All* of it", GO, EditMessage(before), attachment=file, nonce=NONCE)
    )
    shown = alice.messages[-1]
    assert (shown["files"][0]["name"], shown["files"][0]["size"]) == ("yours.json", 8)
    assert (shown["text"], len(shown["buttons"])) == ("**All** of it", 1)
    await discord.send(ALICE, OutboundMessage("", attachment=file))
    assert (alice.messages[-1]["text"], len(alice.messages[-1]["files"])) == ("", 1)


async def test_the_channel_is_opened_once_and_not_for_people_who_wrote(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without keeping the channels: one call to open them for each message."""
    await discord.send(ALICE, OutboundMessage("hello"))
    assert calls(server) == ["get_my_user", "create_message"]
    bob = server.add_discord_person("bob")
    for _ in range(3):
        answer = OutboundMessage("hello", answers_event="discord:2")
        await discord.send(Address("discord", str(bob.person.id)), answer)
    assert calls(server).count("create_dm") == 1
    assert len(bob.messages) == 3


async def test_a_channel_that_came_with_the_address_need_not_be_opened(
    server: Playground, discord: DiscordAdapter
) -> None:
    """Without the address's channel: after a restart, one is opened for each person."""
    bob = server.add_discord_person("bob")
    to = Address("discord", str(bob.person.id), str(bob.dm.id))
    await discord.send(to, OutboundMessage("hello"))
    assert "create_dm" not in calls(server)
    assert len(bob.messages) == 1


async def test_no_channel_is_opened_for_what_nobody_asked_for(
    server: Playground, discord: DiscordAdapter
) -> None:
    """Without the guard: a Sunday's prompts opened a chat with each person."""
    bob = server.add_discord_person("bob")
    with pytest.raises(Unreachable):
        await discord.send(Address("discord", str(bob.person.id)), OutboundMessage("hello"))
    assert calls(server) == ["get_my_user"]
    assert bob.messages == []


async def test_a_channel_that_is_gone_is_asked_for_again(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    """Without forgetting it: the person is never reached again until a restart."""
    to = Address("discord", "2001", str(alice.dm.id))
    server.discord.faults.add("404", "create_message", code=10003)
    with pytest.raises(NotDelivered):
        await discord.send(to, OutboundMessage("hello again"))
    await discord.send(to, OutboundMessage("hello again"))
    assert calls(server).count("create_dm") == 1


@pytest.mark.parametrize(
    ("fault", "code", "failure"),
    [
        ("429", 0, NotDelivered),
        ("500", 0, NotDelivered),
        ("502", 0, NotDelivered),
        ("403", 50001, NotDelivered),
        ("400", 40003, NotDelivered),
        ("drop", 0, DeliveryUnknown),
        ("reset", 0, DeliveryUnknown),
        ("403", 50007, Unreachable),
        ("403", 50278, Unreachable),
        ("404", 10013, Unreachable),
        ("401", 0, TokenRefused),
        ("400", 50035, Rejected),
        ("403", 50013, Rejected),
        ("404", 0, Rejected),
    ],
)
async def test_each_failure_says_what_became_of_the_message(
    server: Playground,
    discord: DiscordAdapter,
    alice: DiscordPhone,
    fault: str,
    code: int,
    failure: type[SendFailed],
) -> None:
    """Without a request of our own: discord.py took 25.1 s and five calls over a lasting 502."""
    server.discord.faults.add(fault, "create_message", seconds=7, code=code)
    with pytest.raises(failure) as caught:
        await discord.send(ALICE, OutboundMessage("hello"))
    assert type(caught.value) is failure
    waits = {("429", 0): 7, ("400", 40003): 60}
    assert getattr(caught.value, "retry_after", None) == waits.get((fault, code))
    assert calls(server).count("create_message") == 1


@pytest.mark.parametrize("status", [302, 401, 403, 404])
async def test_a_proxys_error_page_is_not_taken_for_discords(status: int) -> None:
    """Without a look at the content type: its 401 held the bot, its 403 gave the message up."""

    async def page(_: web.Request) -> web.Response:
        elsewhere = {"Location": "/signed-in"}
        return web.Response(status=status, text="<html>", headers=elsewhere)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", page)
    async with TestServer(app) as proxy:
        adapter = build_discord_adapter(TOKEN, f"http://{proxy.host}:{proxy.port}", SERVER_KEYS)
        await adapter.open()
        with pytest.raises(NotDelivered):
            await adapter.send(ALICE, OutboundMessage("hello", answers_event="discord:2"))
        await adapter.close()


async def test_no_redirect_is_followed_with_the_token() -> None:
    """Without the switch: the token was shown to whatever address the redirect named."""
    shown: list[str | None] = []

    async def page(request: web.Request) -> web.Response:
        shown.append(request.headers.get("Authorization"))
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", page)
    async with TestServer(app) as proxy:
        adapter = build_discord_adapter(TOKEN, f"http://{proxy.host}:{proxy.port}", SERVER_KEYS)
        await adapter.open()
        with pytest.raises(NotDelivered):
            await adapter.fetch_identity()
        await adapter.close()
    assert shown == [f"Bot {TOKEN}"]


async def test_opening_too_many_chats_does_not_fail_the_message(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    server.discord.faults.add("400", "create_dm", code=40003)
    to = Address("discord", str(server.add_discord_person("bob").person.id))
    with pytest.raises(NotDelivered) as caught:
        await discord.send(to, OutboundMessage("hello", answers_event="discord:2"))
    assert caught.value.retry_after == 60


async def test_without_a_server_nothing_was_sent(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    await discord.send(ALICE, OutboundMessage("hello"))
    await server.stop()
    with pytest.raises((NotDelivered, DeliveryUnknown)):
        await discord.send(ALICE, OutboundMessage("hello"))
    with pytest.raises(NotDelivered):
        await discord.send(ALICE, OutboundMessage("hello"))
    assert len(alice.messages) == 1


async def test_people_who_closed_their_chat_or_left_are_not_reached(
    discord: DiscordAdapter, alice: DiscordPhone
) -> None:
    alice.closes_dms()
    with pytest.raises(Unreachable):
        await discord.send(ALICE, OutboundMessage("hello"))
    alice.opens_dms()
    await discord.send(ALICE, OutboundMessage("hello"))
    alice.leaves()
    for nobody in (ALICE, Address("discord", "4711")):
        with pytest.raises(Unreachable):
            await discord.send(nobody, OutboundMessage("hello", answers_event="discord:2"))


async def test_the_token_is_tried_by_asking_who_we_are(
    server: Playground, discord: DiscordAdapter
) -> None:
    assert await discord.probe()
    server.discord_token = "another"
    assert not await discord.probe()
    await server.stop()
    assert await discord.probe()


async def test_discord_has_a_link_that_adds_the_bot_and_none_that_brings_a_code(
    server: Playground, discord: DiscordAdapter
) -> None:
    assert discord.link("abc") == ""
    assert discord.link("").endswith(f"/oauth2/authorize?client_id={server.discord.application_id}")


@pytest.mark.parametrize("fault", ["401", "404", "429", "502", "drop", "reset"])
async def test_no_failure_ever_shows_the_token(
    server: Playground, discord: DiscordAdapter, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # More than once, as aiohttp retries on its own when a kept connection breaks during a GET.
    server.discord.faults.add(fault, times=None)
    with pytest.raises(SendFailed) as caught:
        await discord.fetch_identity()
    assert TOKEN not in repr(caught.value)
    assert caught.value.__suppress_context__
    assert TOKEN not in caplog.text
