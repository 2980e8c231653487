"""Test that every event of Discord's gateway is committed in order, despite broken connections."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.errors import OperatorError
from bot.inbox.store import Arrival
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.discord.events import Dispatch
from bot.platforms.discord.gateway import MAX_BATCH_SIZE, Gateway
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.session_store import SessionPosition, SessionStore
from chat.messages import Address
from content.texts import Texts
from handlers.turn import Content
from playground import DiscordPhone, Limits, Playground
from playground.discord.messages import ChannelMessage
from storage.database import Database
from storage.sealing import ServerKeys

SERVER_KEYS = ServerKeys(b"a key for the tests alone")
TOKEN = "ODgwMDAw.tests.A-token-that-nobody-may-ever-read-in-a-log"


class Reception(OpenInteractions):
    """The real one, which also records its events."""

    def __init__(self, http: DiscordHttp, server: Playground, texts: Texts) -> None:
        super().__init__(http, texts, SystemClock(), lambda _: None)
        self.server = server
        self.told: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None
        """Called when something came."""

    def on_received(self, dispatch: Dispatch) -> None:
        self.told.append(f"came {dispatch.body.get('content')}")
        self.server.discord.changes.wake()
        self.meanwhile()
        super().on_received(dispatch)

    def on_stored(self, dispatch: Dispatch) -> None:
        self.told.append(f"kept {dispatch.body.get('content')}")
        super().on_stored(dispatch)


@dataclass
class Desk:
    """A gateway whose arrivals and waits are recorded; `fails` are raised in place of storing."""

    server: Playground
    http: DiscordHttp
    texts: Texts
    gateway: Gateway = field(init=False)
    reception: Reception = field(init=False)
    kept: list[Arrival] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    heard: int = 0

    def __post_init__(self) -> None:
        self.reception = Reception(self.http, self.server, self.texts)
        self.gateway = Gateway(
            self.http, self.accept, self.reception, Random(7), SystemClock(), self.wait, self.hears
        )

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        await self.gate.wait()
        if self.fails:
            raise self.fails.pop(0)
        self.kept.extend(arrivals)
        self.batches.append(len(arrivals))
        self.server.discord.changes.wake()

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.server.discord.changes.wake()
        await asyncio.sleep(0)

    def hears(self) -> None:
        self.heard += 1
        self.server.discord.changes.wake()

    def words(self) -> list[str]:
        return [json.loads(each.body)["d"]["content"] for each in self.kept]

    async def has(self, *words: str) -> None:
        """Return when exactly these words are stored, in this order."""
        await self.server.until(lambda: len(self.words()) >= len(words))
        assert self.words() == list(words)


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(limits=Limits(on=False), discord_token=TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def alice(server: Playground) -> DiscordPhone:
    return server.add_discord_person("alice")


@pytest.fixture
async def desk(server: Playground, shelf: Content) -> AsyncIterator[Desk]:
    http = DiscordHttp(TOKEN, server.url)
    await http.open()
    desk = Desk(server, http, shelf.texts)
    desk.gate.set()
    yield desk
    await desk.reception.close()
    await http.close()


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[asyncio.Event]:
    """Run the gateway from Discord's admission to a graceful end."""
    stop = asyncio.Event()
    task = asyncio.create_task(desk.gateway.run(stop))
    try:
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


async def test_raw_events_are_stored_under_their_number_and_the_persons_address(
    desk: Desk, alice: DiscordPhone
) -> None:
    async with running(desk):
        number = alice.says("hello")
        await desk.has("hello")
    (arrival,) = desk.kept
    assert arrival.id == f"discord:{number}"
    assert (arrival.platform, arrival.sender) == ("discord", Address("discord", "2001"))
    assert desk.reception.told == ["came hello", "kept hello"]


async def test_a_reaction_that_is_told_twice_has_one_key(desk: Desk, alice: DiscordPhone) -> None:
    """The inbox then takes it once; without the place in the session it has no key at all."""
    discord = desk.server.discord
    body = discord.message_body(discord.bot, alice.dm, {"content": "Which?"})
    shown = discord.messages.add(ChannelMessage(alice.dm.id, body, from_bot=True))
    async with running(desk):
        (session,) = discord.sessions.connected
        alice.reacts(shown.id, "👍")
        await desk.server.until(lambda: len(desk.kept) == 1)
        number = session.sequence
        session.replay()
        await desk.server.until(lambda: len(desk.kept) == 2)
    assert {each.id for each in desk.kept} == {f"discord:{session.id}:{number}"}
    assert {each.sender for each in desk.kept} == {Address("discord", "2001")}


