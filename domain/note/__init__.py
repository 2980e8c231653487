"""Keeps private notes, about a date or about none."""
