"""Test metrics, health pages, logs and the clock."""
