"""Provide programs for developers; none of them runs with the bot."""
