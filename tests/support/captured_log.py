"""Provides a fixture that captures all logs of a test, by any logger."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.ops import logs


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Capture all logs at the most detailed level; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    for name in (*logs.QUIET_LOGGERS, *logs.ERROR_ONLY_LOGGERS):
        logging.getLogger(name).setLevel(logging.NOTSET)
