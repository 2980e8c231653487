"""Logs in one line each, and never a word that people wrote, nor the token."""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Mapping, MutableMapping
from datetime import timedelta
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

ALLOWED = frozenset(
    (
        *("timestamp", "level", "event", "logger", "error_class"),
        *("seq", "attempts", "state", "loop", "count", "duration", "wait", "port", "pack"),
        *("undelivered", "undelivered_age", "unhandled", "unhandled_age", "due_age", "poll_age"),
        *("gateway_age", "reason", "sent", "longest_beat"),
    )
)
"""Whatever else is handed to a log call is dropped."""
QUIET = (
    *("httpx", "httpcore", "telegram", "discord", "sqlalchemy", "aiosqlite"),
    *("apscheduler", "aiohttp", "alembic", "asyncio", "asyncpg"),
)
"""Libraries that say too much, or the token, below a warning."""
UNASKED = ("discord.client", "discord.state")
"""They warn at each start of what we do without: voice, and to hear of guilds."""
OF_TIME = ("discord.gateway", "apscheduler")
"""They warn that something came late, as it does when the demo's clock is moved by a week."""
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0\- +]*[\d*]*(?:\.[\d*]+)?[diouxXeEfFgGcrsa]")
LEFT_OUT = "…"
LARGEST_NUMBER = 9_999
"""Whatever is larger may be somebody's id."""
TOKEN = re.compile(
    r"[0-9]{5,}(?::|%3A)[A-Z0-9_-]{30,}|[A-Z0-9_-]{6,}\.[A-Z0-9_-]{5,}\.[A-Z0-9_-]{20,}",
    re.IGNORECASE,
)
"""Telegram's, or Discord's."""
LONGEST_EVENT = 200

Line = MutableMapping[str, Any]
Given = tuple[object, ...] | Mapping[str, object] | None


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Sends structlog and the standard library's logging to `stream`, stderr by default."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(stream.isatty()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in UNASKED:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    # PTB would have us call Bot.get_updates; we want the updates as they came, to store them first.
    warnings.filterwarnings("ignore", "Please use 'Bot[.]get", UserWarning)


def set_up_for_demo(level: str, stream: TextIO | None = None) -> None:
    """Says only what goes wrong, so that the page's address stands alone; all of it at DEBUG."""
    set_up("WARNING" if level == "INFO" else level, stream)
    for name in OF_TIME:
        logging.getLogger(name).setLevel(logging.ERROR)


def _formatter(for_people: bool) -> ProcessorFormatter:
    renderer: Processor = structlog.processors.JSONRenderer()
    if for_people:
        renderer = structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])
    return ProcessorFormatter(
        foreign_pre_chain=[_foreign],
        pass_foreign_args=True,
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allowed,
            _masked,
            renderer,
        ],
    )


def _foreign(_: object, __: str, line: Line) -> Line:
    """A library's message as it stands in its code; of what was put into it only numbers."""
    record: logging.LogRecord = line["_record"]
    line["logger"] = record.name
    message = str(record.msg).partition("\n")[0]
    line["event"] = filled(message, line.get("positional_args"))[:LONGEST_EVENT]
    if record.exc_info and record.exc_info[0]:
        line["error_class"] = record.exc_info[0].__name__
    return line


def filled(message: str, given: Given) -> str:
    """A message with what logging was given to put into it, but without words and ids."""
    if not given:
        return message
    try:
        if isinstance(given, Mapping):
            return message % {name: _bare(each) for name, each in given.items()}
        return message % tuple(_bare(each) for each in given)
    except (TypeError, ValueError, KeyError):
        return PLACEHOLDER.sub(LEFT_OUT, message).replace("%%", "%")


def _bare(value: object) -> object:
    match value:
        case None | timedelta():
            return value
        case int() | float() if abs(value) <= LARGEST_NUMBER:
            return value
        case BaseException():
            return _Name(type(value).__name__)
    return _Name(LEFT_OUT)


class _Name(str):
    """Looks the same as `%r`, without quotes."""

    def __repr__(self) -> str:
        return str(self)


def _allowed(_: object, __: str, line: Line) -> Line:
    return {name: value for name, value in line.items() if name in ALLOWED}


def _masked(_: object, __: str, line: Line) -> Line:
    return {name: _mask(value) for name, value in line.items()}


def _mask(value: object) -> object:
    return TOKEN.sub("<token>", value) if isinstance(value, str) else value
