"""Load code and content once, in the process that every start of the bot is forked from."""

from __future__ import annotations

from bot.platforms.discord import adapter, gateway
from bot.platforms.telegram import adapter as telegram_adapter, polling
from tests.chaos import bot

bot.load_content_once()
PRELOADED_MODULES = bot.main, adapter, gateway, telegram_adapter, polling
"""Named here so that their modules are imported before the first fork."""
