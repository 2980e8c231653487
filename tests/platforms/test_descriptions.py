"""Test that a platform's reason for a rejection is logged, without any words of people."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import discord
import pytest
from discord.http import Route
from hypothesis import example, given, strategies as st
from structlog.testing import capture_logs

from bot.platforms.discord.errors import describe_error
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.error_descriptions import VOCABULARY, redact_description
from handlers.turn import Content
from playground import Playground
from storage.database import Database
from tests.conftest import RING
from tests.support.couples import settled
from tests.support.people import FakeClock
from tests.support.real_clients import ClientHarness, run_client_harness


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("message is too long", "message is too long"),
        ("Can't parse entities: unsupported start tag \"Berta\" at byte offset 27",
         "Can't parse entities: unsupported start tag … at byte offset 27"),
        ("can't parse entities: expected </b>, found </Berta>",
         "can't parse entities: expected …, found …"),
        ("BUTTON_DATA_INVALID", "BUTTON_DATA_INVALID"),
        ("I_MISS_YOU", "…"),
        ("Berta misses you is not allowed", "… is not allowed"),
        ("text must be encoded in UTF-8: 🐻 ¿dónde?", "text must be encoded in UTF-8: …"),
        ("chat 2000000001 not found", "chat … not found"),
        ("wrong url 'https://berta.example/a?b=c'", "wrong url …"),
        ("the tag “so sorry", "the tag …"),
        ("", ""),
    ])  # fmt: skip
def test_a_description_keeps_the_platforms_words_and_loses_all_others(
    said: str, logged: str
) -> None:
    assert redact_description(said) == logged


@given(st.text(max_size=80))
@example("0A")
def test_a_description_has_only_the_platforms_own_words(words: str) -> None:
    left = redact_description(f"Bad Request: {words}").casefold().replace("…", " ")
    for mark in ".,:;()/_-":
        left = left.replace(mark, " ")
    left = re.sub(r"(\d+)", r" \1 ", left)
    strange = [each for each in left.split() if not each.isdecimal() and each not in VOCABULARY]
    assert strange == []


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram", "discord") as line:
        yield line


PAGE = "Berta is cross with me again"


async def test_a_rejection_by_telegram_is_logged_with_its_description(
    clients: ClientHarness,
) -> None:
    """Without it: only that it was rejected."""
    alice = clients.telegram("Alice", "1001")
    await settled(alice, "Berlin")
    said = f'Bad Request: can\'t parse entities: "{PAGE}" at byte offset 7, {PAGE}'
    clients.playground.faults.add("400", "sendMessage", description=said)
    with capture_logs() as logs:
        await alice.says("/journal")
    (given_up,) = [each for each in logs if each["event"] == "message_given_up"]
    assert (
        given_up["reason"].casefold() == "can't parse entities: … at byte offset 7, … is … with …"
    )


async def test_a_rejection_by_discord_is_logged_with_its_code_and_fields(
    clients: ClientHarness,
) -> None:
    alice = clients.discord("Alice", "1001")
    await settled(alice, "Berlin")
    clients.playground.discord.faults.add("400", "*", code=50035, description=PAGE, times=1)
    with capture_logs() as logs:
        await alice.says(PAGE, message="own")
    (given_up,) = [each for each in logs if each["event"] == "message_given_up"]
    assert given_up["reason"].startswith("50035")
    assert "Berta" not in str(logs)


async def test_an_answer_that_discord_rejects_is_logged_with_its_code(
    clients: ClientHarness,
) -> None:
    """Without it: the kind of error alone."""
    alice = clients.discord("Alice", "1001")
    await settled(alice, "Berlin")
    await alice.says("/settings")
    clients.playground.discord.faults.add(
        "400", "create_interaction_response", code=50035, description=f"Invalid Form Body {PAGE}"
    )
    (shown,) = [each for each in alice.screen if alice.button("My name") in each.buttons]
    with capture_logs() as logs:
        alice.phone.presses(shown.id, alice._wires[alice.button("My name")])
        async with asyncio.timeout(10):
            while not logs:  # noqa: ASYNC110 a log has no event of its own
                await asyncio.sleep(0.01)
    (told,) = [each for each in logs if each["event"] == "interaction_not_answered"]
    assert told["reason"] == "50035 Invalid Form Body … is … with …"


async def test_a_body_that_discord_rejects_is_logged_by_its_fields() -> None:
    server = Playground()
    http = DiscordHttp(server.discord_token, await server.start())
    await http.open()
    place = server.add_discord_person("alice").dm.id
    post = Route("POST", "/channels/{channel_id}/messages", channel_id=place)
    with pytest.raises(discord.HTTPException) as caught:
        await http.request(post, json={"content": PAGE * 100})
    await http.close()
    await server.stop()
    assert describe_error(caught.value) == (
        "50035 Invalid Form Body; content: BASE_TYPE_MAX_LENGTH Must be 2000 or fewer in length."
    )
