"""Scenarios of linking, unlinking and linking again."""
