"""Killed at any instant, the bot loses nothing, skips nothing, and marks what comes twice."""

from __future__ import annotations
