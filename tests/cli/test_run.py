"""Test the running bot as a process: it waits for Telegram, ends when told, and loses nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from playground import DiscordPhone, Phone, Playground
from playground.server import DISCORD_TOKEN
from tests.support.command_line import (
    KEY,
    NOTHING,
    TOKEN,
    Started,
    start_forked,
    start_process,
    wait_for_result,
)

pytestmark = pytest.mark.long

STOP_SECONDS = 10.0
ONLY_DISCORD = {"telegram_token": "", "discord_token": DISCORD_TOKEN}


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def alice(server: Playground) -> Phone:
    return server.add_person("alice", id=1001)


@asynccontextmanager
async def running(
    folder: Path, url: str, more: Mapping[str, str] = NOTHING, *, anew: bool = False
) -> AsyncIterator[Started]:
    given = {"telegram_token": TOKEN, "secret_keys": KEY, "telegram_base_url": url}
    given |= {"discord_base_url": url}
    given |= {"log_level": "DEBUG", **more}
    start = start_process if anew else start_forked
    process: Started = await start(folder, "run", settings=given)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def heard(phone: Phone) -> list[str]:
    return [each["text"] for each in phone.messages if each["from"] == "bot"]


def heard_on_discord(phone: DiscordPhone) -> list[str]:
    return [each["text"] for each in phone.messages if each["from"] == "bot"]


async def answered(server: Playground, phone: Phone, count: int) -> None:
    await server.until(lambda: len(heard(phone)) >= count, 30)


async def test_it_answers_and_ends_on_a_signal_and_a_second_one_is_safe(
    tmp_path: Path, server: Playground, alice: Phone
) -> None:
    alice.send("/help")
    async with running(tmp_path, server.url, anew=True) as bot:
        await answered(server, alice, 1)
        bot.send_signal(signal.SIGTERM)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            said = await wait_for_result(bot)
    assert said.code == 0
    assert "running" in said.err
    assert "/help" not in said.err


async def test_it_ends_while_telegram_does_not_answer(tmp_path: Path) -> None:
    asked, never = asyncio.Event(), asyncio.Event()

    async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await never.wait()
        writer.close()

    async with await asyncio.start_server(hold, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        async with running(tmp_path, f"http://127.0.0.1:{port}") as bot:
            await asked.wait()
            bot.send_signal(signal.SIGINT)
            async with asyncio.timeout(STOP_SECONDS):
                said = await wait_for_result(bot)
        never.set()
    assert said.code == 0


async def test_it_waits_for_a_telegram_that_is_away_at_the_start(
    tmp_path: Path, server: Playground, alice: Phone
) -> None:
    server.faults.add("502", "getMe", times=1)
    alice.send("/help")
    async with running(tmp_path, server.url) as bot:
        await answered(server, alice, 1)
        bot.terminate()
        said = await wait_for_result(bot)
    assert "telegram_away" in said.err


async def test_a_discord_that_is_away_keeps_nobody_on_telegram_waiting_and_comes_later(
    tmp_path: Path, server: Playground, alice: Phone
) -> None:
    """Without the loop around `_try_to_register`: Alice waits, or nobody listens to Discord."""
    alice.send("/help")
    server.discord.faults.add("502", "get_my_user", times=2)
    both = {"discord_token": server.discord_token}
    async with running(tmp_path, server.url, both) as bot:
        await answered(server, alice, 1)
        assert not server.discord.sessions.connected
        await server.until(lambda: bool(server.discord.sessions.connected), 30)
        bot.terminate()
        said = await wait_for_result(bot)
    assert "discord_away" in said.err


async def test_a_token_that_discord_refuses_is_told_in_one_line(
    tmp_path: Path, server: Playground
) -> None:
    """Without the look at both: it begins on Telegram, and nobody reads why Discord is silent."""
    wrong = {"discord_token": f"{server.discord_token}x"}
    async with running(tmp_path, server.url, wrong) as bot:
        said = await wait_for_result(bot)
    assert said.code == 2
    assert said.err.splitlines()[-1].startswith("Error: Discord does not accept DISCORD_TOKEN")


async def test_a_discord_that_closes_for_good_ends_the_bot_in_one_line(
    tmp_path: Path, server: Playground
) -> None:
    """Without the look at the code: it asks again for ever."""
    server.gateway.identify_close_code = 4014
    async with running(tmp_path, server.url, ONLY_DISCORD) as bot:
        said = await wait_for_result(bot)
    assert said.code == 2
    assert "Privileged Gateway Intents" in said.err.splitlines()[-1]


async def test_a_discord_that_closes_for_good_leaves_those_on_telegram_alone(
    tmp_path: Path, server: Playground, alice: Phone
) -> None:
    """Without a look at the other platform: the bot ends for everybody."""
    async with running(tmp_path, server.url, {"discord_token": DISCORD_TOKEN}) as bot:
        await server.until(lambda: bool(server.discord.sessions.connected), 30)
        server.gateway.close(4014)
        await server.until(lambda: not server.gateway.connection_count, 30)
        alice.send("/help")
        await answered(server, alice, 1)
        bot.terminate()
        said = await wait_for_result(bot)
    assert said.code == 0
    assert said.err.count("platform_ended") == 1
    assert "Privileged Gateway Intents" in said.err


async def test_on_discord_alone_what_people_say_under_load_is_kept_through_a_stop(
    tmp_path: Path, server: Playground
) -> None:
    """Without the wait for what was read: some of it is answered neither before nor after."""
    people = [server.add_discord_person(f"person-{number}") for number in range(5)]
    server.discord.rate_limiter.limits.on = False
    pace = {"send_rate": "1000", "chat_rate": "1000"} | ONLY_DISCORD
    async with running(tmp_path, server.url, pace) as bot:
        await server.until(lambda: bool(server.discord.sessions.connected), 30)
        for _ in range(10):
            for each in people:
                each.says("/help")
        await server.until(lambda: bool(heard_on_discord(people[0])), 30)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            said = await wait_for_result(bot)
    assert said.code == 0
    assert "/help" not in said.err
    assert server.discord_token not in said.err
    assert sum(len(heard_on_discord(each)) for each in people) < 50
    async with running(tmp_path, server.url, pace):
        for each in people:
            await server.until(lambda each=each: len(heard_on_discord(each)) >= 10, 30)  # type: ignore[misc]  # mypy knows no default in a lambda
    assert sum(len(heard_on_discord(each)) for each in people) == 50


async def test_a_killed_bot_continues_and_marks_possible_duplicates(
    tmp_path: Path, server: Playground, alice: Phone
) -> None:
    alice.send("/help")
    async with running(tmp_path, server.url) as bot:
        await answered(server, alice, 1)
        bot.kill()
        await bot.wait()
    alice.send("/help")
    async with running(tmp_path, server.url):
        await server.until(lambda: len(unmarked(alice)) == 2, 30)
        await server.until(lambda: server.unconfirmed() == 0)
    first, second = unmarked(alice)
    assert first == second


async def test_a_stop_under_load_is_over_in_ten_seconds_and_loses_nothing(
    tmp_path: Path, server: Playground
) -> None:
    """Without `_listen_for_signals`: the first signal ends it in the middle of its work."""
    people = [server.add_person(f"person-{number}", id=2001 + number) for number in range(5)]
    for _ in range(10):
        for each in people:
            each.send("/help")
    server.telegram.rate_limiter.limits.on = False
    pace = {"send_rate": "1000", "chat_rate": "1000"}
    async with running(tmp_path, server.url, pace) as bot:
        await answered(server, people[0], 1)
        bot.send_signal(signal.SIGTERM)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            said = await wait_for_result(bot)
    assert said.code == 0
    before = sum(len(heard(each)) for each in people)
    assert before < 50
    async with running(tmp_path, server.url, pace):
        for each in people:
            await answered(server, each, 10)
    assert sum(len(heard(each)) for each in people) == 50


async def test_words_said_on_discord_during_downtime_are_heard_after_the_restart(
    tmp_path: Path, server: Playground
) -> None:
    """Without the bookmark: told to nobody, since a new process begins with what comes next."""
    bob = server.add_discord_person("bob")
    async with running(tmp_path, server.url, ONLY_DISCORD) as bot:
        await server.until(lambda: bool(server.discord.sessions.connected), 30)
        bob.says("/help")
        await server.until(lambda: len(heard_on_discord(bob)) == 1, 30)
        bot.kill()
        await bot.wait()
    await server.until(lambda: not server.discord.sessions.connected)
    bob.says("/journal")
    bob.slash("settings")
    async with running(tmp_path, server.url, ONLY_DISCORD):
        await server.until(lambda: len(unmarked_on_discord(bob)) >= 3, 30)
        await server.wait_until_heard()
    assert "lost" not in {each.outcome for each in server.discord.ledger.events}


def unmarked_on_discord(phone: DiscordPhone) -> list[str]:
    return [each for each in heard_on_discord(phone) if not each.startswith("(Sent again")]


def unmarked(phone: Phone) -> list[str]:
    return [words for words in heard(phone) if not words.startswith("(Sent again")]
