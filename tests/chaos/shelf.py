"""Loaded once by the process that every start of the bot is forked from: code and content."""

from __future__ import annotations

from bot import discord_adapter, discord_gateway, telegram_adapter, telegram_polling
from bot.startup import load_shelf
from tests.chaos import bot

SHELF = load_shelf()
MAIN = bot.main, discord_adapter, discord_gateway, telegram_adapter, telegram_polling
"""Named here, so that their modules are there before the first fork."""
