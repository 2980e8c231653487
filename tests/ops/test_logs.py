"""Test logs: one line each, with nothing that people wrote and no token in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
import structlog
from discord.gateway import DiscordWebSocket, KeepAliveHandler

import bot.platforms.discord.gateway_client  # noqa: F401 it adds the filter
from bot.ops import logs
from playground.server import DISCORD_TOKEN
from tests.support.command_line import TOKEN


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Capture all logs from now on; afterwards logging is as it was."""
    stream = io.StringIO()
    with _kept():
        logs.set_up("DEBUG", stream)
        yield stream


@pytest.fixture
def demo_written() -> Iterator[io.StringIO]:
    """Capture the logs of a demo with the usual settings from now on."""
    stream = io.StringIO()
    with _kept():
        logs.set_up_for_demo("INFO", stream)
        yield stream


@contextmanager
def _kept() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    for name in (*logs.QUIET_LOGGERS, *logs.ERROR_ONLY_LOGGERS, *logs.TIMING_LOGGERS):
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_holds_what_is_allowed_and_nothing_else(written: io.StringIO) -> None:
    structlog.get_logger("bot").warning("send_failed", seq=7, text="I miss you", user=1001)
    (line,) = lines(written)
    assert line.pop("timestamp")
    assert line == {"event": "send_failed", "level": "warning", "seq": 7}


@pytest.mark.parametrize("token", [TOKEN, DISCORD_TOKEN])
def test_a_token_is_masked_wherever_it_stands(written: io.StringIO, token: str) -> None:
    structlog.get_logger("bot").error(f"see https://api.telegram.org/bot{token}/getMe", state=token)
    logging.getLogger("somebody").error(f"token {token}")
    assert token not in written.getvalue()
    assert written.getvalue().count("<token>") == 3


def test_a_librarys_line_goes_without_what_was_put_into_it(written: io.StringIO) -> None:
    logging.getLogger("telegram.Bot").warning("broken answer: %s", "I miss you")
    (line,) = lines(written)
    assert line["event"] == "broken answer: …"
    assert line["logger"] == "telegram.Bot"


@pytest.mark.parametrize(
    ("message", "given", "event"),
    [
        ("shard ID %s is %.1fs behind", (None, 12.34), "shard ID None is 12.3s behind"),
        ("job %s missed by %s", ("I miss you", timedelta(seconds=3)), "job … missed by 0:00:03"),
        ("%(name)s: %(count)d", ({"name": "I miss you", "count": 3},), "…: 3"),
        ("it was %r", (ValueError("I miss you"),), "it was ValueError"),
        ("from %s, with %d", (2_000_000_001, 3), "from …, with 3"),
        ("%d of them, %5.2f%%", ("I miss you", 3.0), "… of them, …%"),
        ("only %s of it", ("I miss you", "so much"), "only … of it"),
        ("100% sure", (), "100% sure"),
    ],
)
def test_only_small_numbers_are_filled_into_a_librarys_log_line(
    message: str, given: tuple[object, ...], event: str
) -> None:
    """Without `_filled`: the line stands there with its placeholders. Large numbers are ids."""
    record = logging.LogRecord("library", logging.WARNING, "", 0, message, given, None)
    assert logs.format_safely(record.msg, record.args) == event


def test_a_librarys_line_is_logged_with_its_numbers(written: io.StringIO) -> None:
    logging.getLogger("discord.gateway").warning("shard ID %s is %.1fs behind", None, 12.34)
    (line,) = lines(written)
    assert line["event"] == "shard ID None is 12.3s behind"


@pytest.mark.parametrize(("seconds", "is_told"), [(12.5, True), (41.3, False)])
def test_a_heartbeat_whose_answer_came_before_its_note_is_not_late(
    written: io.StringIO, seconds: float, is_told: bool
) -> None:
    """Without the filter: a fast answer counts from the heartbeat before, an interval ago."""
    line = SimpleNamespace(thread_id=0, _max_heartbeat_timeout=60.0)
    keeper = KeepAliveHandler(ws=cast(DiscordWebSocket, line), interval=41.25)
    keeper._last_send -= seconds
    keeper.ack()
    told = [f"Can't keep up, shard ID None websocket is {seconds}s behind."]
    assert [each["event"] for each in lines(written)] == (told if is_told else [])


def test_the_demo_says_only_what_goes_wrong_and_not_that_its_clock_was_moved(
    demo_written: io.StringIO,
) -> None:
    """Without a level of its own: a line of JSON stands before the address of the page."""
    structlog.get_logger("bot").info("running")
    logging.getLogger("discord.gateway").warning("Can't keep up, it is %.1fs behind.", 12.5)
    logging.getLogger("apscheduler.scheduler").warning("Run time of job was missed")
    assert demo_written.getvalue() == ""
    structlog.get_logger("bot").warning("poll_failed")
    assert [each["event"] for each in lines(demo_written)] == ["poll_failed"]


def test_an_error_is_its_class_without_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError("I miss you")
    except ValueError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved\nI miss you")
        structlog.get_logger("bot").exception("loop_failed")
    assert "I miss you" not in written.getvalue()
    assert lines(written)[0]["error_class"] == "ValueError"


@pytest.mark.parametrize("name", logs.QUIET_LOGGERS)
def test_a_library_that_says_too_much_is_quiet(written: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("POST /bot… with all that it holds")
    logging.getLogger(f"{name}.deeper").debug("and more")
    assert written.getvalue() == ""
