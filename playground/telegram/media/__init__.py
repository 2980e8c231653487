"""Carry files on Telegram: what people send, what the bot sends, and what it downloads."""
