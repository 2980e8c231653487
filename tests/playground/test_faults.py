"""Test that faults strike as told, limits hold, and the ledger tells the truth about both."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from playground import Fault, Playground
from tests.playground.conftest import TOKEN

ALICE, BOB = 1001, 1002


def texts(server: Playground) -> list[str]:
    """Return the bot's messages to Alice, as she sees them."""
    return [m["text"] for m in server.phone("alice").messages if m["from"] == "bot"]


async def test_429_names_the_seconds_to_wait(server: Playground, started: Bot) -> None:
    server.faults.add("429", "sendMessage", seconds=7)
    with pytest.raises(RetryAfter) as refused:
        await started.send_message(ALICE, "x")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert texts(server) == []
    await started.send_message(ALICE, "x")
    assert texts(server) == ["x"]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("400", BadRequest),
        ("401", InvalidToken),
        ("403", Forbidden),
        ("500", NetworkError),
        ("502", NetworkError),
        ("503", NetworkError),
    ],
)
async def test_an_error_status_accepts_nothing(
    server: Playground, started: Bot, kind: str, error: type[Exception]
) -> None:
    server.faults.add(kind)
    with pytest.raises(error):
        await started.send_message(ALICE, "x")
    assert texts(server) == []
    call = server.ledger.calls[-1]
    assert (call.status, call.outcome, call.accepted) == (int(kind), "refused", False)


async def test_a_dropped_answer_was_accepted(server: Playground, started: Bot) -> None:
    server.faults.add("drop", "sendMessage")
    with pytest.raises(NetworkError):
        await started.send_message(ALICE, "x")
    assert texts(server) == ["x"]
    assert server.ledger.delivered[-1].outcome == "dropped"


async def test_a_reset_accepts_nothing(server: Playground, started: Bot) -> None:
    server.faults.add("reset", "sendMessage")
    with pytest.raises(NetworkError):
        await started.send_message(ALICE, "x")
    assert texts(server) == []
    assert server.ledger.calls[-1].outcome == "reset"
    server.faults.add("reset")
    async with aiohttp.ClientSession(server.url) as session:
        with pytest.raises(aiohttp.ClientOSError, match="reset by peer"):
            await session.post(f"/bot{TOKEN}/sendMessage", data={"chat_id": "1001", "text": "x"})
    assert server.ledger.delivered == []


async def test_a_delayed_answer_was_accepted_whether_or_not_anybody_waits(
    server: Playground, started: Bot
) -> None:
    server.faults.add("delay", "sendMessage", seconds=60)
    with pytest.raises(TimedOut):
        await started.send_message(ALICE, "x", read_timeout=0.05)
    assert texts(server) == ["x"]
    assert server.ledger.delivered[-1].outcome == "unanswered"


async def test_a_fault_strikes_so_often_and_only_where_it_is_meant_to(
    server: Playground, started: Bot
) -> None:
    server.phone("bob").start()
    server.faults.add("500", "sendMessage", chat_id=BOB, times=2)
    await started.send_message(ALICE, "x")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await started.send_message(BOB, "x")
    await started.send_message(BOB, "x")
    assert await started.get_me()


async def test_a_fault_without_an_end_lasts_until_it_is_cleared(
    server: Playground, started: Bot
) -> None:
    server.faults.add("401", times=None)
    for _ in range(3):
        with pytest.raises(InvalidToken):
            await started.get_me()
    server.faults.clear()
    assert await started.get_me()


async def test_a_poll_can_fail_and_loses_nothing(server: Playground, started: Bot) -> None:
    server.phone("alice").send("hello")
    for kind in ("502", "drop", "reset"):
        server.faults.add(kind, "getUpdates")
        with pytest.raises(NetworkError):
            await started.get_updates(timeout=0)
    assert len(await started.get_updates(timeout=0)) == 1


def test_a_fault_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such fault"):
        Fault("earthquake")


async def test_other_processes_switch_faults_and_read_the_ledger(
    server: Playground, started: Bot
) -> None:
    fault = {"kind": "500", "method": "sendMessage", "times": 1}
    async with aiohttp.ClientSession(server.url) as session:
        assert (await session.post("/faults", json=fault)).status == 200
        assert (await session.post("/faults", json={"kind": "flood"})).status == 400
        assert len(await (await session.get("/faults")).json()) == 1
        with pytest.raises(NetworkError):
            await started.send_message(ALICE, "x")
        await started.send_message(ALICE, "y")
        server.phone("alice").send("z")
        ledger = await (await session.get("/ledger")).json()
        await session.delete("/faults")
    sends = [(c["text"], c["outcome"]) for c in ledger["calls"] if c["method"] == "sendMessage"]
    assert sends == [("x", "refused"), ("y", "answered")]
    assert ledger["unconfirmed"] == 1
    assert ledger["updates"][-1]["outcome"] == "waiting"


async def test_one_chat_gets_a_burst_of_20_and_then_one_a_second(
    server: Playground, started: Bot
) -> None:
    for number in range(20):
        await started.send_message(ALICE, str(number))
    with pytest.raises(RetryAfter):
        await started.send_message(ALICE, "too much")
    assert len(texts(server)) == 20
    server.phone("bob").start()
    assert await started.send_message(BOB, "another chat")


async def test_more_than_30_in_a_second_are_refused_in_all(
    server: Playground, started: Bot
) -> None:
    server.limits.burst = 1000
    results = await _send_many(server, 40)
    assert results.count(200) == 30
    assert results.count(429) == 10


async def test_limits_can_be_switched_off_from_another_process(
    server: Playground, started: Bot
) -> None:
    async with aiohttp.ClientSession(server.url) as session:
        assert (await session.post("/limits", json={"on": False})).status == 200
    assert (await _send_many(server, 40)).count(200) == 40


async def test_every_update_has_its_end_in_the_ledger(server: Playground, bot: Bot) -> None:
    server.phone("alice").send("one")
    server.phone("alice").send("two")
    first = (await bot.get_updates(timeout=0))[0].update_id
    await bot.get_updates(offset=first + 1, timeout=0)
    one, two = server.ledger.updates.values()
    assert one.outcome == "confirmed"
    assert one.ended is not None
    assert one.ended >= one.at
    assert (two.outcome, two.ended) == ("waiting", None)


async def _send_many(server: Playground, count: int) -> list[int]:
    """Return the statuses of that many messages sent at once."""
    address = f"{server.url}/bot{server.token}/sendMessage"
    async with aiohttp.ClientSession() as session:

        async def send() -> int:
            async with session.post(address, data={"chat_id": "1001", "text": "x"}) as answer:
                return answer.status

        return list(await asyncio.gather(*(send() for _ in range(count))))


async def test_a_playground_runs_in_a_separate_process() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", "--token", TOKEN, "--no-limits", stdout=PIPE
    )
    assert process.stdout
    url = (await process.stdout.readline()).decode().strip()
    try:
        async with aiohttp.ClientSession(url) as session:
            me = await (await session.get(f"/bot{TOKEN}/getMe")).json()
            assert me["result"]["username"] == "same_side_bot"
            assert (await (await session.get("/limits")).json())["on"] is False
            person = {"who": "carol", "id": 5, "started": True}
            assert (await session.post("/people", json=person)).status == 200
            assert (await session.post("/people", json=person)).status == 400
            sent = {"chat_id": 5, "text": "hello"}
            assert (await session.post(f"/bot{TOKEN}/sendMessage", json=sent)).status == 200
    finally:
        process.terminate()
        await process.communicate()
