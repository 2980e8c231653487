"""Test the Telegram adapter against the local Telegram."""
