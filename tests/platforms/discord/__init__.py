"""Test the Discord adapter against the local Discord."""
