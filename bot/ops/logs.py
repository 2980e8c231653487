"""Writes logs, each in one line, without people's words and without the token."""

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

ALLOWED_KEYS = frozenset(
    (
        *("timestamp", "level", "event", "logger", "error_class"),
        *("seq", "attempts", "state", "loop", "count", "duration", "wait", "port", "pack"),
        *("undelivered", "undelivered_age", "unhandled", "unhandled_age", "due_age", "poll_age"),
        *("gateway_age", "reason", "sent", "longest_heartbeat"),
    )
)
"""Any other value in a log call is dropped."""
QUIET_LOGGERS = (
    *("httpx", "httpcore", "telegram", "discord", "sqlalchemy", "aiosqlite"),
    *("apscheduler", "aiohttp", "alembic", "asyncio", "asyncpg"),
)
"""Libraries that log too much, or the token, below a warning."""
ERROR_ONLY_LOGGERS = ("discord.client", "discord.state")
"""At each start they warn of features that we do not use: voice, and the guilds' intent."""
TIMING_LOGGERS = ("discord.gateway", "apscheduler")
"""They warn of late work, which there is when the demo's clock moves by a week."""
FORMAT_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0\- +]*[\d*]*(?:\.[\d*]+)?[diouxXeEfFgGcrsa]")
ELLIPSIS = "…"
MAX_LOGGED_NUMBER = 9_999
"""A larger number may be somebody's id."""
TOKEN_PATTERN = re.compile(
    r"[0-9]{5,}(?::|%3A)[A-Z0-9_-]{30,}|[A-Z0-9_-]{6,}\.[A-Z0-9_-]{5,}\.[A-Z0-9_-]{20,}",
    re.IGNORECASE,
)
"""A token of Telegram's or Discord's."""
MAX_EVENT_LENGTH = 200

EventDict = MutableMapping[str, Any]
FormatArguments = tuple[object, ...] | Mapping[str, object] | None


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Send the logs of structlog and of the standard library to `stream`, stderr by default."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_build_formatter(stream.isatty()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in ERROR_ONLY_LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    # PTB wants us to call Bot.get_updates; we need the raw updates, to store them first.
    warnings.filterwarnings("ignore", "Please use 'Bot[.]get", UserWarning)


def set_up_for_demo(level: str, stream: TextIO | None = None) -> None:
    """Log only what goes wrong, so that the page's address stands alone; log all of it at DEBUG."""
    set_up("WARNING" if level == "INFO" else level, stream)
    for name in TIMING_LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)


def _build_formatter(for_people: bool) -> ProcessorFormatter:
    renderer: Processor = structlog.processors.JSONRenderer()
    if for_people:
        renderer = structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])
    return ProcessorFormatter(
        foreign_pre_chain=[_add_library_event],
        pass_foreign_args=True,
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _drop_unknown_keys,
            _mask_tokens,
            renderer,
        ],
    )


def _add_library_event(_: object, __: str, event: EventDict) -> EventDict:
    """Add a library's message as it is in its code; of the values put into it, only numbers."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    message = str(record.msg).partition("\n")[0]
    event["event"] = format_safely(message, event.get("positional_args"))[:MAX_EVENT_LENGTH]
    if record.exc_info and record.exc_info[0]:
        event["error_class"] = record.exc_info[0].__name__
    return event


def format_safely(message: str, arguments: FormatArguments) -> str:
    """Return a message with its arguments put in, but without words and ids."""
    if not arguments:
        return message
    try:
        if isinstance(arguments, Mapping):
            return message % {name: _redact_value(each) for name, each in arguments.items()}
        return message % tuple(_redact_value(each) for each in arguments)
    except (TypeError, ValueError, KeyError):
        return FORMAT_PLACEHOLDER.sub(ELLIPSIS, message).replace("%%", "%")


def _redact_value(value: object) -> object:
    match value:
        case None | timedelta():
            return value
        case int() | float() if abs(value) <= MAX_LOGGED_NUMBER:
            return value
        case BaseException():
            return _UnquotedStr(type(value).__name__)
    return _UnquotedStr(ELLIPSIS)


class _UnquotedStr(str):
    """A string that `%r` shows without quotes."""

    def __repr__(self) -> str:
        return str(self)


def _drop_unknown_keys(_: object, __: str, event: EventDict) -> EventDict:
    return {name: value for name, value in event.items() if name in ALLOWED_KEYS}


def _mask_tokens(_: object, __: str, event: EventDict) -> EventDict:
    return {name: _mask_token(value) for name, value in event.items()}


def _mask_token(value: object) -> object:
    return TOKEN_PATTERN.sub("<token>", value) if isinstance(value, str) else value
