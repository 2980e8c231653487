"""Provide phones that reach the bot through the real clients."""
