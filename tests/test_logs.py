"""Logs: one line each, with nothing that people wrote and no token in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from playground.server import DISCORD_TOKEN
from tests.command_line import TOKEN


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged from here on; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    for name in (*logs.QUIET, *logs.UNASKED):
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
    assert line["event"] == "broken answer: %s"
    assert line["logger"] == "telegram.Bot"


def test_an_error_is_its_class_without_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError("I miss you")
    except ValueError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved\nI miss you")
        structlog.get_logger("bot").exception("loop_failed")
    assert "I miss you" not in written.getvalue()
    assert lines(written)[0]["error_class"] == "ValueError"


@pytest.mark.parametrize("name", logs.QUIET)
def test_a_library_that_says_too_much_is_quiet(written: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("POST /bot… with all that it holds")
    logging.getLogger(f"{name}.deeper").debug("and more")
    assert written.getvalue() == ""