async def test_it_asks_for_direct_messages_alone_and_for_nothing_that_discord_must_allow(
    desk: Desk, alice: DiscordPhone
) -> None:
    async with running(desk):
        (session,) = desk.server.discord.sessions.connected
        alice.says("to everybody", alice.guild)
        alice.says("to the bot")
        await desk.has("to the bot")
    assert session.intents == 1 << 12 | 1 << 13


async def test_events_missed_in_a_cut_come_after_it_in_order_and_once(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without the resume: "meanwhile" never comes."""
    async with running(desk):
        alice.says("before")
        await desk.has("before")
        desk.server.gateway.cut()
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        alice.says("meanwhile")
        await desk.has("before", "meanwhile")
        alice.says("after")
        await desk.has("before", "meanwhile", "after")
    assert [event.times for event in desk.server.discord.ledger.events] == [1, 1, 1]


async def test_a_session_that_cannot_resume_starts_again(desk: Desk, alice: DiscordPhone) -> None:
    async with running(desk):
        desk.server.gateway.cut(resumable=False)
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("after")
        await desk.has("after")


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_and_a_wish_to_reconnect_are_followed(
    desk: Desk, alice: DiscordPhone, resumable: bool
) -> None:
    async with running(desk):
        desk.server.gateway.invalidate(resumable=resumable)
        await desk.server.until(lambda: bool(desk.waits))
        desk.server.gateway.ask_to_reconnect()
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("still there?")
        await desk.has("still there?")


@pytest.mark.parametrize("frame", ["{", "[]", '{"op": 0, "t": "READY", "s": 2, "d": {}}', "null"])
async def test_after_a_frame_that_cannot_be_read_one_line_is_open(
    desk: Desk, alice: DiscordPhone, frame: str
) -> None:
    """Without hanging up: the line that was given up stays open beside the new one."""
    said = ["before"]
    async with running(desk):
        alice.says("before")
        await desk.has(*said)
        for words in ("one", "two", "three"):
            desk.server.gateway.send_raw(frame)
            alice.says(words)
            said.append(words)
            await desk.has(*said)
            await desk.server.until(lambda: desk.server.gateway.connection_count == 1)
    assert len(desk.waits) >= 3


async def test_a_line_whose_greeting_cannot_be_read_is_hung_up_on(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without hanging up: each try leaves an open line behind."""
    desk.server.gateway.hides_heartbeat_interval = True
    stop = asyncio.Event()
    task = asyncio.create_task(desk.gateway.run(stop))
    await desk.server.until(lambda: len(desk.waits) > 3)
    desk.server.gateway.hides_heartbeat_interval = False
    await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
    await desk.server.until(lambda: desk.server.gateway.connection_count == 1)
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_a_new_session_takes_over_and_nothing_is_missed_meanwhile(
    desk: Desk, alice: DiscordPhone, database: Database
) -> None:
    """Without the old line until the new one is there: what is said between is told to nobody."""
    desk.gateway.session_store = SessionStore(database)
    said = [f"word {number}" for number in range(30)]
    async with running(desk):
        (old,) = desk.server.discord.sessions.connected
        for number, words in enumerate(said):
            if number == 5:
                desk.gateway.renewal_asked.set()
            alice.says(words)
            await desk.server.until(lambda words=words: words in desk.words())  # type: ignore[misc]  # mypy knows no default in a lambda
        await desk.server.until(lambda: old.queue is None)
        await desk.server.until(lambda: desk.server.gateway.connection_count == 1)
        (new,) = desk.server.discord.sessions.connected
        assert new is not old
        desk.server.gateway.cut()
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        alice.says("meanwhile")
        await desk.server.until(lambda: "meanwhile" in desk.words())
        assert desk.server.discord.sessions.connected == [new]
    assert list(dict.fromkeys(desk.words())) == [*said, "meanwhile"]
    assert len({each.id for each in desk.kept}) == len(said) + 1


async def test_a_new_session_that_cannot_begin_leaves_the_old_one(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without hanging up on what was opened for it: a line stays open beside the old one."""
    async with running(desk):
        (old,) = desk.server.discord.sessions.connected
        desk.server.discord.faults.add("502", "connect_gateway")
        assert await renewal_of(desk) == "session_not_renewed"
        desk.server.gateway.hides_heartbeat_interval = True
        assert await renewal_of(desk) == "session_not_renewed"
        await desk.server.until(lambda: desk.server.gateway.connection_count == 1)
        alice.says("hello")
        await desk.has("hello")
        assert desk.server.discord.sessions.connected == [old]
    assert desk.waits == []


async def renewal_of(desk: Desk) -> str:
    """Ask for a new session and return what is logged of it."""
    with capture_logs() as logs:
        desk.gateway.renewal_asked.set()
        async with asyncio.timeout(10):
            while not logs:  # noqa: ASYNC110 a log has no event of its own
                await asyncio.sleep(0.01)
    return str(logs[0]["event"])


FATAL = [4010, 4011, 4012, 4013, 4014]


@pytest.mark.parametrize("code", FATAL)
async def test_a_line_that_discord_closes_for_good_ends_with_what_to_change(
    desk: Desk, alice: DiscordPhone, code: int
) -> None:
    """Without the look at the code: it comes again and again, and nobody reads why."""
    async with asyncio.timeout(10):
        stop = asyncio.Event()
        task = asyncio.create_task(desk.gateway.run(stop))
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("before")
        await desk.server.until(lambda: "came before" in desk.reception.told)
        desk.server.gateway.close(code)
        with pytest.raises(OperatorError, match=rf"\({code}\).*: .*"):
            await task
    assert desk.words() == ["before"]
    assert desk.waits == []


@pytest.mark.parametrize("code", FATAL)
async def test_a_line_that_discord_never_lets_in_ends_with_what_to_change(
    desk: Desk, code: int
) -> None:
    desk.server.gateway.identify_close_code = code
    with pytest.raises(OperatorError, match=rf"\({code}\).*: .*"):
        await asyncio.wait_for(desk.gateway.run(asyncio.Event()), 10)
    assert desk.waits == []


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4002, 4007, 4008, 4009, 4999])
async def test_any_other_goodbye_is_followed_by_the_next_line(
    desk: Desk, alice: DiscordPhone, code: int
) -> None:
    async with running(desk):
        desk.server.gateway.close(code)
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("hello")
        await desk.has("hello")


async def test_a_refused_token_is_tried_again_every_five_minutes(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without the look at the close code: a new try every few seconds, each an identify."""
    desk.server.discord_token = "another"
    with capture_logs() as logs:
        stop = asyncio.Event()
        task = asyncio.create_task(desk.gateway.run(stop))
        await desk.server.until(lambda: bool(desk.waits))
        desk.server.discord_token = TOKEN
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("hello")
        await desk.has("hello")
        stop.set()
        await asyncio.wait_for(task, 5)
    assert set(desk.waits) == {PROBE_SECONDS}
    (refused, *_) = [each for each in logs if each["event"] == "token_refused"]
    assert "on your application's page Bot" in refused["reason"]


async def test_a_token_that_was_changed_closes_a_session_and_waits(desk: Desk) -> None:
    """Without the look at the close code: it is asked again within seconds."""
    async with running(desk):
        desk.server.discord_token = "another"
        desk.server.gateway.cut()
        await desk.server.until(lambda: len(desk.waits) > 1)
        desk.server.discord_token = TOKEN
    assert desk.waits[1] == PROBE_SECONDS


async def test_a_silent_connection_is_replaced(desk: Desk, alice: DiscordPhone) -> None:
    """Without the library's watch over heartbeats: "hello" is never heard."""
    desk.gateway.silent_seconds = 0.05
    async with running(desk):
        desk.server.gateway.ignores_heartbeats = True
        await desk.server.until(lambda: bool(desk.waits))
        desk.server.gateway.ignores_heartbeats = False
        alice.says("hello")
        await desk.has("hello")


async def test_each_heartbeat_that_is_answered_is_a_sign_of_life(desk: Desk) -> None:
    desk.server.gateway.heartbeat_seconds = 0.02
    async with running(desk):
        await desk.server.until(lambda: desk.heard > 3)
        desk.server.gateway.ignores_heartbeats = True
        await asyncio.sleep(0)
        before = desk.heard
        desk.server.gateway.cut()
        await desk.server.until(lambda: bool(desk.waits))
    assert desk.heard <= before + 2


async def test_events_that_cannot_be_stored_wait_in_order(desk: Desk, alice: DiscordPhone) -> None:
    """Without the retry in `_commit_arrivals`: "one" is lost."""
    desk.fails = [OSError("the disk is full"), OSError("the disk is full")]
    with capture_logs() as logs:
        async with running(desk):
            for words in ("one", "two", "three"):
                alice.says(words)
            await desk.has("one", "two", "three")
    names = [each["event"] for each in logs if each["log_level"] == "error"]
    assert names == ["arrivals_not_kept"] * 2
    kept = [each for each in desk.reception.told if each.startswith("kept")]
    assert kept == ["kept one", "kept two", "kept three"]


async def test_a_cut_while_nothing_can_be_kept_loses_nothing(
    desk: Desk, alice: DiscordPhone
) -> None:
    desk.gate.clear()
    async with running(desk):
        alice.says("one")
        await desk.server.until(lambda: "came one" in desk.reception.told)
        desk.server.gateway.cut()
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        alice.says("two")
        await desk.server.until(lambda: "came two" in desk.reception.told)
        assert desk.kept == []
        desk.gate.set()
        await desk.has("one", "two")


async def test_a_stop_ends_the_listening_at_once_but_keeps_what_was_read(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without the wait for `_commit_loop`: nothing of it is kept."""
    desk.gate.clear()
    said = [f"word {number}" for number in range(3 * MAX_BATCH_SIZE)]
    async with running(desk) as stop:
        for words in said:
            alice.says(words)
        await desk.server.until(lambda: f"came {said[-1]}" in desk.reception.told)
        stop.set()
        await desk.server.until(lambda: not desk.server.discord.sessions.connected)
        desk.gate.set()
    assert desk.words() == said
    assert max(desk.batches) == MAX_BATCH_SIZE


async def test_events_arriving_during_the_stop_are_read_to_the_end(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without `_drain_and_close`: the second is gone; Discord tells it to nobody again."""
    async with running(desk) as stop:

        def stop_and_hear_more() -> None:
            if not stop.is_set():
                stop.set()
                alice.says("two")

        desk.reception.meanwhile = stop_and_hear_more
        alice.says("one")
        await stop.wait()
    assert desk.words() == ["one", "two"]


async def test_a_restarted_bot_hears_words_said_meanwhile(
    desk: Desk, alice: DiscordPhone, database: Database
) -> None:
    """Without the bookmark, or with the usual goodbye: "meanwhile" is told to nobody."""
    desk.gateway.session_store = SessionStore(database)
    async with running(desk):
        alice.says("before")
        await desk.has("before")
    alice.says("meanwhile")
    again = Desk(desk.server, desk.http, desk.texts)
    again.gate.set()
    again.gateway.session_store = SessionStore(database)
    async with running(again):
        alice.says("after")
        await again.has("meanwhile", "after")
    assert again.waits == []


async def test_a_bot_whose_place_was_taken_does_not_store_its_position(database: Database) -> None:
    """Without the fence: the next start resumes where the paused bot had read to."""
    paused, current = SessionStore(database), SessionStore(database)
    await paused.open()
    await paused.save(SessionPosition("one", 5, "wss://gateway"))
    assert await current.open() == SessionPosition("one", 5, "wss://gateway")
    await current.save(SessionPosition("one", 9, "wss://gateway"))
    await paused.save(SessionPosition("one", 6, "wss://gateway"))
    assert await SessionStore(database).open() == SessionPosition("one", 9, "wss://gateway")


async def test_a_session_that_discord_forgot_starts_again(
    desk: Desk, alice: DiscordPhone, database: Database
) -> None:
    """Without forgetting the place: the same session is asked for without an end."""
    bookmark = SessionStore(database)
    await bookmark.open()
    await bookmark.save(SessionPosition("long-gone", 5, desk.server.discord.gateway_url))
    desk.gateway.session_store = bookmark
    async with running(desk):
        await desk.server.until(lambda: bool(desk.server.discord.sessions.connected))
        alice.says("hello")
        await desk.has("hello")
    assert len(desk.waits) == 1


async def test_a_bookmark_that_cannot_be_read_is_done_without(
    desk: Desk, alice: DiscordPhone, empty: Database
) -> None:
    desk.gateway.session_store = SessionStore(empty)
    with capture_logs() as logs:
        async with running(desk):
            alice.says("hello")
            await desk.has("hello")
    said = {each["event"] for each in logs}
    assert said == {"bookmark_not_read", "bookmark_not_kept"}


async def test_a_line_that_never_rests_does_not_hold_up_the_end(
    desk: Desk, alice: DiscordPhone
) -> None:
    """Without the bound: read for ever, since an answer to a heartbeat is always on its way."""
    desk.server.gateway.heartbeat_seconds = 0.01
    async with asyncio.timeout(10), running(desk):
        alice.says("hello")
        await desk.has("hello")


async def test_a_repeated_event_has_one_number(desk: Desk, alice: DiscordPhone) -> None:
    """The inbox knows it by that: see `tests/inbox/test_inbox.py`."""
    async with running(desk):
        number = alice.says("hello")
        message = desk.server.discord.messages.of_channel(alice.dm.id)[-1]
        desk.server.discord.dispatch_message("MESSAGE_CREATE", message)
        await desk.has("hello", "hello")
    assert {each.id for each in desk.kept} == {f"discord:{number}"}


async def test_unreadable_dispatches_are_skipped(desk: Desk, alice: DiscordPhone) -> None:
    """Without the guard: the session breaks, and is told the same again after each resume."""
    with capture_logs() as logs:
        async with running(desk):
            desk.server.discord.sessions.dispatch("MESSAGE_CREATE", {"author": {"name": "nobody"}})
            alice.says("hello")
            await desk.has("hello")
    assert [each["event"] for each in logs if each["log_level"] == "error"] == ["dispatch_not_read"]
    assert desk.waits == []


async def test_a_press_is_answered_once_it_is_kept(desk: Desk, alice: DiscordPhone) -> None:
    """Without `on_stored`: the app says that the bot did not respond."""
    button = {"type": 2, "id": 2, "style": 1, "label": "Go", "custom_id": "a:b"}
    rows = [{"type": 1, "components": [button]}]
    posts = desk.server.discord.messages
    body = desk.server.discord.message_body(
        desk.server.discord.bot, alice.dm, {"content": "Which?", "components": rows}
    )
    shown = posts.add(ChannelMessage(alice.dm.id, body, from_bot=True))
    desk.gate.clear()
    async with running(desk):
        alice.presses(shown.id, "a:b")
        await desk.server.until(lambda: "came None" in desk.reception.told)
        assert desk.server.discord.unheard_count() == 1
        desk.gate.set()
        await desk.server.until(lambda: desk.server.discord.unheard_count() == 0)
    assert desk.server.discord.ledger.events[-1].outcome == "answered"


async def test_no_more_sessions_begin_than_discord_allows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the look at what is left: Discord resets the token of a bot that begins too often."""
    left = {"remaining": 0, "reset_after": 4_000_000, "total": 1000, "max_concurrency": 1}
    told = {"url": desk.server.discord.gateway_url, "shards": 1, "session_start_limit": left}
    real = desk.http.request

    async def request(*args: object, **kwargs: object) -> object:
        if len(desk.waits) < 2:
            return told
        return await real(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(desk.http, "request", request)
    async with running(desk):
        assert desk.waits == [4000.0, 4000.0]


async def test_no_word_and_no_token_is_logged(
    desk: Desk, alice: DiscordPhone, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), capture_logs() as logs:
        async with running(desk):
            alice.says("a canary")
            await desk.has("a canary")
            desk.server.gateway.cut()
            await desk.server.until(lambda: bool(desk.waits))
    said = f"{logs} {[record.getMessage() for record in caplog.records]}"
    assert "canary" not in said
    assert TOKEN not in said
