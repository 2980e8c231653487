"""Test that everything the stand-in says agrees with the published description of the Bot API."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground import Playground
from playground.shared.media import sample
from playground.telegram.contents import ATTACHMENTS
from playground.telegram.group_phones import GroupPhone
from playground.telegram.methods import METHODS
from tests.playground.bot_api_spec import Spec
from tests.playground.test_media import picture

PATH = os.environ.get("TELEGRAM_BOT_API_SPEC", "")
ADDITIONS = os.environ.get("TELEGRAM_BOT_API_ADDITIONS", "")
SPECS = [None, Path(ADDITIONS)] if Path(ADDITIONS).is_file() else [None]
"""The descriptions merged over the full one: none, and that of later versions."""
ALICE = 1001
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "See", "url": "https://example.org"}],
        [{"text": "Copy", "copy_text": {"text": "code"}}],
    ]
}

pytestmark = pytest.mark.skipif(
    not Path(PATH).is_file(),
    reason="TELEGRAM_BOT_API_SPEC names no api.json of PaulSonOfLars/telegram-bot-api-spec",
)


class Checked:
    """A client that calls methods and checks every answer against the description."""

    def __init__(self, server: Playground, session: aiohttp.ClientSession, spec: Spec) -> None:
        self.spec = spec
        self._address = f"{server.url}/bot{server.token}"
        self._session = session

    async def upload(self, method: str, field: str, content: bytes, **arguments: str) -> Any:  # noqa: ANN401 - whatever Telegram answers
        """Return the result of a call with one file, once it is checked."""
        form = aiohttp.FormData({"chat_id": str(ALICE)} | arguments)
        form.add_field(field, content, filename=f"{field}.bin")
        return await self._post(method, data=form)

    async def call(self, method: str, **arguments: object) -> Any:  # noqa: ANN401 - whatever Telegram answers
        """Return the result, once it is checked."""
        described = {field["name"] for field in self.spec.methods[method.lower()].get("fields", [])}
        assert arguments.keys() <= described
        return await self._post(method, json=arguments)

    async def _post(self, method: str, **sent: Any) -> Any:  # noqa: ANN401 - whatever Telegram answers
        async with self._session.post(f"{self._address}/{method}", **sent) as answer:
            body = await answer.json()
        assert body["ok"], body
        assert self.spec.answer_faults(method, body["result"]) == []
        return body["result"]


@pytest.fixture(params=SPECS, ids=["full", "with additions"][: len(SPECS)])
async def checked(server: Playground, request: pytest.FixtureRequest) -> AsyncIterator[Checked]:
    async with aiohttp.ClientSession() as session:
        yield Checked(server, session, Spec(Path(PATH), request.param))


async def test_every_method_exists_on_telegram(checked: Checked) -> None:
    assert METHODS.keys() <= checked.spec.methods.keys()


async def test_each_kind_of_update_is_as_described(server: Playground, checked: Checked) -> None:
    alice = server.phone("alice")
    alice.start("payload")
    words = alice.send("a #tag, @bob and https://example.org")
    alice.edit(words, "other words")
    for kind in ATTACHMENTS:
        alice.attach(kind, "us", album="us")
    alice.edit(alice.attach("photo", "us"), "them")
    alice.send("yes", reply_to=words, quote="other", forwarded="Somebody")
    alice.forward(words)
    request = {"request_id": 1, "request_name": True, "request_username": True}
    keys = {"keyboard": [[{"text": "Who?", "request_users": request}]]}
    await checked.call("sendMessage", chat_id=ALICE, text="x", reply_markup=keys)
    alice.shares_users("Who?", server.phone("bob").person)
    message = await checked.call(
        "sendMessage",
        chat_id=ALICE,
        text='<a href="https://a.org">y</a><pre><code class="language-c">z</code></pre>',
        parse_mode="HTML",
        reply_markup=BUTTONS,
        reply_parameters={"message_id": words},
        protect_content=True,
    )
    alice.press(message["message_id"], "y")
    alice.send("in a group", alice.add_bot_to_group("Family"))
    alice.block()
    alice.unblock()
    updates = await checked.call("getUpdates")
    assert {kind for update in updates for kind in update} == {
        "update_id",
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }


async def test_all_that_happens_in_a_group_is_as_described(
    server: Playground, checked: Checked
) -> None:
    alice = server.phone("alice").person
    group = GroupPhone.make(server.telegram, alice)
    forum = GroupPhone.make(server.telegram, alice, forum=True)
    for each in (group, forum):
        each.adds_bot()
    own = group.says("hello @same_side_bot")
    group.says("who?", reply_to=own)
    group.sends_a_photo("the cat")
    for may in (False, True):
        group.lets_bot_write(may)
    topic = forum.opens_topic("Summer")
    forum.says("/start", topic=topic)
    await checked.call("sendMessage", chat_id=forum.group.id, text="x", message_thread_id=topic)
    forum.closes_topic(topic)
    forum.kicks_bot()
    group.upgrades()
    updates = await checked.call("getUpdates")
    assert {kind for update in updates for kind in update} == {
        *("update_id", "message", "my_chat_member"),
    }


async def test_each_file_is_as_described(server: Playground, checked: Checked) -> None:
    server.phone("alice").start()
    for kind in ("photo", "voice", "video", "document"):
        content = sample(kind).content
        await checked.upload(f"send{kind.title()}", kind, content, has_spoiler="true", caption="c")
    media = [{"type": "photo", "media": "attach://one", "show_caption_above_media": True}]
    album = await checked.upload(
        "sendMediaGroup", "one", sample("photo").content, media=json.dumps(media * 2)
    )
    static = json.dumps({"type": "static", "photo": "attach://three"})
    await checked.upload("setMyProfilePhoto", "three", picture(), photo=static)
    await checked.call("getUserProfilePhotos", user_id=server.telegram.bot["id"])
    await checked.upload(
        "editMessageMedia",
        "two",
        sample("video").content,
        message_id=str(album[0]["message_id"]),
        media=json.dumps({"type": "video", "media": "attach://two", "caption": "now"}),
    )


async def test_each_answer_is_as_described(server: Playground, checked: Checked) -> None:
    call, alice = checked.call, server.phone("alice")
    alice.start()
    alice.attach("photo")
    photo = alice.messages[-1]["photo"].rpartition("/")[2]
    sent = await call("sendMessage", chat_id=ALICE, text="x", reply_markup=BUTTONS)
    here: dict[str, Any] = {"chat_id": ALICE, "message_id": sent["message_id"]}
    await call("editMessageText", **here, text="y", reply_markup=BUTTONS)
    await call("editMessageReplyMarkup", **here)
    await call("deleteMessage", **here)
    sent = await call("sendPhoto", chat_id=ALICE, photo=photo, caption="c")
    here["message_id"] = sent["message_id"]
    await call("editMessageCaption", **here, caption="<i>d</i>", parse_mode="HTML")
    await call("sendPhoto", chat_id=ALICE, photo=photo)
    await call("sendChatAction", chat_id=ALICE, action="typing")
    await call("setMessageReaction", **here, reaction=[{"type": "emoji", "emoji": "✍"}])
    query = alice.press(sent["message_id"], "y")
    await call("answerCallbackQuery", callback_query_id=query, text="thanks")
    for method, arguments in ABOUT_THE_BOT:
        await call(method, **arguments)
    await call("getFile", file_id=photo)
    await call("getChat", chat_id=ALICE)
    await call("setWebhook", url="http://127.0.0.1:9/hook", allowed_updates=["message"])
    await call("getWebhookInfo")
    await call("deleteWebhook")


ABOUT_THE_BOT: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]}),
    ("getMyCommands", {"scope": {"type": "default"}}),
    ("deleteMyCommands", {}),
    ("setMyDescription", {"description": "For two"}),
    ("getMyDescription", {}),
    ("setMyShortDescription", {"short_description": "Two"}),
    ("getMyShortDescription", {}),
    ("setMyName", {"name": "Two"}),
    ("getMyName", {}),
    ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
    ("getChatMenuButton", {}),
    ("getUserProfilePhotos", {"user_id": 1234567}),
    ("removeMyProfilePhoto", {}),
]
