"""Loaded once by the process that every start of the bot is forked from: code and content."""

from __future__ import annotations

from bot.startup import load_shelf
from tests.chaos import bot

SHELF = load_shelf()
MAIN = bot.main
"""Named here, so that its module is there before the first fork."""
