"""Test /move."""
