"""Tests of the Telegram adapter against the local Telegram."""
